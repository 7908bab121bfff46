"""CC-CEDICT from English."""

import time

import pytest

from corpus.lexicon.dictionary import load_dictionary
from corpus.lexicon.glosses import phrase_units, renderings
from corpus.lexicon.inverse import InverseDictionary, load_inverse


@pytest.fixture(scope="module")
def inverse() -> InverseDictionary:
    return load_inverse()


def found(inverse: InverseDictionary, phrase: str) -> list[str]:
    return [headword.han for headword in inverse.chinese(phrase_units(tuple(phrase.split())))]


def test_a_gloss_that_is_the_phrase_counts_most(inverse: InverseDictionary) -> None:
    """血小板 is a "blood platelet", 脾脏 the "spleen" and nothing else."""
    (platelet,) = inverse.chinese(phrase_units(("platelets",)))
    assert (platelet.han, platelet.exact, platelet.gloss) == ("血小板", False, "blood platelet")
    spleen = inverse.chinese(("spleen",))[0]
    assert (spleen.han, spleen.exact) == ("脾脏", True)
    assert spleen.weight > platelet.weight


def test_phrases_inflections_and_spellings(inverse: InverseDictionary) -> None:
    assert found(inverse, "lung cancer") == ["肺癌"]
    assert set(found(inverse, "white blood cells")) == {"白细胞", "白血球"}
    assert "儿童" in found(inverse, "children")
    assert "减少" in found(inverse, "reduced")
    assert found(inverse, "haemorrhage") == found(inverse, "hemorrhage") != []


def test_every_headword_is_found_by_a_rendering_of_its_own(inverse: InverseDictionary) -> None:
    """The two directions agree: drawn evenly from the dictionary, a word's first rendering leads back to it; but for
    irregular plurals, accents and British spellings.
    """
    drawn = [(han, glosses.decode()) for n, (han, glosses) in enumerate(load_dictionary().items()) if n % 400 == 0]
    missing = [
        (han, first.text)
        for han, glosses in drawn
        if (first := next(renderings(glosses), None)) is not None
        and han not in {one.han for one in inverse.chinese(phrase_units(first.words))}
    ]
    assert len(drawn) > 250
    assert len(missing) <= 0.04 * len(drawn), missing


def test_nothing_of_nothing(inverse: InverseDictionary) -> None:
    for units in ((), ("",), ("zzzzqqq",), ("12",), ("é",), ("a" * 10_000,), ("spleen", "zzzzqqq")):
        assert inverse.chinese(units) == ()


def test_common_words_are_looked_up_fast(inverse: InverseDictionary) -> None:
    """Also those that thousands of glosses hold."""
    started = time.perf_counter()
    for word in ("person", "place", "make", "one", "county"):
        assert inverse.chinese((word,)) is not None
    assert time.perf_counter() - started < 3


def test_labels_and_asides_do_not_count() -> None:
    """ "(medicine) thrombocytosis" names thrombocytosis; what is marked as old weighs less; measure words are none."""
    glosses = "(medicine) thrombocytosis/to reduce; cut down (old)/CL:個|个[ge4]/variant of 甲/"
    texts = {one.text: one.weight for one in renderings(glosses)}
    assert list(texts) == ["thrombocytosis", "reduce", "cut down"]
    assert texts["cut down"] < 0.6 < texts["reduce"] < texts["thrombocytosis"] == 1.0
