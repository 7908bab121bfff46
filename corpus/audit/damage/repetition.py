"""damage.repeated: a sentence that stands twice in one version."""

from collections.abc import Iterator
from typing import Final

from corpus.audit.damage.places import Place, findings, texts
from corpus.audit.findings import Finding
from corpus.knowledge import Knowledge
from corpus.model import Report, Side, Version

# Shorter sentences are formulas that authors repeat: "No adverse events were observed." Our choice.
_WORDS_MIN: Final = 8
_HAN_MIN: Final = 15
# An article repeats sentences of its abstract far below it; a copying error stands close, or takes several at once.
_NEAR: Final = 5  # sentences
_RUN_MIN: Final = 3


def repetition(report: Report, knowledge: Knowledge) -> Iterator[Finding]:  # noqa: ARG001 - the signature of a check
    """Second and later copies of a sentence outside the title; argument `first` is the copied one's number from 1."""
    for side, version in texts(report):
        yield from findings("damage.repeated", side, _copies(version, side))


def _copies(version: Version, side: Side) -> Iterator[Place]:
    copied = dict(_pairs(version, side))
    for number, first in copied.items():
        neighbours = sum(copied.get(number + step) == first + step for step in (-2, -1, 1, 2))
        if number - first <= _NEAR or neighbours >= _RUN_MIN - 1:
            start, end = version.sentences[number]
            yield Place(start, end, "medium", (("first", str(first + 1)),), "")


def _pairs(version: Version, side: Side) -> Iterator[tuple[int, int]]:
    """The number of every copy of a long sentence outside the title, and that of the one before it that it copies."""
    titles = [(section.start, section.end) for section in version.sections if section.kind == "TITLE"]
    last: dict[str, int] = {}
    for number, (start, end) in enumerate(version.sentences):
        if any(begin <= start < stop for begin, stop in titles):
            continue
        sentence = " ".join(version.text[start:end].lower().split())
        is_long = sentence.count(" ") >= _WORDS_MIN - 1 if side == "en" else len(sentence) >= _HAN_MIN
        if is_long and sentence in last:
            yield number, last[sentence]
        if is_long:
            last[sentence] = number
