"""The figures that the alignment benchmark prints are what their names say."""

import random
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


@pytest.fixture
def scores(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The module of figures."""
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    return import_module("alignment_scores")


@pytest.fixture
def documents(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The module of documents."""
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    return import_module("alignment_documents")


def test_f1_counts_beads_of_two_sides_and_omissions_by_sentence(scores: ModuleType) -> None:
    """Gold: two pairs, a 1-2 and an English omission. Found: one pair, a half of the 1-2, and two omissions."""
    gold = [((0,), (0,)), ((1,), (1,)), ((2,), (2, 3)), ((3,), ())]
    found = [((0,), (0,)), ((1,), ()), ((), (1,)), ((2,), (2,)), ((), (3,)), ((3,), ())]
    tally = scores.Tally()
    tally.add(gold, found)
    strict, lax, null_precision, null_recall = tally.scores()
    assert strict == pytest.approx(2 * (1 / 2) * (1 / 3) / (1 / 2 + 1 / 3))
    assert lax == pytest.approx(2 * 1 * (2 / 3) / (1 + 2 / 3))
    assert (null_precision, null_recall) == (1 / 4, 1)


def test_perturbed_gold_covers_what_is_left(documents: ModuleType) -> None:
    """Every sentence of a damaged document is in one gold bead, and no text but whole sentences is lost."""
    perturbed = import_module("alignment_perturbation").perturbed
    gold = frozenset({((0,), (0,)), ((1,), (1, 2)), ((2, 3), (3,)), ((4,), ()), ((5,), (4,)), ((6,), (5,))})
    document = documents.Document("d", [f"E{n}." for n in range(7)], [f"汉{n}。" for n in range(6)], gold)
    for seed in range(200):
        damaged = perturbed(document, 0.3, random.Random(seed))
        assert sorted(n for en, _ in damaged.links for n in en) == list(range(len(damaged.en)))
        assert sorted(n for _, zh in damaged.links for n in zh) == list(range(len(damaged.zh)))
        for en, zh in damaged.links:
            if en and zh:
                digits = {int(c) for n in en for c in damaged.en[n] if c.isdigit()}
                others = {int(c) for n in zh for c in damaged.zh[n] if c.isdigit()}
                assert any(digits & set(a) and others & set(b) for a, b in gold)


def test_area_under_the_curve_counts_ties_half(scores: ModuleType) -> None:
    """Of four comparisons two are won, one is lost and one is a tie."""
    assert scores.area_under_curve([0.9, 0.5], [0.5, 0.7]) == (2 + 0.5) / 4
    assert scores.area_under_curve([1.0], [0.0]) == 1
    assert scores.area_under_curve([], [0.0]) is None


def test_calibration_is_perfect_where_confidence_is_the_share_that_is_right(scores: ModuleType) -> None:
    """And off by as much as the two differ."""
    assert scores.calibration_error([(0.75, True)] * 3 + [(0.75, False)]) == 0
    assert scores.calibration_error([(1.0, True), (1.0, False)]) == 0.5
    assert scores.calibration_error([(0.2, False)] * 3 + [(1.0, True)]) == pytest.approx(0.15)


def test_a_hard_negative_is_near_in_topic_and_no_copy(documents: ModuleType) -> None:
    """The nearest other text of about the same length; not one that shares sentences."""
    texts = {
        "one": ["The spleen was removed.", "Platelets rose."],
        "copy": ["The spleen was removed.", "Platelets rose."],
        "near": ["A large spleen bled.", "Few platelets were left."],
        "far": ["Rain fell on the river.", "The bridge was gone."],
    }
    made = [documents.Document(name, en, [name, "字" * 6], frozenset()) for name, en in texts.items()]
    partners = {tuple(pair.en): pair.zh[0] for pair in documents.hard_negatives(made)}
    assert partners[tuple(texts["one"])] == "near"


def test_a_grown_document_is_the_same_for_the_same_seed(documents: ModuleType) -> None:
    """As long as asked for, both sides with the same new figures."""
    (bundled,) = documents.bundled_documents()
    en, zh = documents.grown([bundled], 40, 1)
    assert (en, zh) == documents.grown([bundled], 40, 1) != documents.grown([bundled], 40, 2)
    assert len(en) == len(zh) == 40
    assert len(set(zip(en, zh, strict=True))) > 15
