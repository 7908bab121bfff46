"""Doses that may be printed as so much a day."""

import pytest

from indexer.canonical import canonical
from indexer.daily_doses import daily_doses
from indexer.query_parser import parse


@pytest.mark.parametrize(
    ("query", "wider"),
    [
        ("dose:10mg", ["dose:10mg OR dose:10mg/d"]),
        ('qty:"10 mg"', ['qty:"10 mg" OR qty:"10 mg/d"']),
        ("dose:>=10mg/kg", ["dose:>=10mg/kg OR dose:>=10mg/kg/d"]),
        ("dose~:10..20毫克", ["dose~:10..20毫克 OR dose~:10..20毫克/d"]),
        ("prednisone dose:10mg", ["prednisone AND (dose:10mg OR dose:10mg/d)"]),
        ("dose:10mg dose:5mg", ["(dose:10mg OR dose:10mg/d) AND dose:5mg", "dose:10mg AND (dose:5mg OR dose:5mg/d)"]),
        ("dose:10mg/d", []),
        ('dose:"10 mg daily"', []),
        ("qty:50e9/L", []),
        ("qty:3cm OR qty:30d", []),
        ("prednisone NOT dose:10mg", []),
    ],
)
def test_an_amount_that_is_given_is_widened_by_the_same_a_day(query: str, wider: list[str]) -> None:
    """In its own notation; not what is a day already, is measured, or is excluded."""
    assert [canonical(found.query) for found in daily_doses(parse(query))] == wider
    assert all(parse(canonical(found.query)) == found.query for found in daily_doses(parse(query)))
