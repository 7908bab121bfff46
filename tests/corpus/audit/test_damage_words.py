"""Lost apostrophes and hyphens."""

import pytest

from tests.corpus.audit.damage_reports import excerpts, repairs


@pytest.mark.parametrize(
    ("text", "repaired"),
    [
        ("malignancies like Hodgkins lymphoma", ("Hodgkins", "Hodgkin's")),
        ("in non-Hodgkins lymphoma", ("Hodgkins", "Hodgkin's")),
        ("the Childrens Oncology Group", ("Childrens", "Children's")),
        ("the children s hospital", ("children s", "children's")),
        ("Crohn s disease", ("Crohn s", "Crohn's")),
        ("The patients platelet count rose", ("patients", "patient's")),
        ("due to the patients severe thrombocytopenia", ("patients", "patient's")),
    ],
)
def test_a_lost_apostrophe_is_flagged_and_restored(text: str, repaired: tuple[str, str]) -> None:
    """Names, plurals without an s of their own, and what one patient has."""
    assert repairs("damage.possessive", en=text) == [repaired]


@pytest.mark.parametrize(
    "text",
    [
        "Graves disease and Wilms tumour",
        "Hodgkin's lymphoma, Hodgkin lymphoma",
        "the Hodgkins of Oxford",
        "patients platelet counts differed",
        "we gave the patients clinical advice",
        "most of the patients severely ill",
        "omens and amends",
    ],
)
def test_other_words_that_end_in_s_are_left_alone(text: str) -> None:
    """Names that end in s, families, plurals, and patients of whom there are many."""
    assert excerpts("damage.possessive", en=text) == []


@pytest.mark.parametrize(
    ("text", "repaired"),
    [
        ("a doubleblind trial", ("doubleblind", "double-blind")),
        ("Placebocontrolled trials", ("Placebocontrolled", "Placebo-controlled")),
        ("a Tcell receptor", ("Tcell", "T-cell")),
        ("in longterm follow-up", ("longterm", "long-term")),
        ("a 12-yearold girl", ("yearold", "year-old")),
        ("caused throm- bosis of", ("- ", None)),
    ],
)
def test_a_lost_or_stray_hyphen_is_flagged(text: str, repaired: tuple[str, str | None]) -> None:
    """The suggestion has the hyphen; whether a stray one goes is for a reader to say."""
    assert repairs("damage.hyphen", en=text) == [repaired]


@pytest.mark.parametrize(
    "text", ["short- and long-term", "pre- to post-treatment", "double-blind", "follow - up", "a subcell", "highriser"]
)
def test_other_hyphens_are_left_alone(text: str) -> None:
    """A part that another word completes, a dash between blanks."""
    assert excerpts("damage.hyphen", en=text) == []
