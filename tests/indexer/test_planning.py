"""What a query matches and by what it ranks, judged on small entries by the definitions of the plan."""

import math

import pytest

from corpus.model import SIDES, Side
from indexer.entries import Entry
from indexer.errors import QueryError
from indexer.limits import WILDCARD_WORDS_MAX
from indexer.plan import AllOf, BagTerm, HasValue, InARow, InBag, Match, OneOf, ScoreGroup, Weighted
from indexer.planning import make_plan, plan_bag
from indexer.query_parser import parse
from indexer.term_weights import term_weights
from tests.indexer.test_engine_contract import holds
from tests.indexer.test_vocabulary import entry_of, vocabulary_of

ENTRY = entry_of(
    "Platelets of 4 patients with ALL fell below 10⁹/L; AIDS was no cause. The tumour necrosis factor (TNF-α) rose.",
    "血小板减少症患者，获得完全缓解。BTK抑制剂治疗，血液、小板凳。",
    "Zhou Hu",
)
OTHER = entry_of("A short note on aid for all, and on who may give it.", entry_id="y")
VOCABULARY = vocabulary_of(ENTRY, OTHER)


def found(query: str, entry: Entry = ENTRY) -> bool:
    """Whether the query matches the entry."""
    return holds(entry, make_plan(parse(query), VOCABULARY).plan.match)


@pytest.mark.parametrize(
    "query",
    [
        "platelet", "platelets", "PLATELETS", "=platelet", "tumor", "tumour", "TNF-alpha", "TNFalpha", "tnf", "ALL",
        "AIDS", "aid", "10^9/L", "10⁹/L", "below 10^9/l", '"below 10^9/l"', "patient platelet", "necrosis-factor",
        "血小板减少症", "血小板減少症", "减少症 血小板", "小板", '"小板减少"', "缓", "BTK抑制剂", "BTK 抑制剂",
        "抑制剂BTK",
        '"necrosis fact*"', '"patients with AL*"[tiab] OR plate*', '"血小板减少*"', '"TNF*"',
        "plate*", "tumou*", "t?mor", "tum?r", "血*", "血小?", "血?板", "ab:platelet", "tiab.zh:缓解", "au:Zhou",
        'au:"Zhou H"', 'au:"Hu Zhou"', 'au:"zhou hu"', "platelet NEAR/1 4", "4 NEAR/1 platelet", "完全 NEAR/2 获得",
        "plate* NEAR/1 4", "platelet OR absent", "platelet NOT absent", "NOT absent", "platelet the of",
        "=the platelet",
        "platelet AND the", "(absent OR platelet) AND 缓解", "type:case-reports OR type:\"case reports\"",
    ],
)  # fmt: skip
def test_found(query: str) -> None:
    """A person expects this entry for this query."""
    assert found(query)


@pytest.mark.parametrize(
    "query",
    [
        '"tumour fact*"', '"necro* fact"',
        "absent", "absent OR of", "板小", '"血小板凳"', '"小板 减少"', '"患者获得"', "WHO", "all", '"platelet"',
        '"tumour factor"',
        "factor-necrosis", "ti:platelet", "ti:血小板", "au:platelet", "au:患者", "tiab.en:缓解", "platelet NEAR/0 4",
        "platelet NEAR/2 缓解", "NOT platelet", "platelet NOT 缓解", "platelet AND absent", "=absent the", "plato*",
        "tu?m", "血?缓", 'au:"Zhou X"', "lang:zh", "type:Review", "year:2025", "has:parallel",
    ],
)  # fmt: skip
def test_not_found(query: str) -> None:
    """A person would be surprised by this entry for this query."""
    assert not found(query)


def test_capitals_ask_for_the_name_alone() -> None:
    """ALL is the disease, all the word; AIDS is not aid, which finds both."""
    assert [found("ALL"), found("ALL", OTHER)] == [True, False]
    assert [found("all"), found("all", OTHER)] == [False, True]
    assert [found("AIDS"), found("AIDS", OTHER)] == [True, False]
    assert [found("aid"), found("aid", OTHER)] == [True, True]


# ---- scope and notes ---------------------------------------------------------------------------------------------


def test_a_language_joined_by_and_is_a_scope() -> None:
    """`lang:zh X` asks for X in Chinese; names have no language; what names its own side keeps it."""
    scoped = make_plan(parse("lang:zh BTK"), VOCABULARY).plan
    assert "text.zh" in _lines(scoped.match)
    assert "text.en" not in _lines(scoped.match)
    assert "author" in _lines(scoped.match)
    assert {group.bag for group in scoped.score} == {"zh"}
    assert "text.en" in _lines(make_plan(parse("lang:zh ab.en:BTK"), VOCABULARY).plan.match)
    assert "text.en" in _lines(make_plan(parse("lang:zh OR BTK"), VOCABULARY).plan.match)
    assert "text.en" in _lines(make_plan(parse("BTK NOT lang:zh"), VOCABULARY).plan.match)
    assert "text.en" in _lines(make_plan(parse("lang:zh lang:en BTK"), VOCABULARY).plan.match)


def test_the_chosen_language_means_the_same_as_the_typed_one() -> None:
    """A language beside the text and one in it lead to the same hits and ranks."""
    typed = make_plan(parse("lang:zh 缓解"), VOCABULARY).plan
    chosen = make_plan(parse("缓解"), VOCABULARY, "zh").plan
    assert set(_flat(typed.match)) == set(_flat(chosen.match))
    assert typed.score == chosen.score


def _lines(match: Match) -> set[str]:
    lines = {line for part in _flat(match) for line in getattr(part, "lines", ())}
    return lines


def _flat(match: Match) -> list[Match]:
    if isinstance(match, AllOf | OneOf):
        return [leaf for part in match.parts for leaf in _flat(part)]
    return [match]


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("platelet of the", ["stop-word", "stop-word"]),
        ("the OR platelet OR of", ["stop-word", "stop-word"]),
        ("the OR year:2025", []),
        ("the OR of", []),
        ("=the OR platelet", []),
        ("the", []),
        ("the of", []),
        ("=the platelet", []),
        ('"of the" platelet', []),
        ("WHO platelet", []),
        ("the year:2025", []),
        ("type:Review", ["unknown-value"]),
        ("type:case-series", ["unknown-value"]),
        ('type:"CASE REPORTS"', []),
    ],
)
def test_notes(query: str, codes: list[str]) -> None:
    """Common words are passed over beside others only, and values that no report has are named."""
    assert [note.code for note in make_plan(parse(query), VOCABULARY).notes] == codes


# ---- expansions --------------------------------------------------------------------------------------------------


def test_too_many_words_are_an_error_with_their_number() -> None:
    """A wildcard that stands for more words than the limit says so, and where."""
    many = " ".join(f"thrombo{chr(97 + n // 26)}{chr(97 + n % 26)}x" for n in range(WILDCARD_WORDS_MAX + 1))
    vocabulary = vocabulary_of(entry_of(many))
    for query in ("a OR thrombo*", "a OR throm*x"):
        with pytest.raises(QueryError) as caught:
            make_plan(parse(query), vocabulary)
        assert (caught.value.code, caught.value.start) == ("wildcard-words", 5)
        assert str(WILDCARD_WORDS_MAX + 1) in caught.value.message


def test_a_beginning_is_folded_like_a_word() -> None:
    """haem* finds hematuria although haem alone is heme; TNF-α* finds TNF-alpha."""
    vocabulary = vocabulary_of(entry_of("haematuria, anaemia and TNF-α"))
    for query in ("haem*", "haemat*", "hem*", "anaem*", "TNF-α*", "tnf-*"):
        assert holds(entry_of("haematuria, anaemia and TNF-α"), make_plan(parse(query), vocabulary).plan.match), query


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("ti.en:a NEAR/2 ti.zh:b", "near-fields"),
        ("au:a NEAR/2 ab:b", "near-fields"),
        ("血* NEAR/2 absent", None),
        ("⁹", "no-words"),
        ("platelet ⁹", "no-words"),
        ("platelet OR ⁹", "no-words"),
    ],
)
def test_what_cannot_be_planned(query: str, code: str | None) -> None:
    """NEAR needs one field; an exponent alone is no word."""
    if code is None:
        make_plan(parse(query), VOCABULARY)
        return
    with pytest.raises(QueryError) as caught:
        make_plan(parse(query), VOCABULARY)
    assert caught.value.code == code


def test_near_finds_every_word_of_a_chinese_pattern() -> None:
    """血? stands for 血 and 血小, on either side, and each counts by its own length."""
    near, far = entry_of("", "血小板 5"), entry_of("", "血。板血小甲乙丙 5", entry_id="far")
    vocabulary = vocabulary_of(near, far)
    for query in ("血? NEAR/2 5", "5 NEAR/2 血?", "tiab.zh:血? NEAR/1 tiab:5", "血?板 NEAR/0 5", "血? NEAR/0 板"):
        assert holds(near, make_plan(parse(query), vocabulary).plan.match), query
    for query in ("血? NEAR/0 5", "血? NEAR/2 5", "血?板 NEAR/2 5", "甲?乙 NEAR/0 zebra"):
        assert not holds(far, make_plan(parse(query), vocabulary).plan.match), query


def test_near_has_a_limit_of_forms() -> None:
    """Two patterns that stand for few words each are too many pairs together."""
    words = "血液。血管。血压。血糖。血清。血脂。血栓。血型。血小板。血浆。血尿。血友病。血红蛋白"
    vocabulary = vocabulary_of(entry_of("", words))
    make_plan(parse("血?? NEAR/2 血液"), vocabulary)
    with pytest.raises(QueryError) as caught:
        make_plan(parse("血?? NEAR/2 血?"), vocabulary)
    assert (caught.value.code, caught.value.start, caught.value.end) == ("wildcard-words", 0, 13)


# ---- hints and ranks ---------------------------------------------------------------------------------------------


def test_hints_hold_for_every_match() -> None:
    """Where a row is hinted, whatever holds the row holds a term of every group in one of its bags."""
    for query in ("血小板减少症", '"小板减少"', '"BTK抑制剂治疗"'):
        rows = [part for part in _flat(make_plan(parse(query), VOCABULARY).plan.match) if isinstance(part, InARow)]
        hinted = [row for row in rows if row.hints]
        assert hinted
        for row in hinted:
            assert all(line.startswith(("title.", "text.")) for line in row.lines)
            assert holds(ENTRY, row)
            assert all(holds(ENTRY, InBag(group)) for group in row.hints)


def test_ranks_come_of_what_is_asked_and_never_of_what_is_excluded() -> None:
    """A word ranks in both bags by its stem and, less, by its exact form; the part of a NOT in none."""
    score = make_plan(parse("platelets NOT tumour"), VOCABULARY).plan.score
    assert score == tuple(
        ScoreGroup(side, (Weighted(term, 1.0),), weight)
        for side in SIDES
        for term, weight in term_weights(["platelet", "=platelets"]).items()
    )


def test_a_word_typed_twice_counts_more_and_less_than_twice() -> None:
    """The query's own frequency weighs by its root."""
    score = make_plan(parse("platelet AND platelets AND tumour"), VOCABULARY).plan.score
    assert {group.members[0].term: group.weight for group in score} == {
        "platelet": math.sqrt(2),
        "=platelet": 0.3,
        "=platelets": 0.3,
        "tumor": 1.0,
        "=tumor": 0.3,
    }


def test_a_wildcard_ranks_as_one_word() -> None:
    """All words that a beginning stands for make one group."""
    vocabulary = vocabulary_of(entry_of("thrombocytes and thrombocytopenia"))
    score = make_plan(parse("thrombocyt*"), vocabulary).plan.score
    assert [sorted(member.term for member in group.members) for group in score] == [
        ["thrombocyt", "thrombocytopenia"],
        ["thrombocyt", "thrombocytopenia"],
    ]


@pytest.mark.parametrize("sides", [("en", "zh"), ("zh",)])
def test_free_text_matches_by_any_of_its_terms(sides: tuple[Side, ...]) -> None:
    """A bag is never parsed: operators and quotation marks are just text, cut at 1 000 characters. What others imply
    is not looked for: an exact word (its stem is), a pair of ideographs (each is).
    """
    plan = plan_bag('platelet AND "完全缓解" (((' + "x" * 2000, sides)
    assert isinstance(plan.match, InBag)
    assert set(plan.match.terms) >= {
        BagTerm(side, term) for side in sides for term in ("platelet", "完全", "缓解", "1完", "1全", "1缓", "1解")
    }
    assert not {term.term for term in plan.match.terms} & {"=platelet", "2完全", "2全缓", "2缓解"}
    assert {"=platelet", "2全缓"} <= {member.term for group in plan.score for member in group.members}
    assert {group.bag for group in plan.score} == set(sides)
    assert holds(ENTRY, plan.match)
    assert not holds(OTHER, plan_bag("platelet").match)


def test_an_empty_bag_matches_nothing() -> None:
    """Free text without a word finds no report."""
    plan = plan_bag("?? the")
    assert not holds(ENTRY, plan.match)
    assert plan.score == ()


def test_values_are_compared_without_case() -> None:
    """type:"case reports" asks for the value as the collection writes it."""
    assert make_plan(parse('type:"case reports"'), VOCABULARY).plan.match == HasValue(
        "type", frozenset({"Case Reports"})
    )
