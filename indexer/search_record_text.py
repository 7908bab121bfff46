"""A search record in words, for the methods section of a paper: in English or in Chinese, wholly."""

from collections.abc import Iterator, Sequence
from typing import Final, Literal, TypeAlias

from indexer.literal_query import filter_text
from indexer.search_record import RecordedExpansion, SearchRecord

Language: TypeAlias = Literal["en", "zh"]

_WORDS: Final[dict[Language, dict[str, str]]] = {
    "en": {
        "title": "Search record",
        "searched": "On {day} at {time} UTC a bilingual (English and Chinese) collection of {reports} was searched "
        "with duizhao {duizhao}.",
        "query": "Query as typed",
        "canonical": "Interpreted as",
        "everything": "all reports",
        "lang": "Only the version in this language",
        "en": "English",
        "zh": "Chinese",
        "match": "Words side by side",
        "all": "all of them",
        "any": "any of them",
        "sort": "Sorted by",
        "relevance": "relevance",
        "newest": "year, newest first",
        "oldest": "year, oldest first",
        "title.en": "English title",
        "title.zh": "Chinese title",
        "filter": "Only",
        "cross_lingual": "Words of the other language",
        "on": "looked for too",
        "off": "not looked for",
        "expansions": "Added to the query",
        "weight": "weight",
        "broadened": "Broadened by words of what it found",
        "removed": "Taken away from what was added",
        "none": "nothing",
        "literal": "In full",
        "found": "Found: {total}; {en} with an English version, {zh} with a Chinese one, {both} with both.",
        "state": "Index generation {generation}, revision {revision}, knowledge {knowledge}, engine {engine}.",
        "glossary": "Glossary",
        "words": "Words: {words_fingerprint}.",
        "ids": "Reports found",
    },
    "zh": {
        "title": "检索记录",
        "searched": "{day} {time}（UTC）使用 duizhao {duizhao} 检索了含 {reports}的英中双语文献库。",
        "query": "输入的检索式",
        "canonical": "理解为",
        "everything": "全部报告",
        "lang": "仅限该语言的版本",
        "en": "英文",
        "zh": "中文",
        "match": "并列的词",
        "all": "全部出现",
        "any": "任一出现",
        "sort": "排序",
        "relevance": "相关度",
        "newest": "年份，由新到旧",
        "oldest": "年份，由旧到新",
        "title.en": "英文题名",
        "title.zh": "中文题名",
        "filter": "限定",
        "cross_lingual": "另一种语言的词",
        "on": "一并检索",
        "off": "不检索",
        "expansions": "扩展的词",
        "weight": "权重",
        "broadened": "根据检索结果扩大检索的词",
        "removed": "已去除的扩展",
        "none": "无",
        "literal": "完整检索式",
        "found": "共找到 {total}：有英文版本的 {en} 篇，有中文版本的 {zh} 篇，双语的 {both} 篇。",
        "state": "索引第 {generation} 代，文献库修订号 {revision}，知识编号 {knowledge}，引擎 {engine}。",
        "glossary": "术语表",
        "words": "分词：{words_fingerprint}。",
        "ids": "找到的报告",
    },
}

# Where a rendering comes from; {} is what its reason names first.
_SOURCES: Final[dict[Language, dict[str, str]]] = {
    "en": {
        "abbreviation": "{} as this collection defines it",
        "mined": "learnt from the pairs of this collection",
        "term": "learnt from the pairs of this collection",
        "glossary": "glossary {}",
        "number": "the same number, written otherwise",
        "dictionary": "dictionary {}",
        "compound": "put together from its parts",
        "transliteration": "a name that sounds alike",
    },
    "zh": {
        "abbreviation": "本文献库对 {} 的定义",
        "mined": "从本文献库的句对中学得",
        "term": "从本文献库的句对中学得",
        "glossary": "术语表 {}",
        "number": "同一数字的另一种写法",
        "dictionary": "词典 {}",
        "compound": "由各部分组合而成",
        "transliteration": "音译名",
    },
}
_BETWEEN: Final[dict[Language, tuple[str, str, str, str, str]]] = {
    "en": (": ", "; ", ", ", " (", ")"),
    "zh": ("：", "；", "，", "（", "）"),
}
_MEMBERS: Final = ("duizhao", "generation", "revision", "knowledge", "engine", "words_fingerprint")


def record_text(record: SearchRecord, languages: Sequence[Language] = ("en", "zh")) -> Iterator[str]:
    """The lines of the record in each of the languages, then the ids of what was found."""
    for language in languages:
        yield from _Writer(record, language).lines()
        yield ""
    yield " / ".join(_WORDS[language]["ids"] for language in languages)
    yield from map(_one_line, record.ids)


class _Writer:
    """A record in one language."""

    def __init__(self, record: SearchRecord, language: Language) -> None:
        self._record = record
        self._language = language
        self._words = _WORDS[language]
        self._colon, self._semicolon, self._comma, self._open, self._close = _BETWEEN[language]

    def lines(self) -> Iterator[str]:
        record, words = self._record, self._words
        yield words["title"]
        yield self._sentence("searched")
        yield self._line("query", record.query)
        yield self._line("canonical", record.canonical or words["everything"])
        yield self._line("match", words[record.match])
        if record.lang is not None:
            yield self._line("lang", words[record.lang])
        for one in record.filters:
            yield self._line("filter", filter_text(one.match()))
        yield self._line("cross_lingual", words["on" if record.cross_lingual else "off"])
        if record.cross_lingual or record.expansions:
            yield self._line("expansions", self._semicolon.join(map(self._added, record.expansions)) or words["none"])
        if record.removed:
            taken = (" → ".join(name.split(":", 1)) for name in record.removed)
            yield self._line("removed", self._semicolon.join(taken))
        if record.added:
            yield self._line("broadened", self._semicolon.join(record.added))
        yield self._line("literal", record.literal)
        yield self._line("sort", words[record.sort])
        yield self._sentence("found")
        yield self._sentence("state")
        if record.glossary:
            yield self._line("glossary", f"SHA-256 {record.glossary}")
        yield self._sentence("words")

    def _line(self, name: str, text: str) -> str:
        return f"{self._words[name]}{self._colon}{_one_line(text)}"

    def _sentence(self, name: str) -> str:
        record = self._record
        counts = record.languages
        values = {member: getattr(record, member) for member in _MEMBERS}
        return self._words[name].format(
            day=record.searched_at.date().isoformat(),
            time=f"{record.searched_at:%H:%M:%S}",
            reports=self._counted(record.reports),
            total=self._counted(record.total),
            en=counts.en,
            zh=counts.zh,
            both=counts.both,
            **values,
        )

    def _counted(self, number: int) -> str:
        if self._language == "zh":
            return f"{number} 篇报告"
        return "1 report" if number == 1 else f"{number} reports"

    def _added(self, one: RecordedExpansion) -> str:
        known = _SOURCES[self._language].get(one.source, one.source)
        why = known.format(one.reason[0] if one.reason else "").strip()
        weight = f"{self._words['weight']} {one.weight:g}"
        return f"{one.said} → {one.rendering}{self._open}{why}{self._comma}{weight}{self._close}"


def _one_line(text: str) -> str:
    return " ".join(text.split())
