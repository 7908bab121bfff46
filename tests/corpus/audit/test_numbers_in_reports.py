"""The audit of numbers over whole reports: beads, neighbours, severity, repair, hostile texts."""

import time
from pathlib import Path

import pytest

from corpus.audit import audit_report
from corpus.audit.numbers import FINDINGS_MAX
from corpus.ingest import make_report
from corpus.knowledge import UNTAUGHT
from corpus.model import Bead, Record, Report
from corpus.readers import read
from corpus.reports import bundled_reports
from tests.corpus.audit.number_reports import findings_of, found, placed, report_of


def bundled(name: str) -> Report:
    """One of the three reports that come with the project."""
    (path,) = (path for path in bundled_reports() if name in Path(path).name)
    (record,) = (each for each in read(path, format=None, record_bytes_max=10**7) if isinstance(each, Record))
    return make_report([record], UNTAUGHT)


def graded(report: Report) -> list[tuple[str, str, str]]:
    """Each finding as rule, severity and place."""
    return [(finding.rule, finding.severity, placed(report, finding)[0]) for finding in findings_of(report)]


def test_the_lost_exponent_of_the_bilingual_report_is_one_flag_with_its_repair() -> None:
    """No other flag of numbers, and the rule that sees the English alone stands back."""
    report = bundled("btki")
    (flag,) = (flag for flag in report.flags if flag.rule.startswith("numbers."))
    assert (flag.rule, flag.severity, flag.suggestion) == ("numbers.power", "high", "50 × 10⁹/L")
    assert [report.version(span.side).text[span.start : span.end] for span in flag.spans] == [  # type: ignore[union-attr]
        "50 × 10/L",
        "50×10⁹/L",
    ]
    assert dict(flag.arguments) == {"en": "> 50 × 10/L", "zh": ">50×10⁹/L"}
    assert not any(flag.rule == "damage.exponent" for flag in report.flags)


@pytest.mark.parametrize("name", ["cmv", "lenalidomide"])
def test_a_report_in_one_language_has_no_flags_of_numbers(name: str) -> None:
    """There is nothing to compare."""
    assert findings_of(bundled(name)) == []


@pytest.mark.parametrize(
    ("en", "zh", "places", "suggestion"),
    [
        ("Counts were 30 × 10⁹/L.", "计数为30×10/L。", ["30×10/L", "30 × 10⁹/L"], "30×10⁹/L"),
        ("Counts were 3 × 10⁹/L.", "计数为3109/L。", ["3109/L", "3 × 10⁹/L"], "3×10⁹/L"),
        ("Counts were 3.5 x 1012/L.", "计数为3.5×10¹²/L。", ["3.5 x 1012/L", "3.5×10¹²/L"], "3.5 x 10¹²/L"),
        ("Counts were 50 × 10/μL.", "计数为50×10⁹/L。", ["50 × 10/μL", "50×10⁹/L"], "50 × 10³/μL"),
    ],
)
def test_the_damaged_side_is_the_place_and_the_other_its_repair(
    en: str, zh: str, places: list[str], suggestion: str
) -> None:
    """Whichever language lost the exponent, and in whatever unit the other prints it."""
    report = report_of([en], [zh])
    (finding,) = findings_of(report)
    assert (finding.rule, finding.severity) == ("numbers.power", "high")
    assert (placed(report, finding), finding.suggestion) == (places, suggestion)


def test_a_power_lost_on_both_sides_is_no_difference() -> None:
    """That is damage within a language."""
    assert found("Counts were 30 × 10/L.", "计数为30×10/L。") == []


def test_a_number_that_stands_alone_points_to_the_sentences_that_lack_it() -> None:
    """The counterpart is the whole other side of the bead, of two sentences here."""
    report = report_of(["A dose of 40 mg was given."], ["给予治疗。", "病情好转。"], [Bead((0,), (0, 1), 0.9)])
    (finding,) = findings_of(report)
    assert placed(report, finding) == ["40", "给予治疗。\n病情好转。"]
    assert finding.arguments == (("value", "40 mg"),)


def test_sentences_of_a_bead_are_taken_together() -> None:
    """What two sentences say is in the one."""
    report = report_of(["We saw 45 patients.", "Of these, 17 died."], ["45例中17例死亡。"], [Bead((0, 1), (0,), 0.9)])
    assert findings_of(report) == []


def test_a_number_in_the_neighbouring_bead_is_no_grave_matter() -> None:
    """It has moved: two findings of medium severity, none high."""
    report = report_of(["They took 45 mg.", "It helped."], ["他们服药。", "45 mg有效。"])
    assert graded(report) == [("numbers.missing", "medium", "45"), ("numbers.extra", "medium", "45")]


def test_a_number_in_an_omitted_sentence_next_to_it_is_no_grave_matter() -> None:
    """The neighbour has an empty side."""
    report = report_of(
        ["They took 45 mg."], ["他们服药。", "剂量45 mg。"], [Bead((0,), (0,), 0.9), Bead((), (1,), 0.9)]
    )
    assert graded(report) == [("numbers.missing", "medium", "45")]


def test_a_total_that_both_sides_state_elsewhere_may_go_unsaid() -> None:
    """39 patients are "they" in the next sentence."""
    report = report_of(["We saw 39 patients.", "They were followed up."], ["共39例患者。", "39例患者获随访。"])
    assert graded(report) == [("numbers.extra", "medium", "39")]


@pytest.mark.parametrize(
    ("en", "zh", "expected"),
    [
        ("All patients were followed up.", "27例患者均获随访。", ["extra medium 27"]),
        ("Of 7 boys and 20 girls none died.", "27例患者中7例男孩、20例女孩，无死亡。", ["extra medium 27"]),
        ("Most of them (17/38) had pain.", "多数患者疼痛。", ["missing medium 17", "missing medium 38"]),
        ("Anaemia (11/38, 28.9%) was seen.", "贫血占28.9%。", ["missing medium 11", "missing medium 38"]),
        ("Pain was common (%).", "疼痛常见（45%）。", ["extra high 45"]),
        ("The rate was high (45%).", "率高（%）。", ["missing high 45"]),
    ],
)
def test_what_is_left_out_with_its_surroundings(en: str, zh: str, expected: list[str]) -> None:
    """Brackets and totals may be left out; signs that lost their number say that it was not on purpose."""
    assert found(en, zh) == expected


def test_a_doubtful_alignment_makes_a_finding_doubtful() -> None:
    """A bead of little confidence, or versions that are hardly translations, give no high finding."""
    en, zh = ["They took 45 mg."], ["他们服药。"]
    doubtful = report_of(en, zh, [Bead((0,), (0,), 0.6)])
    free = report_of(en, zh, parallel_score=0.3)
    assert [severity for _, severity, _ in (*graded(doubtful), *graded(free))] == ["medium", "medium"]


def test_two_numbers_that_are_alike_need_less_confidence() -> None:
    """A changed number speaks for the bead."""
    report = report_of(["They took 45 mg."], ["他们服药48 mg。"], [Bead((0,), (0,), 0.6)])
    assert graded(report) == [("numbers.changed", "high", "45")]


def test_where_nothing_agrees_nothing_is_said() -> None:
    """A table against a sentence is no translation."""
    report = report_of([" ".join(f"{number}.5" for number in range(10, 60))], ["结果见表。"])
    assert findings_of(report) == []


def test_findings_are_bounded() -> None:
    """A report that differs everywhere has FINDINGS_MAX findings."""
    en = [f"The value was {number}.5 points." for number in range(100, 300)]
    zh = [f"数值为{number}.7分。" for number in range(400, 600)]
    assert len(findings_of(report_of(en, zh))) == FINDINGS_MAX


def test_flags_of_one_kind_and_place_have_keys_of_their_own() -> None:
    """The same error twice: two flags."""
    report = report_of(["A dose of 40 mg.", "A dose of 40 mg."], ["剂量40 g。", "剂量40 g。"])
    flags = [flag for flag in audit_report(report) if flag.rule == "numbers.unit"]
    assert len({flag.key for flag in flags}) == 2


@pytest.mark.parametrize(
    "hostile",
    [
        "9" * 40_000,
        "1 " * 20_000,
        "(" * 20_000 + "12",
        "(12" * 10_000,
        "1/2" * 12_000,
        "± % < " * 6_000,
        "十" * 40_000,
        "half " * 8_000,
        "5mg/" * 10_000,
        "\u0661\u0662\uff11\uff12" * 4_000,
        "1e99 × 10⁹⁹/L " * 2_000,
        "2019年13月" * 4_000,
    ],
)
def test_any_text_is_compared_in_linear_time(hostile: str) -> None:
    """Long runs of what numbers are made of cost seconds at most and raise nothing."""
    began = time.perf_counter()
    findings_of(report_of([hostile], ["12例患者服用40 mg。"]))
    findings_of(report_of(["12 patients took 40 mg."], [hostile]))
    findings_of(report_of([hostile], [hostile + "7.5"]))
    assert time.perf_counter() - began < 10
