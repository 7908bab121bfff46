"""Lost and flattened powers of ten: what is flagged, how badly, and what is suggested."""

import pytest

from tests.corpus.audit.damage_reports import excerpts, flags_of, repairs


@pytest.mark.parametrize(
    ("text", "repaired"),
    [
        ("The platelet count was 3109/L.", ("3109/L", "3 × 10⁹/L")),
        ("Counts rose to 37109/L in a week.", ("37109/L", "37 × 10⁹/L")),
        ("Leucocytes were 1.5109/L.", ("1.5109/L", "1.5 × 10⁹/L")),
        ("platelets of > 50 × 10/L were kept", ("50 × 10/L", "50 × 10⁹/L")),
        ("a platelet count of 10×10/L", ("10×10/L", "10×10⁹/L")),
        ("red blood cells of 4.1 × 10/L", ("4.1 × 10/L", "4.1 × 10¹²/L")),
        ("an inoculum of 2 × 10 cells/mL", ("2 × 10 cells", None)),
        ("a load of 30 × 10/L of something", ("30 × 10/L", None)),
        ("associated with survival (P = 2.1 × 10).", ("2.1 × 10", None)),
    ],
)
def test_a_lost_exponent_is_flagged_and_repaired_where_it_is_sure(text: str, repaired: tuple[str, str | None]) -> None:
    """High, with the exponent of the blood cells that the text names; without a name nothing is suggested."""
    assert repairs("damage.exponent", en=text) == [repaired]
    assert {flag.severity for flag in flags_of("damage.exponent", en=text)} == {"high"}


def test_a_lost_exponent_is_seen_in_chinese() -> None:
    """Full-width signs and Chinese names of cells count too."""
    assert repairs("damage.exponent", zh="血小板计数为3109/L,白细胞为5×10/L。") == [
        ("3109/L", "3 × 10⁹/L"),
        ("5×10/L", "5×10⁹/L"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "counts of 3 × 10⁹/L, 3×10^9/L, 3 × 10(9)/L and 30 G/L",
        "twice 10 patients, 5 × 10 minutes and an area of 3.2 × 10 mm",
        "a difference (p=0·10) in 109 patients of 3109",
        "code A3109/L and the year 2109/Leiden",
        "P = 2.1 × 10 −8 and P = 3 × 10(-4), P < 2 × 10⁻⁸",
        "2016/17 and 1000/L",
    ],
)
def test_whole_exponents_and_other_tens_are_left_alone(text: str) -> None:
    """Plain notations of powers, products, decimals with a raised dot, names and years are no damage."""
    assert excerpts("damage.exponent", en=text) == []


@pytest.mark.parametrize(
    ("text", "severity", "repaired"),
    [
        ("a count of 150 × 109/L", "medium", ("109", "10⁹")),
        ("a count of 150 109/L", "medium", ("109", "× 10⁹")),
        ("a dose of 2 × 106 cells/kg", "medium", ("106", "10⁶")),
        ("at P = 2 × 10-8 in both", "low", ("10-8", "10⁻⁸")),
        ("at P = 2 × 10−11 in both", "low", ("10−11", "10⁻¹¹")),
        ("375 mg/m2 weekly", "low", ("m2", "m²")),
        ("a volume of 12 cm3 was", "low", ("cm3", "cm³")),
        ("150,000/mm3", "low", ("mm3", "mm³")),
    ],
)
def test_raised_digits_on_the_line_are_flagged(text: str, severity: str, repaired: tuple[str, str]) -> None:
    """Medium where it reads as another value, low where it only looks poor; the suggestion raises them."""
    assert repairs("damage.flattened", en=text) == [repaired]
    assert [flag.severity for flag in flags_of("damage.flattened", en=text)] == [severity]


@pytest.mark.parametrize("text", ["M2 macrophages", "375 mg/m²", "3 × 104 patients", "10 m20", "miR-m2a", "105 cells"])
def test_names_and_products_are_no_flattened_powers(text: str) -> None:
    """A capital, a raised digit that is raised, a product of people."""
    assert excerpts("damage.flattened", en=text) == []
