"""The renderings of a query's words from every source."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.knowledge import UNTAUGHT, AbbreviationPair, Knowledge, MinedTerm, TermPair
from corpus.lexicon.glossary import Glossary, GlossaryTerm
from corpus.lexicon.glosses import phrase_units
from corpus.lexicon.terms import TRANSLATIONS_MAX
from corpus.lexicon.translations import Translations
from corpus.words.folding import fold, has_han

TAUGHT = Knowledge(
    1,
    pairs=(TermPair("platelet", "血小板", 0.9, 7), TermPair("plo", "甲乙", 0.8, 3)),
    abbreviations=(AbbreviationPair("ITP", "immune thrombocytopenia", "免疫性血小板减少症", 2),),
    terms=(TermPair("sustained remission", "持续缓解", 0.7, 4),),
)


@pytest.fixture(scope="module")
def translations() -> Translations:
    return Translations(TAUGHT)


def chinese(translations: Translations, query: str) -> dict[str, list[str]]:
    words = query.split()
    return {
        " ".join(words[one.start : one.end]): [translation.text for translation in one.translations]
        for one in translations.of_english(words)
    }


def english(translations: Translations, run: str) -> dict[str, list[str]]:
    return {
        run[one.start : one.end]: [translation.text for translation in one.translations]
        for one in translations.of_chinese(run)
    }


def test_what_the_collection_defines_comes_first(translations: Translations) -> None:
    """ITP and its long form are rendered alike, and the reason names the short form."""
    (itp,) = translations.of_english(["ITP"])
    assert itp.translations[0] == ("免疫性血小板减少症", 1.0, "abbreviation", ("ITP", "2"))
    assert chinese(translations, "refractory immune thrombocytopenia")["immune thrombocytopenia"][0] == (
        "免疫性血小板减少症"
    )
    assert english(translations, "难治性免疫性血小板减少症")["免疫性血小板减少症"][:2] == [
        "itp",
        "immune thrombocytopenia",
    ]


def test_a_definition_that_was_cut_short_renders_nothing() -> None:
    """What half of the English is missing from is no rendering; what no dictionary knows may be one."""
    cut = AbbreviationPair("HIT", "heparin-induced thrombocytopenia", "血小板减少症", 3)
    unknown = AbbreviationPair("XQS", "xanthoquelic syndrome", "黄藿综合征", 1)
    translations = Translations(Knowledge(1, abbreviations=(cut, unknown)))
    assert "血小板减少症" not in {text for texts in chinese(translations, "HIT").values() for text in texts}
    assert "hit" not in english(translations, "血小板减少症")["血小板减少症"]
    assert chinese(translations, "XQS") == {"XQS": ["黄藿综合征"]}


def test_a_drug_whose_name_is_listed_is_no_other_that_sounds_alike() -> None:
    """伊布替尼 is ibrutinib, also in a collection that speaks of imatinib alone."""
    (name,) = Translations(UNTAUGHT, words=("imatinib",)).of_chinese("伊布替尼")
    assert [one.text for one in name.translations] == ["ibrutinib"]


def learnt(*pairs: TermPair, terms: tuple[MinedTerm, ...] = ()) -> Translations:
    return Translations(Knowledge(1, pairs=pairs, term_pairs=terms))


@pytest.mark.parametrize(
    ("unit", "han", "query"),
    [
        ("thrombocytopenia", "减少", "thrombocytopenia"),
        ("splenectomi", "切除", "splenectomy"),
        ("platelet", "计数", "platelet"),
        ("count", "血小板", "count"),
    ],
)
def test_a_part_of_a_term_is_no_rendering_however_many_beads_have_it(unit: str, han: str, query: str) -> None:
    count = MinedTerm("platelet count", "血小板计数", 0.97, 90, 60)
    translations = learnt(TermPair(unit, han, 0.9, 90), terms=(count,))
    assert han not in chinese(translations, query)[query]
    assert unit not in english(translations, han).get(han, [])


def test_what_dictionaries_render_otherwise_is_learnt_from_many_beads_alone() -> None:
    """Of remission another word; of a word that nothing renders, the second bead is enough."""
    for beads, expected in ((3, False), (40, True)):
        assert (
            "好转期" in chinese(learnt(TermPair("remiss", "好转期", 0.9, beads)), "remission")["remission"]
        ) is expected
    assert chinese(learnt(TermPair("zorbulin", "佐布", 0.6, 2)), "zorbulin") == {"zorbulin": ["佐布"]}
    assert english(learnt(TermPair("zorbulin", "佐布", 0.6, 2)), "佐布") == {"佐布": ["zorbulin"]}


def test_a_word_within_a_longer_term_may_be_learnt() -> None:
    """效能 in 诊断效能 does not stand beside another rendering of performance."""
    term = MinedTerm("diagnostic performance", "诊断效能", 0.97, 90, 60)
    (word,) = phrase_units(("performance",))
    assert "效能" in chinese(learnt(TermPair(word, "效能", 0.9, 90), terms=(term,)), "performance")["performance"]


def test_sources_in_their_order_of_trust(translations: Translations) -> None:
    """A mined pair that the dictionary has too is mined; a term of two words is one piece."""
    (platelets,) = translations.of_english(["platelets"])
    assert [(one.text, one.source) for one in platelets.translations[:1]] == [("血小板", "mined")]
    assert chinese(translations, "sustained remission") == {"sustained remission": ["持续缓解"]}
    assert "sustained remission" in english(translations, "持续缓解")["持续缓解"]


@pytest.mark.parametrize(
    ("word", "han"),
    [
        ("thrombocytopenia", "血小板减少症"),
        ("splenectomy", "脾切除"),
        ("rituximab", "利妥昔单抗"),
        ("lenalidomide", "来那度胺"),
        ("haemorrhage", "出血"),
        ("remission", "缓解"),
        ("children", "儿童"),
        ("glomerulonephritis", "肾小球肾炎"),
        ("pyelonephritis", "肾盂肾炎"),
        ("apoptosis", "凋亡"),
    ],
)
def test_medical_words_are_rendered_both_ways(translations: Translations, word: str, han: str) -> None:
    assert han in chinese(translations, word)[word]
    back = english(translations, han)
    assert han in back, back


def test_the_longest_phrase_wins_and_stop_words_are_passed_over(translations: Translations) -> None:
    found = chinese(translations, "treatment of lung cancer with the monoclonal antibody")
    assert list(found) == ["treatment", "lung cancer", "monoclonal antibody"]
    assert "治疗" in found["treatment"]


def test_chinese_runs_are_covered_by_words(translations: Translations) -> None:
    found = english(translations, "儿童脾切除术后的缓解率")
    assert "child" in found["儿童"]
    assert "splenectomy" in found["脾切除"]
    assert "的" not in found


def test_traditional_and_full_width_forms_are_the_same(translations: Translations) -> None:
    assert translations.of_chinese("貧血") == translations.of_chinese("贫血")
    assert translations.of_english(["ＩＴＰ"]) == translations.of_english(["ITP"])


def test_guesses_stay_only_where_the_collection_has_them() -> None:
    """Without the compound in the collection its parts are what is rendered."""
    run = "肾盂积脓症"
    nowhere = Translations(UNTAUGHT, holds=set().__contains__)
    assert all(one.source != "compound" for piece in nowhere.of_chinese(run) for one in piece.translations)
    word = "pyelonephritis"
    assert [one.source for piece in Translations(UNTAUGHT, holds=lambda text: text == "肾盂肾炎").of_english([word])
            for one in piece.translations] == ["compound"]  # fmt: skip


def test_names_that_sound_alike_are_found_among_the_words_of_the_collection() -> None:
    """A drug that no list has: 托佐替尼, if the collection speaks of tozotinib."""
    translations = Translations(UNTAUGHT, words=("patients", "tozotinib", "imatinib"))
    (name,) = translations.of_chinese("托佐替尼")
    assert (name.translations[0].text, name.translations[0].source) == ("tozotinib", "transliteration")
    assert name.translations[0].reason == ("托佐替尼", "tozotinib")


def test_a_glossary_adds_and_forbids() -> None:
    glossary = Glossary(
        (GlossaryTerm("platelet", "栓球", "admitted", 1), GlossaryTerm("platelet", "血小板", "forbidden", 2)),
        "mine.tsv",
    )
    (platelet,) = Translations(UNTAUGHT, glossary).of_english(["platelets"])
    assert [(one.text, one.source, one.reason) for one in platelet.translations] == [
        ("栓球", "glossary", ("mine.tsv", "1"))
    ]
    assert "platelet" not in english(Translations(UNTAUGHT, glossary), "血小板").get("血小板", [])


@given(st.lists(st.text(max_size=12), max_size=8))
def test_any_words_are_answered_in_order(words: list[str]) -> None:
    """Ranges do not overlap, weights are in (0, 1], texts are Chinese, folded and at most twenty."""
    end = 0
    for one in Translations(TAUGHT).of_english(words):
        assert end <= one.start < one.end <= len(words)
        end = one.end
        assert 0 < len(one.translations) <= TRANSLATIONS_MAX
        assert all(0 < t.weight <= 1 and fold(t.text) == t.text for t in one.translations)


@given(st.text(alphabet="血小板减少症利妥昔单抗的患者儿缓解率貧〇", max_size=40))
def test_any_run_is_answered_in_order(run: str) -> None:
    end = 0
    for one in Translations(TAUGHT).of_chinese(run):
        assert end <= one.start < one.end <= len(run)
        end = one.end
        assert all(0 < t.weight <= 1 and not has_han(t.text) for t in one.translations)


def test_long_queries_take_linear_time(translations: Translations) -> None:
    started = time.perf_counter()
    translations.of_english(["thrombocytopenia", "treatment", "of", "unseenword"] * 250)
    translations.of_chinese("血小板减少症患者利妥昔单抗" * 400)
    assert time.perf_counter() - started < 10


def test_the_word_lists_are_well_formed() -> None:
    """Each line is English, a tab and simplified Chinese; no pair stands twice in a list."""
    folder = Path(__file__).parents[3] / "corpus" / "lexicon"
    for name, count in (("biomedical.tsv", 900), ("drugs.tsv", 300)):
        lines = [line for line in (folder / name).read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
        assert len(lines) > count
        seen: set[tuple[str, str]] = set()
        for line in lines:
            en, zh = line.split("\t")
            assert fold(zh) == zh, line
            assert en.isascii(), line
            pairs = [(phrase.strip(), run) for phrase in en.split(";") for run in zh.split()]
            assert seen.isdisjoint(pairs), line
            seen.update(pairs)
