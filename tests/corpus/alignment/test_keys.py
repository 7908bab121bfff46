"""Which numbers and terms of the two languages are the same key."""

import pytest

from corpus.alignment.keys import chinese_keys, english_keys
from corpus.quantities.numerals import numeral_value


@pytest.mark.parametrize(
    ("en", "zh"),
    [
        ("in 1,045 patients", "1045例患者"),
        ("28.60%", "２８．６％"),
        ("twelve patients", "十二例"),
        ("two groups", "两组"),
        ("12000 people", "1.2万人"),
        ("120000000 people", "1.2亿人"),
        ("BTKi therapy", "ＢＴＫｉ治疗"),
        ("the drug CP-466722", "药物CP-466722"),
    ],
)
def test_the_same_in_both_languages(en: str, zh: str) -> None:
    """Every key of the Chinese is a key of the English."""
    assert chinese_keys(zh)
    assert set(chinese_keys(zh)) <= set(english_keys(en))


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("一百零五", 105),
        ("三万", 30_000),
        ("二〇二五", 2025),
        ("一亿二千万", 120_000_000),
    ],
)
def test_chinese_numerals(numeral: str, value: int) -> None:
    """Positional and digit by digit."""
    assert numeral_value(numeral) == value


def test_what_must_pass_through_a_translation() -> None:
    """Numbers and codes must; an English word need not; a Latin term in Chinese must."""
    keys = english_keys("BTKi for patients in 12 trials")
    assert keys == {"#12": True, "btki": True, "for": False, "patients": False, "in": False, "trials": False}
    assert chinese_keys("使用rituximab治疗")["rituximab"]


def test_a_character_that_is_part_of_a_word_is_no_number() -> None:
    """一般 and 一种 hold no number."""
    assert chinese_keys("一般认为这是一种疾病") == {}
