"""The words of a generation: counted, found by stem, by beginning and by shape, kept in a file."""

import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.words.tokens import bag_terms, line_tokens
from indexer.entries import Entry, Target
from indexer.vocabulary import Vocabulary, VocabularyBuilder, shape

ENGLISH = "Platelets and a platelet of ALL patients; TNF-alpha, thrombocytes, thrombocytopenia, haemorrhage."
CHINESE = "血小板减少症患者完全缓解"


def entry_of(
    english: str = "", chinese: str = "", author: str = "", entry_id: str = "x", target: Target = "reports"
) -> Entry:
    """An entry whose two texts and authors are these."""
    texts = {"text.en": english, "text.zh": chinese, "author": author}
    return Entry(
        entry_id=entry_id,
        target=target,
        bags={"en": tuple(bag_terms(english)), "zh": tuple(bag_terms(chinese))},
        lines={
            line: (tuple(token.text for token in line_tokens(text)),)  # type: ignore[misc]  # names of lines
            for line, text in texts.items()
            if text
        },
        filters={"type": ("Case Reports",), "id": (entry_id,)},
    )


def vocabulary_of(*entries: Entry) -> Vocabulary:
    """The vocabulary of these entries."""
    builder = VocabularyBuilder()
    for entry in entries:
        builder.add(entry)
    return builder.finish()


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return vocabulary_of(entry_of(ENGLISH, CHINESE, "Zhou Hu"), entry_of("platelet", entry_id="y"))


def test_a_word_is_counted_once_a_report(vocabulary: Vocabulary) -> None:
    """ "platelet" stands in two reports, "platelets" in one, whatever their number there."""
    assert (vocabulary.count("platelet"), vocabulary.count("platelets"), vocabulary.count("血小板")) == (2, 1, 1)
    assert vocabulary.count("absent") == 0
    assert vocabulary.report_count == 2


def test_units_count_nothing() -> None:
    """A unit repeats the words of its report."""
    assert vocabulary_of(entry_of("platelet", target="units")).word_count == 0


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("platelet", {"platelet", "platelets"}),
        ("hemorrhag", {"hemorrhage"}),
        ("alpha", {"tnf-alpha"}),
        ("tnf-alpha", {"tnf-alpha"}),
        ("ALL", {"ALL"}),
        ("all", set()),
        ("小", set()),
        ("absent", set()),
    ],
)
def test_families(vocabulary: Vocabulary, key: str, words: set[str]) -> None:
    """A key stands for the line words with this stem, and nothing for no word."""
    assert vocabulary.family(key) == words


def test_beginnings(vocabulary: Vocabulary) -> None:
    """The words that begin so, in order, no ideographs among them."""
    assert vocabulary.prefix("thrombocyt") == ("thrombocytes", "thrombocytopenia")
    assert vocabulary.prefix("thrombocyt", 1) == ("thrombocytes",)
    assert vocabulary.prefix("血") == ()


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("platelet?", ("platelet", "platelets")),
        ("pl?telet", ("platelet",)),
        ("thrombo*a", ("thrombocytopenia",)),
        ("thromb?es", ()),
    ],
)
def test_wildcards(vocabulary: Vocabulary, pattern: str, words: tuple[str, ...]) -> None:
    """`*` stands for any characters, `?` for one or none."""
    assert vocabulary.wildcard(pattern) == words


def test_chinese_shapes(vocabulary: Vocabulary) -> None:
    """A shape is looked for inside the Chinese words of the collection."""
    assert vocabulary.han_wildcard("血?板") == ("血小板",)
    assert vocabulary.han_wildcard("板?血") == ()


def test_names_are_kept_apart(vocabulary: Vocabulary) -> None:
    """Only words of authors count as names."""
    assert vocabulary.names("h") == ("hu",)


def test_values_of_listed_filters(vocabulary: Vocabulary) -> None:
    """Types are known by name, ids are too many to be."""
    assert vocabulary.values("type") == ("Case Reports",)
    assert vocabulary.values("id") == ()


def test_a_file_holds_all_of_it(vocabulary: Vocabulary, tmp_path: Path) -> None:
    """What was saved answers as before, and saving twice gives the same bytes."""
    path, again = tmp_path / "vocabulary.json", tmp_path / "again.json"
    vocabulary.save(path)
    loaded = Vocabulary.load(path)
    loaded.save(again)
    assert loaded.family("platelet") == vocabulary.family("platelet")
    assert loaded.prefix("t") == vocabulary.prefix("t")
    assert path.read_bytes() == again.read_bytes()


def test_another_file_is_refused(tmp_path: Path) -> None:
    """A file that holds no vocabulary raises ValueError, never anything of the JSON library's own."""
    path = tmp_path / "vocabulary.json"
    path.write_bytes(b'{"words": 1}')
    with pytest.raises(ValueError, match="array"):
        Vocabulary.load(path)


@given(st.text("ab*?", max_size=6), st.text("ab", max_size=6))
def test_shapes_agree_with_regular_expressions(pattern: str, text: str) -> None:
    """The beginnings found are those that the same pattern as a regular expression matches whole."""
    expression = re.compile(pattern.replace("*", ".*").replace("?", ".?"))
    assert shape(pattern)(text) == {end for end in range(len(text) + 1) if expression.fullmatch(text[:end])}


def test_many_wildcards_take_linear_time() -> None:
    """A pattern on which a backtracking matcher would never end is done at once."""
    started = time.perf_counter()
    assert len("a" * 60) not in shape("a?" * 40 + "a*" * 40 + "b")("a" * 60)
    assert time.perf_counter() - started < 0.5
