"""The list of terms from what was mined, what reports define, and a glossary."""

from corpus.knowledge import AbbreviationPair, Knowledge, MinedTerm
from corpus.lexicon.glossary import Glossary, GlossaryTerm
from corpus.lexicon.term_list import TermList

KNOWLEDGE = Knowledge(
    number=1,
    term_pairs=(
        MinedTerm("platelet counts", "血小板计数", 0.97, 4, 3, ((2020, 1), (2021, 2)), (("A", 3),)),
        MinedTerm("complete response", "完全缓解", 0.96, 3, 3, ((2020, 3),)),
        MinedTerm("complete response", "完全应答", 0.9, 1, 1, ((2021, 1),)),
    ),
    abbreviations=(AbbreviationPair("ITP", "immune thrombocytopenia", "免疫性血小板减少症", 2),),
)
GLOSSARY = Glossary(
    (
        GlossaryTerm("platelet count", "血小板计数", "preferred", 1),
        GlossaryTerm("platelet count", "血小板数目", "forbidden", 2),
    )
)


def test_a_pair_of_two_sources_is_one_term() -> None:
    """Number does not tell terms apart; what is counted stays, and the glossary's status is added."""
    term = TermList(KNOWLEDGE, GLOSSARY).terms[0]
    assert (term.zh, term.sources, term.status) == ("血小板计数", ("glossary", "mined"), "preferred")
    assert (term.confidence, term.beads, term.reports) == (1.0, 4, 3)


def test_forbidden_terms_stand_last() -> None:
    assert TermList(KNOWLEDGE, GLOSSARY).terms[-1].zh == "血小板数目"


def test_terms_are_found_by_either_language_and_by_the_short_form() -> None:
    terms = TermList(KNOWLEDGE)
    for query in ("Platelet count", "血小板计数", "计数"):
        assert [term.zh for term in terms.matching(query)] == ["血小板计数"]
    assert [term.short for term in terms.matching("itp")] == ["ITP"]
    assert terms.matching("nothing of it") == ()
    assert len(terms.matching("")) == len(terms.terms) == 4


def test_variants_are_terms_with_several_renderings() -> None:
    """The most frequent first, each with its years."""
    (one,) = TermList(KNOWLEDGE).variants("en")
    assert one.term == "complete response"
    assert [(term.zh, term.years) for term in one.renderings] == [
        ("完全缓解", ((2020, 3),)),
        ("完全应答", ((2021, 1),)),
    ]
    assert TermList(KNOWLEDGE).variants("zh") == ()


def test_every_abbreviation_is_listed_with_both_long_forms() -> None:
    (term,) = TermList(KNOWLEDGE).abbreviations
    assert (term.short, term.en, term.zh) == ("ITP", "immune thrombocytopenia", "免疫性血小板减少症")
