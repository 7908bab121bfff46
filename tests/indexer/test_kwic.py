"""A keyword in its context."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.words.tokens import line_tokens
from indexer.kwic import Context, Keyword, form_key, keyword_of


def around(text: str, word: str) -> Context:
    """The text around the first place of the word."""
    start = text.index(word)
    return Context(text, Keyword(start, start + len(word)))


def cut(text: str, word: str, words: int) -> str:
    start, end = around(text, word).cut(words)
    return text[start:end]


def test_marked_words_side_by_side_are_one_keyword_and_win_over_one_alone() -> None:
    text = "Thrombocytopenia, then immune thrombocytopenia and low-dose aspirin"
    marks = [(0, 16), (23, 29), (30, 46), (51, 54), (55, 59)]
    assert keyword_of(text, marks) == (23, 46)
    assert keyword_of(text, marks[:1] + marks[3:]) == (51, 59)
    assert keyword_of(text, marks[:2]) == (0, 16)
    assert keyword_of(text, []) is None


@pytest.mark.parametrize(
    ("text", "word", "words", "shown"),
    [
        ("one two three, key (four) five", "key", 1, "three, key (four)"),
        ("one (two) key, four", "key", 1, "(two) key, four"),
        ("one (two key), four", "key", 0, "key),"),
        ("one two three, key (four) five", "key", 9, "one two three, key (four) five"),
        ("血小板计数,分别维持在", "计数", 2, "小板计数,分"),
        ("所有3例患者", "患者", 3, "有3例患者"),
        ("x key.", "key", 0, "key."),
        ("key", "key", 5, "key"),
    ],
)
def test_context_is_cut_between_words(text: str, word: str, words: int, shown: str) -> None:
    """Words of English, characters of Chinese; between characters punctuation takes a place."""
    assert cut(text, word, words) == shown


@pytest.mark.parametrize(
    ("text", "word", "left", "right"),
    [
        ("with Platelet counts", "Platelet", "with", "counts"),
        ("with Platelet counts", "with", "", "platelet"),
        ("因血小板计数下降", "血小板", "因", "计数"),
        ("患者血小板,计数", "血小板", "患者", ""),
        ("接受BTK抑制剂治疗", "抑制剂", "btk", "治疗"),
        ("患者10例缓解", "缓解", "例", ""),
    ],
)
def test_neighbours_are_words_of_either_language(text: str, word: str, left: str, right: str) -> None:
    """Chinese ones as the segmenter cuts them; none beyond punctuation between characters."""
    context = around(text, word)
    assert (context.word_left(), context.word_right()) == (left, right)


def test_lines_sort_by_the_nearest_word_first() -> None:
    texts = ["b a key", "a b key", "key", "安 key", "a a key", "血 key"]
    assert sorted(texts, key=lambda text: around(text, "key").key_left()) == [
        "key", "a a key", "b a key", "a b key", "安 key", "血 key",
    ]  # fmt: skip
    assert around("key x y", "key").key_right() < around("key y x", "key").key_right()


def test_script_width_and_case_are_no_forms_of_their_own() -> None:
    assert form_key("ＢＴＫ 抑制劑") == form_key("btk  抑制剂")


@given(st.text(st.sampled_from("ab 血小,.-(\n\ud800"), min_size=1, max_size=60), st.data())
def test_context_holds_its_keyword_and_no_more_words_than_asked_for(text: str, data: st.DataObject) -> None:
    """Whatever the text, and wherever the keyword stands."""
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    words = data.draw(st.integers(0, 5))
    context = Context(text, Keyword(start, end))
    first, last = context.cut(words)
    assert 0 <= first <= start < end <= last <= len(text)
    tokens = line_tokens(text)
    assert sum(first <= token.start and token.end <= start for token in tokens) <= words
    assert sum(end <= token.start and token.end <= last for token in tokens) <= words
    context.word_left(), context.word_right(), context.key_left(), context.key_right()
