"""What a part of a query asks, in words of either language of the interface."""

import pytest
from flask import Flask
from flask_babel import force_locale

from indexer.query_parser import parse
from webapp.query_words import amount_words, asked_words

WORDS = [
    ("platelet", "platelet", "platelet"),
    ("=platelet", "platelet", "platelet"),
    ('"platelet count"', "“platelet count”", "“platelet count”"),
    ("thrombocyt*", "words that begin with “thrombocyt”", "以“thrombocyt”开头的词"),
    ("h?emorrhage", "words of the form “h?emorrhage”", "形如“h?emorrhage”的词"),
    ("ti:platelet", "platelet in the title", "题名中的platelet"),
    ("ab.zh:缓解", "缓解 in the Chinese text", "中文正文中的缓解"),
    ('au:"Zhou H"', "author “Zhou H”", "作者“Zhou H”"),
    ("complete NEAR/3 response", "complete and response, at most 3 words apart", "complete与response，相隔不超过3词"),
    ("year:2025", "published in 2025", "2025年发表"),
    ("year:2018..2025", "published from 2018 to 2025", "2018至2025年发表"),
    ("year:2018..", "published in 2018 or later", "2018年及以后发表"),
    ("year:..2018", "published in 2018 or earlier", "2018年及以前发表"),
    ("lang:zh", "Language: Chinese", "语言：中文"),
    ("has:parallel", "Versions: both, aligned", "版本：双语对照"),
    ("doi:10.1/x", "DOI: 10.1/x", "DOI：10.1/x"),
    ("qty:>50e9/L", "an amount above 50×10⁹/L", "数值大于50×10⁹/L"),
    ("qty:10..20mg", "an amount of 10–20mg", "数值为10–20mg"),
    ("qty~:<=5mg", "an amount of at most 5mg, doubtful ones too", "数值不超过5mg（含存疑数值）"),
    ("dose:750mg/kg", "a dose of 750mg/kg", "剂量为750mg/kg"),
    ("NOT zebra", "not zebra", "排除zebra"),
    (
        '{en:"complete response" zh:(缓解 OR 消失) NOT zh:部分}',
        "in one pair of aligned sentences: “complete response” in English, 缓解 or 消失 and not 部分 in Chinese",
        "同一组对照句中：英文有“complete response”，中文有缓解 或 消失 且 排除部分",
    ),
    ("{zh:缓解}", "in one pair of aligned sentences: 缓解 in Chinese", "同一组对照句中：中文有缓解"),
]


@pytest.mark.parametrize(("query", "english", "chinese"), WORDS, ids=[query for query, _, _ in WORDS])
def test_a_clause_is_said_in_words_of_both_languages(app: Flask, query: str, english: str, chinese: str) -> None:
    with app.test_request_context():
        for locale, words in (("en", english), ("zh_Hans", chinese)):
            with force_locale(locale):
                assert asked_words(parse(query)) == words


def test_a_power_of_ten_is_printed_as_medicine_prints_it() -> None:
    assert [amount_words(value) for value in ("50e9/L", "5E-3 g", "1.5..2e9/L", "10 .. 20 mg", "7 mg")] == [
        "50×10⁹/L", "5×10⁻³ g", "1.5–2×10⁹/L", "10–20 mg", "7 mg",
    ]  # fmt: skip
