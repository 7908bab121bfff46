"""A search record in words, for the methods section of a paper: in English and in Chinese."""

from collections.abc import Iterator
from typing import Final, Literal, TypeAlias

from indexer.search_record import SearchRecord

Language: TypeAlias = Literal["en", "zh"]

_WORDS: Final[dict[Language, dict[str, str]]] = {
    "en": {
        "title": "Search record",
        "searched": "On {day} at {time} UTC a bilingual (English and Chinese) collection of {reports} reports was "
        "searched with duizhao {duizhao}.",
        "query": "Query as typed",
        "canonical": "Interpreted as",
        "lang": "Only the version in this language",
        "match": "Words side by side",
        "all": "all of them",
        "any": "any of them",
        "filter": "Only",
        "expansions": "Added to the query",
        "weight": "weight",
        "broadened": "Broadened by words of what it found",
        "removed": "Taken away from what was added",
        "none": "nothing",
        "literal": "In full",
        "found": "Found: {total} reports; {en} with an English version, {zh} with a Chinese one, {both} with both.",
        "state": "Index generation {generation}, revision {revision}, knowledge {knowledge}, engine {engine}.",
        "words": "Words: {words_fingerprint}.",
        "ids": "Reports found",
    },
    "zh": {
        "title": "检索记录",
        "searched": "{day} {time}（UTC）使用 duizhao {duizhao} 检索了含 {reports} 篇报告的英中双语文献库。",
        "query": "输入的检索式",
        "canonical": "理解为",
        "lang": "仅限该语言的版本",
        "match": "并列的词",
        "all": "全部出现",
        "any": "任一出现",
        "filter": "限定",
        "expansions": "扩展的词",
        "weight": "权重",
        "broadened": "根据检索结果扩大检索的词",
        "removed": "已去除的扩展",
        "none": "无",
        "literal": "完整检索式",
        "found": "共找到 {total} 篇报告：有英文版本的 {en} 篇，有中文版本的 {zh} 篇，双语的 {both} 篇。",
        "state": "索引第 {generation} 代，文献库修订号 {revision}，知识编号 {knowledge}，引擎 {engine}。",
        "words": "分词：{words_fingerprint}。",
        "ids": "找到的报告",
    },
}


def record_text(record: SearchRecord, languages: tuple[Language, ...] = ("en", "zh")) -> Iterator[str]:
    """The lines of the record in each of the languages, then the ids of what was found."""
    for language in languages:
        yield from _lines(record, _WORDS[language], ": " if language == "en" else "：")
        yield ""
    yield " / ".join(_WORDS[language]["ids"] for language in languages)
    yield from map(_one_line, record.ids)


def _lines(record: SearchRecord, words: dict[str, str], colon: str) -> Iterator[str]:
    values = {
        "day": record.searched_at.date().isoformat(),
        "time": f"{record.searched_at:%H:%M:%S}",
        "en": record.languages.en,
        "zh": record.languages.zh,
        "both": record.languages.both,
    } | {name: getattr(record, name) for name in _NUMBERS}
    yield words["title"]
    yield words["searched"].format(**values)
    yield f"{words['query']}{colon}{_one_line(record.query)}"
    yield f"{words['canonical']}{colon}{_one_line(record.canonical)}"
    yield f"{words['match']}{colon}{words[record.match]}"
    if record.lang is not None:
        yield f"{words['lang']}{colon}{record.lang}"
    for one in record.filters:
        yield f"{words['filter']}{colon}{one.filter} = {_one_line(' | '.join(one.values))}"
    added = [
        f"{one.said} → {one.rendering} ({', '.join((one.source, *one.reason))}; {words['weight']} {one.weight:g})"
        for one in record.expansions
    ]
    yield f"{words['expansions']}{colon}{_one_line('; '.join(added)) or words['none']}"
    if record.added:
        yield f"{words['broadened']}{colon}{_one_line('; '.join(record.added))}"
    if record.without:
        yield f"{words['removed']}{colon}{_one_line('; '.join(record.without))}"
    yield f"{words['literal']}{colon}{_one_line(record.literal)}"
    yield words["found"].format(**values)
    yield words["state"].format(**values)
    yield words["words"].format(**values)


_NUMBERS: Final = ("reports", "duizhao", "total", "generation", "revision", "knowledge", "engine", "words_fingerprint")


def _one_line(text: str) -> str:
    return " ".join(text.split())
