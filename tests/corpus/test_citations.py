"""Two citations of one report made into one."""

import pytest

from corpus.citations import complete
from corpus.model import Citation

FOUND = Citation(journal="Blood Res", year=2021, volume="8", issue="2", pages="3-9")


def test_what_was_given_stands() -> None:
    """Found values fill gaps only; nothing of another work's place is taken."""
    given = Citation(journal="Blood", keywords=("a",))
    found = Citation(journal="Other", year=1999, volume="3", doi="10.1/x", keywords=("b",))
    assert complete(given, found) == Citation(journal="Blood", doi="10.1/x", keywords=("a", "b"))


@pytest.mark.parametrize(
    "given",
    [Citation(volume="7"), Citation(issue="3"), Citation(pages="12"), Citation(journal="Blood", volume="8")],
)
def test_a_place_is_never_mixed_from_two_works(given: Citation) -> None:
    """One contradiction, and journal, year, volume, issue and pages stay as they were given."""
    assert complete(given, FOUND) == given


@pytest.mark.parametrize("given", [Citation(), Citation(volume="8"), Citation(journal="BLOOD RES.", pages="3-9")])
def test_a_place_that_agrees_is_filled_in(given: Citation) -> None:
    """What both say is said once, as the given citation writes it."""
    whole = complete(given, FOUND)
    assert (whole.journal.upper().rstrip("."), whole.year) == ("BLOOD RES", 2021)
    assert (whole.volume, whole.issue, whole.pages) == ("8", "2", "3-9")


def test_another_year_is_no_other_work() -> None:
    """An article may be out before its issue: the given year stands, and the rest is filled in."""
    whole = complete(Citation(year=2020), FOUND)
    assert (whole.year, whole.journal, whole.volume) == (2020, "Blood Res", "8")
