"""Texts of queries, the nodes they are read as, and the errors with which they are refused."""

import re
import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.errors import QueryError
from indexer.limits import CLAUSES_MAX, DEPTH_MAX, QUERY_CHARACTERS_MAX
from indexer.query import And, Near, Not, Or, Pair, Phrase, Prefix, Quantity, Query, Range, Term, Wildcard
from indexer.query_parser import parse, parse_with_notes
from indexer.query_trees import leaves

READ: list[tuple[str, Query]] = [
    # words
    ("platelet", Term("platelet")),
    ("  platelet\t", Term("platelet")),
    ("platelet.", Term("platelet")),
    ("免疫性血小板减少症", Term("免疫性血小板减少症")),
    ("免疫性血小板減少症", Term("免疫性血小板減少症")),
    ("BTK抑制剂", Term("BTK抑制剂")),
    ("ＢＴＫ", Term("BTK")),
    ("del(5q)", Term("del(5q)")),
    ("inv(16)(p13q22)", Term("inv(16)(p13q22)")),
    ("TNF-α", Term("TNF-α")),
    ("CD4⁺", Term("CD4⁺")),
    ("50×10⁹/L", Term("50×10⁹/L")),
    ("50x10^9/L", Term("50x10^9/L")),
    ("P<0.05", Term("P<0.05")),
    ("12:30", Term("12:30")),
    ("10,000", Term("10,000")),
    ("-5", Term("5")),
    ("http://example.org/a", Term("http://example.org/a")),
    ("=platelet", Term("platelet", literal=True)),
    ("ti:=platelet", Term("platelet", "title", literal=True)),
    # words side by side, and what counts as a space
    ("immune platelet", And((Term("immune"), Term("platelet")))),
    ("血小板　缓解", And((Term("血小板"), Term("缓解")))),
    ("血小板，缓解。", And((Term("血小板"), Term("缓解")))),
    ("MDS: remission", And((Term("MDS"), Term("remission")))),
    ("目的：缓解", And((Term("目的"), Term("缓解")))),
    ("platelet and", And((Term("platelet"), Term("and")))),
    ("血小板 与 缓解", And((Term("血小板"), Term("与"), Term("缓解")))),
    ("platelet\x00count", And((Term("platelet"), Term("count")))),
    # operators and parentheses
    ("a AND b", And((Term("a"), Term("b")))),
    ("a OR b OR c", Or((Term("a"), Term("b"), Term("c")))),
    ("a NOT b", And((Term("a"), Not(Term("b"))))),
    ("a AND NOT b", And((Term("a"), Not(Term("b"))))),
    ("a AND b NOT c", And((Term("a"), Term("b"), Not(Term("c"))))),
    ("NOT a", Not(Term("a"))),
    ("NOT NOT a", Term("a")),
    ("NOT NOT NOT a", Not(Term("a"))),
    ("a NOT NOT b", And((Term("a"), Term("b")))),
    ("NOT NOT (a b) c", And((Term("a"), Term("b"), Term("c")))),
    ("a OR NOT b", Or((Term("a"), Not(Term("b"))))),
    ("(a OR b) c", And((Or((Term("a"), Term("b"))), Term("c")))),
    ("（a OR b） AND c", And((Or((Term("a"), Term("b"))), Term("c")))),
    ("NOT(a OR b)", Not(Or((Term("a"), Term("b"))))),
    ("a AND(b OR c)", And((Term("a"), Or((Term("b"), Term("c")))))),
    ("(a AND b) AND c", And((Term("a"), Term("b"), Term("c")))),
    ("((a))", Term("a")),
    ("a ＡＮＤ b", And((Term("a"), Term("b")))),
    # phrases
    ('"complete response"', Phrase("complete response")),
    ('"  complete \n response "', Phrase("complete response")),
    ("“完全缓解”", Phrase("完全缓解")),
    ("「完全缓解」", Phrase("完全缓解")),
    ("『完全缓解』", Phrase("完全缓解")),
    ("＂完全缓解＂", Phrase("完全缓解")),
    ('"AND OR ("', Phrase("AND OR (")),
    # fields
    ("ti:platelet", Term("platelet", "title")),
    ("TITLE:platelet", Term("platelet", "title")),
    ("ti: platelet", Term("platelet", "title")),
    ("ti：血小板", Term("血小板", "title")),
    ("ti.zh:血小板", Term("血小板", "title.zh")),
    ("血小板[tiab]", Term("血小板", "tiab")),
    ("platelet[Title/Abstract]", Term("platelet", "tiab")),
    ("platelet [ti]", Term("platelet", "title")),
    ('"low count"[TI]', Phrase("low count", "title")),
    ('AUTH:"Zhou H"', Phrase("Zhou H", "author")),
    ("Neoplasms[mesh:noexp]", Term("Neoplasms", "mesh")),
    ("ti:(a OR b)", Or((Term("a", "title"), Term("b", "title")))),
    ("ti:(a OR ab:b)", Or((Term("a", "title"), Term("b", "abstract")))),
    ("ti:del(5q)", Term("del(5q)", "title")),
    ("ti:12:30", Term("12:30", "title")),
    # wildcards
    ("thrombocyt*", Prefix("thrombocyt")),
    ("血*", Prefix("血")),
    ("血小板＊", Prefix("血小板")),
    ("ti:thrombocyt*", Prefix("thrombocyt", "title")),
    ("h?emorrhage", Wildcard("h?emorrhage")),
    ("h？emorrhage", Wildcard("h?emorrhage")),
    ("thromb*penia", Wildcard("thromb*penia")),
    ("thromb**penia", Wildcard("thromb*penia")),
    ("thromb?cyt*", Wildcard("thromb?cyt*")),
    ("血?板", Wildcard("血?板")),
    # proximity
    ("count NEAR/5 platelet", Near(Term("count"), Term("platelet"), 5)),
    ("缓解 NEAR/0 完全", Near(Term("缓解"), Term("完全"), 0)),
    ('"complete response"[tiab:~5]', Near(Phrase("complete", "tiab"), Phrase("response", "tiab"), 5)),
    ("a NEAR/2 b OR c", Or((Near(Term("a"), Term("b"), 2), Term("c")))),
    ("NOT a NEAR/2 b", Not(Near(Term("a"), Term("b"), 2))),
    ("thromb* NEAR/2 b", Near(Prefix("thromb"), Term("b"), 2)),
    # quantities
    ('qty:"50e9/L"', Quantity("=", "50e9/L")),
    ("qty:50e9/L", Quantity("=", "50e9/L")),
    ("qty:>50e9/L", Quantity(">", "50e9/L")),
    ('QTY: <= "50 × 10⁹/L"', Quantity("<=", "50 × 10⁹/L")),
    ("qty:≥5万/μL", Quantity(">=", "5万/μL")),
    ('qty:">50e9/L"', Quantity(">", "50e9/L")),
    ("qty:10..20mg", Quantity("=", "10..20mg")),
    ("dose:750mg/kg", Quantity("=", "750mg/kg", "dose")),
    ("qty~:3109/L", Quantity("=", "3109/L", flagged_too=True)),
    ("dose~:<5mg OR a", Or((Quantity("<", "5mg", "dose", True), Term("a")))),
    # both sides of one pair
    ('{en:"complete response" zh:完全缓解}', Pair(Phrase("complete response"), Term("完全缓解"))),
    ("｛en：splenectomy NOT zh：脾切除｝", Pair(Term("splenectomy"), Not(Term("脾切除")))),
    ("{ZH:脾切除 AND NOT EN:splenectomy}", Pair(Not(Term("splenectomy")), Term("脾切除"))),
    ("{en:splenectomy}", Pair(Term("splenectomy"), None)),
    ("{en:a en:b zh:(c OR d)}", Pair(And((Term("a"), Term("b"))), Or((Term("c"), Term("d"))))),
    (
        "{en:complete NEAR/2 respon* zh:qty:5mg}",
        Pair(Near(Term("complete"), Prefix("respon"), 2), Quantity("=", "5mg")),
    ),
    ("NOT {en:a zh:b} OR c", Or((Not(Pair(Term("a"), Term("b"))), Term("c")))),
    # other systems
    ("count adj3 platelet", Near(Term("count"), Term("platelet"), 2)),
    ("count ADJ1 platelet", Near(Term("count"), Term("platelet"), 0)),
    ("count near/3 platelet", Near(Term("count"), Term("platelet"), 3)),
    ("platelet.ti,ab.", Term("platelet", "tiab")),
    ("thrombocyt*.ab,ti. AND a", And((Prefix("thrombocyt", "tiab"), Term("a")))),
    ("(a OR b).tw.", Or((Term("a", "tiab"), Term("b", "tiab")))),
    ('"low count".mp.', Phrase("low count", "text")),
    ("'low count':ti,ab", Phrase("low count", "tiab")),
    ("splenectomy:ti", Term("splenectomy", "title")),
    ("Review.pt.", Range("type", "Review", "Review")),
    (
        "Purpura, Thrombocytopenic, Idiopathic/ AND a",
        And((Phrase("Purpura, Thrombocytopenic, Idiopathic", "mesh"), Term("a"))),
    ),
    ("haemorrhag?.ti.", Wildcard("haemorrhag?", "title")),
    # PubMed's tags
    ("Purpura[majr]", Term("Purpura", "mesh")),
    ('"Splenectomy"[MeSH Major Topic]', Phrase("Splenectomy", "mesh")),
    ("english[filter]", Range("lang", "en", "en")),
    ("systematic[sb]", Range("type", "Systematic Review", "Systematic Review")),
    ("Review[ptyp]", Range("type", "Review", "Review")),
    ("10.1234/abc[aid]", Range("doi", "10.1234/abc", "10.1234/abc")),
    ('"platelet count*"[tiab]', Phrase("platelet count*", "tiab")),
    ('"complete response"[ Title/Abstract : ~2 ]', Near(Phrase("complete", "tiab"), Phrase("response", "tiab"), 2)),
    # words that only look like other systems
    ("and/or", Term("and/or")),
    ("mg/m^2", Term("mg/m^2")),
    ("HIV/AIDS", Term("HIV/AIDS")),
    ("ti:ab", Term("ab", "title")),
    ("N-terminal's", Term("N-terminal's")),
    # years
    ('"2019"[dp] : "2021"[dp]', Range("year", "2019", "2021")),
    ('"2019/01/01"[Date - Publication] : "3000"[Date - Publication]', Range("year", "2019", None)),
    ("2019/01/01:2021/12/31[dp]", Range("year", "2019", "2021")),
    ("year:2025", Range("year", "2025", "2025")),
    ("2025[dp]", Range("year", "2025", "2025")),
    ("2018:2025[dp]", Range("year", "2018", "2025")),
    ("year:2018..2025", Range("year", "2018", "2025")),
    ("year:2018-2025", Range("year", "2018", "2025")),
    ("PUB_YEAR:[2018 TO 2025]", Range("year", "2018", "2025")),
    ("year:2018..", Range("year", "2018", None)),
    ("year:..2018", Range("year", None, "2018")),
    ("year:[2018 TO *]", Range("year", "2018", None)),
    ("year:(2018 OR 2020)", Or((Range("year", "2018", "2018"), Range("year", "2020", "2020")))),
    # filters
    ("lang:zh", Range("lang", "zh", "zh")),
    ("chi[la]", Range("lang", "zh", "zh")),
    ("lang:English", Range("lang", "en", "en")),
    ("lang:fr", Range("lang", "fr", "fr")),
    ("has:parallel", Range("has", "parallel", "parallel")),
    ("flag:exponent", Range("flag", "exponent", "exponent")),
    ("NOT flag:damage", Not(Range("flag", "damage", "damage"))),
    ("Review[pt]", Range("type", "Review", "Review")),
    ('type:"Case Reports"', Range("type", "Case Reports", "Case Reports")),
    ("origin:author", Range("origin", "author", "author")),
    ("pmid:39931812", Range("pmid", "39931812", "39931812")),
    ("pmid:00123", Range("pmid", "123", "123")),
    ("id:sha256:00ff", Range("id", "sha256:00ff", "sha256:00ff")),
    ("col:btki", Range("collection", "btki", "btki")),
    ("doi:10.1002/CNR2.70152", Range("doi", "10.1002/cnr2.70152", "10.1002/cnr2.70152")),
    ("doi: 10.1002/cnr2.70152.", Range("doi", "10.1002/cnr2.70152", "10.1002/cnr2.70152")),
    ("10.1002/cnr2.70152", Range("doi", "10.1002/cnr2.70152", "10.1002/cnr2.70152")),
    ("https://doi.org/10.1002/cnr2.70152", Range("doi", "10.1002/cnr2.70152", "10.1002/cnr2.70152")),
    ("doi:https://www.doi.org/10.1002/ABC", Range("doi", "10.1002/abc", "10.1002/abc")),
    ("https://www.doi.org/10.1002/abc", Range("doi", "10.1002/abc", "10.1002/abc")),
    ("https://doi.org/10.1002/a%28b%29", Range("doi", "10.1002/a(b)", "10.1002/a(b)")),
    ("10.1000.10/abc", Range("doi", "10.1000.10/abc", "10.1000.10/abc")),
    ("doi:Internal-7", Range("doi", "Internal-7", "Internal-7")),
    ("doi:10.1016/S0140-6736(05)1", Range("doi", "10.1016/s0140-6736(05)1", "10.1016/s0140-6736(05)1")),
]


@pytest.mark.parametrize(("text", "query"), READ, ids=[text for text, _ in READ])
def test_read(text: str, query: Query) -> None:
    """Every way of writing is read as the query that a person means by it."""
    assert parse(text) == query


def refusal(text: str) -> QueryError | None:
    """The error with which a text is refused, None if it is read."""
    try:
        parse(text)
    except QueryError as error:
        return error
    return None


# text, code, the faulty part of the text, the suggestion
REFUSED: list[tuple[str, str, str, str | None]] = [
    ("", "empty", "", None),
    ("   ", "empty", "", None),
    ("!!!", "empty", "", None),
    ("*", "leading-wildcard", "*", None),
    ("*itis", "leading-wildcard", "*itis", None),
    ("ab ?emorrhage", "leading-wildcard", "?emorrhage", None),
    ("th*", "short-wildcard", "th*", None),
    ("a?", "short-wildcard", "a?", None),
    ("BTK抑制*", "mixed-wildcard", "BTK抑制*", "BTK抑制"),
    ('platelet "complete', "unbalanced-quote", '"', 'platelet "complete"'),
    ("“完全缓解", "unbalanced-quote", "“", "“完全缓解”"),
    ("完全缓解」", "unbalanced-quote", "」", None),
    ('""', "empty-phrase", '""', None),
    ('a "..."', "empty-phrase", '"..."', "a"),
    ("(a OR b", "unbalanced-parenthesis", "(", None),
    ("a OR b)", "unbalanced-parenthesis", ")", "a OR b"),
    ("()", "empty-group", ")", None),
    ("a [ti", "unbalanced-bracket", "[", None),
    ("a ]", "unbalanced-bracket", "]", "a"),
    ("[ti] a", "stray-tag", "[ti]", "a"),
    ("a AND", "missing-operand", "AND", "a"),
    ("OR a", "missing-operand", "OR", "a"),
    ("a AND OR b", "missing-operand", "OR", "a AND b"),
    ("a (NOT)", "missing-operand", "NOT", "a ()"),
    ("NEAR/3 a", "missing-operand", "NEAR/3", None),
    ("a | b", "unknown-operator", "|", "a OR b"),
    ("titel:platelet", "unknown-field", "titel:", "title:platelet"),
    ("xyz:platelet", "unknown-field", "xyz:", "xyz platelet"),
    ("platelet[tiba]", "unknown-tag", "[tiba]", "platelet[tiab]"),
    ("platelet[qqqq]", "unknown-tag", "[qqqq]", "platelet"),
    ("ti:platelet[ab]", "two-fields", "[ab]", "ti:platelet"),
    ("ti:", "empty-field", "ti:", None),
    ("ti: AND a", "empty-field", "ti:", None),
    ("lang:", "empty-field", "lang:", None),
    ("(a OR b)[ti]", "tag-after-group", "[ti]", None),
    ("ti:[a TO z]", "text-range", "[a TO z]", None),
    ("Neoplasms[mh:exp]", "mesh-explosion", "[mh:exp]", "Neoplasms[mh]"),
    ("a NEAR b", "near-distance", "NEAR", "a NEAR/5 b"),
    ("a NEAR/51 b", "near-distance", "NEAR/51", "a NEAR/50 b"),
    ("a NEAR/2 b NEAR/2 c", "near-chain", "NEAR/2", None),
    ("(a b) NEAR/2 c", "near-sides", "NEAR/2", None),
    ("lang:zh NEAR/2 c", "near-sides", "NEAR/2", None),
    ('"a b c"[ti:~5]', "proximity", "[ti:~5]", None),
    ('"a b"[ti:~99]', "near-distance", "[ti:~99]", None),
    ("year:soon", "bad-year", "soon", None),
    ("year:2025..2018", "bad-year", "2025..2018", "year:2018..2025"),
    ("2025/01/02[dp]", "bad-year", "2025/01/02", "2025[dp]"),
    ("has:paralel", "bad-value", "paralel", "has:parallel"),
    ("origin:nobody", "bad-value", "nobody", None),
    ("lang:!", "empty-field", "!", None),
    ("pmid:abc", "bad-value", "abc", None),
    ("pmid:000", "bad-value", "000", None),
    ("pmid:1234567890", "bad-value", "1234567890", None),
    ("qty:50", "bad-quantity", "qty:50", None),
    ("qty:50 mg", "bad-quantity", "qty:50 mg", 'qty:"50 mg"'),
    ("qty:>50 mg daily", "bad-quantity", "qty:>50 mg", 'qty:>"50 mg" daily'),
    ("qty:20..10mg", "bad-quantity", "qty:20..10mg", None),
    ("qty:>10..20mg", "bad-quantity", "qty:>10..20mg", 'qty:"10..20mg"'),
    ("qty:soon", "bad-quantity", "qty:soon", None),
    ("qty: AND a", "bad-quantity", "qty: AND", None),
    ("qty:", "empty-field", "qty:", None),
    ("a {en:b", "unbalanced-bracket", "{", None),
    ("a } b", "unbalanced-bracket", "}", "a b"),
    ("{}", "empty-group", "}", None),
    ("{en:}", "empty-field", "en:", None),
    ("{en:a zh:", "empty-field", "zh:", None),
    ("{AND en:a}", "missing-operand", "AND", "{ en:a}"),
    ("{en:a AND}", "pair-side", "}", None),
    ("{complete en:a}", "pair-side", "complete", None),
    ("{en:complete response zh:完全缓解}", "pair-side", "response", None),
    ("{en:(a zh:b)}", "pair-side", "zh:", "{en:(a b)}"),
    ("{en:a OR zh:b}", "pair-or", "OR", "{en:a} OR {zh:b}"),
    ("{NOT en:(a OR b) OR zh:c OR zh:d} x", "pair-or", "OR", "({NOT en:(a OR b)} OR {zh:c} OR {zh:d}) x"),
    ("{OR en:a}", "missing-operand", "OR", "{ en:a}"),
    ("{en:a year:2020}", "pair-side", "year:", None),
    ("{en:(a AND year:2020)}", "pair-inside", "2020", None),
    ("{en:ti:a}", "pair-inside", "a", None),
    ("{en:{zh:a}}", "pair-inside", "{zh:a}", None),
    ("en:a", "unknown-field", "en:", "tiab.en:a"),
    ("ti:{en:a}", "empty-field", "ti:", None),
    # other systems
    ("exp Thrombocytopenia/", "mesh-explosion", "exp Thrombocytopenia/", 'mesh:"Thrombocytopenia"'),
    ("*Splenectomy/ AND a", "mesh-explosion", "*Splenectomy/", 'mesh:"Splenectomy" AND a'),
    ("Splenectomy/ae, mo", "mesh-explosion", "Splenectomy/ae, mo", 'mesh:"Splenectomy"'),
    ("itp.ti,ab,rn.", "other-system", ".ti,ab,rn.", "itp"),
    ("a W/5 b", "other-system", "W/5", "a NEAR/5 b"),
    ("a PRE/90 b", "other-system", "PRE/90", "a NEAR/50 b"),
    ("a NEXT/2 b", "other-system", "NEXT/2", "a NEAR/2 b"),
    ("a near5 b", "other-system", "near5", "a NEAR/5 b"),
    ("a adj0 b", "near-distance", "adj0", "a NEAR/0 b"),
    ("a adj99 b", "near-distance", "adj99", "a NEAR/50 b"),
    ("a near/51 b", "near-distance", "near/51", "a NEAR/50 b"),
    ("TITLE-ABS-KEY(a OR b)", "other-system", "TITLE-ABS-KEY(", "text:(a OR b)"),
    ("a AND TITLE (b)", "other-system", "TITLE (", "a AND title:(b)"),
    ("PUBYEAR > 2018", "other-system", "PUBYEAR > 2018", "year:2018.. NOT year:2018"),
    ("TS=(a OR b)", "other-system", "TS=", "text:(a OR b)"),
    ("SU = '血小板'", "other-system", "SU = ", "text:'血小板'"),
    ("PY=2010-2020", "other-system", "PY=2010-2020", "year:2010..2020"),
    ('MH "Splenectomy"', "other-system", "MH ", 'mesh:"Splenectomy"'),
    (
        "MeSH descriptor: [Splenectomy] explode all trees",
        "other-system",
        "MeSH descriptor: [Splenectomy] explode all trees",
        'mesh:"Splenectomy"',
    ),
    ("'low platelets'/exp", "other-system", "'low platelets'/exp", '"low platelets"'),
    ("splenectomy/de", "other-system", "splenectomy/de", "splenectomy"),
    ("a [english]/lim", "other-system", "[english]/lim", "a"),
    ('"a b"~5', "other-system", "~5", '"a b"[tiab:~5]'),
    ('"a b"/exp', "other-system", "/exp", '"a b"'),
    ("thrombocyt$", "other-system", "thrombocyt$", "thrombocyt*"),
    ("thrombocyt$3", "other-system", "thrombocyt$3", "thrombocyt*"),
    ("thrombocyt*3", "other-system", "thrombocyt*3", "thrombocyt*"),
    ("wom#n", "other-system", "wom#n", "wom?n"),
    ("platelet^4", "other-system", "platelet^4", "platelet"),
    ("platelet|count", "unknown-operator", "platelet|count", "platelet OR count"),
    ("a || b", "unknown-operator", "||", "a OR b"),
    ("hasabstract AND a", "other-system", "hasabstract", "(has:abstract.en OR has:abstract.zh) AND a"),
    ("limit 3 to a", "unavailable", "limit 3 to", None),
    # PubMed's tags and Europe PMC's fields that have no equal
    ("Rituximab[nm]", "unsupported-field", "[nm]", "Rituximab[tw]"),
    ("therapy[sh]", "unsupported-field", "[sh]", "therapy[mh]"),
    ("therapy[Subheading]", "unsupported-field", "[Subheading]", "therapy[mh]"),
    ("2020[edat]", "unsupported-field", "[edat]", "2020[dp]"),
    ("humans[filter]", "unsupported-field", "[filter]", "humans"),
    ("Zhou H[1au]", "unsupported-field", "[1au]", "Zhou H[au]"),
    ("SRC:MED a", "unsupported-field", "SRC:", "MED a"),
    ("FIRST_PDATE:2020", "unsupported-field", "FIRST_PDATE:", "year:2020"),
    ("2019/03:2021/05[dp]", "bad-year", "2019/03:2021/05", "2019:2021[dp]"),
    ("xl:off", "empty", "", None),
    ("xl:perhaps a", "bad-value", "perhaps", None),
    ("a OR xl:off", "switch-place", "off", None),
    ("a NOT xl:on", "switch-place", "on", None),
    ("~platelet*", "unavailable", "~platelet*", None),
    ("platelet~2", "unavailable", "platelet~2", None),
    ("#1 AND #3", "unavailable", "#1", None),
    ("/plate.*/", "unavailable", "/plate.*/", None),
    ("x " * (CLAUSES_MAX + 1), "too-many-clauses", "x", None),
    ("(" * (DEPTH_MAX + 1) + "a" + ")" * (DEPTH_MAX + 1), "too-deep", "(", None),
    ("NOT " * (DEPTH_MAX + 1) + "a", "too-deep", "NOT", None),
    ("(" * 1000, "too-deep", "(", None),
]


@pytest.mark.parametrize(("text", "code", "part", "suggestion"), REFUSED, ids=[row[0][:30] for row in REFUSED])
def test_refused(text: str, code: str, part: str, suggestion: str | None) -> None:
    """Each fault is named by a code, its place is the faulty part, and a suggestion can be read where one is made."""
    with pytest.raises(QueryError) as caught:
        parse(text)
    error = caught.value
    assert (error.code, text[error.start : error.end]) == (code, part)
    assert error.message.endswith((".", "?", "…"))
    if suggestion is not None:
        assert error.suggestion == suggestion


@pytest.mark.parametrize(
    "text", ["x AND {en:a OR zh:b}", "(x {en:a OR zh:b})", "{en:a OR NOT zh:b} OR c", "{en:a OR en:b}"]
)
def test_a_choice_within_braces_becomes_pairs_to_choose_from(text: str) -> None:
    """What is suggested can be read and finds units with either side, whatever stands around the braces."""
    with pytest.raises(QueryError) as caught:
        parse(text)
    suggestion = caught.value.suggestion or ""
    both = [leaf for leaf in leaves(parse(suggestion)) if isinstance(leaf, Pair)]
    assert caught.value.code == "pair-or"
    assert len(both) == 2
    assert all((pair.en is None) != (pair.zh is None) for pair in both)


def test_no_query_is_guessed_where_sides_are_joined_both_ways() -> None:
    """{en:a zh:b OR zh:c} may mean either grouping."""
    with pytest.raises(QueryError) as caught:
        parse("{en:a zh:b OR zh:c}")
    assert (caught.value.code, caught.value.suggestion) == ("pair-or", None)


def test_a_megabyte_is_refused_by_its_length_at_once() -> None:
    """Nothing of a long query is read before its length is known."""
    text = "(" * 1_000_000
    started = time.perf_counter()
    with pytest.raises(QueryError) as caught:
        parse(text)
    assert caught.value.code == "too-long"
    assert (caught.value.start, caught.value.end) == (QUERY_CHARACTERS_MAX, len(text))
    assert time.perf_counter() - started < 0.1


@pytest.mark.parametrize("piece", ["a(", "((a)) ", "a*", "ti:", '"a" ', "NOT ", "a AND ", "10.1234/a(", "[ti]", "a,"])
def test_no_text_of_full_length_takes_long(piece: str) -> None:
    """A thousand characters of any one kind are read or refused in less than half a second."""
    text = (piece * QUERY_CHARACTERS_MAX)[:QUERY_CHARACTERS_MAX]
    started = time.perf_counter()
    with suppress(QueryError):
        parse(text)
    assert time.perf_counter() - started < 0.5


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("a AND b OR c", ["(a AND b) OR c", "a AND (b OR c)"]),
        ("a OR b AND c", ["(a OR b) AND c", "a OR (b AND c)"]),
        ("a b OR c", ["(a AND b) OR c", "a AND (b OR c)"]),
        ("a OR b NOT c", ["(a OR b) AND NOT c", "a OR (b AND NOT c)"]),
        ("x AND (a OR b c)", ["x AND ((a OR b) AND c)", "x AND (a OR (b AND c))"]),
        ("a OR b AND c OR d", ["((a OR b) AND c) OR d", "a OR (b AND c) OR d", "(a OR b) AND (c OR d)"]),
    ],
)
def test_mixed_operators_are_refused_with_every_reading(text: str, readings: list[str]) -> None:
    """All readings are different queries that the parser accepts; the first is PubMed's, from left to right."""
    with pytest.raises(QueryError) as caught:
        parse(text)
    assert caught.value.code == "mixed-operators"
    assert [reading.query for reading in caught.value.readings] == readings
    assert "left to right" in caught.value.readings[0].explanation
    assert len({parse(reading) for reading in readings}) == len(readings)


def test_a_word_that_joins_is_told_with_its_operator() -> None:
    """In Chinese as in English, at its place."""
    for text, word, operator in (
        ("血小板 或 脾切除", "或", "OR"),
        ("脾切除 与 缓解", "与", "AND"),
        ("a not b", "not", "NOT"),
    ):
        (note,) = parse_with_notes(text).notes
        assert text[note.start : note.end] == word
        assert note.message.endswith(f"is written {operator}.")
        assert dict(note.arguments) == {"word": word, "here": operator}


def test_the_place_of_mixed_operators_is_where_the_operator_changes() -> None:
    """The caret stands under the first operator that differs from the one before."""
    with pytest.raises(QueryError) as caught:
        parse("a AND b AND c OR d")
    assert (caught.value.start, caught.value.end) == (14, 16)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("platelet and count", ["lower-operator"]),
        ("platelet or count not ALL", ["lower-operator", "lower-operator"]),
        ("and", []),
        ("血小板 或 脾切除", ["lower-operator"]),
        ("血小板 與 脾切除 非 儿童", ["lower-operator", "lower-operator"]),
        ("血小板或脾切除", []),
        ('血小板 "或"', []),
        ("platelet - count", ["ignored-mark"]),
        ("-platelet count", ["minus"]),
        ("immune thrombocytopenia[ti]", ["lone-tag"]),
        ("platelet count", []),
        ("a adj3 b", ["read-as"]),
        ("a.ti.", ["read-as"]),
        ("'a b'", ["read-as"]),
        ("a[majr]", ["read-as"]),
        ("a[mh]", ["mesh-as-printed"]),
        ("a[tiab] AND english[la]", ["read-as"]),
        ('a[tiab] AND "2019/01/01"[dp] : "2021/12/31"[dp]', ["read-as"]),
        ("a AND 2019[dp] : 2021[dp]", ["read-as"]),
        ("a AND 2019/01:2021/12[dp]", ["read-as"]),
        ("a AND 2019[dp]", []),
        ("a AND 2019:2021[dp]", []),
        ("a NOT (animals[mh] NOT humans[mh])", ["mesh-check-tag"]),
        ('a AND "Aged, 80 and over"[MeSH Terms]', ["mesh-check-tag"]),
        ("humans[mh] AND splenectomy[mh]", ["mesh-check-tag", "mesh-as-printed"]),
        ("a[mh] OR b[mh]", ["mesh-as-printed"]),
        ("a[mh:noexp]", []),
        ('"thromb* purpura"', ["quoted-wildcard"]),
        ('"platelet count*"', []),
        ("platelet N3 count", ["lookalike"]),
        ("AB positive", ["lookalike"]),
    ],
)
def test_notes(text: str, codes: list[str]) -> None:
    """What was passed over, or means something else in another system, is said."""
    notes = parse_with_notes(text).notes
    assert [note.code for note in notes] == codes
    for note in notes:
        assert text[note.start : note.end] in note.message


def test_any_word_joins_neighbours_by_or_and_keeps_filters() -> None:
    """ "Any word" loosens words side by side, never a filter, an exclusion or a written operator."""
    read = parse_with_notes("platelet count lang:zh NOT ALL", any_word=True).query
    words = Or((Term("platelet"), Term("count")))
    assert read == And((words, Range("lang", "zh", "zh"), Not(Term("ALL"))))
    assert parse_with_notes("a AND b", any_word=True).query == parse("a AND b")
    grouped = parse_with_notes("a b (year:2024 OR (lang:zh AND NOT c))", any_word=True).query
    assert grouped == parse("(a OR b) AND (year:2024 OR (lang:zh AND NOT c))")
    assert parse_with_notes("a (year:2024 OR c)", any_word=True).query == parse("a OR year:2024 OR c")


@pytest.mark.parametrize(
    ("loose", "strict"),
    [
        ("a b AND c", "(a OR b) AND c"),
        ("a AND b c AND d", "a AND (b OR c) AND d"),
        ("a b AND year:2025", "(a OR b) AND year:2025"),
        ("year:2025 AND a b", "year:2025 AND (a OR b)"),
        ("a b AND NOT c", "(a OR b) AND NOT c"),
        ("a b AND c NOT d", "(a OR b) AND c AND NOT d"),
        ("a b OR c", "a OR b OR c"),
        ("(a b AND c) OR d", "((a OR b) AND c) OR d"),
        ("xl:off a b AND c", "(a OR b) AND xl:off AND c"),
        ("a OR NOT b", "a OR NOT b"),
    ],
)
def test_any_word_keeps_what_is_written(loose: str, strict: str) -> None:
    """Words side by side become one OR; AND and OR that were typed join what stands around them."""
    assert parse_with_notes(loose, any_word=True).query == parse(strict)


@pytest.mark.parametrize("text", ["a lang:zh OR b", "a OR b lang:zh", "a b AND c OR d", "a NOT b OR c"])
def test_any_word_refuses_what_is_mixed(text: str) -> None:
    """A filter holds, which is an AND; every reading offered is accepted and means the same in both modes."""
    with pytest.raises(QueryError) as caught:
        parse_with_notes(text, any_word=True)
    assert caught.value.code == "mixed-operators"
    assert len(caught.value.readings) > 1
    for reading in caught.value.readings:
        assert parse_with_notes(reading.query, any_word=True).query == parse(reading.query)


@given(st.lists(st.sampled_from(["a", "b", "lang:zh", "AND", "OR", "NOT", "(", ")"]), max_size=9).map(" ".join))
def test_any_word_accepts_whatever_is_accepted(text: str) -> None:
    """Loosening a query never makes it one that cannot be read."""
    try:
        parse(text)
    except QueryError:
        return
    parse_with_notes(text, any_word=True)


def test_readings_fold_what_is_negated_twice() -> None:
    """No reading has a NOT before a NOT, and readings that are thereby the same are one."""
    with pytest.raises(QueryError) as caught:
        parse("a OR b NOT NOT c")
    assert [reading.query for reading in caught.value.readings] == ["(a OR b) AND c", "a OR (b AND c)"]


def test_places_count_in_the_text_as_typed() -> None:
    """A node knows its place although full-width forms were read as half-width ones."""
    query = parse("ＢＴＫ　“完全缓解”")
    assert isinstance(query, And)
    first, second = query.parts
    assert isinstance(first, Term)
    assert isinstance(second, Phrase)
    assert (first.place, second.place) == ((0, 3), (4, 10))


PIECES = [
    "a", "B", "platelet", "血小板", "BTK抑制剂", "10.1234/x", "2018", "..", "del(5q)", "αβ", "⁹", "AND", "OR", "NOT",
    "NEAR/3", "NEAR", "ti:", "lang:zh", "year:", "doi:", "id:", "type:", "zzz:", "[ti]", "[dp]", "[mh]",
    "[filter]", "{en:", "zh:", "qty:", "5mg", "dose~:>", "adj3", "near/2", ".ti,ab.", ":ti", "/exp", "exp ",
    "Ba/", "$", "TS=", "TITLE(", "#1", "or/1-3", "'", ":~5]", "(", ")", "[", "]", "{", "}", '"', "“", "”", "「",
    "」", "*", "?", "=", "~", "-", "'", "/", "|", ":", ",", ".", "，", "：", "（", "）", "？", "\u3000", "\x00",
    "\ud800", "\u00ad", "\U0001f600",
]  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from([*PIECES, " ", " "]), max_size=30).map("".join) | st.text(max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Nothing but a QueryError ever comes of a text, and its place lies in the text."""
    error = refusal(text)
    if error is not None:
        assert 0 <= error.start <= error.end <= len(text)
        assert error.code
        assert error.message


def test_every_code_is_documented_and_every_documented_code_exists() -> None:
    """The page for users lists the very codes of errors and notes that the indexer and a page of results can give."""
    root = Path(__file__).parents[2]
    paths = (*sorted((root / "indexer").glob("*.py")), root / "webapp" / "views" / "unmet.py")
    source = "".join(path.read_text(encoding="utf-8") for path in paths)
    given = set(re.findall(r'(?:fault|error|refuse|QueryError|Note|note)\(\s*"([a-z-]+)"', source))
    page = (
        (root / "docs" / "query-language.md").read_text(encoding="utf-8").split("## Errors")[1].split("## Grammar")[0]
    )
    table, notes = page.split("Notes come")
    first_column = " ".join(line.split("|")[1] for line in table.splitlines() if line.startswith("| `"))
    listed = set(re.findall(r"`([a-z-]+)`", first_column)) | set(re.findall(r"`([a-z-]+)` \(", notes))
    assert listed == given


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("qty(platelet):<30e9/L", "platelet AND qty:<30e9/L"),
        ("qty(血小板 OR platelet):30e9/L", "(血小板 OR platelet) AND qty:30e9/L"),
        ("ITP OR dose(rituximab):375mg/m2", "ITP OR (rituximab AND dose:375mg/m2)"),
        ('qty~(platelet):"50e9/L" year:2025', "platelet AND qty~:50e9/L AND year:2025"),
    ],
)
def test_what_is_measured_stands_in_parentheses(typed: str, read: str) -> None:
    """And is looked for beside the amount, which a note says."""
    query, notes = parse_with_notes(typed)
    assert query == parse(read)
    assert [note.code for note in notes] == ["read-as"]
