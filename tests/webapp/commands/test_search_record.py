"""`duizhao search --record`, `--rerun` and `--why`."""

from pathlib import Path

import msgspec
import pytest

from tests.webapp.commands.running import duizhao


def test_a_search_is_recorded_and_runs_again_the_same(bundled_home: Path, tmp_path: Path) -> None:
    file = tmp_path / "record.json"
    done = duizhao("search", "platelet", "--limit", 1, "--record", file, home=bundled_home)
    assert done.returncode == 0
    assert len(msgspec.json.decode(file.read_bytes())["ids"]) == 3
    again = duizhao("search", "--rerun", file, home=bundled_home)
    assert (again.returncode, again.stdout) == (0, "")
    assert again.stderr.endswith("0 added, 0 removed\n")


def test_what_changed_is_printed_a_line_a_report(bundled_home: Path, tmp_path: Path) -> None:
    file = tmp_path / "record.json"
    duizhao("search", "platelet", "--record", file, home=bundled_home)
    record = msgspec.json.decode(file.read_bytes())
    lost = record["ids"].pop()
    file.write_bytes(msgspec.json.encode(record | {"ids": [*record["ids"], "elsewhere"]}))
    done = duizhao("search", "--rerun", file, home=bundled_home)
    assert done.stdout.splitlines() == [
        f"+ {lost}\tnothing that the record names has changed",
        "- elsewhere\tno longer in the collection",
    ]
    found = msgspec.json.decode(duizhao("search", "--rerun", file, "--json", home=bundled_home).stdout)
    assert [change["why"] for change in (*found["added"], *found["removed"])] == ["unexplained", "gone"]


def test_a_name_in_txt_is_written_as_text_in_both_languages(bundled_home: Path, tmp_path: Path) -> None:
    file = tmp_path / "methods.TXT"
    assert duizhao("search", "缓解", "--record", file, home=bundled_home).returncode == 0
    text = file.read_text(encoding="utf-8")
    assert "Query as typed: 缓解" in text
    assert "输入的检索式：缓解" in text


@pytest.mark.parametrize("content", ["", "{}", "no record", '{"record": "duizhao search record", "format": 1}'])
def test_a_file_that_is_no_record_ends_with_exit_code_2(bundled_home: Path, tmp_path: Path, content: str) -> None:
    file = tmp_path / "record.json"
    file.write_text(content, encoding="utf-8")
    done = duizhao("search", "--rerun", file, home=bundled_home)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"duizhao: {file}: the file is no search record")


def test_a_recorded_query_that_cannot_be_read_ends_with_exit_code_2(bundled_home: Path, tmp_path: Path) -> None:
    file = tmp_path / "record.json"
    duizhao("search", "platelet", "--record", file, home=bundled_home)
    file.write_bytes(msgspec.json.encode(msgspec.json.decode(file.read_bytes()) | {"query": '"open'}))
    done = duizhao("search", "--rerun", file, home=bundled_home)
    assert (done.returncode, done.stdout) == (2, "")
    assert "^" in done.stderr


def test_why_prints_for_each_clause_what_it_matched(bundled_home: Path) -> None:
    done = duizhao("search", '"完全缓解" OR zebra', "--why", home=bundled_home)
    assert '   "完全缓解": 完全缓解' in done.stdout
    assert "   zebra: not in this report" in done.stdout


def test_little_found_says_what_may_have_been_meant(bundled_home: Path) -> None:
    done = duizhao("search", "plateelt 缓解", home=bundled_home)
    assert "did you mean platelet 缓解: " in done.stderr
    assert "plateelt alone: 0" in done.stderr
    assert done.returncode == 0


@pytest.mark.parametrize("arguments", [("--rerun", "x.json", "platelet"), ("--record", "x.json"), ("--why",)])
def test_options_that_do_not_go_together_are_refused(bundled_home: Path, arguments: tuple[str, ...]) -> None:
    assert duizhao("search", *arguments, home=bundled_home).returncode == 2
