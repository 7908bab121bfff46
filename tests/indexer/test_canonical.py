"""The canonical form: written one way, read back as the same query."""

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from indexer.canonical import canonical
from indexer.fields import FIELDS
from indexer.query import Everything, Near, Pair, Phrase, Prefix, Quantity, Query, Range, Term, Wildcard
from indexer.query_parser import parse
from indexer.query_trees import all_of, any_of, negated
from tests.indexer.test_query_parser import PIECES, READ, refusal

LINE_FIELDS = st.sampled_from([field.name for field in FIELDS if field.lines])
WORDS = st.sampled_from(
    ["platelet", "ITP", "血小板", "BTK抑制剂", "del(5q)", "50×10⁹/L", "TNF-α", "and", "x.y", "a'b", "P<0.05"]
)
PHRASES = (
    st.text("ab 缓解()[]{}*?:“”「」AND", min_size=1)
    .map(lambda text: " ".join(text.split()))
    .filter(lambda text: any(map(str.isalnum, text)))
)
TERMS = st.builds(Term, WORDS, LINE_FIELDS, st.booleans())
AMOUNTS = st.builds(
    Quantity,
    st.sampled_from(["=", "<", ">", "<=", ">="]),
    st.sampled_from(["50e9/L", "50 × 10⁹/L", "5万/μL", "750mg/kg", "0.5 g", "30%", "-5 mg"]),
    st.sampled_from(["", "dose"]),
    st.booleans(),
) | st.builds(Quantity, st.just("="), st.sampled_from(["10..20mg", "10 mg..20 mg", "50e9/L..100e9/L"]))
CLAUSES = st.one_of(
    TERMS,
    st.builds(Phrase, PHRASES, LINE_FIELDS),
    st.builds(Prefix, st.sampled_from(["thrombocyt", "血", "abc"]), LINE_FIELDS),
    st.builds(Wildcard, st.sampled_from(["h?emorrhage", "thromb*penia", "血?板"]), LINE_FIELDS),
    st.builds(Near, TERMS, TERMS, st.integers(0, 50)),
    st.sampled_from(
        [
            Range("year", "2018", "2025"),
            Range("year", "2018", None),
            Range("year", None, "2018"),
            Range("year", "2018", "2018"),
            Range("lang", "zh", "zh"),
            Range("type", "Case Reports", "Case Reports"),
            Range("doi", "10.1016/s0140-6736(05)1", "10.1016/s0140-6736(05)1"),
            Range("id", "a.b:c", "a.b:c"),
            Range("id", 'a"b', 'a"b'),
        ]
    ),
    AMOUNTS,
)
BARE_WORDS = st.one_of(
    st.builds(Term, WORDS, literal=st.booleans()),
    st.builds(Phrase, PHRASES),
    st.builds(Prefix, st.sampled_from(["thrombocyt", "血"])),
    st.builds(Near, st.builds(Term, WORDS), st.builds(Phrase, PHRASES), st.integers(0, 50)),
    AMOUNTS,
)
SIDES = st.recursive(
    BARE_WORDS,
    lambda parts: st.one_of(
        parts.map(negated),
        st.lists(parts, min_size=2, max_size=3).map(all_of),
        st.lists(parts, min_size=2, max_size=3).map(any_of),
    ),
    max_leaves=4,
)
PAIRS = st.tuples(st.none() | SIDES, st.none() | SIDES).filter(any).map(lambda sides: Pair(*sides))
QUERIES: st.SearchStrategy[Query] = st.recursive(
    CLAUSES | PAIRS,
    lambda parts: st.one_of(
        parts.map(negated),
        st.lists(parts, min_size=2, max_size=3).map(all_of),
        st.lists(parts, min_size=2, max_size=3).map(any_of),
    ),
    max_leaves=6,
)


@settings(max_examples=300, deadline=None)
@given(QUERIES)
def test_every_query_is_read_back(query: Query) -> None:
    """Whatever is nested, the written form means the same."""
    error = refusal(canonical(query))
    if error is None:
        assert parse(canonical(query)) == query
    else:
        assert error.code in ("too-deep", "too-long", "too-many-clauses")  # a tree that no text could have made


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(st.lists(st.sampled_from([*PIECES, " ", " "]), max_size=12).map("".join))
def test_every_accepted_text_has_one_form(text: str) -> None:
    """The canonical form of what was read is read as the same, and is its own canonical form."""
    assume(refusal(text) is None)
    query = parse(text)
    written = canonical(query)
    assert parse(written) == query
    assert canonical(parse(written)) == written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("血小板[tiab]", "tiab:血小板"),
        ("immune  platelet", "immune AND platelet"),
        ("a NOT b", "a AND NOT b"),
        ("ti:(a OR b)", "title:a OR title:b"),
        ("PUB_YEAR:[2018 TO 2025]", "year:2018..2025"),
        ("chi[la] 缓解", "lang:zh AND 缓解"),
        ("“完全缓解”", '"完全缓解"'),
        ('"Case Reports"[pt]', 'type:"Case Reports"'),
        ("（ＢＴＫ OR 血小板）AND 缓解", "(BTK OR 血小板) AND 缓解"),
        ('「a "b" c」', '“a "b" c”'),
        ("{zh:完全缓解 AND NOT en:(a OR b)}", "{NOT en:(a OR b) zh:完全缓解}"),
        ("QTY~ : ≥ “50 × 10⁹/L”", 'qty~:>="50 × 10⁹/L"'),
        ("(a adj3 b).ti,ab.", "tiab:a NEAR/2 tiab:b"),
        ('"2019/01/01"[dp] : "2021/12/31"[dp]', "year:2019..2021"),
        ('"platelet count*"[majr]', 'mesh:"platelet count*"'),
    ],
)
def test_written(text: str, written: str) -> None:
    """Prefixes with full names, operators spelled out, straight quotation marks, half-width forms."""
    assert canonical(parse(text)) == written


@pytest.mark.parametrize("query", [query for _, query in READ])
def test_known_queries_are_read_back(query: Query) -> None:
    """Every query of the parser's table has a form that is read as the same."""
    assert parse(canonical(query)) == query


def test_every_report_is_the_empty_text() -> None:
    """All reports, chosen by filters beside the text, need no words."""
    assert canonical(Everything()) == ""
