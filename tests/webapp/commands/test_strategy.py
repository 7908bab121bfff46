"""`duizhao search --strategy FILE` as a process."""

import json
from pathlib import Path

import pytest

from tests.webapp.commands.running import duizhao

STRATEGY = """\
# Second-line treatment
1. thrombocytopenia[tiab] OR 血小板减少症[tiab]
2. lenalidomide[tiab] OR splenectomy[tiab] AND BTKi[tiab]
3. #1 AND #2
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "strategy.txt"
    path.write_text(STRATEGY, encoding="utf-8")
    return path


def test_every_line_with_its_hits_then_the_hits_of_the_last(bundled_home: Path, file: Path) -> None:
    """Number, hits and canonical form, parted by tabs; how a line was read goes to standard error."""
    done = duizhao("search", "--strategy", file, home=bundled_home)
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert lines[:4] == [
        "1\t3\t3\ttiab:thrombocytopenia OR tiab:血小板减少症",
        "2\t1\t1\t(tiab:lenalidomide OR tiab:splenectomy) AND tiab:BTKi",
        "3\t1\t1\t(tiab:thrombocytopenia OR tiab:血小板减少症) AND (tiab:lenalidomide OR tiab:splenectomy) "
        "AND tiab:BTKi",
        "",
    ]
    assert lines[4].startswith("1. sha256:6285c000")
    assert done.stderr.splitlines()[0] == "line\thits\twith the other language\tquery"
    assert done.stderr.splitlines()[1].startswith("line 2: AND, OR and NOT were read from left to right")
    assert "1 hit for line 3 as written" in done.stderr


def test_json_holds_lines_and_the_view_of_the_page(bundled_home: Path, file: Path) -> None:
    answer = json.loads(duizhao("search", "--strategy", file, "--json", home=bundled_home).stdout)
    assert [(line["number"], line["hits"], line["expanded_hits"]) for line in answer["lines"]] == [
        (1, 3, 3),
        (2, 1, 1),
        (3, 1, 1),
    ]
    assert (answer["last"], answer["result"]["total"]) == (3, 1)
    assert len(answer["result"]["hits"]) == 1


def test_a_fault_names_file_line_and_place(bundled_home: Path, tmp_path: Path) -> None:
    """Exit 2; the caret stands under the fault in the line of the file."""
    path = tmp_path / "faulty.txt"
    path.write_text("1. platelet\n\n2. 血小板 AND ITP[nm]\n", encoding="utf-8")
    done = duizhao("search", "--strategy", path, home=bundled_home)
    assert (done.returncode, done.stdout) == (2, "")
    message, line, carets, remedy, summary = done.stderr.splitlines()
    assert message.startswith(f"duizhao: {path}, line 3: [nm]: ")
    assert summary == "1 of 2 lines cannot be read; none was run"
    assert line.endswith("血小板 AND ITP[nm]")
    assert carets.strip() == "^^^^"
    assert remedy.strip() == "try: 血小板 AND ITP[tw]"


def test_all_bad_lines_are_listed_and_none_is_run(bundled_home: Path, tmp_path: Path) -> None:
    """Those that the index refuses too; each with its number, its fault underlined and the reason."""
    for text, numbers in (("1. a AND\n2. b\n3. (c\n", (1, 3)), ("1. ⁹ OR a\n2. b\n3. ¹\n", (1, 3))):
        path = tmp_path / "faulty.txt"
        path.write_text(text, encoding="utf-8")
        done = duizhao("search", "--strategy", path, home=bundled_home)
        assert (done.returncode, done.stdout) == (2, "")
        told = [line for line in done.stderr.splitlines() if "duizhao" in line]
        assert [
            line.startswith(f"duizhao: {path}, line {number}: ") for line, number in zip(told, numbers, strict=True)
        ]
        assert done.stderr.count("^") >= 2
        assert done.stderr.splitlines()[-1] == "2 of 3 lines cannot be read; none was run"


@pytest.mark.parametrize("more", [["platelet"], ["--lang", "en"], ["--match", "any"], ["--run", "x"]])
def test_a_strategy_stands_alone(bundled_home: Path, file: Path, more: list[str]) -> None:
    """Its lines say all; nothing else chooses."""
    assert duizhao("search", "--strategy", file, *more, home=bundled_home).returncode == 2


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02" * 50, b"%PDF-1.7 \xff\xfe", b"x" * 300_000])
def test_a_file_that_is_no_strategy(bundled_home: Path, tmp_path: Path, content: bytes) -> None:
    """Refused in words, never with a traceback."""
    path = tmp_path / "no.txt"
    path.write_bytes(content)
    done = duizhao("search", "--strategy", path, home=bundled_home)
    assert done.returncode in (2, 3)
    assert done.stderr.startswith("duizhao: ")
