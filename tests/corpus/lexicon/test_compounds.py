"""Medical compounds put together from parts."""

import time

import pytest

from corpus.lexicon.compounds import chinese_candidates, english_candidates, load_morphemes
from corpus.words.folding import fold, has_han


def nothing(word: str) -> list[str]:
    """The renderings of a dictionary that has no word."""
    return {}.get(word, [])


@pytest.mark.parametrize(
    ("word", "han"),
    [
        ("thrombocytopenia", "血小板减少症"),
        ("thrombocytopenic", "血小板减少"),
        ("splenectomy", "脾切除术"),
        ("hepatosplenomegaly", "肝脾肿大"),
        ("hyperkalemia", "高钾血症"),
        ("hyponatremia", "低钠血症"),
        ("hyperglycemia", "高血糖症"),
        ("pyelonephritis", "肾盂肾炎"),
        ("cardiomyopathy", "心肌病"),
        ("endocarditis", "心内膜炎"),
        ("proteinuria", "蛋白尿"),
        ("colonoscopy", "结肠镜检查"),
        ("laparoscopic", "腹腔镜"),
        ("extrahepatic", "肝外"),
        ("neuroblastoma", "神经母细胞瘤"),
        ("dysphagia", "吞咽困难"),
    ],
)
def test_english_compounds_are_rendered(word: str, han: str) -> None:
    assert han in [one.text for one in chinese_candidates(word, nothing)]


def test_a_whole_word_may_end_a_compound() -> None:
    """Only one that a dictionary renders: micro-environment needs 环境."""
    assert [one.text for one in chinese_candidates("microenvironment", nothing)] == []
    rendered = chinese_candidates("microenvironment", lambda word: ["环境"] if word == "environment" else [])
    assert (rendered[0].text, rendered[0].parts) == ("微环境", "micro+environment")


@pytest.mark.parametrize(
    ("han", "word"),
    [
        ("血小板减少症", "thrombocytopenia"),
        ("脾切除术", "splenectomy"),
        ("骨肉瘤", "osteosarcoma"),
        ("肾小球肾炎", "glomerulonephritis"),
        ("高钾血症", "hyperkalemia"),
        ("视网膜病变", "retinopathy"),
        ("中性粒细胞减少", "neutropenia"),
        ("气管切开术", "tracheotomy"),
        ("肝脾肿大", "hepatosplenomegaly"),
    ],
)
def test_chinese_compounds_are_rendered(han: str, word: str) -> None:
    assert word in [one.text for one in english_candidates(han)]


def test_what_is_no_compound_has_no_candidates() -> None:
    """Ordinary words, names and noise, in both languages."""
    for word in ("table", "running", "london", "a" * 10_000, "123456", "", "naïveté"):
        assert not chinese_candidates(word, nothing), word
    for run in ("我们", "北京大学", "血", "", "血" * 1_000):
        assert not english_candidates(run), run


def test_ambiguous_words_stay_cheap() -> None:
    """The worst words of letters that are all morphemes are read in a moment."""
    started = time.perf_counter()
    for word in ("anananananananananananananananan", "oooooooooooooooooooooooooooooo", "hemihemohemohemohemohemohemo"):
        chinese_candidates(word, nothing)
    for run in ("心肌心肌心肌心肌心肌", "血血血血血血血血血血", "高低无非前后上下内外"):
        english_candidates(run)
    assert time.perf_counter() - started < 2


def test_the_table_is_well_formed() -> None:
    """Every morpheme is lower-case ASCII with simplified Chinese, and there are some five hundred of them."""
    table = load_morphemes()
    for forms in (table.prefixes, table.roots, table.suffixes):
        for form, choices in forms.items():
            assert form.isascii()
            assert form.isalpha()
            assert form.islower()
            assert choices
            assert all(choice == "~" or (has_han(choice) and fold(choice) == choice) for choice in choices)
    assert len(table.prefixes) + len(table.roots) + len(table.suffixes) > 500
