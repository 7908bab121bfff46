"""What is damaged in the bundled reports: every place of it, and nothing that is legitimate."""

from collections import Counter

import pytest

from corpus.ingest import make_report
from corpus.knowledge import UNTAUGHT
from corpus.model import Flag, Record, Report
from corpus.readers import read
from corpus.reports import bundled_reports


def bundled(name: str) -> Report:
    """The bundled report whose file name begins like this."""
    (path,) = (path for path in bundled_reports() if path.name.startswith(name))
    (record,) = read(path, format=None, record_bytes_max=1 << 20)
    assert isinstance(record, Record)
    return make_report([record], UNTAUGHT)


def found(report: Report, rule: str) -> list[str]:
    """What the flags of a rule stand on."""
    return [excerpt(report, flag) for flag in report.flags if flag.rule == rule]


def excerpt(report: Report, flag: Flag) -> str:
    """What a flag stands on."""
    span = flag.spans[0]
    version = report.version(span.side)
    assert version is not None
    return version.text[span.start : span.end]


@pytest.fixture(scope="module", name="scraped")
def scraped_report() -> Report:
    """The report that a site scraped, damaged and spun."""
    return bundled("cmv")


def test_all_ten_collapsed_counts_are_flagged_and_repaired(scraped: Report) -> None:
    """3109/L is 3 × 10⁹/L, 10109/L is 10 × 10⁹/L; each a high flag with its repair."""
    flags = [flag for flag in scraped.flags if flag.rule == "damage.exponent"]
    assert Counter((excerpt(scraped, flag), flag.suggestion) for flag in flags) == {
        ("3109/L", "3 × 10⁹/L"): 2,
        ("1109/L", "1 × 10⁹/L"): 3,
        ("9109/L", "9 × 10⁹/L"): 1,
        ("37109/L", "37 × 10⁹/L"): 1,
        ("10109/L", "10 × 10⁹/L"): 3,
    }
    assert {flag.severity for flag in flags} == {"high"}


def test_the_four_injected_codes_are_flagged_and_no_legitimate_one(scraped: Report) -> None:
    """Not AALL1331, CD19, GP IIB/IIIA or CMV; the suggestion takes the code away."""
    flags = [flag for flag in scraped.flags if flag.rule == "damage.code"]
    assert [excerpt(scraped, flag) for flag in flags] == ["ENX-1", "CP-466722", "CP-466722", "CP-466722"]
    assert {(flag.severity, flag.suggestion) for flag in flags} == {("high", "")}


def test_every_question_mark_stands_for_a_lost_character(scraped: Report) -> None:
    """Seventeen, the one behind a reference number among them."""
    assert found(scraped, "damage.character") == ["?"] * 17


def test_what_else_is_flagged_in_the_scraped_report(scraped: Report) -> None:
    """A flattened unit and six lost apostrophes; nothing of any other kind."""
    assert found(scraped, "damage.flattened") == ["m2"]
    assert found(scraped, "damage.possessive") == ["Hodgkins", "Hodgkins", "Childrens", *["patients"] * 3]
    families = Counter(flag.rule for flag in scraped.flags if flag.rule.startswith("damage."))
    assert sum(families.values()) == 10 + 4 + 17 + 1 + 6


def test_of_the_saved_page_only_its_furniture_is_flagged() -> None:
    """One flag a run: before the title and behind the text; an obfuscated address and del(5q) are no damage."""
    report = bundled("lenalidomide")
    assert [(flag.rule, flag.severity) for flag in report.flags] == [("damage.boilerplate", "low")] * 2
    assert [dict(flag.arguments)["found"] for flag in report.flags] == ["Article Text", "Statistics from Altmetric.com"]


def test_the_bilingual_report_has_one_high_flag() -> None:
    """The lost exponent of its English."""
    report = bundled("btki")
    (flag,) = (flag for flag in report.flags if flag.severity == "high")
    assert excerpt(report, flag) == "50 × 10/L"
    assert flag.suggestion == "50 × 10⁹/L"
