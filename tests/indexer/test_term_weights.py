"""How much each term of a query counts."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.words.tokens import bag_terms
from indexer.term_weights import term_weights


def weights(text: str) -> dict[str, float]:
    """The weights of a text's terms."""
    return term_weights(bag_terms(text))


def test_a_word_counts_by_its_stem_and_less_by_its_form() -> None:
    """platelets finds platelet, and platelets a little better."""
    assert weights("platelets") == {"platelet": 1.0, "=platelets": 0.3}


def test_a_name_counts_more_than_a_word() -> None:
    """What holds letters and digits or signs is rarely met by chance; a number is no name."""
    assert weights("IL-6 36") == {"il-6": 1.5, "il6": 1.5, "il": 1.0, "36": 1.0}


def test_a_repeated_word_counts_by_the_root() -> None:
    """Four times typed is twice as much."""
    assert weights("platelet " * 4)["platelet"] == 2.0


@pytest.mark.parametrize(("asking", "naming"), [("what about platelets please", "platelets"), ("请问", "贫血")])
def test_words_that_ask_count_less(asking: str, naming: str) -> None:
    """A question's own wording ranks little."""
    expected = weights(naming)
    assert all(weight < 1 for term, weight in weights(asking).items() if term not in expected)
    assert any(weight >= 1 for weight in expected.values())


def test_a_chinese_term_ranks_by_pairs_and_a_wording_by_ideographs() -> None:
    """Up to four ideographs are a term that must stand together; in more, each counts more and their order less."""
    term, wording = weights("脾切除术"), weights("患者脾切除术后")
    assert (term["1脾"], term["2脾切"]) == (1.0, 1.0)
    assert (wording["1脾"], wording["2脾切"]) == (2.0, 0.7)
    assert wording["患者"] == term["切除"] == 1.0


@given(st.text(max_size=80))
def test_every_term_has_a_weight(text: str) -> None:
    """No term is lost, none counts nothing or against."""
    found = weights(text)
    assert set(found) == set(bag_terms(text))
    assert all(weight > 0 and math.isfinite(weight) for weight in found.values())
