"""One value for every spelling of a publication type."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.publication_types import NAMES, type_name


@pytest.mark.parametrize(
    "printed", ["CASE REPORT", "Case Reports", "case-report", "Case report", " case  reports ", "病例报告", "個案報道"]
)
def test_case_reports_are_one_value_however_they_are_printed(printed: str) -> None:
    assert type_name(printed) == "Case Reports"


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("META-ANALYSIS", "Meta-Analysis"),
        ("Randomised controlled trials", "Randomized Controlled Trial"),
        ("review-article", "Review"),
        ("IMAGES IN HEMATOLOGY", "Image in hematology"),
        ("病例讨论", "病例讨论"),
        ("Clinical Trial, Phase II", "Clinical Trial, Phase II"),
        ("Clinical Trial, Phase III", "Clinical Trial, Phase III"),
        ("…", ""),
    ],
)
def test_known_types_have_their_name_in_mesh_and_others_lose_capitals_and_plural(printed: str, name: str) -> None:
    assert type_name(printed) == name


def test_every_name_of_mesh_stays_itself() -> None:
    assert {name: type_name(name) for name in NAMES} == {name: name for name in NAMES}


@given(st.text(max_size=30))
def test_a_name_names_itself(printed: str) -> None:
    """Folding twice changes nothing, so that a value of a facet can be asked for."""
    assert type_name(type_name(printed)) == type_name(printed)
