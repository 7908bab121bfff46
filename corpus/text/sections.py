"""The parts of an abstract that names its parts, in both languages, and its line of keywords.

Three ways of printing a label are known: with brackets (`【目的】`, `[Methods]`), with a colon (`Background: …`,
`目的：…`) and bare, as Chinese journals do (`目的 探讨… 方法 …`, `Objective To … Methods …`). A bare label is an
ordinary word too, so bare ones count only together: two different ones at least, in the order of an abstract.
"""

import re
from typing import Final, NamedTuple

from corpus.model import Section, SectionKind

# NLM's mapping of labels (https://www.nlm.nih.gov/bsd/policy/structured_abstracts.html), cut to the frequent ones, and
# their Chinese counterparts. Small letters, one blank between words.
_KINDS: Final[dict[SectionKind, str]] = {
    "BACKGROUND": "background|introduction|context|importance|rationale|study background|background and objective|"
    "background and objectives|background and aims|background/aims|background & aims|背景|研究背景|引言|前言|"
    "背景与目的|背景和目的",
    "OBJECTIVE": "objective|objectives|aim|aims|purpose|goal|goals|hypothesis|study objective|aims and objectives|"
    "aim of the study|purpose of the study|目的|研究目的|目标",
    "METHODS": "methods|method|methodology|materials and methods|material and methods|patients and methods|"
    "subjects and methods|design|study design|design and methods|setting|participants|patients|interventions|"
    "intervention|main outcome measures|main outcomes and measures|design, setting, and participants|data sources|"
    "measurements|方法|研究方法|资料与方法|资料和方法|材料与方法|材料和方法|对象与方法|对象和方法|临床资料|病例资料|设计",
    "RESULTS": "results|result|findings|main results|outcomes|outcome|methods and results|"
    "结果|研究结果|主要结果|方法与结果",
    "CONCLUSIONS": "conclusions|conclusion|interpretation|discussion|conclusions and relevance|"
    "conclusion and relevance|results and conclusion|lessons|learning points|结论|讨论|研究结论|小结|结语",
    "UNASSIGNED": "trial registration|clinical trial registration|registration|funding|significance|patient concerns|"
    "diagnoses|diagnosis|case presentation|case report|case description|investigations|differential diagnosis|"
    "treatment|outcome and follow-up|limitations|病例|病例报告|病例介绍|意义|临床试验注册|试验注册",
}
# What holds the whole abstract.
_CONTAINERS: Final = frozenset("abstract summary 摘要 内容摘要 中文摘要 英文摘要 提要".split())
_KIND_OF: Final[dict[str, SectionKind]] = {
    name: kind for kind, names in _KINDS.items() for name in names.split("|")
} | dict.fromkeys(_CONTAINERS, "UNASSIGNED")
_ORDER: Final[tuple[SectionKind, ...]] = ("BACKGROUND", "OBJECTIVE", "METHODS", "RESULTS", "CONCLUSIONS")
_BARE: Final = frozenset(
    "background|importance|objective|objectives|aim|purpose|participants|interventions|data sources|methods|method|"
    "design, setting, and participants|main outcomes and measures|results|result|conclusions|conclusion|"
    "conclusions and relevance|背景|目的|方法|资料与方法|对象与方法|材料与方法|结果|结论|讨论".split("|")
)

_LABEL: Final = "|".join(re.escape(name).replace(r"\ ", r"\s") for name in sorted(_KIND_OF, key=len, reverse=True))
_BEGINS: Final = r"(?:^|(?<=\n)|(?<=[.。!?！？;；)）\]】:：\d] )|(?<=[.。！？；;：】\]]))"
_BRACKETED: Final = re.compile(
    rf"【\s?({_LABEL})\s?】\s?[:：]?|{_BEGINS}[\[〔（(［]\s?({_LABEL})\s?[\]〕）)］]\s?[:：]?", re.IGNORECASE
)
_WITH_COLON: Final = re.compile(rf"{_BEGINS}({_LABEL})\s?[:：]", re.IGNORECASE)
_CAPITALS: Final = re.compile(r"(?:^|(?<=\n))([A-Z][A-Z /&,-]{3,59}):\s")
_WITHOUT: Final = re.compile(rf"{_BEGINS}({_LABEL})(?=\s)", re.IGNORECASE)
_TOUCHING: Final = re.compile(rf"{_BEGINS}(目的|方法|结果|结论)(?=[\u4e00-\u9fffA-Z0-9])")
_LEADING: Final = re.compile(rf"[【\[〔（(［]?\s?(?:{_LABEL}|[A-Z][A-Z /&,-]{{3,59}}:)", re.IGNORECASE)
_LEADING_LENGTH: Final = 400  # holds the first label and, where labels are bare, the second one
_HEADING: Final = re.compile(
    rf"(?:\d{{1,2}}(?:\.\d)?[.、\s]\s?|[一二三四五六七八九十]、\s?)?[【\[〔（(]?\s?({_LABEL})\s?[】\]〕）)]?\s?[:：.]?",
    re.IGNORECASE,
)
_KEYWORDS: Final = re.compile(
    r"(?:(?:^|(?<=\n))[\[［(]?(?:key\s?-?words?(?: and phrases)?|index terms|关键词|关键字|主题词)[\]］)]?\s?[:：]|"
    r"【(?:关键词|关键字|key\s?words?)】\s?[:：]?|\[关键词\]\s?[:：]?)([^\n]*)",
    re.IGNORECASE,
)
_NOT_A_KEYWORD: Final = re.compile(r"(?:中图分类号|文献标[志识]码|DOI|基金项目|文章编号).*", re.IGNORECASE)


class _Mark(NamedTuple):
    """A label as it stands in a text: its range with brackets and colon, and what it says."""

    start: int
    end: int
    label: str


class KeywordLine(NamedTuple):
    """A line of keywords: its range, and the words."""

    start: int
    end: int
    keywords: tuple[str, ...]


def find_sections(text: str) -> tuple[Section, ...]:
    """The parts of a text, in order: ranges of what stands between the labels, the labels left out.

    What stands before the first label, and a text without labels, is one UNASSIGNED section without a label.
    """
    marks = _marks(text)
    sections = []
    lead = _section(text, "", 0, marks[0].start if marks else len(text))
    for number, mark in enumerate(marks):
        end = marks[number + 1].start if number + 1 < len(marks) else len(text)
        sections.append(_section(text, mark.label, mark.end, end))
    return tuple(section for section in (lead, *sections) if section.start < section.end)


def begins_with_label(text: str) -> bool:
    """Whether a text begins with a label that counts."""
    if _LEADING.match(text) is None:
        return False
    sections = find_sections(text[:_LEADING_LENGTH])
    return not sections or bool(sections[0].label)


def kind_of_label(label: str) -> SectionKind:
    """The category of a printed label; UNASSIGNED for one that is not known."""
    return _KIND_OF.get(" ".join(label.lower().split()), "UNASSIGNED")


def heading_label(line: str) -> str | None:
    """The label that a line of its own prints, without number, brackets and colon; None if it is no heading."""
    match = _HEADING.fullmatch(line.strip()) if len(line) <= 60 else None
    return match.group(1) if match else None


def find_keywords(text: str) -> tuple[KeywordLine, ...]:
    """Every line of keywords in a text."""
    lines = []
    for match in _KEYWORDS.finditer(text):
        printed = _NOT_A_KEYWORD.sub("", match.group(1))
        separator = r"[;；]" if re.search("[;；]", printed) else r"[,，、|·]| {2,}"
        words = tuple(word.strip(" .。") for word in re.split(separator, printed))
        lines.append(KeywordLine(match.start(), match.end(), tuple(filter(None, words))))
    return tuple(lines)


def _section(text: str, label: str, start: int, end: int) -> Section:
    """A section of text[start:end] without the blanks and line breaks at its ends."""
    content = text[start:end]
    start += len(content) - len(content.lstrip())
    return Section(kind_of_label(label), label, start, max(start, end - len(content) + len(content.rstrip())))


def _marks(text: str) -> list[_Mark]:
    """The labels that count, in order."""
    printed = [_mark(match) for pattern in (_BRACKETED, _WITH_COLON, _CAPITALS) for match in pattern.finditer(text)]
    marks = _disjoint(printed)
    if len({mark.label.lower() for mark in marks} - _CONTAINERS) < 2:  # one label inside a line is a turn of phrase
        marks = [mark for mark in marks if _begins_line(text, mark) or "【" in text[mark.start : mark.end]]
    containers = [mark for mark in marks if mark.label.lower() in _CONTAINERS]
    if len(marks) - len(containers) >= 2:
        return marks
    signed = [mark for mark in marks if mark not in containers]
    unsigned = _bare(text, signed) or _touching(text, signed)  # `目的：…` does not say how the other labels are set
    return _disjoint([*containers, *unsigned]) if unsigned else marks


def _mark(match: re.Match[str]) -> _Mark:
    return _Mark(match.start(), match.end(), next(group for group in match.groups() if group))


def _disjoint(marks: list[_Mark]) -> list[_Mark]:
    """The marks in order, the longer of two that overlap."""
    kept: list[_Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return kept


def _begins_line(text: str, mark: _Mark) -> bool:
    return mark.start == 0 or text[mark.start - 1] == "\n"


def _bare(text: str, signed: list[_Mark]) -> list[_Mark]:
    """Labels without any sign, if two different ones follow each other in the order of an abstract."""
    found = (_mark(match) for match in _WITHOUT.finditer(text))
    fitting = [mark for mark in found if mark.label.lower() in _BARE and _goes_on(text, mark)]
    return _in_order(_disjoint([*signed, *fitting]), at_least=2)


def _goes_on(text: str, mark: _Mark) -> bool:
    """`Methods A total of …` is a label, `methods were …` and `Results of the trial …` are words."""
    ahead = text[mark.end : mark.end + 2]
    if not mark.label.isascii():
        return True
    return mark.label[0].isupper() and (ahead[:1] == "\n" or ahead[1:].isupper() or ahead[1:].isdigit())


def _touching(text: str, signed: list[_Mark]) -> list[_Mark]:
    """Chinese labels with nothing behind them (`目的探讨…。方法回顾性分析…`), if three follow each other in order."""
    found = [_mark(match) for match in _TOUCHING.finditer(text)]
    return _in_order(_disjoint([*signed, *found]), at_least=3)


def _in_order(marks: list[_Mark], at_least: int) -> list[_Mark]:
    """The marks whose kinds come in the order of an abstract, each label once; none if they are fewer."""
    kept: list[_Mark] = []
    reached, seen = 0, set()
    for mark in marks:
        kind = kind_of_label(mark.label)
        if kind in _ORDER and _ORDER.index(kind) >= reached and mark.label.lower() not in seen:
            kept.append(mark)
            reached = _ORDER.index(kind)
            seen.add(mark.label.lower())
    return kept if len(kept) >= at_least else []
