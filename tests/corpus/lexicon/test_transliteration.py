"""Names of drugs across scripts."""

import time

import pytest

from corpus.lexicon.shipped import shipped_terms
from corpus.lexicon.transliteration import (
    SCORE_MIN,
    collect_names,
    names_in,
    names_like,
    pairs_in,
    transliteration_score,
)

DRUGS = [
    "rituximab",
    "cetuximab",
    "infliximab",
    "ibrutinib",
    "zanubrutinib",
    "imatinib",
    "lenalidomide",
    "pomalidomide",
]


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("利妥昔单抗", "rituximab"),
        ("英夫利昔单抗", "infliximab"),
        ("来那度胺", "lenalidomide"),
        ("泊马度胺", "pomalidomide"),
        ("伊布替尼", "ibrutinib"),
        ("泽布替尼", "zanubrutinib"),
        ("伊马替尼", "imatinib"),
        ("西妥昔单抗", "cetuximab"),
    ],
)
def test_of_the_names_in_a_class_the_right_one_sounds_best(zh: str, en: str) -> None:
    assert names_like(zh, DRUGS)[0][0] == en


def test_names_of_two_classes_never_match() -> None:
    assert transliteration_score("利妥昔单抗", "ritonavir") == 0.0
    assert transliteration_score("伊马替尼", "imipenem") == 0.0


def test_names_written_by_their_meaning_do_not_match() -> None:
    """青霉素 is penicillin, but does not sound like it; what is no name scores nothing."""
    assert transliteration_score("青霉素", "penicillin") < SCORE_MIN
    for zh, en in (("", ""), ("单抗", "mab"), ("血小板", "platelet"), ("利" * 500, "ri" * 500), ("利妥昔单抗", "Ⅷ")):
        assert transliteration_score(zh, en) < SCORE_MIN


def test_names_are_found_in_running_text() -> None:
    run = "患者接受利妥昔单抗联合泽布替尼治疗"
    assert "利妥昔单抗" in {run[start:end] for start, end in names_in(run)}
    words = "patients were given rituximab together with zanubrutinib".split()
    assert [(en, zh) for en, zh, _ in pairs_in(words, run)] == [
        ("rituximab", "利妥昔单抗"),
        ("zanubrutinib", "泽布替尼"),
    ]
    assert pairs_in(["patients"], run) == []


def test_names_are_collected_from_pairs_of_sentences() -> None:
    """With how many of them each stands in; the order of sentences does not matter."""
    beads = [
        ("Four patients were given rituximab.", "4例患者接受利妥昔单抗治疗。"),
        ("Rituximab was stopped; ibrutinib followed.", "停用利妥昔單抗,改用伊布替尼。"),
        ("No drug was given.", "未用药。"),
    ]
    collected = collect_names(beads)
    assert [(pair.en, pair.zh, pair.occurrences) for pair in collected] == [
        ("ibrutinib", "伊布替尼", 1),
        ("rituximab", "利妥昔单抗", 2),
    ]
    assert collect_names(reversed(beads)) == collected


def test_names_by_sound_agree_with_the_list_of_drugs() -> None:
    """Of the monoclonal antibodies and kinase inhibitors of the list at least nine in ten find their own name."""
    table = shipped_terms()
    words = [word for word in _listed_words() if word.endswith(("mab", "nib"))]
    right = total = 0
    for word in words:
        for translation in table.chinese((word,))[:1]:
            total += 1
            right += [name for name, _ in names_like(translation.text, words)][:1] == [word]
    assert total > 40
    assert right / total > 0.8


def test_hostile_runs_take_linear_time() -> None:
    started = time.perf_counter()
    for run in ("利妥昔单抗" * 2_000, "单抗" * 5_000, "利" * 10_000):
        assert sum(1 for _ in names_in(run)) <= 10 * len(run)
    assert time.perf_counter() - started < 5


def _listed_words() -> list[str]:
    from importlib.resources import files

    text = files("corpus.lexicon").joinpath("drugs.tsv").read_text(encoding="utf-8")
    return [line.split("\t")[0].split(";")[0] for line in text.splitlines() if line and not line.startswith("#")]
