"""Quantity search: values are found by what they are, in whatever notation and language."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import Flag, Span
from corpus.store import Store
from indexer.amounts import Amount, amounts_of, read_amount
from indexer.entries import make_entries
from indexer.generations import OpenGeneration
from indexer.search import Inquiry, search
from tests.corpus.store.records import record, write
from tests.indexer.conftest import Collection
from tests.indexer.made_collections import collection, reindex

TEXTS = {
    "times": "Platelets were 50 × 10⁹/L on day 3.",
    "caret": "Platelets were 50×10^9/L on day 3.",
    "giga": "Platelets were 50 G/L on day 3.",
    "low": "Platelets were 30 × 10⁹/L on day 3.",
    "range": "Platelets were 20-40 × 10⁹/L on day 3.",
    "dose": "She was given 750 mg/kg in all.",
    "gram": "She was given 0.75 g/kg in all.",
    "prednisone": "Prednisone 20 mg was given for 4 weeks.",
    "albumin": "Albumin was 20 mg/L.",
    "number": "There were 50 patients.",
}
CHINESE = {"wan": "血小板计数为5万/μL，共观察3天。", "zh": "血小板为50×10⁹/L。泼尼松20 mg口服。"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, OpenGeneration]]:
    folder: Path = tmp_path_factory.mktemp("amounts")
    with collection(folder, count=0) as (store, generations):
        write(store, [record(name, en=text) for name, text in TEXTS.items()])
        write(store, [record(name, zh=text) for name, text in CHINESE.items()])
        reindex(store, generations)
        with generations.lease() as generation:
            yield store, generation


FIFTY = {"times", "caret", "giga", "wan", "zh"}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ('qty:"50e9/L"', FIFTY),
        ("qty:50e9/L", FIFTY),
        ('qty:"50 × 10⁹/L"', FIFTY),
        ("qty:50G/L", FIFTY),
        ("qty:5万/μL", FIFTY),
        ("qty:50000/uL", FIFTY),
        ("qty:>30e9/L", FIFTY | {"range"}),
        ("qty:>=30e9/L", FIFTY | {"range", "low"}),
        ("qty:<30e9/L", {"range"}),
        ("qty:<=30e9/L", {"range", "low"}),
        ("qty:30e9..45e9/L", {"range", "low"}),
        ("qty:40e9/L", {"range"}),
        ("qty:25e9/L", set()),
        ("qty:750mg/kg", {"dose", "gram"}),
        ("dose:750mg/kg", {"dose", "gram"}),
        ("qty:20mg", {"prednisone", "zh"}),
        ("dose:20mg", {"prednisone", "zh"}),
        ("qty:10..20mg", {"prednisone", "zh"}),
        ("qty:20mg/L", {"albumin"}),
        ("dose:20mg/L", set()),
        ("qty:28d", {"prednisone"}),
        ("lang:zh qty:50e9/L", {"wan", "zh"}),
        ("lang:en qty:50e9/L", FIFTY - {"wan", "zh"}),
        ("platelets AND qty:<35e9/L", {"low", "range"}),
        ("qty:50e9/L NOT lang:zh", FIFTY - {"wan", "zh"}),
    ],
)
def test_found_by_value(made: tuple[Store, OpenGeneration], query: str, expected: set[str]) -> None:
    """Across notations, units of one dimension, and both languages."""
    store, generation = made
    result = search(Inquiry(query, limit=100), generation, store)
    assert {hit.report.report_id for hit in result.hits} == expected
    assert result.total == len(expected)


def test_the_lost_exponent_is_found_only_when_doubtful_values_are_asked_for(bundled: Collection) -> None:
    """The English of one report lost an exponent, its Chinese kept it."""

    def found(query: str) -> set[str]:
        result = search(Inquiry(query), bundled.generation, bundled.store)
        return {bundled.keys[hit.report.report_id] for hit in result.hits}

    assert found('qty:"50e9/L"') == {"btki"}
    assert found('lang:en qty~:"50e9/L"') >= found('lang:en qty:"50e9/L"')


def test_what_a_flag_points_at_is_doubtful(bundled: Collection) -> None:
    """A flag on a place makes the values there flagged, in the report and in its unit; elsewhere nothing changes."""
    report = next(report for report in bundled.store.every_report() if bundled.keys[report.report_id] == "btki")
    version = report.version("zh")
    assert version is not None
    start = version.text.index("50×10⁹/L")
    flag = Flag("k", "damage.replaced", "low", (Span("zh", start, start + 2),))
    flagged = make_entries(replace(report, flags=(flag,)))
    clean = make_entries(replace(report, flags=()))
    amount = Amount("zh", "/L", 5e10)
    holders = [entry.entry_id for entry in clean if amount in entry.amounts]
    assert [entry.target for entry in clean if amount in entry.amounts] == ["reports", *["units"] * (len(holders) - 1)]
    assert len(holders) >= 2
    first = next(
        entry for entry in flagged if entry.target == "units" and amount._replace(flagged=True) in entry.amounts
    )
    assert amount not in first.amounts
    assert amount._replace(flagged=True) in flagged[0].amounts


@pytest.mark.parametrize(
    ("english", "chinese", "rule", "query", "found"),
    [
        ("She was given rituximab 375 mg/m2 weekly.", "", "damage.flattened", "dose:375mg/m2", True),
        ("She was given rituximab 375 mg/m2 weekly.", "", "damage.flattened", "qty:375mg/m²", True),
        ("Lymphocytes were 350 cells/mm3 at most.", "", "damage.flattened", 'qty:"350 cells/mm3"', True),
        ("Platelets were 50 × 109/L at most.", "", "damage.flattened", "qty:50e9/L", False),
        ("Prednisone 20 mg was given.", "给予泼尼松治疗。", "numbers.missing", "dose:20mg", True),
        ("Prednisone was given.", "给予泼尼松20 mg治疗。", "numbers.extra", "dose:20mg", True),
        ("Prednisone 20 mg was given.", "给予泼尼松30 mg治疗。", "numbers.changed", "lang:en dose:20mg", False),
        ("Platelets were 50 × 10/L at most.", "", "damage.exponent", "qty:50e9/L", False),
    ],
)
def test_only_what_says_that_a_value_is_wrong_makes_it_doubtful(
    tmp_path: Path, english: str, chinese: str, rule: str, query: str, found: bool
) -> None:
    """Raised digits of a unit that stand on the line, and a value that the other side leaves out, are found."""
    with collection(tmp_path / "home", count=0) as (store, generations):
        write(store, [record("made", en=english, zh=chinese)])
        reindex(store, generations)
        assert rule in {flag.rule for report in store.every_report() for flag in report.flags}
        with generations.lease() as generation:
            assert search(Inquiry(query), generation, store).total == found
            assert search(Inquiry(query.replace(":", "~:").replace("lang~", "lang")), generation, store).total == 1


def test_the_counterpart_of_a_doubtful_value_is_not_doubtful(bundled: Collection) -> None:
    """A flag names its place first. The second range, often a whole sentence, is what it was compared with."""
    report = next(report for report in bundled.store.every_report() if bundled.keys[report.report_id] == "btki")
    version = report.version("zh")
    assert version is not None
    spans = (Span("en", 0, 2), Span("zh", 0, len(version.text)))
    whole, *_ = make_entries(replace(report, flags=(Flag("k", "numbers.power", "high", spans),)))
    assert Amount("zh", "/L", 5e10) in whole.amounts


def test_amounts_of_units_are_those_of_their_sentences(bundled: Collection) -> None:
    """All that a report with an alignment holds is held by its units, and nothing else."""
    for report in bundled.store.every_report():
        whole, *units = make_entries(report)
        if units:
            assert {amount for unit in units for amount in unit.amounts} == set(whole.amounts)


@pytest.mark.parametrize(
    "text", ["50", "soon", "", "5 mg 6 mg", "50 mg daily dose", "20..10mg", "..", "1e400 mg", "about 5 mg"]
)
def test_what_is_no_single_value_with_a_unit(text: str) -> None:
    assert read_amount(text) is None


@given(st.text(max_size=60))
def test_any_text_is_an_amount_or_none(text: str) -> None:
    """Whatever is typed; the ends of what is read are in order."""
    asked = read_amount(text)
    assert asked is None or (asked.low <= asked.high and asked.unit)
    assert all(placed.amount.unit for placed in amounts_of(text, "en"))
