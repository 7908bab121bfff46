"""Beads of whole documents: what must pair, what must not, and that nothing is lost or unbounded."""

import time
from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.alignment import align
from corpus.knowledge import Knowledge
from corpus.model import Alignment

EN = [
    "Immune thrombocytopenia is treated with steroids first.",
    "We enrolled 46 patients between 2011 and 2019.",
    "The median age was 58 years.",
    "Ibrutinib was given at 420 mg daily.",
    "A response was seen in 71.7% of them.",
    "Two patients had grade 3 bleeding.",
    "More studies are needed.",
]
ZH = [
    "免疫性血小板减少症首选激素治疗。",
    "2011年至2019年共纳入46例患者。",
    "中位年龄58岁。",
    "伊布替尼每日420 mg。",
    "有效率为71.7%。",
    "2例患者发生3级出血。",
    "尚需更多研究。",
]


def pairs(alignment: Alignment) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """The beads without their confidence."""
    return [(bead.en, bead.zh) for bead in alignment.beads]


def assert_whole(alignment: Alignment, en_count: int, zh_count: int) -> None:
    """Every sentence of both sides is in exactly one bead, in order."""
    assert list(chain.from_iterable(bead.en for bead in alignment.beads)) == list(range(en_count))
    assert list(chain.from_iterable(bead.zh for bead in alignment.beads)) == list(range(zh_count))


def test_translations_in_step_pair_one_to_one() -> None:
    """Seven sentences a side give seven beads 1-1, most of them confident."""
    alignment = align(EN, ZH)
    assert pairs(alignment) == [((i,), (i,)) for i in range(7)]
    assert alignment.parallel_score > 0.7


@pytest.mark.parametrize("left_out", range(7))
def test_an_omitted_chinese_sentence_leaves_the_others_paired(left_out: int) -> None:
    """Wherever it was, at most its neighbours are disturbed: the rest pair as before."""
    zh = ZH[:left_out] + ZH[left_out + 1 :]
    expected = {(i, i - (i > left_out)) for i in range(7) if abs(i - left_out) > 1}
    found = {(bead.en[0], bead.zh[0]) for bead in align(EN, zh).beads if len(bead.en) == len(bead.zh) == 1}
    assert expected <= found


def test_a_long_omission_is_left_alone() -> None:
    """Two sentences that only the English has, with numbers of their own, find no counterpart."""
    extra = ["In a post hoc analysis of 118 samples, NT5C2 was mutated in 13.6%.", "Of 951 controls, 37 were excluded."]
    alignment = align(EN[:4] + extra + EN[4:], ZH)
    assert pairs(alignment)[4:6] == [((4,), ()), ((5,), ())]
    assert pairs(alignment)[6:] == [((i + 2,), (i,)) for i in range(4, 7)]


def test_a_sentence_split_in_two_is_one_bead() -> None:
    """One English sentence, two Chinese ones that share its numbers between them."""
    en = [*EN[:3], "Ibrutinib was given at 420 mg daily and a response was seen in 71.7% of the patients.", *EN[5:]]
    assert ((3,), (3, 4)) in pairs(align(en, ZH))


def test_numbers_outweigh_length() -> None:
    """Sentences of one length in another order of omission pair by what they count."""
    en = [f"We saw {number} patients in the clinic." for number in (11, 22, 33, 44, 55)]
    zh = [f"门诊共见{number}例患者。" for number in (11, 33, 44, 55)]
    assert [pair for pair in pairs(align(en, zh)) if pair[1]] == [
        ((0,), (0,)),
        ((2,), (1,)),
        ((3,), (2,)),
        ((4,), (3,)),
    ]


@pytest.mark.parametrize(("en", "zh"), [([], []), (EN, []), ([], ZH)])
def test_an_empty_side_pairs_nothing(en: list[str], zh: list[str]) -> None:
    """Every sentence alone, and a parallel score of 0."""
    alignment = align(en, zh)
    assert_whole(alignment, len(en), len(zh))
    assert all(not (bead.en and bead.zh) for bead in alignment.beads)
    assert alignment.parallel_score == 0


def test_the_alignment_names_its_knowledge() -> None:
    """So that what is older can be made again."""
    assert align(EN, ZH, Knowledge(3)).knowledge == 3


def test_unrelated_texts_score_lower_than_translations() -> None:
    """The parallel score tells a wrong partner from a right one."""
    other = [f"第{number}组小鼠接受放射治疗并观察{number * 7}天，结果见表{number}。" for number in range(11, 18)]
    assert align(EN, other).parallel_score < align(EN, ZH).parallel_score - 0.2


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=40), max_size=12), st.lists(st.text(max_size=40), max_size=12))
def test_every_sentence_is_in_one_bead(en: list[str], zh: list[str]) -> None:
    """Whatever the texts hold, and twice the same; confidence and score stay between 0 and 1."""
    alignment = align(en, zh)
    assert_whole(alignment, len(en), len(zh))
    assert alignment == align(en, zh)
    assert 0 <= alignment.parallel_score <= 1
    assert all(0 <= bead.confidence <= 1 for bead in alignment.beads)


def long_sides(count: int) -> tuple[list[str], list[str]]:
    """Two sides of `count` sentences of varying length, each with a number of its own."""
    en = [f"Patient {number} " + "was seen again " * (number % 9) + "and went home." for number in range(count)]
    zh = [f"患者{number}" + "再次就诊" * (number % 9) + "后回家。" for number in range(count)]
    return en, zh


def test_two_thousand_sentences_a_side() -> None:
    """All pair one to one, in seconds."""
    en, zh = long_sides(2000)
    start = time.monotonic()
    assert pairs(align(en, zh)) == [((i,), (i,)) for i in range(2000)]
    assert time.monotonic() - start < 30


@pytest.mark.parametrize(("en_step", "zh_step"), [(1, 10), (10, 1), (1, 1500), (1500, 1)])
def test_one_side_many_times_the_other(en_step: int, zh_step: int) -> None:
    """Nothing is lost."""
    en, zh = long_sides(1500)
    en, zh = en[::en_step], zh[::zh_step]
    assert_whole(align(en, zh), len(en), len(zh))


@pytest.mark.parametrize(
    ("en", "zh"),
    [
        ("1" * 100_000, "二" * 50_000 + "1" * 50_000),
        ("1." * 50_000, "1 万" * 30_000),
        ("1,000" * 20_000, "一百万" * 30_000),
        ("aB" * 50_000, "Ａ" * 100_000),
        (" ".join(map(str, range(18_000))), "，".join(map(str, range(18_000)))),
        ("." + "\u201d" * 100_000, "。" + "）" * 100_000),
    ],
)
def test_a_sentence_of_a_hundred_thousand_characters(en: str, zh: str) -> None:
    """Bounded time for the shapes that would make a careless pattern quadratic."""
    start = time.monotonic()
    assert_whole(align([en, en], [zh, zh, zh]), 2, 3)
    assert time.monotonic() - start < 10


def test_a_title_is_trusted_as_far_as_the_text_below_it() -> None:
    """One pair of lines says little by itself; above a translation it is one, above something else it is not."""
    title = (["Sacubitril/valsartan in a woman with peripartum cardiomyopathy"], ["沙库巴曲缬沙坦治疗围产期心肌病一例"])
    assert align(*title, parallel=1.0).beads[0].confidence > 0.5
    assert align(*title, parallel=0.0).beads[0].confidence == 0
