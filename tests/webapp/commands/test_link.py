"""`duizhao link` as a process."""

import json
from pathlib import Path

import pytest

from tests.corpus.linking.works import CHINESE, ENGLISH, OTHER_CHINESE
from tests.webapp.commands.running import duizhao

LINE = "e  z  by hand, score 0."


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An English report, its Chinese text, and another Chinese report."""
    lines = [
        {"id": "e", "lang": "en", "text": ENGLISH},
        {"id": "z", "lang": "zh", "text": CHINESE},
        {"id": "y", "lang": "zh", "text": OTHER_CHINESE},
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    assert duizhao("ingest", tmp_path / "a.jsonl", home=tmp_path / "home").returncode == 0
    return tmp_path / "home"


def test_two_reports_are_linked_listed_shown_and_parted(home: Path) -> None:
    """What is printed after each command; automatic linking leaves what was undone alone."""
    done = duizhao("link", "z", "e", home=home)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"linked: {LINE}")
    assert duizhao("link", "--list", home=home).stdout.startswith(LINE)
    (row,) = json.loads(duizhao("link", "--list", "--json", home=home).stdout)["links"]
    assert (row["first"], row["second"], row["reason"]) == ("e", "z", "hand")
    shown = duizhao("show", "z", home=home, COLUMNS="120").stdout
    assert shown.startswith("z\nlinked to e (by hand)\n")
    assert any("Nobody died of bleeding." in line and "无人死于出血。" in line for line in shown.splitlines())
    assert [link["id"] for link in json.loads(duizhao("show", "e", "--json", home=home).stdout)["links"]] == ["z"]
    assert duizhao("link", "--undo", "e", "z", home=home).stdout.startswith("unlinked: e  z")
    assert "Nobody died" not in duizhao("show", "z", home=home).stdout
    assert duizhao("link", "--auto", home=home).stdout == "0 links: 0 new, 0 renewed, 0 removed\n"


def test_automatic_linking_finds_the_pair(home: Path) -> None:
    """And changes nothing the second time. `--side` shows one text alone."""
    duizhao("link", "--auto", home=home)
    assert duizhao("link", "--list", home=home).stdout.startswith("e  z  parallel texts, score 0.")
    assert json.loads(duizhao("link", "--auto", "--json", home=home).stdout) == {
        "total": 1,
        "made": 0,
        "renewed": 0,
        "removed": 0,
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
