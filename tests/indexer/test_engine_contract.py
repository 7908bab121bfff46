"""What every engine must do, judged by a reference that goes through all entries by the definitions of the plan."""

import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.model import Side
from indexer.amounts import Amount
from indexer.engine import BM25_B, BM25_K1, Engine, FacetCount, Hit, ResultPage, SearchRequest, Sort
from indexer.engines import ENGINES, open_engine
from indexer.entries import Entry, Target
from indexer.errors import IndexUnavailable
from indexer.fields import LINES, FilterName, LineName
from indexer.plan import (
    EVERY_ENTRY,
    AllOf,
    AnyWord,
    BagTerm,
    Ceiling,
    HasAmount,
    HasValue,
    InARow,
    InBag,
    InUnit,
    Match,
    Nearby,
    NoneOf,
    OneOf,
    Plan,
    ScoreGroup,
    Weighted,
    YearBetween,
)

# ---- the reference ---------------------------------------------------------------------------------------------


def starts(side: AnyWord | InARow, section: tuple[str, ...]) -> list[int]:
    """Where in a section the word or row begins."""
    groups = (side.words,) if isinstance(side, AnyWord) else side.words
    places = range(len(section) - len(groups) + 1) if groups else ()
    return [at for at in places if all(section[at + n] in words for n, words in enumerate(groups))]


def near(match: Nearby, section: tuple[str, ...]) -> bool:
    """Whether both sides stand in the section, apart and close enough."""
    left_length = 1 if isinstance(match.left, AnyWord) else len(match.left.words)
    right_length = 1 if isinstance(match.right, AnyWord) else len(match.right.words)
    return any(
        0 <= (right - left - left_length if right > left else left - right - right_length) <= match.distance
        for left in starts(match.left, section)
        for right in starts(match.right, section)
    )


def amount_holds(amount: Amount, match: HasAmount) -> bool:
    """Whether the amount is one of those asked for."""
    if amount.side not in match.sides or amount.unit != match.unit or (amount.flagged and not match.flagged_too):
        return False
    if match.doses_only and not amount.dose:
        return False
    low, high = (-math.inf if match.low is None else match.low), (math.inf if match.high is None else match.high)
    above = amount.value > low if match.low_open else amount.value >= low
    return above and (amount.value < high if match.high_open else amount.value <= high)


def units_of(entry: Entry, everything: Sequence[Entry]) -> list[Entry]:
    """The units of a report; of a unit itself."""
    if entry.target == "units":
        return [entry]
    return [unit for unit in everything if unit.target == "units" and entry.entry_id in unit.filters.get("id", ())]


def holds(entry: Entry, match: Match, everything: Sequence[Entry] = ()) -> bool:
    """Whether the entry matches, by definition; `everything` holds the units of reports."""
    match match:
        case AnyWord() | InARow():
            return any(starts(match, section) for line in match.lines for section in entry.lines.get(line, ()))
        case Nearby():
            lines = set(match.left.lines) & set(match.right.lines)
            return any(near(match, section) for line in lines for section in entry.lines.get(line, ()))
        case InBag():
            return any(term.term in entry.bags.get(term.bag, ()) for term in match.terms)
        case HasValue():
            return bool(match.values & set(entry.filters.get(match.filter, ())))
        case YearBetween():
            years = [int(year) for year in entry.filters.get("year", ())]
            return any((match.low or 0) <= year <= (match.high or 9999) for year in years)
        case HasAmount():
            return any(amount_holds(amount, match) for amount in entry.amounts)
        case InUnit():
            return any(holds(unit, match.part, everything) for unit in units_of(entry, everything))
        case AllOf():
            return all(holds(entry, part, everything) for part in match.parts)
        case OneOf():
            return any(holds(entry, part, everything) for part in match.parts)
        case NoneOf():
            return not holds(entry, match.part, everything)


def bm25(entry: Entry, group: ScoreGroup, entries: list[Entry]) -> float:
    """The entry's score for one group."""
    bags = [other.bags[group.bag] for other in entries if other.bags.get(group.bag)]
    bag = entry.bags.get(group.bag, ())
    counts = Counter(bag)
    frequency = math.fsum(member.weight * counts[member.term] for member in group.members)
    if not any(counts[member.term] for member in group.members):
        return 0.0
    worth = group.weight * idf({member.term for member in group.members}, group.bag, entries)
    if group.ceiling is not None:
        held = {
            term for term in group.ceiling.terms if any(term in one.bags.get(group.ceiling.bag, ()) for one in entries)
        }
        if held:
            worth = min(worth, group.ceiling.weight * max(idf({term}, group.ceiling.bag, entries) for term in held))
    mean = sum(map(len, bags)) / len(bags)
    norm = BM25_K1 * (1 - BM25_B + BM25_B * len(bag) / mean)
    return worth * (BM25_K1 + 1) * frequency / (frequency + norm)


def idf(terms: set[str], bag: Side, entries: list[Entry]) -> float:
    """What it tells that an entry holds one of the terms in this bag."""
    bags = [one.bags[bag] for one in entries if one.bags.get(bag)]
    df = sum(not terms.isdisjoint(held) for held in bags)
    return math.log(1 + (len(bags) - df + 0.5) / (df + 0.5))


def before_score(entry: Entry, sort: str) -> tuple[object, ...]:
    """What sorts before score and id."""
    if sort in ("newest", "oldest"):
        years = entry.filters.get("year", ())
        return (True,) if not years else (False, -int(years[0]) if sort == "newest" else int(years[0]))
    if sort == "relevance":
        return ()
    own, other = (entry.titles.get(side) for side in (("en", "zh") if sort == "title.en" else ("zh", "en")))
    return (own is None, own or "", other is None, other or "")


def holds_filters(entry: Entry, filters: Sequence[HasValue], facet: str = "") -> bool:
    """Whether the entry holds every filter but those of the facet."""
    return all(holds(entry, held) for held in filters if held.filter != facet)


def expected(request: SearchRequest, everything: list[Entry]) -> ResultPage:
    """The answer to the request, by going through all entries."""
    entries = [entry for entry in everything if entry.target == request.target]
    matching = [entry for entry in entries if holds(entry, request.plan.match, everything)]
    found = [entry for entry in matching if holds_filters(entry, request.filters)]
    ways = (request.plan.score, *request.plan.renderings)
    scored = [
        (entry, max(round(math.fsum(bm25(entry, group, entries) for group in way), 9) for way in ways))
        for entry in found
    ]
    scored.sort(key=lambda pair: (before_score(pair[0], request.sort), -pair[1], pair[0].entry_id))
    shown = scored[request.offset : request.offset + request.limit]
    facets = []
    for name in request.facets:
        counted = [entry for entry in matching if holds_filters(entry, request.filters, name)]
        counts = Counter(value for entry in counted for value in set(entry.filters.get(name, ())))
        ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        facets.append((name, tuple(FacetCount(*item) for item in ordered)))
    return ResultPage(len(found), tuple(Hit(entry.entry_id, score) for entry, score in shown), tuple(facets))


# ---- small collections and plans -------------------------------------------------------------------------------

WORDS = ("blood", "10^9/l", "血", "小", "␞")
TERMS = ("blood", "platelet", "2血小", "1血", "血小板", "ALL")
YEARS = ("1999", "2024", "2025")
VALUES = ("en", "zh", "fr", "临床 血液学", 'a "quoted" value')

sections = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=10).map(tuple), max_size=3).map(tuple)
bags = st.fixed_dictionaries(
    {}, optional={s: st.lists(st.sampled_from(TERMS), max_size=9).map(tuple) for s in ("en", "zh")}
)
some_lines: st.SearchStrategy[LineName] = st.sampled_from(("title.en", "text.en", "text.zh", "author"))
filters = st.fixed_dictionaries(
    {},
    optional={
        "year": st.sampled_from(YEARS).map(lambda year: (year,)),
        "lang": st.lists(st.sampled_from(VALUES), max_size=3).map(tuple),
        "journal": st.lists(st.sampled_from(VALUES), max_size=1).map(tuple),
    },
)
amounts = st.lists(
    st.builds(
        Amount,
        st.sampled_from(("en", "zh")),
        st.sampled_from(("/l", "g", "℃")),
        st.sampled_from((0.0, 5e10, 0.1, -2.5)),
        st.booleans(),
        st.booleans(),
    ),
    max_size=4,
).map(tuple)
titles = st.dictionaries(st.sampled_from(("en", "zh")), st.sampled_from(("a", "b", "血", "\ud800")), max_size=2)
ids = st.text(st.characters(exclude_categories=("Cs", "Zs", "Cc")), min_size=1, max_size=4)


@st.composite
def collections(draw: st.DrawFn) -> list[Entry]:
    """Up to eight entries of both targets, in any order of ids; a unit belongs to a report, to none or to a unit."""
    names = draw(st.lists(ids, max_size=8, unique=True))
    entries = []
    for name in names:
        target: Target = draw(st.sampled_from(("reports", "reports", "units")))
        owner: dict[FilterName, tuple[str, ...]] = {"id": (draw(st.sampled_from(names)),)} if target == "units" else {}
        lines = draw(st.dictionaries(some_lines, sections, max_size=3))
        entries.append(Entry(name, target, draw(bags), lines, {**draw(filters), **owner}, draw(amounts), draw(titles)))
    return entries


line_choices = st.lists(some_lines, min_size=1, max_size=3, unique=True).map(tuple)
word_sets = st.frozensets(st.sampled_from((*WORDS, "absent")), min_size=1, max_size=3)
any_words = st.builds(AnyWord, line_choices, word_sets)
rows = st.builds(InARow, line_choices, st.lists(word_sets, min_size=1, max_size=4).map(tuple))
bag_terms = st.builds(BagTerm, st.sampled_from(("en", "zh")), st.sampled_from((*TERMS, "absent")))
values = st.builds(
    HasValue, st.sampled_from(("lang", "journal", "year")), st.frozensets(st.sampled_from((*VALUES, *YEARS)))
)
leaves = st.one_of(
    any_words,
    rows,
    st.builds(Nearby, any_words | rows, any_words | rows, st.integers(0, 5)),
    st.builds(InBag, st.lists(bag_terms, max_size=3).map(tuple)),
    values,
    st.builds(YearBetween, st.none() | st.just(2024), st.none() | st.sampled_from((2024, 2025))),
    st.builds(
        HasAmount,
        st.sampled_from((("en",), ("zh",), ("en", "zh"))),
        st.sampled_from(("/l", "g", "absent")),
        st.none() | st.sampled_from((0.0, 0.1, -3.0)),
        st.none() | st.sampled_from((0.1, 5e10)),
        st.booleans(),
        st.booleans(),
        st.booleans(),
        st.booleans(),
    ),
)
matches = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(AllOf, st.lists(inner, max_size=3).map(tuple)),
        st.builds(OneOf, st.lists(inner, max_size=3).map(tuple)),
        st.builds(NoneOf, inner),
        st.builds(InUnit, inner),
    ),
    max_leaves=5,
)
groups = st.builds(
    ScoreGroup,
    st.sampled_from(("en", "zh")),
    st.lists(st.builds(Weighted, st.sampled_from((*TERMS, "absent")), st.sampled_from((1.0, 0.5))), max_size=3).map(
        tuple
    ),
    st.sampled_from((1.0, 0.3)),
    st.none()
    | st.builds(
        Ceiling,
        st.sampled_from(("en", "zh")),
        st.lists(st.sampled_from((*TERMS, "absent")), max_size=2).map(tuple),
        st.sampled_from((1.0, 0.3)),
    ),
)
requests = st.builds(
    SearchRequest,
    st.builds(
        Plan,
        matches,
        st.lists(groups, max_size=3).map(tuple),
        st.lists(st.lists(groups, max_size=2).map(tuple), max_size=2).map(tuple),
    ),
    st.sampled_from(("reports", "units")),
    st.integers(0, 6),
    st.integers(0, 6),
    st.sampled_from(("relevance", "newest", "oldest", "title.en", "title.zh")),
    st.lists(st.sampled_from(("lang", "year", "journal", "doi")), max_size=2, unique=True).map(tuple),
    st.lists(values, max_size=3).map(tuple),
)


@contextmanager
def built(name: str, entries: list[Entry]) -> Iterator[Engine]:
    """A real index of the entries, in a folder that is removed afterwards."""
    with TemporaryDirectory() as folder:
        open_engine(name, Path(folder)).rebuild(iter(entries))
        engine = open_engine(name, Path(folder))
        try:
            yield engine
        finally:
            engine.close()


def assert_same(page: ResultPage, reference: ResultPage) -> None:
    """Equal in everything; scores to eight decimals."""
    assert page.total == reference.total
    assert page.facets == reference.facets
    assert [hit.entry_id for hit in page.hits] == [hit.entry_id for hit in reference.hits]
    assert [hit.score for hit in page.hits] == pytest.approx([hit.score for hit in reference.hits], abs=1e-8)


engines = pytest.mark.parametrize("name", list(ENGINES))


@engines
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(entries=collections(), asked=st.lists(requests, min_size=1, max_size=40))
def test_answers_as_the_definitions_say(name: str, entries: list[Entry], asked: list[SearchRequest]) -> None:
    """Totals, hits, order, pages, sorting and facets equal the reference's, whatever is asked of whatever entries."""
    with built(name, entries) as engine:
        for request in asked:
            assert_same(engine.search(request), expected(request, entries))


# ---- facts worth a name ----------------------------------------------------------------------------------------


def entry(name: str, *text: str, year: str = "", **bags: str) -> Entry:
    """A report whose English text has these sections."""
    filters: dict[FilterName, tuple[str, ...]] = {"year": (year,)} if year else {}
    lines: dict[LineName, tuple[tuple[str, ...], ...]] = {"text.en": tuple(tuple(part.split()) for part in text)}
    return Entry(name, "reports", {"en": tuple(bags.get("en", "").split())}, lines, filters)


def found(engine: Engine, match: Match, *score: ScoreGroup) -> list[str]:
    """The ids of the hits, best first."""
    return [hit.entry_id for hit in engine.search(SearchRequest(Plan(match, score), limit=100)).hits]


def row(*words: str) -> InARow:
    """A row of single words in the English text."""
    return InARow(("text.en",), tuple(frozenset((word,)) for word in words))


@engines
def test_a_row_stays_in_its_section_and_keeps_its_order(name: str) -> None:
    """Words that end one section and begin the next are no phrase, nor are words in another order."""
    entries = [
        entry("across", "low dose", "aspirin daily"),
        entry("order", "aspirin dose"),
        entry("row", "dose aspirin"),
    ]
    with built(name, entries) as engine:
        assert found(engine, row("dose", "aspirin")) == ["row"]


@engines
def test_near_never_reaches_into_the_next_section(name: str) -> None:
    """However short the sections are."""
    near_by = Nearby(row("a"), row("b"), 90)
    with built(name, [entry("one", "a x x b"), entry("two", "a", "b"), entry("back", "b x a")]) as engine:
        assert found(engine, near_by) == ["back", "one"]


@engines
@pytest.mark.parametrize("text", ["a b x x x c", "c x x x a b"])
def test_near_counts_the_words_between(name: str, text: str) -> None:
    """From the end of one side to the start of the other, in either order: here 3, and 2 is too few."""
    with built(name, [entry("it", text)]) as engine:
        assert (
            found(engine, Nearby(row("a", "b"), row("c"), 3))
            == found(engine, Nearby(row("c"), row("a", "b"), 3))
            == ["it"]
        )
        assert (
            found(engine, Nearby(row("a", "b"), row("c"), 2)) == found(engine, Nearby(row("c"), row("a", "b"), 2)) == []
        )


@engines
def test_near_does_not_count_a_word_beside_itself(name: str) -> None:
    """One occurrence cannot be both sides; two can."""
    with built(name, [entry("once", "a b"), entry("twice", "a b a")]) as engine:
        assert found(engine, Nearby(row("a"), row("a"), 5)) == ["twice"]


@engines
def test_hints_narrow_but_never_add(name: str) -> None:
    """A hint that holds everywhere changes nothing, and an entry that only meets the hint is no hit."""
    entries = [entry("row", "a b", en="hint"), entry("apart", "b a", en="hint")]
    with built(name, entries) as engine:
        hinted = InARow(("text.en",), (frozenset("a"), frozenset("b")), ((BagTerm("en", "hint"),),))
        assert found(engine, hinted) == ["row"]


@engines
def test_one_unit_must_hold_all_of_it(name: str) -> None:
    """Two units that hold a word each are no unit that holds both; a unit of another report counts nothing."""

    def unit(entry_id: str, owner: str, *text: str) -> Entry:
        return replace(entry(entry_id, *text), target="units", filters={"id": (owner,)})

    entries = [
        entry("apart", "a b"), unit("apart#1", "apart", "a"), unit("apart#2", "apart", "b"),
        entry("together", "a b"), unit("together#1", "together", "c"), unit("together#2", "together", "a", "b"),
        entry("none", "a b"),
    ]  # fmt: skip
    both = InUnit(AllOf((row("a"), row("b"))))
    with built(name, entries) as engine:
        assert found(engine, both) == ["together"]
        assert found(engine, NoneOf(both)) == ["apart", "none"]
        assert found(engine, AllOf((InUnit(row("a")), InUnit(row("b"))))) == ["apart", "together"]
        assert found(engine, InUnit(NoneOf(row("a")))) == ["apart", "together"]
        units = engine.search(SearchRequest(Plan(both, ()), target="units"))
        assert [hit.entry_id for hit in units.hits] == ["together#2"]


@engines
def test_ties_fall_in_the_order_of_ids_and_not_of_arrival(name: str) -> None:
    """Code points decide: "a10" before "a9"."""
    with built(name, [entry(name, "x", en="x") for name in ("b", "a9", "A", "a10")]) as engine:
        word = ScoreGroup("en", (Weighted("x", 1.0),))
        assert found(engine, EVERY_ENTRY, word) == ["A", "a10", "a9", "b"]


@engines
def test_a_facet_counts_what_its_other_values_would_find(name: str) -> None:
    """With 2024 chosen, 2025 still says how many it has; the counts of other facets are those of 2024 alone."""
    entries = [
        replace(entry(f"{year}{lang}", "x", year=year), filters={"year": (year,), "lang": (lang,)})
        for year, lang in (("2024", "en"), ("2024", "zh"), ("2025", "en"), ("2025", "en2"))
    ]
    chosen = (HasValue("year", frozenset(("2024",))),)
    request = SearchRequest(Plan(row("x"), ()), facets=("year", "lang"), filters=chosen)
    with built(name, entries) as engine:
        page = engine.search(request)
    assert page.total == 2
    assert page.facets == (("year", (("2024", 2), ("2025", 2))), ("lang", (("en", 1), ("zh", 1))))


@engines
def test_titles_sort_by_their_language_then_by_the_other(name: str) -> None:
    """English ones first by English title; what has only a Chinese title follows, what has none ends."""
    given: dict[str, dict[Side, str]] = {
        "none": {}, "zh only": {"zh": "a"}, "b": {"en": "b", "zh": "y"}, "a": {"en": "a", "zh": "z"},
    }  # fmt: skip
    entries = [replace(entry(key, "x"), titles=titles) for key, titles in given.items()]
    with built(name, entries) as engine:

        def order(sort: Sort) -> list[str]:
            return [hit.entry_id for hit in engine.search(SearchRequest(Plan(row("x"), ()), sort=sort)).hits]

        assert order("title.en") == ["a", "b", "zh only", "none"]
        assert order("title.zh") == ["zh only", "b", "a", "none"]


@engines
def test_long_entries_are_scored_by_their_true_length(name: str) -> None:
    """Lengths 1000 and 1001 differ in score: no length is rounded."""
    entries = [entry("longer", en="x " + "y " * 1000), entry("long", en="x " + "y " * 999)]
    with built(name, entries) as engine:
        hits = engine.search(SearchRequest(Plan(EVERY_ENTRY, (ScoreGroup("en", (Weighted("x", 1.0),)),)))).hits
        assert [hit.entry_id for hit in hits] == ["long", "longer"]
        assert hits[0].score > hits[1].score


@engines
def test_an_index_of_nothing_answers(name: str) -> None:
    """No entries: no hits, whatever is asked."""
    with built(name, []) as engine:
        for match in (EVERY_ENTRY, row("a", "b"), InBag((BagTerm("en", "x"),)), NoneOf(YearBetween(None, None))):
            request = SearchRequest(Plan(match, (ScoreGroup("en", (Weighted("x", 1.0),)),)), facets=("lang",))
            assert engine.search(request) == ResultPage(0, (), (("lang", ()),))


@engines
def test_hostile_tokens_and_values_are_only_text(name: str) -> None:
    """Null characters, lone surrogates, separators and very long words are found as they were given."""
    strange = ("\0", "a\nb", "\ud800", "x" * 70_000, "%s", "‮")
    entries = [
        Entry(f"id{n}", "reports", {}, {"text.en": ((word,),)}, {"lang": (word,)}) for n, word in enumerate(strange)
    ]
    with built(name, entries) as engine:
        for number, word in enumerate(strange):
            assert found(engine, AnyWord(LINES, frozenset((word,)))) == [f"id{number}"]
            assert found(engine, HasValue("lang", frozenset((word,)))) == [f"id{number}"]


@engines
def test_a_frequent_word_is_found_in_every_entry(name: str) -> None:
    """More entries than fit into one block or page of any engine: ten thousand hold the word, and each is counted."""
    entries = [
        entry(f"{n:05d}", "common rare" if n % 1000 == 7 else "common", year=str(1900 + n % 100)) for n in range(10_000)
    ]
    with built(name, entries) as engine:
        page = engine.search(SearchRequest(Plan(row("common"), ()), offset=9_998, facets=("year",)))
        assert (page.total, [hit.entry_id for hit in page.hits]) == (10_000, ["09998", "09999"])
        assert page.facets[0][1][0] == FacetCount("1900", 100)
        assert found(engine, row("common", "rare")) == [f"{n:05d}" for n in range(7, 10_000, 1000)]


@engines
def test_threads_get_the_same_answers(name: str) -> None:
    """Eight threads on one engine, four hundred searches: each answer equals the one of a single thread."""
    words = [f"w{n}" for n in range(50)]
    entries = [entry(f"r{n:03d}", " ".join(words[n % 50 :] + words[: n % 7]), en=words[n % 50]) for n in range(300)]
    asked = [
        SearchRequest(Plan(OneOf((row(word), row(words[0], word))), (ScoreGroup("en", (Weighted(word, 1.0),)),)))
        for word in words
    ]
    with built(name, entries) as engine:
        alone = [expected(request, entries) for request in asked]
    with built(name, entries) as engine, ThreadPoolExecutor(8) as pool:
        search: Callable[[SearchRequest], ResultPage] = engine.search
        for page, reference in zip(pool.map(search, asked * 8), alone * 8, strict=True):
            assert_same(page, reference)


def test_an_unknown_engine_is_named_with_those_that_exist() -> None:
    """The message leads to the setting."""
    with pytest.raises(IndexUnavailable, match="DUIZHAO_ENGINE to one of: whoosh"):
        open_engine("lucene", Path("."))
