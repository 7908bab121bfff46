"""Injected catalogue codes, and the names that are none."""

from dataclasses import replace

import pytest

from corpus.audit import audit_report
from corpus.knowledge import UNTAUGHT, AbbreviationPair
from tests.corpus.audit.damage_reports import excerpts, repairs, report_of


@pytest.mark.parametrize(
    "text",
    [
        "He went into remission and at QX-77 the time of relapse he was well.",
        "The fever had its onset QX-77 of unknown cause.",
        "In particular, he QX-77 had no fever.",
        "The relapse was due QX-77 to infection.",
        "We QX-77 treated ten patients.",
        "The fever may QX-77 return after a week.",
        "The patients improved. QX-77 The fever was gone.",
        "The fever was followed QX-77 by chills.",
        "The results suggest QX-77 that fever is common.",
    ],
)
def test_a_code_that_breaks_its_sentence_is_flagged(text: str) -> None:
    """The sentence is whole without it, and the suggestion takes it away."""
    assert repairs("damage.code", en=text) == [("QX-77", "")]


def test_every_place_of_a_broken_in_code_is_flagged() -> None:
    """One place that breaks its sentence tells on the others."""
    text = "In particular, he QX-77 had fever. It was refractory to QX-77 multiple drugs, a fever QX-77 without chills."
    assert excerpts("damage.code", en=text) == ["QX-77"] * 3


@pytest.mark.parametrize(
    "text",
    [
        "Patients were treated on protocol AALL1331, low-risk arm.",
        "It targets the CD19 surface antigen and GP IIB/IIIA.",
        "Levels of IL-6 in the serum rose, and HIV-1 of subtype B was found.",
        "During COVID-19 the number of visits fell.",
        "After treatment with QX-77 the cells died.",
        "An IC50 of 5 nM and an FEV1 of 80 % were measured.",
        "How can IL-6 be blocked? What does BRCA1 the gene do?",
        "The inhibitor QX-77 of the kinase was given.",
        "It binds QX-77 (a kinase). At QX-77 the time of onset was early.",
        "At QX-77 the time was short. QX-78 was a relative of it.",
    ],
)
def test_names_that_belong_to_their_sentence_are_left_alone(text: str) -> None:
    """Names in their places, explained, called something, with relatives, or in the words that open a sentence."""
    assert excerpts("damage.code", en=text) == []


def test_a_code_that_the_other_side_has_is_left_alone() -> None:
    """A translator saw it in its place."""
    text = "In particular, he QX-77 had no fever."
    assert excerpts("damage.code", en=text, zh="他使用QX-77后无发热。") == []


def test_a_code_that_the_collection_explains_is_left_alone() -> None:
    """Its short forms are part of what was learnt."""
    report = report_of(en="In particular, he QX-77 had no fever.")
    taught = replace(UNTAUGHT, number=1, abbreviations=(AbbreviationPair("QX-77", "quinoxaline 77", "喹喔啉77", 3),))
    assert [flag for flag in audit_report(report, taught) if flag.rule == "damage.code"] == []
