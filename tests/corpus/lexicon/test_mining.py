"""Mining small collections of beads whose translations are known."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.knowledge import TermPair
from corpus.lexicon import mining
from corpus.lexicon.mining import BeadUnits, mine

# Concept n is written e<n> in English and z<n> in Chinese.
CONCEPTS = 40


def made_beads(count: int, seed: int) -> list[BeadUnits]:
    """Beads of six concepts each, in both languages, in any order within the bead, and a common word in every one."""
    draw = random.Random(seed)
    beads = []
    for _ in range(count):
        concepts = draw.sample(range(CONCEPTS), 6)
        en, zh = [f"e{c}" for c in concepts] + ["study"], [f"z{c}" for c in concepts] + ["的"]
        draw.shuffle(en)
        draw.shuffle(zh)
        beads.append((tuple(en), tuple(zh)))
    return beads


def pair_of(pairs: tuple[TermPair, ...], zh: str) -> set[str]:
    return {pair.en for pair in pairs if pair.zh == zh}


def test_the_translations_of_a_made_collection_are_found() -> None:
    """Every concept, its translation and nothing else, although six stand in every bead."""
    pairs = mine(made_beads(400, seed=1))
    assert {(pair.en, pair.zh) for pair in pairs} == {(f"e{c}", f"z{c}") for c in range(CONCEPTS)} | {("study", "的")}
    assert all(0.5 < pair.probability <= 1 for pair in pairs)


def test_pairs_come_sorted_by_chinese_then_english() -> None:
    """Sorted as text, not as numbers of units."""
    pairs = mine(made_beads(200, seed=2))
    assert list(pairs) == sorted(pairs, key=lambda pair: (pair.zh, pair.en))


def test_occurrences_count_beads_not_words() -> None:
    """A unit repeated within a bead stands in it once."""
    pairs = mine([(("spleen", "spleen"), ("脾",)), (("spleen",), ("脾", "脾")), (("liver",), ("肝",))])
    assert [(pair.en, pair.zh, pair.occurrences) for pair in pairs] == [("spleen", "脾", 2)]


def test_a_pair_seen_once_is_not_believed() -> None:
    """However alone the two stand in their bead."""
    assert mine([(("rash",), ("皮疹",))]) == ()
    assert len(mine([(("rash",), ("皮疹",))] * 2)) == 1


def test_the_more_often_a_pair_is_seen_the_surer_it_is() -> None:
    """Probability is that of the model, cut for few occurrences: 1 - 0.5/n at most."""
    twice, often = (mine([(("rash",), ("皮疹",))] * count)[0].probability for count in (2, 50))
    assert twice <= 0.75 < often <= 1


def test_one_word_may_render_two() -> None:
    """A Chinese word that English writes in two units has both."""
    beads = [(("bone", "marrow", f"e{n}"), ("骨髓", f"z{n}")) for n in range(30)]
    assert pair_of(mine(beads), "骨髓") == {"bone", "marrow"}


UNITS = st.lists(st.sampled_from("abcdefgh"), max_size=5, unique=True).map(tuple)
HAN_UNITS = st.lists(st.sampled_from("甲乙丙丁戊己庚辛"), max_size=5, unique=True).map(tuple)


@settings(deadline=None, max_examples=60)
@given(beads=st.lists(st.tuples(UNITS, HAN_UNITS), max_size=25), seed=st.integers(0, 2**32))
def test_only_the_multiset_of_beads_counts(beads: list[BeadUnits], seed: int) -> None:
    """Any order of the beads and of the units in them gives the very same pairs, to the last digit."""
    draw = random.Random(seed)
    shuffled = [(tuple(draw.sample(en, len(en))), tuple(draw.sample(zh, len(zh)))) for en, zh in beads]
    draw.shuffle(shuffled)
    pairs = mine(beads)
    assert mine(shuffled) == pairs
    assert all(0 < pair.probability <= 1 and pair.occurrences >= 2 for pair in pairs)


def test_too_many_events_are_drawn_from_by_content(monkeypatch: pytest.MonkeyPatch) -> None:
    """Over the limit a part of the beads is learnt from: the same whatever their order, and spread over them all."""
    beads = made_beads(400, seed=3)
    monkeypatch.setattr(mining, "EVENTS_MAX", 100 * 49)
    chosen = mining._choose(beads)
    assert len(chosen) == 100
    assert mining._choose(beads[::-1]) == chosen
    assert {unit for en, _ in chosen for unit in en} == {unit for en, _ in beads for unit in en}
    assert mine(beads) == mine(beads[::-1]) != ()


def test_monstrous_beads_are_left_out() -> None:
    """A bead of 100 000 units a side would be 10 billion events; it is passed over, the others are learnt from."""
    monster = (tuple(map(str, range(100_000))), tuple(f"z{n}" for n in range(100_000)))
    assert mine([monster, *[(("rash",), ("皮疹",))] * 3]) == mine([(("rash",), ("皮疹",))] * 3)


def test_nothing_teaches_nothing() -> None:
    """No beads, empty beads and beads of one side."""
    assert mine([]) == mine([((), ()), (("a",), ()), ((), ("甲",))]) == ()


def test_any_text_may_be_a_unit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a surrogate pair, tabs and line ends: units like others, also where beads are drawn."""
    beads = [(("\ud800", "a\tb"), ("甲",)), (("\ud800",), ("甲",)), (("a", "b"), ("甲", "\n"))] * 2
    assert "\ud800" in {pair.en for pair in mine(beads)}
    monkeypatch.setattr(mining, "EVENTS_MAX", 7)
    assert mining._choose(beads) == mining._choose(beads[::-1])
