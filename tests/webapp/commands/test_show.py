"""`duizhao show` as a process."""

import json
from pathlib import Path

import pytest

from corpus.identifiers import content_sha256
from corpus.reports import bundled_reports
from tests.webapp.commands.running import duizhao
from webapp.commands.side_by_side import cell_width, wrap


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the bundled reports and a small one."""
    folder = tmp_path_factory.mktemp("show")
    text = {"en": "Platelets rose in 12 patients. Nobody bled.", "zh": "12例患者血小板升高。无人出血。"}
    (folder / "a.jsonl").write_text(json.dumps({"id": "small", "text": text}), encoding="utf-8")
    assert duizhao("ingest", "--bundled", folder / "a.jsonl", home=folder / "home").returncode == 0
    return folder / "home"


def btki_id() -> str:
    return f"sha256:{content_sha256(bundled_reports()[0].read_bytes())}"


def test_rows_side_by_side_keep_their_columns(home: Path) -> None:
    """Every row of a wide terminal has its bar in the same cell, Han counted as two, and fits."""
    done = duizhao("show", btki_id(), home=home, COLUMNS="100")
    assert done.returncode == 0
    rows = [line for line in done.stdout.splitlines() if " │" in line]
    assert len(rows) > 20
    assert {cell_width(line.partition(" │")[0]) for line in rows} == {rows[0].index(" │")}
    assert max(map(cell_width, done.stdout.splitlines())) <= 100
    assert "11 of 11 units with both sides" in done.stdout
    assert "no title is printed" in done.stdout.partition(" │")[0]


def test_a_narrow_terminal_stacks(home: Path) -> None:
    """The Chinese stands under the English, and nothing is wider than the terminal."""
    done = duizhao("show", "small", home=home, COLUMNS="40")
    lines = done.stdout.splitlines()
    assert " │" not in done.stdout
    assert max(map(cell_width, lines)) <= 40
    assert any(line.endswith("无人出血。") for line in lines)


@pytest.mark.parametrize(("side", "present", "absent"), [("en", "Nobody bled.", "血小板"), ("zh", "血小板", "Nobody")])
def test_one_side(home: Path, side: str, present: str, absent: str) -> None:
    """The text of that side only, in its paragraphs."""
    text = duizhao("show", "small", "--side", side, home=home).stdout.partition("[")[2]
    assert present in text
    assert absent not in text


def test_raw_is_the_file_as_it_was_given(home: Path) -> None:
    """Every line of the file, in its order."""
    given = bundled_reports()[0].read_text(encoding="utf-8-sig")
    assert duizhao("show", btki_id(), "--side", "raw", home=home).stdout.strip() == given.replace("\r\n", "\n").strip()


def test_names_that_lead_to_a_report(home: Path) -> None:
    """Its id, the beginning of its hash with and without sha256:, its DOI."""
    wanted = duizhao("show", btki_id(), "--json", home=home).stdout
    digits = btki_id().removeprefix("sha256:")
    report = json.loads(wanted)
    assert report["id"] == btki_id()
    for name in (f"sha256:{digits[:12]}", digits[:12], f"doi:{report['citation']['doi']}"):
        assert duizhao("show", name, "--json", home=home).stdout == wanted


@pytest.mark.parametrize("name", ["none", "sha256:0000", "", "doi:10.1000/none"])
def test_an_unknown_name_is_exit_2(home: Path, name: str) -> None:
    """With a sentence on standard error and nothing on standard output."""
    done = duizhao("show", name, home=home)
    assert (done.returncode, done.stdout) == (2, "")
    assert "no report has this id" in done.stderr


def test_without_a_collection(tmp_path: Path) -> None:
    """Exit 3, naming the command that makes one."""
    done = duizhao("show", "a", home=tmp_path / "none")
    assert done.returncode == 3
    assert "duizhao ingest" in done.stderr


def test_labels_stand_over_their_sections(tmp_path: Path) -> None:
    """A labelled abstract keeps its labels in the terminal, one language or two."""
    zh = "目的 探讨疗效。方法 治疗12例。结果 完全缓解6例。结论 有效。"
    en = "Objective: To study it. Methods: Twelve were treated. Results: Six responded. Conclusion: It works."
    lines = [{"id": "one", "lang": "zh", "title": "疗效", "text": zh}, {"id": "two", "text": {"en": en, "zh": zh}}]
    file = tmp_path / "labelled.jsonl"
    file.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    folder = tmp_path / "home"
    assert duizhao("ingest", file, home=folder).returncode == 0
    assert "[方法]\n治疗12例。" in duizhao("show", "one", home=folder).stdout
    assert "[Methods · 方法]\n2 Twelve were treated." in duizhao("show", "two", home=folder, COLUMNS="100").stdout


def test_no_line_begins_with_a_stop() -> None:
    """A comma before a digit stays at the end of its line, as Chinese typography asks."""
    assert [line[0] for line in wrap("患者获得完全缓解,2例患者获得部分缓解。", 16)] == ["患", "2", "缓"]


def test_a_prefix_that_several_reports_have_names_them(home: Path) -> None:
    """A beginning that is too short is not called unknown: the reports that begin so are named."""
    done = duizhao("show", btki_id()[:8], home=home)
    assert done.returncode == 2
    assert "at least four digits" in done.stderr
    assert btki_id() in done.stderr


def test_flags_are_said_in_words_below_their_units(bundled_home: Path) -> None:
    """With the repair and the key; of a report in one language they stand at its end, equal ones together."""
    lines = duizhao("show", "doi:10.1002/cnr2.70152", home=bundled_home, COLUMNS="200").stdout.splitlines()
    (note,) = [line for line in lines if "The English lost a power of ten" in line]
    assert note.lstrip().startswith("! ")
    assert "→ " in note
    assert lines.index(note) < next(n for n, line in enumerate(lines) if line.startswith(" 8 "))
    scraped = duizhao("show", "sha256:64f560", home=bundled_home, COLUMNS="9000").stdout
    assert scraped.index("10 × lost exponent") > scraped.index("A third dose")
