"""Texts that nobody would write: every sentence is still in exactly one bead, in order, and soon."""

import time
from collections.abc import Iterator
from itertools import chain

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.alignment import align, bead_units
from corpus.alignment.dynamic_program import CELLS_MAX, diagonal
from corpus.knowledge import Knowledge, TermPair
from corpus.model import Alignment

# Far above what any of these takes on a slow and busy machine, far below what anything quadratic would take.
SECONDS_MAX = 60

ENGLISH = "The spleen of patient {} was removed in {} after {} mg of steroids had failed."
CHINESE = "患者{}在激素{}毫克治疗失败后于{}年切除脾脏。"
KNOWLEDGE = Knowledge(
    5, pairs=(TermPair("spleen", "脾脏", 0.9, 4), TermPair("", "", 1.0, 1), TermPair("x", "\ud800", 0.0, 0))
)

CONTROLS = "".join(
    map(chr, [*range(32), 0x7F, 0x85, 0xAD, 0x200B, 0x200E, 0x202E, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF])
)
SURROGATES = "\ud800\udfff\udc00 a \udbff\ud83d"


def english(count: int, first: int = 0) -> list[str]:
    """Sentences with figures of their own."""
    return [ENGLISH.format(number, 1900 + number, number * 7) for number in range(first, first + count)]


def chinese(count: int, first: int = 0) -> list[str]:
    """Their translations."""
    return [CHINESE.format(number, number * 7, 1900 + number) for number in range(first, first + count)]


def aligned(en: list[str], zh: list[str], knowledge: Knowledge = KNOWLEDGE) -> Alignment:
    """The alignment, after asserting what holds of every one: each sentence once, in order, figures in bounds."""
    start = time.monotonic()
    alignment = align(en, zh, knowledge)
    assert time.monotonic() - start < SECONDS_MAX
    assert list(chain.from_iterable(bead.en for bead in alignment.beads)) == list(range(len(en)))
    assert list(chain.from_iterable(bead.zh for bead in alignment.beads)) == list(range(len(zh)))
    assert all(bead.en or bead.zh for bead in alignment.beads)
    assert all(0 <= bead.confidence <= 1 for bead in alignment.beads)
    assert 0 <= alignment.parallel_score <= 1
    assert alignment.knowledge == knowledge.number
    for units in bead_units(en, zh, alignment.beads):
        assert all(len(side) == len(set(side)) for side in units)
    return alignment


def hostile_sentences() -> Iterator[tuple[str, str]]:
    """A name and a sentence each."""
    yield "empty", ""
    yield "blank", " \t\u3000\u00a0"
    yield "controls", CONTROLS
    yield "lone surrogates", SURROGATES
    yield "digits only", "0123456789" * 20
    yield "a number of 5 000 digits", "9" * 5000
    yield "Chinese digits", "零一二三四五六七八九十百千万亿" * 20
    yield "a scale a time", "亿" * 3000
    yield "superscripts and fractions", "⁰¹²³⁴½⅓Ⅷ㊿①" * 20
    yield "other scripts", "שלום مرحبا สวัสดี 안녕 こんにちは Привет"
    yield "combining marks", "e" + "\u0301" * 3000
    yield "beyond the first plane", "𠀀𪚥😀👩‍⚕️" * 50
    yield "full width", "ＡＢＣ１２３％"
    yield "a word of 100 000 letters", "a" * 100_000
    yield "words", "platelet " * 11_000
    yield "distinct words", " ".join(f"word{number}x" for number in range(10_000))
    yield "one Han character", "血" * 100_000
    yield "all Han characters", "".join(map(chr, range(0x4E00, 0x9FFF))) * 5
    yield "marks", ".,;:!?。，；：！？" * 8_000


HOSTILE = dict(hostile_sentences())


@pytest.mark.parametrize("en_name", HOSTILE)
def test_a_hostile_sentence_among_others_is_in_one_bead(en_name: str) -> None:
    """On either side, on both, first, last and alone."""
    hostile = HOSTILE[en_name]
    en, zh = english(3), chinese(3)
    aligned([hostile], [hostile])
    aligned([*en, hostile], zh)
    aligned(en, [hostile, *zh])
    aligned([*en, hostile, *english(2, 3)], [*zh, hostile, *chinese(2, 3)])


def test_every_hostile_sentence_at_once() -> None:
    """And with the other side turned round."""
    sentences = list(HOSTILE.values())
    aligned(sentences, sentences)
    aligned(sentences, sentences[::-1])


@pytest.mark.parametrize(("en", "zh"), [([], []), (english(9), []), ([], chinese(9)), ([""] * 3000, [])])
def test_an_empty_side_leaves_all_alone(en: list[str], zh: list[str]) -> None:
    """No bead has two sides, and the texts are not called parallel."""
    alignment = aligned(en, zh)
    assert len(alignment.beads) == len(en) + len(zh)
    assert alignment.parallel_score == 0


@pytest.mark.parametrize("sentence", ["", " ", "\x00", "7", "The same.", "一样。"])
def test_three_thousand_sentences_that_say_nothing(sentence: str) -> None:
    """Nothing to go by: whole, in time, and no pair is trusted."""
    alignment = aligned([sentence] * 3000, [sentence] * 3000)
    assert alignment.parallel_score < 0.2
    assert all(bead.confidence < 0.2 for bead in alignment.beads if bead.en and bead.zh)


@pytest.mark.parametrize(
    ("en_count", "zh_count"), [(400, 40), (40, 400), (3000, 300), (300, 3000), (1, 3000), (3000, 1)]
)
def test_one_side_ten_times_the_other(en_count: int, zh_count: int) -> None:
    """Whole; and with nine tenths of one side untranslated the texts are not called parallel."""
    assert aligned(english(en_count), chinese(zh_count)).parallel_score < 0.5


def test_a_translation_hidden_in_a_longer_text_is_found() -> None:
    """The last tenth of the English is what the Chinese says; its sentences pair, the others stay alone."""
    alignment = aligned(english(200), chinese(20, 180))
    pairs = {(bead.en, bead.zh) for bead in alignment.beads}
    assert sum(((number + 180,), (number,)) in pairs for number in range(20)) >= 18


@pytest.mark.parametrize("texts", [english(40), chinese(40)], ids=["English", "Chinese"])
def test_the_same_language_twice_is_no_translation(texts: list[str]) -> None:
    """As given when two languages were taken for one another: whole, and no pair is worth anything."""
    for other in (texts, texts[::-1]):
        alignment = aligned(texts, other)
        assert alignment.parallel_score == 0
        assert all(bead.confidence == 0 for bead in alignment.beads if bead.en and bead.zh)


DIGITS = st.text(alphabet="0123456789.,%/×^-零一二三十百千万亿 ", max_size=60)
ANYTHING = st.one_of(
    st.text(alphabet=st.characters(exclude_categories=()), max_size=60),  # lone surrogates too
    DIGITS,
    st.sampled_from([*english(4), *chinese(4), "", CONTROLS, SURROGATES]),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(ANYTHING, max_size=14), st.lists(ANYTHING, max_size=14))
def test_any_two_lists_of_strings(en: list[str], zh: list[str]) -> None:
    """Whole whatever they hold, and the same when aligned again."""
    assert aligned(en, zh) == aligned(en, zh)


@settings(max_examples=60, deadline=None)
@given(st.lists(DIGITS, max_size=30), st.lists(DIGITS, max_size=30))
def test_digits_only(en: list[str], zh: list[str]) -> None:
    """Tables of figures, numerals without end."""
    aligned(en, zh)


def test_another_topic_is_no_translation() -> None:
    """A text about something else, of the same length, is said to be none; a translation to be one."""
    assert aligned(english(12), chinese(12)).parallel_score > 0.9
    other = [f"小鼠第{number}组给予溶剂灌胃，共{number + 3}周后处死取材。" for number in range(60, 72)]
    assert aligned(english(12), other).parallel_score < 0.2


def test_time_grows_with_the_number_of_sentences() -> None:
    """Four times the sentences take less than ten times as long: linear beyond the band, with room for noise."""

    def seconds(count: int) -> float:
        en, zh = english(count), chinese(count)
        start = time.process_time()
        aligned(en, zh)
        return time.process_time() - start

    seconds(50)  # what is loaded once
    assert seconds(2000) < 10 * max(0.05, min(seconds(500), seconds(500)))


def test_a_text_whose_sentences_are_of_two_kinds_stays_affordable() -> None:
    """Half of one side empty, half of it long: the diagonal of lengths jumps, and the band stays within its cells."""
    en, zh = np.full(8000, 80.0), np.concatenate([np.ones(4000), np.full(4000, 900.0)])
    for lengths in ((en, zh), (zh, en)):
        lows, width = diagonal(*lengths, 40)
        assert len(lows) * width <= CELLS_MAX
        assert np.diff(lows).max() < width
