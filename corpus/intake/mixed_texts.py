"""Texts that hold both languages but were taken for one: told when they are taken in, for nothing else would show it.

A record that names a language has one version in it, whatever it says; one that names none is told paragraph by
paragraph, so that only a paragraph that mixes both is met here.
"""

import re
from typing import Final

from corpus.model import SIDES, Report, Side, Version

# Fewer sentences of the other language, or a smaller share of them, are quotations, titles and names. Our choice.
OTHER_SENTENCES_MIN: Final = 2
OTHER_SHARE_MIN: Final = 0.25
# Looked at in a text; the rest of a longer one is like it.
CHARACTERS_MAX: Final = 20_000

_SENTENCE_ENDS: Final = re.compile(r"[。！？\n]|[.!?](?=\s|$)")
# What says something of a language: eight Latin letters in words, or four ideographs.
_WORDS: Final = re.compile(r"[A-Za-z]{2,}\s+[A-Za-z]{2,}\s+[A-Za-z]{2,}|[\u4e00-\u9fff]{4,}")
_HAN: Final = re.compile(r"[\u4e00-\u9fff]")
_LATIN_WORD: Final = re.compile(r"[A-Za-z]{2,}")
_NAMES: Final[dict[Side, str]] = {"en": "English", "zh": "Chinese"}


def mixture(report: Report) -> str:
    """What to know where the report's only version holds much of the other language, with the remedy; else nothing."""
    sided = [version for version in report.versions if version.side is not None]
    if len(sided) != 1 or sided[0].side is None:
        return ""
    own = sided[0].side
    other: Side = SIDES[1 - SIDES.index(own)]
    told = [_script(sentence) for sentence in _sentences(sided[0])]
    count = told.count(other)
    if count < OTHER_SENTENCES_MIN or count < OTHER_SHARE_MIN * len(told):
        return ""
    return (
        f"{count} of its {len(told)} sentences are {_NAMES[other]}, but it was read as {_NAMES[own]} alone: give each "
        'language a text of its own, {"en": …, "zh": …}, or leave its language out and begin a paragraph where the '
        "language changes"
    )


def _script(sentence: str) -> Side:
    """The side whose letters most of a sentence is in; statistics of words would take longer than all the rest."""
    return "zh" if 2 * len(_HAN.findall(sentence)) > len(_LATIN_WORD.findall(sentence)) else "en"


def _sentences(version: Version) -> list[str]:
    """The sentences of a text that say something of their language."""
    return [sentence for sentence in _SENTENCE_ENDS.split(version.text[:CHARACTERS_MAX]) if _WORDS.search(sentence)]
