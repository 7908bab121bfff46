"""`duizhao link` as a process."""

import json
from pathlib import Path

import pytest

from tests.corpus.linking.works import CHINESE, ENGLISH, OTHER_CHINESE
from tests.webapp.commands.running import duizhao

LINE = "e  z  by hand, score "


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An English report, its Chinese text, and another Chinese report."""
    lines = [
        {"id": "e", "lang": "en", "text": ENGLISH},
        {"id": "z", "lang": "zh", "text": CHINESE},
        {"id": "y", "lang": "zh", "text": OTHER_CHINESE},
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    assert duizhao("ingest", "--no-study", tmp_path / "a.jsonl", home=tmp_path / "home").returncode == 0
    return tmp_path / "home"


def test_two_reports_are_linked_listed_shown_and_parted(home: Path) -> None:
    """What is printed after each command; automatic linking leaves what was undone alone."""
    done = duizhao("link", "z", "e", home=home)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"linked: {LINE}")
    assert duizhao("link", "--list", home=home).stdout.startswith(LINE)
    (row,) = json.loads(duizhao("link", "--list", "--json", home=home).stdout)["links"]
    assert (row["en"], row["zh"], row["reason"]) == ("e", "z", "hand")
    shown = duizhao("show", "z", home=home, COLUMNS="120").stdout
    assert shown.startswith("z\nlinked to e (by hand)\n")
    assert any("Nobody died of bleeding." in line and "无人死于出血。" in line for line in shown.splitlines())
    assert [link["id"] for link in json.loads(duizhao("show", "e", "--json", home=home).stdout)["links"]] == ["z"]
    assert duizhao("link", "--undo", "e", "z", home=home).stdout.startswith("unlinked: e  z")
    assert "Nobody died" not in duizhao("show", "z", home=home).stdout
    assert duizhao("link", "--auto", home=home).stdout == "0 links: 0 new, 0 renewed, 0 removed\n"


def test_automatic_linking_finds_the_pair(home: Path) -> None:
    """And changes nothing the second time. `--side` shows one text alone."""
    assert duizhao("link", "--list", home=home).stdout == "no links\n"
    first = duizhao("link", "--auto", home=home).stdout.splitlines()
    assert first[0] == "1 link: 1 new, 0 renewed, 0 removed"
    assert first[1].startswith("new: e  z  parallel texts, score ")
    assert duizhao("link", "--list", home=home).stdout.startswith("e  z  parallel texts, score ")
    assert json.loads(duizhao("link", "--auto", "--json", home=home).stdout) == {
        "total": 1,
        "made": 0,
        "renewed": 0,
        "removed": 0,
        "new": [],
        "gone": [],
    }
    assert "Nobody died" not in duizhao("show", "z", "--side", "zh", home=home).stdout


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (("y", "z"), "both in Chinese"),
        (("e", "e"), "name two reports"),
        (("e", "nobody"), "nobody: no report has this id"),
        (("--undo", "e", "y"), "duizhao link --list"),
        (("e",), "Name two reports"),
        (("--auto", "e", "z"), "Name two reports"),
        (("--auto", "--list"), "Name two reports"),
    ],
)
def test_what_cannot_be_done_is_exit_2(home: Path, names: tuple[str, ...], words: str) -> None:
    """With the reason on standard error and nothing on standard output."""
    done = duizhao("link", *names, home=home)
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr


def test_the_third_report_of_a_work_is_refused_with_the_remedy(home: Path) -> None:
    """The command that the error names makes it possible."""
    duizhao("link", "e", "z", home=home)
    refused = duizhao("link", "e", "y", home=home)
    assert refused.returncode == 2
    assert "duizhao link --undo e z" in refused.stderr
    assert duizhao("link", "--undo", "e", "z", home=home).returncode == 0
    assert duizhao("link", "e", "y", home=home).returncode == 0


def test_a_shared_alias_means_the_report_in_the_other_language(tmp_path: Path) -> None:
    """`link e doi:…` takes the Chinese of two records with one DOI; the alias twice is the pair itself."""
    lines = [
        {"id": "e", "lang": "en", "text": ENGLISH, "doi": "10.1000/w"},
        {"id": "z", "lang": "zh", "text": CHINESE, "doi": "10.1000/w"},
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    home = tmp_path / "home"
    assert duizhao("ingest", "--no-study", tmp_path / "a.jsonl", home=home).returncode == 0
    for names in (("e", "doi:10.1000/w"), ("doi:10.1000/w", "z"), ("doi:10.1000/w", "doi:10.1000/w")):
        assert duizhao("link", *names, home=home).stdout.startswith(f"linked: {LINE}")
        assert duizhao("link", "--undo", *names, home=home).stdout.startswith("unlinked: e  z")
    shown = duizhao("show", "doi:10.1000/w", home=home)
    assert shown.stdout.startswith("e\n")
    assert "doi:10.1000/w belongs to 2 reports: e, z. This is e." in shown.stderr


def test_an_alias_that_leaves_a_choice_is_refused_with_the_ids(tmp_path: Path) -> None:
    """Two Chinese records carry the DOI: which one is meant for the English record is not guessed."""
    lines = [{"id": "e", "lang": "en", "text": ENGLISH}]
    lines += [
        {"id": name, "lang": "zh", "text": text, "doi": "10.1000/w"}
        for name, text in (("y", OTHER_CHINESE), ("z", CHINESE))
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    home = tmp_path / "home"
    assert duizhao("ingest", "--no-study", tmp_path / "a.jsonl", home=home).returncode == 0
    done = duizhao("link", "e", "doi:10.1000/w", home=home)
    assert (done.returncode, done.stdout) == (2, "")
    assert "doi:10.1000/w belongs to y, z" in done.stderr


def test_a_doubtful_link_is_shown_as_doubtful(tmp_path: Path) -> None:
    """A warning over the rows, a word under each doubtful row, and each record's own citation with its id."""
    lines = [
        {"id": "e", "lang": "en", "title": "Aplastic anaemia", "text": ENGLISH, "journal": "Blood", "year": 2020},
        {"id": "y", "lang": "zh", "title": "儿童肥胖症", "text": OTHER_CHINESE, "doi": "10.1000/y"},
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    home = tmp_path / "home"
    assert duizhao("ingest", "--no-study", tmp_path / "a.jsonl", home=home).returncode == 0
    assert "do not read like" in duizhao("link", "e", "y", home=home).stderr
    shown = duizhao("show", "y", home=home, COLUMNS="120").stdout.splitlines()
    assert shown[2].startswith("These texts do not look like translations of each other (parallel 0.")
    assert "y: 儿童肥胖症. doi:10.1000/y." in shown
    assert "e: Aplastic anaemia. Blood. 2020." in shown
    doubtful = [line for line in shown if line.strip().startswith("? Align")]
    assert doubtful
    assert f", {len(doubtful)} with less than high confidence; parallel 0." in shown[-1]
