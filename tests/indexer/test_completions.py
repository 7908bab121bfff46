"""What a query that is being typed may go on to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.completions import COMPLETIONS_MAX, complete
from indexer.suggestions import Suggester, suggester_of
from tests.indexer.conftest import Collection


@pytest.fixture(scope="module")
def suggester(bundled: Collection) -> Suggester:
    return suggester_of(bundled.generation.vocabulary)


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("thrombocyt", "thrombocytopenia"),
        ("ITP AND remis", "ITP AND remission"),
        ("ti:(lenal", "ti:(lenalidomide"),
        ("血小", "血小板"),
        ("免疫性血小", "免疫性血小板减少症"),  # the longest end of the run that goes on
        ("脾", "脾切除"),
        ("piqie", "脾切除"),
        ("ITP 脾切除后完全缓", "ITP 脾切除后完全缓解"),
        ("immune thromb", "immune thrombocytopenia"),
        ("ITP AND immune thromb", "ITP AND immune thrombocytopenia"),
        ('"complete rem', '"complete remission'),
        ("bt", "BTK"),
        ("ITP 完全缓", "ITP 完全缓解"),
        ("xuexiao", "血小板"),
        ("缓解 xuexiao", "缓解 血小板"),
    ],
)
def test_the_last_word_is_completed_where_it_stands(suggester: Suggester, typed: str, query: str) -> None:
    found = complete(typed, suggester)
    assert found.completions[0].query == query
    assert found.completions[0].query == typed[: found.start] + found.completions[0].word


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "x",
        "platelet ",
        "a AND",
        "NOT",
        "lang:zh",
        "year:20",
        "has:par",
        "1045",
        "“",
        "TNF-al",
        "CD4ce",
        "del(5q)pl",
        "platel*pl",
    ],
)
def test_nothing_is_offered_where_no_word_is_typed(suggester: Suggester, typed: str) -> None:
    assert complete(typed, suggester).completions == ()


def test_the_word_as_it_stands_is_not_offered_again(suggester: Suggester) -> None:
    words = [one.word for one in complete("platelet", suggester).completions]
    assert words[0] == "platelet count"
    assert "platelets" in words
    assert "platelet" not in words


def test_at_most_eight_are_offered_those_of_most_reports_first(suggester: Suggester) -> None:
    found = complete("pr", suggester).completions
    assert len(found) == COMPLETIONS_MAX
    assert [one.reports for one in found] == sorted((one.reports for one in found), reverse=True)


def test_a_text_longer_than_a_query_is_not_looked_at(suggester: Suggester) -> None:
    assert complete("platele" * 200, suggester).completions == ()


@given(st.text(max_size=40))
def test_no_text_breaks_it_and_what_was_typed_before_the_word_stays(suggester: Suggester, typed: str) -> None:
    found = complete(typed, suggester)
    assert all(one.query == typed[: found.start] + one.word for one in found.completions)
