"""What a person finds in the three bundled reports, and what not: the whole way from files to hits."""

import pytest

from indexer.query_parser import parse
from indexer.search import Inquiry, search
from tests.indexer.conftest import Collection

BTKI, LENALIDOMIDE, CMV = "btki", "lenalidomide", "cmv"
ALL_THREE = {BTKI, LENALIDOMIDE, CMV}

KNOWN: list[tuple[str, set[str]]] = [
    # Chinese words, parts of words, scripts
    ("免疫性血小板减少症", {BTKI}),
    ("免疫性血小板減少症", {BTKI}),
    ("血小板减少症", {BTKI}),
    ('"血小板减少症"', {BTKI}),
    ("「血小板减少症」", {BTKI}),
    ("小板", {BTKI}),
    ("板小", set()),
    ('"小板"', {BTKI}),  # inside one word of the segmenter
    ('"板减少"', {BTKI}),  # across two
    ('"症免疫"', set()),
    ("布鲁顿酪氨酸激酶抑制剂", {BTKI}),
    ("布魯頓酪氨酸激酶抑制劑", {BTKI}),
    ("完全缓解", {BTKI}),
    ('"完全缓解"', {BTKI}),
    ('"缓解完全"', set()),
    ("部分缓解 颅内出血", {BTKI}),
    ("缓解 NOT 血小板", set()),
    ("脾切除", {BTKI}),
    ("郑州大学", {BTKI}),
    ("利妥昔单抗", set()),
    ("血小板*", {BTKI}),
    ("血？板", {BTKI}),
    ("（血小板 OR 缓解） AND 疗效", {BTKI}),
    # mixed terms, full width, quantities
    ("BTKi", {BTKI}),
    ("btki", {BTKI}),
    ("BTK", {BTKI}),
    ("ＢＴＫ", {BTKI}),
    ("BTK抑制剂", {BTKI}),
    ('"BTK抑制剂"', {BTKI}),
    ("BTK 抑制剂", {BTKI}),
    ("50×10⁹/L", {BTKI}),
    ("50x10^9/L", {BTKI}),
    ("50 × 10^9/L", {BTKI}),
    ("10^9/L", {BTKI}),
    ("60×10⁹/L", set()),
    ("del(5q)", {LENALIDOMIDE}),
    ("del(7q)", set()),
    ("TNF-α", set()),
    ("CP-466722", {CMV}),
    ("CD19", {CMV}),
    ("cd19", {CMV}),
    ("P<0.05", set()),
    ("1045", {BTKI}),
    # English words: stems, capitals, British spelling
    ("platelet", ALL_THREE),
    ("platelets", ALL_THREE),
    ("ITP", ALL_THREE),
    ("itp", ALL_THREE),
    ("lenalidomide", {LENALIDOMIDE}),
    ("Lenalidomide", {LENALIDOMIDE}),
    ("haemorrhage", {BTKI}),
    ("hemorrhage", {BTKI}),
    ("h?emorrhage", {BTKI}),
    ("haemorrh*", {BTKI}),
    ("hematuria", {CMV}),
    ("acute lymphoblastic leukemia", {CMV}),
    ("ALL", {CMV}),
    ("WHO", set()),
    ("thrombocyt*", ALL_THREE),
    ("thromb?cytopenia", ALL_THREE),
    ("rituximab", {CMV}),
    ("splenectomy", {BTKI}),
    ("immune thrombocytopenia", {BTKI, LENALIDOMIDE}),
    ('"immune thrombocytopenia"', {BTKI, LENALIDOMIDE}),
    ("thrombocytopenia NOT immune", {CMV}),
    ('"complete response"', {BTKI}),
    ('"complete remission"', {LENALIDOMIDE}),
    ("“complete remission”", {LENALIDOMIDE}),
    ("complete NEAR/1 remission", {LENALIDOMIDE}),
    ("platelet count of the patient", ALL_THREE),
    ("lenalidomide OR BTKi", {LENALIDOMIDE, BTKI}),
    ("(lenalidomide OR BTKi) AND splenectomy", {BTKI}),
    ("platelet NOT lenalidomide", {BTKI, CMV}),
    ("lenalidomide rituximab", set()),
    ("Altmetric", set()),  # a web page's furniture is not the report
    # fields
    ("title:lenalidomide", {LENALIDOMIDE}),
    ("lenalidomide[ti]", {LENALIDOMIDE}),
    ("title:platelet", set()),
    ("title.en:thrombocytopenia", {LENALIDOMIDE}),
    ("title.zh:血小板", set()),
    ("abstract.zh:缓解", {BTKI}),
    ("血小板[tiab]", {BTKI}),
    ('AUTH:"Zhou H"', {BTKI}),
    ('au:"Zhou Hu"', {BTKI}),
    ("au:Mortensen", {LENALIDOMIDE}),
    ('au:"Mortensen T"', {LENALIDOMIDE}),
    ("au:platelet", set()),
    ("ad:Odense", {LENALIDOMIDE}),
    # filters
    ("year:2025", {BTKI}),
    ("2025[dp]", {BTKI}),
    ("year:2018..2025", {BTKI}),
    ("year:..2024", set()),
    ("has:parallel", {BTKI}),
    ("NOT has:parallel", {LENALIDOMIDE, CMV}),
    ("has:title.en", {LENALIDOMIDE}),
    ("lang:zh", {BTKI}),
    ("lang:en", ALL_THREE),
    ("lang:zh 缓解", {BTKI}),
    ("lang:en 缓解", set()),
    ("lang:zh platelet", set()),
    ("lang:zh BTK", {BTKI}),
    ("doi:10.1002/cnr2.70152", {BTKI}),
    ("https://doi.org/10.1002/CNR2.70152", {BTKI}),
    ("platelet lang:zh 血小板", set()),
]


@pytest.mark.parametrize(("text", "expected"), KNOWN, ids=[text for text, _ in KNOWN])
def test_hits_and_misses(bundled: Collection, text: str, expected: set[str]) -> None:
    """A query finds the reports that a person expects of it, and no other."""
    result = search(Inquiry(text), bundled.generation, bundled.store)
    assert {bundled.keys[hit.report.report_id] for hit in result.hits} == expected
    assert result.total == len(expected)
    assert parse(result.canonical) == parse(text)


def test_enough_queries_are_pinned() -> None:
    """At least sixty, and no query twice."""
    assert len({text for text, _ in KNOWN}) == len(KNOWN) >= 60
