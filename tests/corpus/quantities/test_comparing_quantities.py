"""The same amount in both languages and all notations is one value in base units."""

from decimal import Decimal, localcontext

import pytest

from corpus.model import Side
from corpus.quantities import Quantity, base, bounds, comparable, quantities


def only(text: str, side: Side) -> Quantity:
    """The one quantity of a text."""
    (found,) = quantities(text, side)
    return found


SAME: tuple[tuple[str, str], ...] = (
    ("four patients", "4例患者"),
    ("Four patients", "四例患者"),
    ("twenty-one patients", "二十一例"),
    ("1,045 patients", "1045例"),
    ("120 million people", "1.2亿人"),
    ("35,000 cases", "3.5万例"),
    ("3 billion people", "30亿人"),
    ("> 50 × 10⁹/L", ">50×10⁹/L"),
    ("50 G/L", "50×10^9/L"),
    ("50,000/μL", "5万/μL"),
    ("50 × 10⁹/L", "5万/微升"),
    ("50 × 10³/μL", "50×10⁹/L"),
    ("50 000/mm³", "50×10⁹/L"),
    ("12 g/dL", "120 g/L"),
    ("750 mg/kg", "0.75 g/kg"),
    ("750 mg/kg", "750毫克/千克"),
    ("5 μg", "5微克"),
    ("5 mcg", "0.005毫克"),
    ("375 mg per square meter", "375 mg/m²"),
    ("10 mg/kg/d", "10 mg·kg⁻¹·d⁻¹"),
    ("3 MU", "300万单位"),
    ("500 IU", "500国际单位"),
    ("500 units", "500 U"),
    ("28.6%", "28.6％"),
    ("28.6 percent", "百分之28.6"),
    ("two thirds", "三分之二"),
    ("half of them", "50%"),
    ("one third of them", "1/3"),
    ("30%", "三成"),
    ("2 weeks", "14天"),
    ("2 years", "24个月"),
    ("half a year", "6个月"),
    ("1.5 years", "一年半"),
    ("24 hours", "1天"),
    ("90 minutes", "1.5小时"),
    ("a 13-year-old boy", "13岁男孩"),
    ("two decades", "20年"),
    ("the 1970s", "20世纪70年代"),
    ("March 2019", "2019年3月"),
    ("5 March 2019", "2019年3月5日"),
    ("from 2018 to 2020", "2018～2020年"),
    ("January 2005 to December 2009", "2005年1月至2009年12月"),
    ("3 to 5 days", "3～5天"),
    ("between 3 and 5 mg", "3-5毫克"),
    ("aged 18 to 65 years", "18～65岁"),
    ("P < 0.05", "P＜0.05"),
    ("a threefold rise", "3倍"),
    ("grade 3 to 4", "Ⅲ～Ⅳ级"),
    ("phase II", "2期"),
    ("day 14", "第14天"),
    ("the twelfth", "第十二"),
    ("twice daily", "每日2次"),
    ("three times a day", "3次/d"),
    ("every 8 hours", "每8小时"),
    ("q8h", "每8小时"),
    ("38.5 °C", "38.5摄氏度"),
    ("98.6 °F", "37℃"),
    ("120 mmHg", "120毫米汞柱"),
    ("3.2 cm", "32毫米"),
    ("a ratio of 2:1", "2∶1"),
    ("25 kg/m²", "25 kg/m2"),
    ("1 mM", "1 mmol/L"),
    ("12.3 per 100", "12.3 per 100"),
)


@pytest.mark.parametrize(("english", "chinese"), SAME[:-1], ids=[f"{left} = {right}" for left, right in SAME[:-1]])
def test_equal_across_languages(english: str, chinese: str) -> None:
    """Both have one value, or both ends, in one base unit."""
    one, other = only(english, "en"), only(chinese, "zh")
    assert comparable(one, other)
    assert bounds(one) == bounds(other)
    assert base(one) == base(other)


DIFFERENT: tuple[tuple[str, str], ...] = (
    ("5 mg", "5 mg/kg"),
    ("5 mg/kg", "5 mg/m²"),
    ("5 mg/kg", "5 mg/kg/d"),
    ("50%", "50 patients"),
    ("1 month", "30 days"),
    ("5 mg", "5 mL"),
    ("5 mmol/L", "5 mg/dL"),
    ("50 × 10⁹/L", "50 g/L"),
    ("a ratio of 1:2", "50%"),
)


@pytest.mark.parametrize(("one", "other"), DIFFERENT, ids=[f"{left}, {right}" for left, right in DIFFERENT])
def test_what_cannot_be_compared(one: str, other: str) -> None:
    """These are of different dimensions."""
    assert not comparable(only(one, "en"), only(other, "en"))


def test_five_notations_of_a_count_are_one_value() -> None:
    """50 thousand million per litre, however it is written, is 5E10 /L."""
    written = ("50e9/L", "5万/μL", "50 × 10⁹/L", "50×10^9/L", "50 G/L", "50 × 10/L")
    assert {base(only(text, "zh")) for text in written} == {(Decimal("5E+10"), "/L")}


def test_nobody_elses_precision_changes_a_value() -> None:
    """Values do not depend on the decimal context of the caller."""
    with localcontext() as context:
        context.prec = 3
        found = only("三分之二", "zh")
        value = base(found).value
    assert value == base(only("two thirds", "en")).value == Decimal("66.6666666667")
