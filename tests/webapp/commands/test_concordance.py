"""`duizhao concordance` as a process: columns that stand under each other, groups, JSON, faults."""

import json
import re
from pathlib import Path

import pytest

from tests.webapp.commands.running import duizhao
from webapp.commands.kwic_columns import head, tail
from webapp.commands.side_by_side import cell_width

BTKI = "sha256:6285c0006d9831719840f2f1188494daaa400d28ba554009a53f94bcf6eb2527"


def cells_before(line: str, word: str) -> int:
    return cell_width(line[: line.index(word)])


def keyword_start(line: str, term: str) -> int:
    """Where the keyword stands: behind a gap, and an opening bracket at it if there is one."""
    found = re.search(rf"  \(?({term})", line)
    assert found is not None
    return found.start(1)


@pytest.mark.parametrize(
    ("term", "other", "columns"), [("platelet", "血小板", 130), ("缓解", "remission", 130), ("ITP", "", 200)]
)
def test_keywords_and_counterparts_stand_under_each_other(
    bundled_home: Path, term: str, other: str, columns: int
) -> None:
    """In cells, whichever script is on which side, and no line is wider than the terminal."""
    arguments = ("--other", other) if other else ()
    done = duizhao("concordance", term, *arguments, home=bundled_home, COLUMNS=str(columns))
    lines = done.stdout.splitlines()
    assert len(lines) > 1
    assert len({cell_width(line[: keyword_start(line, term)]) for line in lines}) == 1
    assert len({cells_before(line, " │ ") for line in lines}) == 1
    assert max(map(cell_width, lines)) <= columns
    assert done.stderr.startswith(f"{len(lines)} units for {term}")


def test_stops_and_brackets_stand_at_the_keyword(bundled_home: Path) -> None:
    """No gap before a comma or within brackets, in either script."""
    lines = duizhao("concordance", "ITP", home=bundled_home, COLUMNS="200").stdout.splitlines()
    own = [line.split(" │ ")[0] for line in lines]
    assert any("  (ITP)  is" in line for line in own)
    assert any("  ITP,  " in line for line in own)
    assert not any(re.search(r"\s[,.;:)]|\(\s", line) for line in own)


def test_in_a_narrow_terminal_the_counterpart_stands_below(bundled_home: Path) -> None:
    done = duizhao("concordance", "platelet", home=bundled_home, COLUMNS="80")
    lines = done.stdout.splitlines()
    assert len({cells_before(line, "  platelet  ") for line in lines[::2]}) == 1
    assert all("血小板" in line and cell_width(line) <= 80 for line in lines[1::2])


def test_the_reference_leads_to_the_report(bundled_home: Path) -> None:
    """Its beginning is a name that `show` takes, and the number is that of the unit there."""
    line = duizhao("concordance", "splenectomy", home=bundled_home, COLUMNS="130").stdout.splitlines()[0]
    name, number = line.split()[0].split("#")
    shown = duizhao("show", name, home=bundled_home, COLUMNS="130").stdout
    assert BTKI in shown
    assert number == "5"


def test_groups_are_counted_before_the_lines(bundled_home: Path) -> None:
    done = duizhao("concordance", "缓解", "--other", "response OR remission", "--group", "rendering", home=bundled_home)
    assert done.stdout.splitlines()[:3] == ["      2  remission", "      1  response", ""]
    chosen = duizhao(
        "concordance", "缓解", "--other", "response OR remission", "--group", "rendering", "--value", "response",
        "--json", home=bundled_home,
    )  # fmt: skip
    view = json.loads(chosen.stdout)
    assert (view["total"], view["units"], len(view["lines"])) == (1, 3, 1)


def test_nothing_found_is_no_failure(bundled_home: Path) -> None:
    done = duizhao("concordance", "zzzz", "--sort", "left", "--group", "left", home=bundled_home)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.startswith("0 units for zzzz")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("NOT a",), "word to show"), (('"open',), "no partner"), (("a", "--other", "(b"), "--other"),
        (("a", "--group", "rendering"), "--other"), (("a", "--value", "b"), "--group"),
        (("a", "--sort", "title"), "title"),
        (("a", "--limit", "0"), "limit"), (("a", "--page", "9999"), "10000"), (("\x1b[31m)",), "duizhao"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_usage(bundled_home: Path, arguments: tuple[str, ...], says: str) -> None:
    """Exit 2, and the words say what is wrong where."""
    done = duizhao("concordance", *arguments, home=bundled_home)
    assert (done.returncode, done.stdout) == (2, "")
    assert says in done.stderr
    assert "\x1b" not in done.stderr


def test_a_text_is_cut_between_words_on_either_side() -> None:
    text = "慢性 immune thrombocytopenia 患者"
    assert head(text, 40) == text
    assert head(text, 14) == "慢性 immune…"
    assert tail(text, 12) == "       …患者"
    assert tail("abc", 5) == "  abc"
    assert all(cell_width(head(text, n)) <= n and cell_width(tail(text, n)) == n for n in range(1, 40))
