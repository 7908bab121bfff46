"""Why a report was found: what stands in it, where, and how often."""

import pytest

from corpus.model import Report, Side
from indexer.clauses import ClauseHits, hits_of_clauses
from indexer.query_parser import parse
from indexer.search import Inquiry, count, read_inquiry
from indexer.why import Explainer, FoundForm, Reason
from tests.indexer.conftest import Collection


def btki(bundled: Collection) -> Report:
    return next(report for report in bundled.store.every_report() if report.citation.doi == "10.1002/cnr2.70152")


def reasons(bundled: Collection, query: str) -> tuple[Reason, ...]:
    return Explainer(parse(query), None, bundled.generation.vocabulary).explain(btki(bundled))


def test_a_word_is_explained_by_its_forms_as_printed_with_their_number(bundled: Collection) -> None:
    (reason,) = reasons(bundled, "achieving")
    assert (reason.clause.text, reason.holds, reason.forms) == (
        "achieving", True, (FoundForm("achieved", "text.en", 3),)
    )  # fmt: skip
    assert btki(bundled).version("en").text.count("achieved") == 3  # type: ignore[union-attr]


def test_a_chinese_run_is_explained_by_its_words(bundled: Collection) -> None:
    (reason,) = reasons(bundled, "血小板减少症")
    assert {form.text for form in reason.forms} == {"血小板", "血小板减少症"}
    assert {form.line for form in reason.forms} == {"text.zh"}


def test_of_an_or_what_the_report_lacks_is_said_to_be_lacking(bundled: Collection) -> None:
    found, lacking, half = reasons(bundled, "platelet OR zebra OR 血小板斑马")
    assert found.holds
    assert [(one.clause.text, one.holds, one.forms) for one in (lacking, half)] == [
        ("zebra", False, ()),
        ("血小板斑马", False, ()),
    ]


@pytest.mark.parametrize(("query", "holds"), [("year:2025", True), ("year:..2024", False), ("lang:zh", True),
                                              ("lang:fr", False), ("has:parallel", True)])  # fmt: skip
def test_a_filter_holds_or_not(bundled: Collection, query: str, holds: bool) -> None:
    (reason, _) = reasons(bundled, f"{query} OR platelet")
    assert (reason.clause.text, reason.holds, reason.forms) == (query, holds, ())


def test_an_amount_is_shown_as_printed(bundled: Collection) -> None:
    (reason,) = reasons(bundled, 'qty:"50e9/L"')
    assert [(form.text, form.line) for form in reason.forms] == [(">50×10⁹/L", "text.zh")]


def test_a_pair_an_author_and_what_is_excluded(bundled: Collection) -> None:
    pair, author, excluded = reasons(bundled, '{en:"complete response" zh:完全缓解} AND au:"Zhou H" AND NOT zebra')
    assert [(form.text, form.line) for form in pair.forms] == [
        ("complete response", "text.en"),
        ("完全缓解", "text.zh"),
    ]
    assert {form.line for form in author.forms} == {"author"}
    assert (excluded.clause.text, excluded.excludes, excluded.holds, excluded.forms) == ("NOT zebra", True, True, ())


def test_an_exclusion_that_does_not_hold_is_said_not_to(bundled: Collection) -> None:
    """Of `a OR NOT b` the report may hold both."""
    _, excluded = reasons(bundled, "zebra OR NOT platelet")
    assert (excluded.excludes, excluded.holds) == (True, False)


def test_a_pair_is_explained_by_the_units_that_match_and_by_no_word_elsewhere(bundled: Collection) -> None:
    """ITP stands in nearly every sentence; beside 获得性 in one."""
    (reason,) = reasons(bundled, "{en:ITP zh:获得性}")
    assert reason.units == (1,)
    assert {(form.text, form.times) for form in reason.forms} == {("ITP", 1), ("获得性", 1)}
    (word,) = reasons(bundled, "ITP")
    assert max(form.times for form in word.forms) > 5


def test_what_a_pair_excludes_is_looked_for_in_its_unit_alone(bundled: Collection) -> None:
    """血小板 stands in the report, not in every unit that has ITP."""
    (reason,) = reasons(bundled, "{en:ITP NOT zh:血小板}")
    assert reason.holds
    assert 1 not in reason.units
    assert reason.units
    assert {form.line for form in reason.forms} == {"text.en"}
    (impossible,) = reasons(bundled, "{en:ITP zh:ITP NOT zh:ITP}")
    assert (impossible.holds, impossible.units) == (False, ())


def test_an_amount_within_a_pair_is_told(bundled: Collection) -> None:
    (reason,) = reasons(bundled, "{zh:qty:50e9/L en:remission}")
    assert (">50×10⁹/L", "text.zh") in {(form.text, form.line) for form in reason.forms}


def test_the_scope_of_a_language_holds_for_the_clauses_beside_it(bundled: Collection) -> None:
    _, reason = reasons(bundled, "lang:zh AND ITP")
    assert {form.line for form in reason.forms} == {"text.zh"}


def test_each_clause_has_its_hits(bundled: Collection) -> None:
    query = parse("(platelet OR zebra) AND 缓解 AND NOT lenalidomide AND platelet")
    assert hits_of_clauses(query, None, bundled.generation) == (
        ClauseHits("platelet", 3),
        ClauseHits("zebra", 0),
        ClauseHits("缓解", 1),
    )


@pytest.mark.parametrize(
    ("query", "lang"),
    [
        ("(lang:zh AND zebra AND splenectomy) OR (lang:en AND zebra AND splenectomy)", None),
        ("(lang:zh AND year:2025 AND zebra) OR (year:2025 AND zebra)", None),
        ("zebra splenectomy", None),
        ("zebra AND 脾切除 AND immune thrombocytopenia", None),
        ("zebra AND lang:zh AND 脾切除", None),
        ("zebra splenectomy", "zh"),
        ("zebra BTK xl:off", "zh"),
    ],
)
def test_the_hits_of_a_clause_are_those_of_its_text(bundled: Collection, query: str, lang: Side | None) -> None:
    """Searched as it is shown it finds as many: in the version it was asked of, with words of the other language."""
    on = "xl:off" not in query
    expanded = read_inquiry(Inquiry(query, lang=lang, cross_lingual=True), bundled.generation).expanded.query
    counted = hits_of_clauses(expanded, lang, bundled.generation)
    assert len(counted) > 1
    for one in counted:
        alone = Inquiry(one.text, lang=lang, cross_lingual=on)
        assert count(read_inquiry(alone, bundled.generation), bundled.generation) == one.hits, one.text


def test_a_clause_of_two_versions_is_counted_in_each(bundled: Collection) -> None:
    query = parse("(lang:zh AND splenectomy) OR (lang:en AND splenectomy)")
    counted = {one.text: one.hits for one in hits_of_clauses(query, None, bundled.generation)}
    assert counted["lang:zh AND splenectomy"] == 0
    assert counted["lang:en AND splenectomy"] > 0


def test_what_is_passed_over_is_no_clause(bundled: Collection) -> None:
    """It is neither counted nor told as a reason."""
    assert [one.text for one in hits_of_clauses(parse("the zebra of"), None, bundled.generation)] == ["zebra"]
    assert [reason.clause.text for reason in reasons(bundled, "the platelet")] == ["platelet"]
    assert [reason.clause.text for reason in reasons(bundled, "=the platelet")] == ["=the", "platelet"]
