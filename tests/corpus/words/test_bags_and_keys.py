"""What texts are ranked by, and under which keys their words are found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.words.tokens import MARK, bag_terms, bigram_terms, is_han_token, line_tokens, term_keys, word_keys


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("The treatment of patients", ["treatment", "=treatment", "patient", "=patients"]),
        ("ALL all", ["ALL", "=ALL"]),
        ("haemorrhages", ["hemorrhag", "=hemorrhages"]),
        ("AIDS", ["aid", "aids", "=aids"]),
        ("hearing aids", ["hear", "=hearing", "aid", "=aids"]),
        ("IL-6", ["il-6", "il6", "il"]),
        ("10⁹/L", ["10^9/l", "10^9"]),
        ("小板", ["小", "板", "1小", "1板", "2小板"]),
        ("血小板", ["小板", "血小板", "1血", "1小", "1板", "2血小", "2小板"]),
        ("血，小", ["血", "1血", "小", "1小"]),
        ("", []),
    ],
)
def test_bag(text: str, terms: list[str]) -> None:
    """Stems with their exact words, names in parts, Chinese words, characters, pairs that never span punctuation."""
    assert bag_terms(text) == terms


@pytest.mark.parametrize(
    ("word", "keys"),
    [
        ("patients", ("patient",)),
        ("aids", ("aid", "aids")),
        ("tnf-alpha", ("tnf-alpha", "tnfalpha", "tnf", "alpha")),
        ("il-6", ("il-6", "il6", "il")),
        ("cd4+", ("cd4+", "cd4")),
        ("del(5q)", ("del(5q)", "del5q", "del", "5q")),
        ("10^9/l", ("10^9/l", "10^9")),
        ("0.05", ("0.05",)),
        ("ALL", ("ALL",)),
        ("症", ("症",)),
        (MARK, ()),
    ],
)
def test_keys_of_line_words(word: str, keys: tuple[str, ...]) -> None:
    """A line word is found under these keys."""
    assert word_keys(word) == keys


@pytest.mark.parametrize(
    ("typed", "written", "found"),
    [
        ("patient", "patients", True),
        ("bleed", "bleeding", True),
        ("haemorrhage", "hemorrhagic", True),
        ("AIDS", "AIDS", True),
        ("AIDS", "aid", False),
        ("aids", "AIDS", True),
        ("ALL", "ALL", True),
        ("ALL", "all", False),
        ("all", "ALL", False),
        ("IL6", "IL-6", True),
        ("IL-6", "IL6", True),
        ("tnf", "TNF-α", True),
        ("TNFalpha", "TNF-α", True),
        ("TNF-beta", "TNF-α", False),
        ("cd4", "CD4⁺", True),
        ("CD4+", "CD4", False),
        ("del5q", "del(5q)", True),
        ("5q", "del(5q)", True),
        ("10^9", "10⁹/L", True),
        ("10⁹/L", "10^9", False),
        ("6", "IL-6", False),
        ("Sjogren", "Sjögren’s", True),
    ],
)
def test_what_a_term_finds(typed: str, written: str, found: bool) -> None:
    """A typed word meets a written one exactly if they share a key."""
    (token,) = line_tokens(written)
    assert bool(set(term_keys(typed)) & set(word_keys(token.text))) is found


LATIN = st.text(alphabet="abisxABIS019-+^/()'.⁺⁹α é", max_size=20)


@given(LATIN)
def test_a_word_typed_as_written_is_found(text: str) -> None:
    """Every Latin word of a text is found by its own token."""
    for token in line_tokens(text):
        assert set(term_keys(token.text)) & set(word_keys(token.text))


@given(st.text(alphabet="血小板减少症免疫性", min_size=1, max_size=6), st.text(max_size=20), st.text(max_size=20))
def test_bigram_terms_are_in_every_bag_that_holds_the_run(run: str, before: str, after: str) -> None:
    """A text that holds the run literally holds all its terms."""
    assert set(bigram_terms(run)) <= set(bag_terms(before + run + after))


def test_bigram_terms_of_one_and_of_more() -> None:
    """One ideograph is its own term; a repeated pair is named once."""
    assert bigram_terms("血") == ("1血",)
    assert bigram_terms("板小板小") == ("2板小", "2小板")


@given(st.text(max_size=60))
def test_namespaces_never_meet(text: str) -> None:
    """A term of one or two ideographs with a digit in front is never a Latin term."""
    for term in bag_terms(text):
        if term[0] in "12" and any(map(is_han_token, term)):
            assert all(map(is_han_token, term[1:]))
            assert len(term) == 1 + int(term[0])
