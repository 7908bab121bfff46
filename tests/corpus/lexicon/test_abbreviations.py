"""Abbreviations that texts define, by the bundled reports and sentences of our own."""

import time

import pytest

from corpus.ingest import make_report
from corpus.knowledge import UNTAUGHT, AbbreviationPair
from corpus.lexicon.abbreviations import collect, definitions, paired
from corpus.model import Record, Report, Side
from corpus.readers import read
from corpus.reports import bundled_reports


def bundled(name: str) -> Report:
    (path,) = [path for path in bundled_reports() if name in path.name]
    records = [one for one in read(path, format=None, record_bytes_max=1_000_000) if isinstance(one, Record)]
    return make_report(records, UNTAUGHT)


def shorts(text: str, side: Side) -> dict[str, str]:
    return {one.short: one.long for one in definitions(text, side)}


def test_the_bundled_report_defines_its_abbreviations_in_both_languages() -> None:
    """Every definition is exact on both sides, and nothing else is taken for one."""
    assert collect([bundled("btki")]) == (
        AbbreviationPair("BTK", "bruton's tyrosine kinase", "布鲁顿酪氨酸激酶", 1),
        AbbreviationPair("BTKi", "bruton's tyrosine kinase inhibitors", "布鲁顿酪氨酸激酶抑制剂", 1),
        AbbreviationPair("ITP", "immune thrombocytopenia", "免疫性血小板减少症", 1),
    )


def test_reports_that_define_alike_are_counted() -> None:
    assert {pair.occurrences for pair in collect([bundled("btki"), bundled("btki")])} == {2}
    assert collect([bundled("lenalidomide")]) == ()  # in one language


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("We studied overall survival (OS) first.", "OS", "overall survival"),
        ("children with acute lymphoblastic leukaemia (ALL; n = 4)", "ALL", "acute lymphoblastic leukaemia"),
        ("The tumor, node, metastasis (TNM) stage", "TNM", "tumor, node, metastasis"),
        ("ITP (immune thrombocytopenia) was refractory", "ITP", "immune thrombocytopenia"),
        ("of progression-free survival (PFS)", "PFS", "progression-free survival"),
        ("infected by human immunodeficiency virus type 1 (HIV-1)", "HIV-1", "human immunodeficiency virus type 1"),
        ("Cells died. Mean corpuscular volume（MCV）fell", "MCV", "Mean corpuscular volume"),
    ],
)
def test_english_long_forms(text: str, short: str, long: str) -> None:
    assert shorts(text, "en") == {short: long}


@pytest.mark.parametrize(
    "text",
    [
        "in both groups (P<0.05)",
        "as listed (Table 2)",
        "fever (39 °C)",
        "the patients (and their kin)",
        "died (see above)",
    ],
)
def test_what_defines_nothing(text: str) -> None:
    assert shorts(text, "en") == {}


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("随着自闭症(ASD)患病率上升", "ASD", "自闭症"),
        ("探讨慢性阻塞性肺疾病（COPD）患者的预后", "COPD", "慢性阻塞性肺疾病"),
        ("采用认知行为疗法（CBT）", "CBT", "认知行为疗法"),
        ("比较4例难治性弥漫大B细胞淋巴瘤(DLBCL)", "DLBCL", "难治性弥漫大B细胞淋巴瘤"),
        ("治疗免疫性血小板减少症(ITP)", "ITP", "免疫性血小板减少症"),
        ("治疗药物监测(TDM)", "TDM", "治疗药物监测"),
        ("与TNF-α抑制剂(TNFi)相比", "TNFi", "TNF-α抑制剂"),
        ("使用5-氟尿嘧啶(5-FU)", "5-FU", "5-氟尿嘧啶"),
        ("减少患者进行骨髓增生异常综合征(MDS)", "MDS", "骨髓增生异常综合征"),
        ("肿瘤與靜脈血栓栓塞症(VTE)", "VTE", "靜脈血栓栓塞症"),
    ],
)
def test_chinese_long_forms_begin_where_the_term_does(text: str, short: str, long: str) -> None:
    assert shorts(text, "zh") == {short: long}


def test_english_inside_the_brackets_is_kept_as_gloss() -> None:
    (one,) = definitions("中位总生存期（overall survival，OS）为9个月", "zh")
    assert (one.short, one.gloss, one.long[-4:]) == ("OS", "overall survival", "总生存期")


def test_a_pair_is_cut_by_what_its_english_says() -> None:
    """Where every English word is said without it, what leads in goes; otherwise all stays."""
    en = definitions("overall survival (OS), gastric cancer (GC) and idiopathic purpura (IP)", "en")
    zh = definitions("患者总生存期(OS);早期胃癌(GC);慢性紫癜(IP)", "zh")
    assert {short: long for short, _, long in paired(en, zh)} == {
        "OS": "总生存期",
        "GC": "胃癌",
        "IP": "慢性紫癜",  # nothing says idiopathic
    }
    assert list(paired(en, definitions("病毒(HBV)", "zh"))) == []


@pytest.mark.parametrize(
    ("text", "long"),
    [
        ("患者发生肝素诱导的血小板减少症(HIT)", "肝素诱导的血小板减少症"),
        ("最常见的血小板减少症(HIT)", "血小板减少症"),
        ("血小板减少症(HIT)", "血小板减少症"),
    ],
)
def test_what_stands_before_of_belongs_to_a_long_form_whose_english_says_it(text: str, long: str) -> None:
    en = definitions("Heparin-induced thrombocytopenia (HIT) was seen.", "en")
    assert [zh for _, _, zh in paired(en, definitions(text, "zh"))] == [long]


def test_ranges_are_those_of_the_text_given() -> None:
    for text, side in (("Ａ trial of overall survival（ＯＳ）", "en"), ("观察完全缓解（ＣＲ）", "zh")):
        (one,) = definitions(text, side)  # type: ignore[arg-type]  # the two sides
        assert text[one.start : one.end] == one.long


def test_hostile_texts_take_linear_time() -> None:
    """A hundred thousand brackets, letters or characters are read in seconds."""
    started = time.perf_counter()
    for text in ("(A" * 50_000, "(AB)" * 25_000, "a " * 50_000 + "(AB)", "血(AB)" * 20_000, "血" * 100_000 + "(AB)"):
        definitions(text, "en")
        definitions(text, "zh")
    assert time.perf_counter() - started < 20
