"""Strategies: lines, numbers, names of lines, and how PubMed and Ovid read them."""

import time
from collections.abc import Sequence
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.canonical import canonical
from indexer.errors import BadStrategy, QueryError, StrategyError
from indexer.limits import STRATEGY_CHARACTERS_MAX, STRATEGY_CLAUSES_MAX, STRATEGY_LINE_LIMITS, STRATEGY_LINES_MAX
from indexer.planning import Planned, make_plan
from indexer.query import And, Not, Or, Phrase, Prefix, Query, Range, Term
from indexer.query_lexemes import Manner
from indexer.query_parser import parse, parse_in_manner
from indexer.query_trees import leaves
from indexer.search import Inquiry, search
from indexer.strategies import count_hits, read_strategy
from indexer.vocabulary import Vocabulary
from tests.indexer.conftest import Collection
from tests.indexer.published_strategies import PUBLISHED, Published


@pytest.mark.parametrize("published", PUBLISHED, ids=[published.name for published in PUBLISHED])
def test_published_strategies_are_read_as_their_system_reads_them_or_refused(published: Published) -> None:
    """The last line comes to a known query, or the line and the place that cannot be had here are named."""
    if published.canonical:
        assert canonical(read_strategy(published.text).last.query) == published.canonical
        return
    with pytest.raises(BadStrategy) as caught:
        read_strategy(published.text)
    error = caught.value.faults[0]
    assert (error.line_number, error.code, error.line[error.start : error.end]) == published[3:]
    assert published.text.splitlines()[error.line_number - 1].endswith(error.line.lstrip())
    assert error.suggestion or error.readings or error.code == "bad-year"


def test_there_are_enough_of_them() -> None:
    """At least twenty, most of them in PubMed's syntax and most of them read."""
    assert len(PUBLISHED) >= 25
    assert sum(1 for published in PUBLISHED if published.canonical) >= 14


@pytest.mark.parametrize("published", PUBLISHED, ids=[published.name for published in PUBLISHED])
def test_the_canonical_form_of_a_line_is_read_back(published: Published) -> None:
    """With the limits of strategies it is the same query, without any line before it."""
    if published.canonical:
        manner = Manner(limits=STRATEGY_LINE_LIMITS)
        for line in read_strategy(published.text).lines:
            assert parse_in_manner(canonical(line.query), manner).query == line.query


def lines(text: str) -> dict[int, str]:
    """The canonical form of every line."""
    return {line.number: canonical(line.query) for line in read_strategy(text).lines}


# ---- numbers and lines -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "1. a\n2. b\n3. #1 OR #2",
        "1) a\n2) b\n3) 1 OR 2",
        "#1 a\n#2 b\n#3 #1 OR #2",
        "#1: a\n#2: b\n#3: #1 or #2",
        "1 a\n2 b\n3 1 or 2",
        "1\ta\n2\tb\n3\tor/1-2",
        "1     a\n2     b\n3     or/1-2",
        "1 a\n2 b\n3 or/1-2 (1239)",
        "#1 a\n#2 b\n#3 OR/1-2",
        "a\nb\n#1 OR #2",
        "a\nb\n1 or 2",
        "a\r\n\r\n# first the words\r\nb\r\n// then both\r\nor/1,2",
        "\ufeff1. a (1234)\n2. b (5)\n3. #1 OR #2 (1,239)",
        "3. #1 OR #2\n2. b\n1. a",
        "1. a\n2. b\n3. #1\n   OR\n\t#2",
        "1.a\n2.b\n3.(#1 OR #2)",
    ],
)
def test_ways_to_number_lines(text: str) -> None:
    """Numbered or not, with comments, hits, and lines that go on: the same three lines."""
    assert lines(text) == {1: "a", 2: "b", 3: "a OR b"}


def test_a_number_that_begins_a_line_may_be_a_word() -> None:
    """Only the next number numbers a line by itself."""
    assert lines("a\n50 mg dexamethasone") == {1: "a", 2: "50 AND mg AND dexamethasone"}
    assert lines("5q deletion\nb") == {1: "5q AND deletion", 2: "b"}


def test_numbers_are_names_only_between_operators() -> None:
    """In a line of PubMed a number beside words is a word; in Ovid's, one that stands alone is a line."""
    assert lines("1. a\n2. grade 3[tiab] AND 1")[2] == 'tiab:"grade 3" AND 1'
    assert lines("1. a.ti.\n2. 1 and grade 3.ti.")[2] == 'title:a AND title:"grade 3"'
    assert lines("1. a.ti.\n2. b.ti.\n3. (1 not 2) or 3rd")[3] == "(title:a AND NOT title:b) OR 3rd"


def test_pubmed_reads_from_left_to_right_and_says_so() -> None:
    """a OR b AND c is (a OR b) AND c; the same text in the search box is refused."""
    (line,) = read_strategy("a OR b AND c NOT d").lines
    assert line.query == And((Or((Term("a"), Term("b"))), Term("c"), Not(Term("d"))))
    assert [note.code for note in line.notes] == ["left-to-right"]
    with pytest.raises(QueryError, match="mixed"):
        parse("a OR b AND c NOT d")


def test_a_tag_covers_the_words_before_it() -> None:
    """PubMed makes a phrase of them; the search box reads the last word only."""
    (line,) = read_strategy("immune thrombocytop*[tiab] AND randomized controlled trial[pt] AND count plate*").lines
    assert line.query == And(
        (
            Phrase("immune thrombocytop*", "tiab"),
            Range("type", "randomized controlled trial", "randomized controlled trial"),
            Term("count"),
            Prefix("plate"),
        )
    )


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("(immune thrombocytop* or ITP).ti,ab.", '(tiab:"immune thrombocytop*" OR tiab:ITP)'),
        ("(ITP or immune thrombocytopenia).mp.", '(text:ITP OR text:"immune thrombocytopenia")'),
        (
            "((low platelet* adj3 count) or bleeding).ti.",
            '(title:"low platelet*" NEAR/2 title:count OR title:bleeding)',
        ),
        ("low platelet* not mice", '"low platelet*" AND NOT mice'),
        ("low ~platelet or count", "refused"),
    ],
)
def test_words_side_by_side_are_a_phrase_in_ovid(line: str, read: str) -> None:
    """In groups and without a suffix too; but not a word with a mark of its own."""
    text = f"1. a.ti.\n2. {line}"
    if read == "refused":
        with pytest.raises(BadStrategy, match="mixed"):
            read_strategy(text)
    else:
        (_, found) = read_strategy(text).lines
        assert found.query == parse(read)
        assert [note.code for note in found.notes if "phrase" in note.message] == ["read-as"]


LIMITS = {
    "english language": "#1 AND lang:en",
    "chinese": "#1 AND lang:zh",
    "humans": "#1",
    "all adult (19 plus years)": "#1",
    'yr="2010 -Current"': "#1 AND year:2010..",
    'yr="2010-2020"': "#1 AND year:2010..2020",
    "yr=2015": "#1 AND year:2015",
    'yr="2020 -2010"': "#1 AND year:2010..2020",
    "(english language and humans and yr=“2010 -Current”)": "#1 AND lang:en AND year:2010..",
    '((chinese or english) and "case reports")': '#1 AND (lang:zh OR lang:en) AND type:"Case Reports"',
    "(english or klingon)": "#1",
    "(": "#1",
    "()": "#1",
}


@pytest.mark.parametrize("limits", LIMITS)
def test_limits_of_ovid_are_refused_with_the_filters_that_say_them(limits: str) -> None:
    """The whole limit is marked; what is suggested names the line and can be read; what has no like is left out."""
    written = f"limit 1 to {limits}"
    with pytest.raises(BadStrategy) as caught:
        read_strategy(f"1. a.ti.\n2. {written}")
    (fault,) = caught.value.faults
    assert (fault.code, fault.line[fault.start : fault.end]) == ("other-system", written)
    assert fault.suggestion == LIMITS[limits]
    assert len(read_strategy(f"1. a.ti.\n2. {fault.suggestion}").lines) == 2


# ---- faults ------------------------------------------------------------------------------------------------------

FAULTS: list[tuple[str, str, int, str]] = [
    ("1. a\n2. #1 OR #7", "unknown-line", 2, "#7"),
    ("1. a\n2. or/3-9", "unknown-line", 2, "or/3-9"),
    ("1. a\n2. or/1-999", "unknown-line", 2, "or/1-999"),
    ("1. a\n2. or/1-2", "line-cycle", 2, "or/1-2"),
    ("1. a\n2. or/9-1", "unknown-line", 2, "or/9-1"),
    ("1. #1", "line-cycle", 1, "#1"),
    ("1. a OR #3\n2. b\n3. #2 AND #1", "line-cycle", 3, "#1"),
    ("1. a\n1. b", "bad-line", 2, "1. b"),
    ("1. a\n2. b\n2b c\n3. d", "bad-line", 3, "2b c"),
    ("2. a\n1. b\nc", "bad-line", 3, "c"),
    ("1. a\n2. ", "bad-line", 2, "2. "),
    ("1. a\n\n# c\n2. platelet[tiba]", "unknown-tag", 4, "[tiba]"),
    ("1. a OR\n   platelet[tiba]", "unknown-tag", 2, "[tiba]"),
    ("1. (a OR b", "unbalanced-parenthesis", 1, "("),
    ("1. a AND", "missing-operand", 1, "AND"),
    ("1. *itis", "leading-wildcard", 1, "*itis"),
    ("1. a.ti. or b.ti. and c.ti.", "mixed-operators", 1, "and"),
    ("a\n" * (STRATEGY_LINES_MAX + 1), "bad-line", STRATEGY_LINES_MAX + 1, "a"),
]


@pytest.mark.parametrize(("text", "code", "number", "place"), FAULTS, ids=[row[0][:30] for row in FAULTS])
def test_faults_know_their_line_and_place(text: str, code: str, number: int, place: str) -> None:
    """The line as it stands in the file, and the faulty part of it."""
    with pytest.raises(BadStrategy) as caught:
        read_strategy(text)
    (error,) = caught.value.faults
    assert (error.code, error.line_number, error.line[error.start : error.end]) == (code, number, place)


def test_a_line_that_was_counted_is_told_which_line_has_its_number() -> None:
    """Neither line is written with a number twice."""
    with pytest.raises(BadStrategy, match=r"no number of its own and was counted as 3, which is the number of line 4"):
        read_strategy("1. a\n2. b\n2b c\n3. d")


@pytest.mark.parametrize("text", ["", "\n \n", "# only a comment\n//", "\ufeff"])
def test_an_empty_strategy_is_refused(text: str) -> None:
    with pytest.raises(QueryError, match="no line"):
        read_strategy(text)


@pytest.mark.parametrize(
    "text",
    [
        "a\n" + "\n".join(f"#{n} OR #{n}" for n in range(1, STRATEGY_LINES_MAX)),  # doubles with every line
        "a\n" + "\n".join(f"NOT #{n}" for n in range(1, STRATEGY_LINES_MAX)),  # deeper with every line
        "a\n" * (STRATEGY_LINES_MAX - 1) + "or/1-199",
        " OR ".join(["a"] * 3_000),
        "(" * 7_000,
        "x" * STRATEGY_CHARACTERS_MAX,
        "y" * 1_000_000,
        "or/1-999," * 800,
        "#1 " * 2_000,
        "1. " * 2_000,
        "exp A" * 1_500,
        "Aa " * 2_600,
        "a.ti.ti.ti" * 700,
    ],
)
def test_hostile_strategies_are_answered_or_refused_at_once(text: str) -> None:
    """No file of lines takes long, however the lines name each other."""
    started = time.perf_counter()
    with suppress(QueryError, BadStrategy):
        assert all(sum(1 for _ in leaves(line.query)) <= STRATEGY_CLAUSES_MAX for line in read_strategy(text).lines)
    assert time.perf_counter() - started < 1.5


PIECES = ["1. ", "#1", "#2", "2) ", "3", "or/1-2", "and/1,3", "OR", "AND", "not", "(", ")", "a", "b[ti]", ".ti,ab.",
          "exp A/", "\n", "\n ", "\n\n", "// c", "# c", "(12)", "\t", "{en:a}", '"', "adj3", "limit 1 to "]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from([*PIECES, " ", "\n"]), max_size=25).map("".join))
def test_any_file_is_read_or_refused(text: str) -> None:
    """Or it is empty. Every fault has its place within its line; there are no more than lines."""
    faults, lines = faults_of(text)
    assert len(faults) <= lines
    for fault in faults:
        assert 0 <= fault.start <= fault.end <= len(fault.line)
        assert 1 <= fault.line_number <= len(text.splitlines())


def faults_of(text: str) -> tuple[Sequence[StrategyError], int]:
    """The faults of a file, none if it is read or empty, and the number of its lines."""
    try:
        return (), len(read_strategy(text).lines)
    except BadStrategy as bad:
        return bad.faults, bad.lines
    except QueryError as error:
        if error.code == "empty":
            return (), 0
        raise


def test_all_bad_lines_are_told_at_once() -> None:
    """In the order of the file; not those that only name a bad line, nor one with another number for that."""
    text = """\
1. platelet[tiba]
2. a OR (b
3. #1 OR #2
4. c AND #3
5. #6
6. #5
7. *itis
8. ok
8. twice
9.
10. #9 OR #2
"""
    with pytest.raises(BadStrategy) as caught:
        read_strategy(text)
    assert [(fault.line_number, fault.code) for fault in caught.value.faults] == [
        (1, "unknown-tag"),
        (2, "unbalanced-parenthesis"),
        (6, "line-cycle"),
        (7, "leading-wildcard"),
        (9, "bad-line"),
        (10, "bad-line"),
    ]
    assert caught.value.lines == 10


# ---- hits --------------------------------------------------------------------------------------------------------


def test_hits_of_every_line(bundled: Collection) -> None:
    """Each line counts what its query finds, in the order of the file; a note is said once."""
    text = """\
1. thrombocytopenia[tiab]
2. lenalidomide[tiab]
3. #1 AND #2
4. the #1 NOT #3
5. {en:splenectomy zh:脾切除}
"""
    counted = count_hits(read_strategy(text), bundled.generation)
    assert [(found.line.number, found.hits) for found in counted] == [(1, 3), (2, 1), (3, 1), (4, 2), (5, 1)]
    assert [[note.code for note in found.notes] for found in counted][3] == ["stop-word"]


def test_a_line_to_which_nothing_is_added_is_planned_once(bundled: Collection, monkeypatch: pytest.MonkeyPatch) -> None:
    planned: list[Query] = []

    def counted(query: Query, vocabulary: Vocabulary) -> Planned:
        planned.append(query)
        return make_plan(query, vocabulary)

    monkeypatch.setattr("indexer.strategies.make_plan", counted)
    count_hits(read_strategy("1. xyzzy plugh\n2. #1 OR year:2025\n3. splenectomy xl:off"), bundled.generation)
    assert len(planned) == 3
    count_hits(read_strategy("1. splenectomy"), bundled.generation)
    assert len(planned) == 5


def test_hits_with_the_other_language_are_counted_beside(bundled: Collection) -> None:
    """A line with xl:on is expanded as written, one with xl:off never; lines that are named are expanded too."""
    text = "1. splenectomy\n2. splenectomy xl:off\n3. splenectomy xl:on\n4. #1 AND lang:zh"
    counted = count_hits(read_strategy(text), bundled.generation)
    both = [(found.hits, found.expanded_hits) for found in counted]
    plain, expanded = (
        search(Inquiry("splenectomy", cross_lingual=on), bundled.generation, bundled.store).total
        for on in (False, True)
    )
    assert both[:3] == [(plain, expanded), (plain, plain), (expanded, expanded)]
    assert both[3][0] < both[3][1]


def test_a_note_is_said_once_however_often_its_word_stands_there(bundled: Collection) -> None:
    counted = count_hits(read_strategy("1. the platelet the\n2. the spleen\n3. #1 OR #2"), bundled.generation)
    assert [len(found.notes) for found in counted] == [1, 0, 0]


def test_a_fault_that_the_index_finds_stands_in_its_own_line(bundled: Collection) -> None:
    """A word without letters is refused where it was written, not where its line is named; all such are told."""
    with pytest.raises(BadStrategy) as caught:
        count_hits(read_strategy("1. #2 OR a\n2. b OR ⁹\n3. ¹ OR b\n4. c"), bundled.generation)
    assert [(fault.line_number, fault.code) for fault in caught.value.faults] == [(2, "no-words"), (3, "no-words")]
    first = caught.value.faults[0]
    assert first.line[first.start : first.end] == "⁹"
