"""Furniture, markup, cuts and copies."""

import time
from dataclasses import replace

import pytest

from corpus.audit import REPORT_RULES
from corpus.knowledge import UNTAUGHT
from corpus.model import Section
from corpus.registry import resolve
from tests.corpus.audit.damage_reports import excerpts, flags_of, repairs, report_of

RUNNING = "Ten patients were treated for a year. All of them improved within a week. "


def test_furniture_left_in_a_text_is_flagged_where_it_stands() -> None:
    """Lines of it and phrases of it; the suggestion takes them away."""
    text = f"Article Text\n{RUNNING}Download PDF Two relapsed. Copyright © 2020 Somebody.\n相关文章"
    assert repairs("damage.boilerplate", en=text) == [
        ("Article Text", ""),
        ("Download PDF", ""),
        ("Copyright © 2020 Somebody.", ""),
        ("相关文章", ""),
    ]
    assert dict(flags_of("damage.boilerplate", en=text)[0].arguments)["place"] == "within"


def test_a_title_is_no_furniture() -> None:
    """What a site would print as a button may be what an article is called."""
    report = report_of(en=f"Figures\n{RUNNING}")
    version = replace(report.versions[0], sections=(Section("TITLE", "", 0, 7),))
    check = resolve(REPORT_RULES["damage.boilerplate"])
    assert list(check(replace(report, versions=(version,)), UNTAUGHT)) == []


@pytest.mark.parametrize(
    ("text", "kind", "repaired"),
    [
        ('of <named-thing type="x">cells', "tag", ('<named-thing type="x">', "")),
        ("of 10</sup> cells", "tag", ("</sup>", "")),
        ("at P&lt0.05", "reference", ("&lt", "<")),
        ("5&nbspmg", "reference", ("&nbsp", " ")),
        (r"of \documentclass{minimal} here", "tex", (r"\documentclass{minimal}", None)),
        (r"about $5 \times 10^9$ cells", "tex", (r"$5 \times 10^9$", None)),
        (r"a caf\u00e9", "escape", (r"\u00e9", None)),
        ("a share of [Formula: see text] of all", "placeholder", ("[Formula: see text]", None)),
    ],
)
def test_markup_left_in_a_text_is_flagged(text: str, kind: str, repaired: tuple[str, str | None]) -> None:
    """With its kind; tags go and references become what they name."""
    assert repairs("damage.markup", en=text) == [repaired]
    assert dict(flags_of("damage.markup", en=text)[0].arguments)["kind"] == kind


@pytest.mark.parametrize("text", ["P<0.001 and 5<x>3", "a --> b", "R&D, AT&T & co", "cost $5 to $10", "a [text] b"])
def test_signs_of_prose_are_no_markup(text: str) -> None:
    """Comparisons, arrows, ampersands and prices."""
    assert excerpts("damage.markup", en=text) == []


@pytest.mark.parametrize(
    "end", ["The others were treated with", "The count, which was", "It rose to 5, and...", "Two of them were well,"]
)
def test_a_last_sentence_that_breaks_off_is_flagged(end: str) -> None:
    """At a comma, an ellipsis, or a word after which another must come."""
    (found,) = excerpts("damage.truncated", en=f"{RUNNING}{end}")
    assert end.endswith(found)


@pytest.mark.parametrize(
    "end", ["Two relapsed.", "Two relapsed", "Two relapsed (all boys).", "See https://example.org/"]
)
def test_a_last_sentence_that_may_end_is_left_alone(end: str) -> None:
    """A lost full stop alone is no cut."""
    assert excerpts("damage.truncated", en=f"{RUNNING}{end}") == []


def test_a_database_that_cut_says_so() -> None:
    """MEDLINE's note is the place, and the end is not flagged twice."""
    assert excerpts("damage.truncated", en=f"{RUNNING}Two of the(ABSTRACT TRUNCATED AT 250 WORDS)") == [
        "(ABSTRACT TRUNCATED AT 250 WORDS)"
    ]


def test_a_cut_is_seen_in_chinese() -> None:
    """At a particle that asks for a noun."""
    text = "共治疗10例患者。全部患者均有好转。其中2例患者的"
    assert excerpts("damage.truncated", zh=text) == ["其中2例患者的"]


def test_a_sentence_that_stands_twice_is_flagged_the_second_time() -> None:
    """Near its first place, with the number of that; short formulas may be repeated."""
    long = "All ten patients were treated with the drug for a year."
    text = f"{long} It worked. {long} It worked."
    (flag,) = flags_of("damage.repeated", en=text)
    assert flag.spans[0] == ("en", len(long) + 12, 2 * len(long) + 12)
    assert (flag.arguments, flag.suggestion) == ((("first", "1"),), "")


def test_an_article_may_repeat_a_sentence_of_its_abstract() -> None:
    """Far below; three in a row are a copied passage wherever they stand."""
    copies = [f"Sentence {word} of the abstract says what was found there." for word in ("one", "two", "three")]
    between = [f"This is sentence {word} of the text that stands between them." for word in "abcdefgh"]
    assert excerpts("damage.repeated", en=" ".join([copies[0], *between, copies[0]])) == []
    assert excerpts("damage.repeated", en=" ".join([*copies, *between, *copies])) == copies


@pytest.mark.parametrize(
    "unit", ["?", "a?b ", "(", "1", "10 ", "-", "5 m2 ", "3 × 10/L ", "3109/L ", "<", "&", "Ã", "AB-1 "]
)
def test_hostile_text_takes_linear_time(unit: str) -> None:
    """A megabyte of one thing is read by all rules in a few seconds, and has few findings."""
    text = (unit * (1_000_000 // len(unit) + 1))[:1_000_000]
    report = report_of(en="x")
    version = replace(report.versions[0], text=text, raw=text)
    report = replace(report, versions=(version,))
    start = time.process_time()
    for place in {place for rule, place in REPORT_RULES.items() if rule.startswith("damage.")}:
        assert sum(1 for _ in resolve(place)(report, UNTAUGHT)) <= 1000
    assert time.process_time() - start < 20
