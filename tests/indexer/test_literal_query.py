"""The literal query: it can be read, and finds what was found."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from corpus.intake import take_in
from corpus.model import Citation, Passage, Record
from corpus.reports import bundled_reports
from indexer.engine import SearchRequest
from indexer.errors import QueryError
from indexer.limits import STRATEGY_LINE_LIMITS
from indexer.literal_query import LITERAL_CHARACTERS_MAX, literal, literal_cut
from indexer.plan import AllOf, AnyWord, HasAmount, HasValue, InARow, Match, Nearby, Plan
from indexer.query import Near, Not, Pair, Phrase, Prefix, Quantity, Query, Range, Term, Wildcard
from indexer.query_lexemes import Manner
from indexer.query_parser import Parsed, parse_in_manner
from indexer.query_trees import all_of, any_of, negated
from indexer.search import Inquiry, read_inquiry
from tests.corpus.store.records import record, write
from tests.indexer.conftest import Collection
from tests.indexer.made_collections import collection, reindex


def made_record(report_id: str, journal: str, year: int, keywords: Sequence[str] = (), **texts: str) -> Record:
    plain = record(report_id, **texts)
    titled = tuple(
        replace(text, passages=(Passage("TITLE", f"{text.passages[0].text[:12]}"), *text.passages))
        for text in plain.texts
    )
    citation = Citation(journal=journal, year=year, authors=plain.citation.authors, keywords=tuple(keywords))
    return replace(plain, citation=citation, texts=titled)


MADE = (
    made_record("en1", "Blood", 2024, ["platelet"], en="Platelets rose. Splenectomy was not done at 50 × 10⁹/L."),
    made_record("en2", "Blood Advances", 2025, en="ALL in remission; low-dose IL-6 of 5 mg was given to a patient."),
    made_record(
        "zh1", "中华血液学杂志", 2024, ["血小板"], zh="血小板减少症患者完全缓解，给予5mg。脾切除术后BTK抑制剂。"
    ),
    made_record("zh2", "Blood", 2023, zh="脾切除无效。血小板升至50×10⁹/L。"),
    made_record("both", "blood", 2025, en="The platelet count rose by 5 mg.", zh="血小板计数升高。病人予7mg。"),
    made_record("apart", "Haema", 2022, en="A spleen was seen. Platelets fell.", zh="脾脏可见。血小板下降。"),
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collection]:
    """The bundled reports, and some in one language and in both with words, amounts and journals in common."""
    home: Path = tmp_path_factory.mktemp("made")
    with collection(home, 0) as (store, generations):
        take_in(bundled_reports(), store, jobs=1)
        write(store, MADE)
        reindex(store, generations)
        with generations.lease() as generation:
            yield Collection(store, generation, {})


def found(made: Collection, match: Match) -> set[str]:
    request = SearchRequest(plan=Plan(match, ()), limit=100)
    return {hit.entry_id for hit in made.generation.engine.search(request).hits}


def asked(made: Collection, inquiry: Inquiry, query: Query | None = None) -> Match:
    """What decides the hits of an inquiry."""
    reading = read_inquiry(inquiry, made.generation, None if query is None else Parsed(query, ()))
    return AllOf((reading.plan.match, *inquiry.filters))


def again(made: Collection, written: str) -> Match:
    """What a literal query asks, with the limits of a strategy's line."""
    parsed = parse_in_manner(written, Manner(limits=STRATEGY_LINE_LIMITS))
    return read_inquiry(Inquiry(written), made.generation, parsed).plan.match


def check(made: Collection, match: Match) -> str:
    written = literal(match, made.generation.vocabulary)
    assert found(made, again(made, written)) == found(made, match), written
    return written


# ---- known ones --------------------------------------------------------------------------------------------------

ZH = HasValue("lang", frozenset(("zh",)))
YEARS = HasValue("year", frozenset(("2024", "2025")))
JOURNALS = HasValue("journal", frozenset(("Blood", "Nature")))


@pytest.mark.parametrize(
    ("inquiry", "written"),
    [
        (Inquiry("Platelets year:2024"), '("platelet" OR "platelets") AND year:2024'),
        (Inquiry("xl:off 脾切除"), '"脾" AND "切除"'),
        (Inquiry("xyzzy"), "has:parallel AND NOT has:parallel"),
        (Inquiry("NOT xyzzy"), "has:parallel OR NOT has:parallel"),
        (Inquiry("xyzzy OR year:2024"), "year:2024"),
        (Inquiry("spleen NOT xyzzy"), '"spleen"'),
        (Inquiry("{zh:xyzzy}"), "has:parallel AND NOT has:parallel"),
        (Inquiry("{NOT zh:xyzzy}"), '{en:("a" OR NOT "a")}'),
        (Inquiry("{en:spleen NOT zh:xyzzy}"), '{en:"spleen"}'),
        (Inquiry("{zh:(xyzzy OR 脾脏)}"), '{zh:"脾脏"}'),
        (Inquiry("", lang="zh"), "lang:zh"),
        (Inquiry("", filters=(YEARS, ZH)), "(year:2024 OR year:2025) AND lang:zh"),
        (Inquiry("spleen", filters=(ZH,)), '"spleen" AND (lang:zh OR lang:zh)'),
        (Inquiry("lang:zh 脾切除"), 'lang:zh AND "脾" AND "切除"'),
        (Inquiry("spleen", filters=(JOURNALS,)), '"spleen" AND journal.name:Blood'),
        (Inquiry("spleen", filters=(HasValue("year", frozenset(("25",))),)), '"spleen" AND year:0025'),
    ],
)  # fmt: skip
def test_written(made: Collection, inquiry: Inquiry, written: str) -> None:
    assert check(made, asked(made, inquiry)) == written


def test_a_language_beside_the_query_narrows_reports_and_not_words(made: Collection) -> None:
    """Reports with a Chinese version are found by their English words; with lang: in the query they are not."""
    beside = asked(made, Inquiry("spleen", filters=(ZH,)))
    assert found(made, beside) == {"apart"}
    assert found(made, asked(made, Inquiry("spleen lang:zh"))) == set()
    check(made, beside)


def test_a_journal_chosen_beside_the_query_is_that_journal(made: Collection) -> None:
    """Neither Blood Advances nor blood."""
    chosen = Inquiry("", filters=(HasValue("journal", frozenset(("Blood",))),))
    assert check(made, asked(made, chosen)) == "journal.name:Blood"
    assert found(made, asked(made, chosen)) == {"en1", "zh2"}


def test_a_row_of_too_many_forms_is_refused_when_searched_again(made: Collection) -> None:
    """Rather than found by other words."""
    forms = frozenset(f"platelet{n}" for n in range(15))
    written = literal(InARow(("text.en",), (forms, forms)), made.generation.vocabulary)
    with pytest.raises(QueryError, match="upright stroke"):
        again(made, written)


@pytest.mark.parametrize(("left", "right"), [(15, 15), (200, 200), (200, 2)])
def test_words_near_each_other_are_written_a_few_times_at_most(made: Collection, left: int, right: int) -> None:
    """Many on each side are written once, not each beside each; that is refused rather than found by other words."""
    sides = (frozenset(f"{name}{n}" for n in range(many)) for name, many in (("spleen", left), ("platelet", right)))
    near = Nearby(*(AnyWord(("text.en",), words) for words in sides), distance=5)
    written = literal(near, made.generation.vocabulary)
    assert (written.count("NEAR"), written.count("spleen")) == (1, left)
    with pytest.raises(QueryError, match="upright stroke"):
        again(made, written)


def test_a_literal_query_that_nobody_reads_is_cut_and_refused_when_searched_again(made: Collection) -> None:
    many = AnyWord(("text.en",), frozenset(f"platelet{n:05}" for n in range(LITERAL_CHARACTERS_MAX // 20)))
    written = literal_cut(many, made.generation.vocabulary)
    assert (len(written), written[-2:]) == (LITERAL_CHARACTERS_MAX, " …")
    with pytest.raises(QueryError, match="characters"):
        again(made, written)
    few = AnyWord(("text.en",), frozenset(("platelet", "platelets")))
    assert literal_cut(few, made.generation.vocabulary) == literal(few, made.generation.vocabulary)


@pytest.mark.parametrize("unit", ["g", "/L", "g/L", "Cel", "eq/L", "person-a", "/person-a", "deg", "A", "%", "mo"])
@pytest.mark.parametrize("value", [5e-7, 0.25, 5.0, 5e10, 5e20])
def test_amounts_are_read_back(made: Collection, unit: str, value: float) -> None:
    for amount in (
        HasAmount(("en", "zh"), unit, value, value),
        HasAmount(("en", "zh"), unit, value, value * 2, doses_only=True),
        HasAmount(("en", "zh"), unit, None, value, high_open=True, flagged_too=True),
    ):
        assert again(made, literal(amount, made.generation.vocabulary)) == amount


# ---- any ---------------------------------------------------------------------------------------------------------

WORDS = ["platelet", "platelets", "spleen", "splenectomy", "血小板", "脾切除", "缓解", "BTK抑制剂", "low-dose",
         "IL-6", "ALL", "10^9/L", "xyzzy", "病人", "a", "the", "Blood"]  # fmt: skip
PHRASES = [
    "platelet count",
    "血小板计数",
    "缓解,给予",
    "low dose",
    "脾脏",
    "platelet co*",
    "BTK抑制剂",
    "zhou h",
    "xyzzy a",
]
LINE_FIELDS = ["all", "title", "tiab", "tiab.zh", "abstract.en", "text", "keyword", "journal", "author"]
FIELDED = st.sampled_from(LINE_FIELDS)
TERMS = st.builds(Term, st.sampled_from(WORDS), FIELDED)
ANY_WORDS = st.one_of(
    TERMS,
    st.builds(Phrase, st.sampled_from(PHRASES), FIELDED),
    st.builds(Prefix, st.sampled_from(["platel", "splen", "血小", "xyzzyx"]), FIELDED),
    st.builds(Wildcard, st.sampled_from(["pl?telet", "spl*n", "血?板"]), FIELDED),
)
SINGLE = st.sampled_from(["platelet", "count", "spleen", "血", "xyzzy", "a"])
NEARS = st.builds(
    lambda left, right, field, distance: Near(Term(left, field), Phrase(right, field), distance),
    SINGLE, SINGLE, st.sampled_from(["all", "tiab", "tiab.zh", "title"]), st.integers(0, 5),
)  # fmt: skip
AMOUNTS = st.builds(
    Quantity,
    st.sampled_from(["=", "<", ">", "<=", ">="]),
    st.sampled_from(["50e9/L", "5mg", "6mg"]),
    st.sampled_from(["", "dose"]),
    st.booleans(),
)
FILTERS = st.sampled_from(
    [
        *(Range("lang", side, side) for side in ("en", "zh", "fr")),
        Range("year", "2024", None),
        Range("year", "2024", "2024"),
        Range("has", "parallel", "parallel"),
        Range("id", "en1", "en1"),
        Range("type", "nonsense", "nonsense"),
        Range("journal.name", "blood", "blood"),
    ]
)


def grown(words: st.SearchStrategy[Query], most: int) -> st.SearchStrategy[Query]:
    return st.recursive(
        words,
        lambda parts: st.one_of(
            parts.map(negated),
            st.lists(parts, min_size=2, max_size=3).map(all_of),
            st.lists(parts, min_size=2, max_size=3).map(any_of),
        ),
        max_leaves=most,
    )


SIDES = grown(
    st.one_of(st.builds(Term, st.sampled_from(WORDS)), st.builds(Phrase, st.sampled_from(PHRASES)), AMOUNTS), 3
)
PAIRS = st.tuples(st.none() | SIDES, st.none() | SIDES).filter(any).map(lambda sides: Pair(*sides))
QUERIES = grown(st.one_of(ANY_WORDS, FILTERS, FILTERS, NEARS, AMOUNTS, PAIRS), 6)
CHOSEN = st.lists(
    st.sampled_from(
        [
            ZH,
            HasValue("lang", frozenset(("en", "zh"))),
            HasValue("year", frozenset(("2024",))),
            HasValue("journal", frozenset(("Blood", "blood"))),
            HasValue("has", frozenset(("parallel", "nonsense"))),
            HasValue("origin", frozenset(("nonsense",))),
        ]
    ),
    max_size=2,
    unique=True,
)
INQUIRIES = st.builds(
    lambda lang, cross_lingual, filters, added: Inquiry(
        "", lang=lang, cross_lingual=cross_lingual, filters=tuple(filters), added=added
    ),
    st.sampled_from([None, None, "en", "zh"]),
    st.booleans(),
    CHOSEN,
    st.sampled_from([(), ("spleen",), ("脾脏", "count")]),
)


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(inquiry=INQUIRIES, query=QUERIES)
def test_every_literal_query_is_read_and_finds_the_same(made: Collection, inquiry: Inquiry, query: Query) -> None:
    """Whatever is asked and chosen beside it; only what is longer than any query may be is refused."""
    try:
        match = asked(made, inquiry, query)
    except QueryError:
        assume(False)
    try:
        check(made, match)
    except QueryError as error:
        assert error.code in ("too-long", "too-many-clauses", "too-deep")  # noqa: PT017 - which code, that is the fact


def test_not_is_kept_of_what_can_be_met(made: Collection) -> None:
    match = asked(made, Inquiry(""), Not(Term("platelet")))
    assert check(made, match) == 'NOT ("platelet" OR "platelets")'
