"""`duizhao check` and `duizhao decide`, on the bundled reports and on files of one's own."""

import json
import subprocess
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from corpus.store import open_store
from tests.corpus.store.records import record, write
from tests.webapp.commands.running import DUIZHAO, duizhao, environment

ENGLISH = "Four patients were treated. The platelet count rose to 3109/L within 12 days."


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("checked")
    assert run(folder, "ingest", "--bundled").returncode == 0
    return folder


def run(home: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return duizhao(*arguments, home=home, DUIZHAO_JOBS="1")


def flags(home: Path, *arguments: str | Path) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(run(home, "check", "--format", "json", *arguments).stdout)["flags"]
    return found


def test_the_bilingual_report_has_lost_one_exponent_and_nothing_else_of_weight(home: Path) -> None:
    """One high flag, on the English side, with the repair."""
    (flag,) = [f for f in flags(home) if f["severity"] == "high" and "6285c000" in str(f["report_id"])]
    assert (flag["language"], "50 × 10/L" in str(flag["excerpt"])) == ("en", True)


def test_places_count_in_the_text_as_it_was_given(home: Path) -> None:
    """Each place cut out of the file is what is quoted."""
    with open_store(home / "corpus.sqlite3") as store:
        raws = {
            (report.report_id, version.side): version.raw
            for report in store.every_report()
            for version in report.versions
        }
    found = [f for f in flags(home) if f["rule"] == "damage.code"]
    assert len(found) == 4
    for flag in found:
        raw = raws[str(flag["report_id"]), "en"]
        assert raw[int(str(flag["start"])) : int(str(flag["end"]))] == flag["excerpt"]


def test_findings_are_exit_1_and_can_be_narrowed(home: Path) -> None:
    """Any finding; only named rules, families and severities; none; and words that are none of these."""
    assert run(home, "check").returncode == 1
    assert run(home, "check", "--fail-on", "damage.exponent").returncode == 1
    assert run(home, "check", "--fail-on", "polarity, damage.mojibake").returncode == 0
    assert run(home, "check", "--fail-on", "high").returncode == 1
    assert run(home, "check", "--fail-on", "none").returncode == 0
    wrong = run(home, "check", "--fail-on", "numbers.wrong")
    assert (wrong.returncode, "no rule is named 'numbers.wrong'" in wrong.stderr) == (2, True)


@pytest.mark.parametrize(("words", "said"), [("", "name rules"), (" , ", "name rules"), ("none,high", "stands alone")])
def test_words_that_would_silently_mean_never_are_refused(home: Path, words: str, said: str) -> None:
    """An empty list, as of a variable that is not set, and `none` beside others."""
    wrong = run(home, "check", "--fail-on", words)
    assert (wrong.returncode, said in wrong.stderr, wrong.stdout) == (2, True, "")


def test_only_reports_written_since_a_revision(home: Path) -> None:
    """Of the newest revision there is nothing new."""
    with open_store(home / "corpus.sqlite3") as store:
        revision = store.revision()
    result = run(home, "check", "--since", str(revision))
    assert (result.returncode, result.stdout) == (0, "0 flags in 0 reports\n")
    assert flags(home, "--since", "0") == flags(home)


def test_a_file_is_checked_and_nothing_stored(home: Path, tmp_path: Path) -> None:
    """A JSON Lines file; the collection stays as it is."""
    file = tmp_path / "draft.jsonl"
    file.write_text(json.dumps({"id": "draft", "lang": "en", "text": ENGLISH}), encoding="utf-8")
    (flag,) = flags(home, file)
    assert (flag["report_id"], flag["rule"], flag["excerpt"]) == ("draft", "damage.exponent", "3109/L")
    with open_store(home / "corpus.sqlite3") as store:
        assert store.report("draft") is None


def test_files_can_be_checked_without_a_collection(tmp_path: Path) -> None:
    """No data folder is needed, and none is made."""
    file = tmp_path / "draft.txt"
    file.write_text(ENGLISH, encoding="utf-8")
    result = run(tmp_path / "none", "check", file)
    assert (result.returncode, "3 × 10⁹/L" in result.stdout) == (1, True)
    assert not (tmp_path / "none").exists()


def test_an_english_and_a_chinese_file_are_read_as_a_pair(tmp_path: Path) -> None:
    """A dose that differs is found, and the flag names both places."""
    english, chinese = tmp_path / "draft.en.txt", tmp_path / "draft.zh.txt"
    english.write_text("All patients received rituximab at 375 mg/m² every week for 4 weeks.", encoding="utf-8")
    chinese.write_text("所有患者均接受利妥昔单抗375 mg/m²治疗,每周1次,共8周。".replace("375", "275"), encoding="utf-8")
    result = run(tmp_path / "none", "check", "--format", "json", english, chinese)
    assert "read as a pair" in result.stderr
    found = [flag for flag in json.loads(result.stdout)["flags"] if flag["rule"].startswith("numbers.")]
    assert any({"en", "zh"} == {f["language"], f["counterpart"]["language"]} for f in found if f["counterpart"])


def test_a_clean_pair_has_no_findings(tmp_path: Path) -> None:
    """That the two are one work is not told back to who said it."""
    english, chinese = tmp_path / "draft.en.txt", tmp_path / "draft.zh.txt"
    english.write_text("All patients received rituximab at 375 mg/m².", encoding="utf-8")
    chinese.write_text("所有患者均接受利妥昔单抗375 mg/m²。", encoding="utf-8")
    result = run(tmp_path / "none", "check", english, chinese)
    assert (result.returncode, result.stdout) == (0, "0 flags in 0 reports\n")


def test_a_link_in_the_collection_is_shown_and_fails_only_if_named(tmp_path: Path) -> None:
    """By its rule or its family; its severity alone does not name it."""
    file, home = tmp_path / "two.jsonl", tmp_path / "home"
    english = {"id": "a", "lang": "en", "text": "All patients received rituximab at 375 mg/m²."}
    chinese = {"id": "b", "lang": "zh", "text": "所有患者均接受利妥昔单抗375 mg/m²。"}
    file.write_text(f"{json.dumps(english)}\n{json.dumps(chinese)}\n", encoding="utf-8")
    run(home, "ingest", file)
    assert run(home, "link", "a", "b").returncode == 0
    assert {flag["rule"] for flag in flags(home)} == {"duplicates.translation"}
    exits = {
        words: run(home, "check", "--fail-on", words).returncode
        for words in ("low", "duplicates", "duplicates.translation")
    }
    assert exits == {"low": 0, "duplicates": 1, "duplicates.translation": 1}
    assert run(home, "check").returncode == 0


def test_what_the_collection_decided_holds_for_a_file_with_the_same_report(tmp_path: Path) -> None:
    """The dismissed flag is no finding of the file; `--all` shows it with its decision."""
    file, home = tmp_path / "draft.jsonl", tmp_path / "home"
    file.write_text(json.dumps({"id": "draft", "lang": "en", "text": ENGLISH}), encoding="utf-8")
    run(home, "ingest", file)
    (flag,) = flags(home, file)
    run(home, "decide", str(flag["key"]), "--dismiss")
    result = run(home, "check", file)
    assert (result.returncode, result.stdout) == (0, "0 flags in 0 reports\n")
    assert [shown["decision"] for shown in flags(home, "--all", file)] == ["dismiss"]


def test_a_file_of_nothing_is_an_error(tmp_path: Path) -> None:
    """Exit 3, and the record refused is named."""
    file = tmp_path / "empty.jsonl"
    file.write_text('{"id": "x"}\n', encoding="utf-8")
    result = run(tmp_path / "none", "check", file)
    assert (result.returncode, f"{file}:1" in result.stderr) == (3, True)


def test_text_brings_equal_flags_together_with_their_places_and_repairs(home: Path) -> None:
    """Forty flags of a scraped report are a few lists; each line has place, repair and key."""
    lines = run(home, "check").stdout.splitlines()
    (heading,) = [line for line in lines if "10 × lost exponent" in line]
    assert heading.startswith("  high   damage.exponent")
    place = lines[lines.index(heading) + 1]
    assert "platelet count of [3109/L]" in place
    assert "3109/L → 3 × 10⁹/L" in place
    assert any("750?mg/kg → 750 mg/kg" in line for line in lines)
    assert any("CP-466722 → take it out" in line for line in lines)
    assert len([line for line in lines if line.startswith("  ")]) < 70


def test_flags_with_decisions_are_exported_as_json_lines(home: Path, tmp_path: Path) -> None:
    """The same objects as `check --format json --all` has; ingest takes none of them for a report."""
    key = str(flags(home)[0]["key"])
    run(home, "decide", key, "--dismiss", "--reason", "as printed")
    try:
        exported = run(home, "export", "--all", "--flags").stdout.splitlines()
        assert [json.loads(line) for line in exported] == flags(home, "--all")
        assert sum(json.loads(line)["decision"] == "dismiss" for line in exported) == 1
    finally:
        run(home, "decide", key, "--undo")
    file = tmp_path / "flags.jsonl"
    file.write_text("\n".join(exported), encoding="utf-8")
    assert "nothing could be read" in run(tmp_path / "none", "check", file).stderr


def test_junit_has_a_failure_for_each_flag(home: Path) -> None:
    """The XML is well-formed, and counts the same."""
    suites = ElementTree.fromstring(run(home, "check", "--format", "junit").stdout)
    assert len(suites.findall(".//failure")) == len(flags(home))
    for suite in suites:
        assert (int(suite.attrib["tests"]), suite.attrib["failures"]) == (len(suite), str(len(suite)))


def test_sarif_has_a_result_for_each_flag(home: Path) -> None:
    """Each names a rule that the driver lists."""
    (checked,) = json.loads(run(home, "check", "--format", "sarif").stdout)["runs"]
    rules = {rule["id"] for rule in checked["tool"]["driver"]["rules"]}
    assert len(checked["results"]) == len(flags(home))
    assert {result["ruleId"] for result in checked["results"]} <= rules
    assert all(rule["shortDescription"]["text"] for rule in checked["tool"]["driver"]["rules"])


def test_a_dismissed_flag_is_no_finding_until_that_is_undone(home: Path, tmp_path: Path) -> None:
    """Dismissed, exported, undone; what was undone later than the export stays undone."""
    before = flags(home)
    key = str(before[0]["key"])
    assert run(home, "decide", key[:8], "--dismiss", "--reason", "as printed").returncode == 0
    assert [flag["key"] for flag in flags(home)] == [flag["key"] for flag in before[1:]]
    (shown,) = [flag for flag in flags(home, "--all") if flag["key"] == key]
    assert (shown["decision"], shown["reason"]) == ("dismiss", "as printed")
    assert run(home, "decide", "--export", tmp_path / "decisions.jsonl").returncode == 0
    run(home, "decide", key, "--undo")
    assert flags(home) == before
    taken = run(home, "decide", "--import", tmp_path / "decisions.jsonl")
    assert "0 decisions taken over, 1 known or older" in taken.stderr
    assert run(home, "decide", "--list").stdout == "no decisions on flags\n"


def test_of_imported_decisions_the_last_on_a_flag_is_taken_over_once(home: Path, tmp_path: Path) -> None:
    """Whatever the order of the lines; imported again nothing changes, and neither does an older file."""
    key = str(flags(home)[1]["key"])
    later, earlier = decision_line(key, "dismiss", "2020-01-02"), decision_line(key, "accept", "2020-01-01")
    file, older = tmp_path / "decisions.jsonl", tmp_path / "older.jsonl"
    file.write_text(f"{later}\n{earlier}\n", encoding="utf-8")
    older.write_text(earlier, encoding="utf-8")
    try:
        assert "1 decision taken over, 1 known" in run(home, "decide", "--import", file).stderr
        assert "0 decisions taken over, 2 known" in run(home, "decide", "--import", file).stderr
        assert "0 decisions taken over, 1 known" in run(home, "decide", "--import", older).stderr
        assert "  dismiss  " in run(home, "decide", "--list").stdout
    finally:
        run(home, "decide", key, "--undo")


def test_a_reason_is_kept_whatever_its_bytes_and_listed_on_one_line(home: Path) -> None:
    """Bytes that are not UTF-8 become U+FFFD, and so do a line break and a change of direction in the list."""
    key = str(flags(home)[2]["key"])
    try:
        assert run(home, "decide", key, "--dismiss", "--reason", "as\udcff\nprinted\u202e").returncode == 0
        (line,) = run(home, "decide", "--list").stdout.splitlines()
        assert line.endswith(": as\ufffd\ufffdprinted\ufffd")
    finally:
        run(home, "decide", key, "--undo")


def test_reasons_and_names_have_a_length(home: Path, tmp_path: Path) -> None:
    """On the command line, and in a file, whose line is named; nothing of it is taken over."""
    key, file = str(flags(home)[2]["key"]), tmp_path / "long.jsonl"
    wrong = run(home, "decide", key, "--dismiss", "--reason", "r" * 1001)
    assert (wrong.returncode, "1,000 characters at most" in wrong.stderr) == (2, True)
    for more in ({"who": "w" * 201}, {"reason": "r" * 1001}):
        lines = [decision_line(key, "accept", "2990-01-01"), decision_line(key, "accept", "2990-01-02", **more)]
        file.write_text("\n".join(lines), encoding="utf-8")
        wrong = run(home, "decide", "--import", file)
        assert (wrong.returncode, f"{file}:2" in wrong.stderr) == (3, True)
    assert run(home, "decide", "--list").stdout == "no decisions on flags\n"


def test_what_is_written_while_check_prints_counts_as_not_checked(tmp_path: Path) -> None:
    """The output waits in a pipe of one page; a report comes in meanwhile."""
    home = tmp_path / "home"
    run(home, "ingest", "--bundled")
    with open_store(home / "corpus.sqlite3") as store:
        run(home, "check", "--fail-on", "none")
        before = store.revision()
        command = [str(DUIZHAO), "check", "--format", "json"]
        with subprocess.Popen(
            command, env=environment(home), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0, pipesize=4096
        ) as printing:
            assert printing.stdout is not None
            assert printing.stdout.read(1) == b"{"
            write(store, [record("late", en=ENGLISH)])
            printing.communicate(timeout=60)
        assert (store.flags.checked_revision(), store.revision()) == (before, before + 1)


def decision_line(key: str, action: str, day: str, **more: str) -> str:
    return json.dumps({"target": key, "action": action, "who": "a", "decided_at": f"{day}T00:00:00Z"} | more)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["abc", "--accept"], "not the key of a flag"),
        (["abcdef", "--accept"], "no flag has this key"),
        (["abcdef"], "Name keys with"),
        (["--list", "--accept"], "Name keys with"),
    ],
)
def test_what_cannot_be_decided_is_said(home: Path, arguments: list[str], words: str) -> None:
    """Exit 2, with what to do."""
    result = run(home, "decide", *arguments)
    assert (result.returncode, words in result.stderr) == (2, True)


def test_a_file_that_holds_no_decisions_is_named_with_its_line(home: Path, tmp_path: Path) -> None:
    """Nothing of it is taken over."""
    file = tmp_path / "wrong.jsonl"
    file.write_text('{"target": "x", "action": "accept", "who": "a", "decided_at": "2026-01-01T00:00:00Z"}\n')
    result = run(home, "decide", "--import", file)
    assert (result.returncode, f"{file}:1" in result.stderr) == (3, True)
