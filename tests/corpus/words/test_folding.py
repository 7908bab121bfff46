"""Every spelling of a character is one, place by place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.words.folding import fold, is_han


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("ＢＴＫ（５ｑ）％", "BTK(5q)%"),
        ("血小板減少症", "血小板减少症"),
        ("⾎⼩板", "血小板"),  # Kangxi radicals, as PDF files have them
        ("⻅⻣⻢", "见骨马"),  # CJK Radicals Supplement
        ("\uf9dc", "隆"),  # a compatibility ideograph
        ("\U0002f800", "丽"),  # one beyond the basic plane, and traditional at that: 丽 is its unified form
        ("Sjögren Ångström naïve Ménière", "Sjogren Angstrom naive Meniere"),
        ("Łódź Ørsted", "Lodz Orsted"),
        ("T‐cell T‑cell T–cell T−cell", "T-cell T-cell T-cell T-cell"),
        ("Bruton’s", "Bruton's"),
        ("µg", "μg"),  # the micro sign is the Greek letter
        ("10⁹/L CD4⁺ H₂O", "10⁹/L CD4⁺ H₂O"),  # super- and subscripts stay
        ("ＤＮＡ DNA dna", "DNA DNA dna"),  # case stays
        ("乾燥 皮膚 顯著", "干燥 皮肤 显著"),
        ("症候群", "症候群"),  # a synonym of 综合征, not a spelling
    ],
)
def test_spellings(written: str, folded: str) -> None:
    """What is written becomes what is folded, character by character."""
    assert fold(written) == folded


@given(st.text())
def test_folding_keeps_length_and_is_idempotent(text: str) -> None:
    """Offsets hold, and folding twice changes nothing more."""
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@given(st.text(), st.text())
def test_a_character_folds_alike_wherever_it_stands(left: str, right: str) -> None:
    """No character's folding depends on its neighbours."""
    assert fold(left + right) == fold(left) + fold(right)


@pytest.mark.parametrize("character", ["血", "𠮷", "〇", "々", "㐀", "\U000323af"])
def test_ideographs_of_every_block(character: str) -> None:
    """Extension blocks, the zero and the repetition mark count as ideographs."""
    assert is_han(character)


@pytest.mark.parametrize("character", ["a", "、", "の", "한", "ア", " ", "1", "⁹"])
def test_others_are_none(character: str) -> None:
    """Punctuation, kana, hangul and Latin letters are none."""
    assert not is_han(character)
