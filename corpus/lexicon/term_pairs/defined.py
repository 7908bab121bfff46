"""Abbreviations that reports define, judged and trimmed by what both sides say."""

from collections import Counter
from collections.abc import Iterable
from typing import Final

from corpus.knowledge import AbbreviationPair
from corpus.lexicon.term_pairs.evidence import Coverage, Evidence
from corpus.lexicon.term_pairs.phrases import chinese_key, chinese_tokens, english_key, english_tokens

# An English word that is said this far is not missed.
SAID_MIN: Final = 0.6

# A Chinese long form of which all is said this far leaves nothing over that could say what of the English is missing.
ALL_SAID: Final = 0.85
# Of the English of a whole definition more than this is said.
HALF: Final = 0.5


def whole(pairs: Iterable[AbbreviationPair], evidence: Evidence) -> frozenset[AbbreviationPair]:
    """The pairs whose two long forms may say the same. Of others the Chinese is a part: all of it is said, and of the
    English half or less (heparin-induced thrombocytopenia, 血小板减少症). What no source knows may be said.
    """
    return frozenset(pair for pair in pairs if not _is_part(coverage_of(pair.en, pair.zh, evidence)))


def _is_part(coverage: Coverage) -> bool:
    return coverage.zh >= ALL_SAID and coverage.en <= HALF


def fitted(pairs: Iterable[AbbreviationPair], evidence: Evidence) -> tuple[AbbreviationPair, ...]:
    """The pairs without words before the Chinese long form of which the English says nothing, sorted; pairs that
    become equal are counted together.
    """
    counts: Counter[tuple[str, str, str]] = Counter()
    for pair in pairs:
        counts[pair.short, pair.en, _trimmed(pair.en, pair.zh, evidence)] += pair.occurrences
    return tuple(AbbreviationPair(*names, counts[names]) for names in sorted(counts))


def coverage_of(en: str, zh: str, evidence: Evidence) -> Coverage:
    """How much of each side of a pair, as written, the other side says."""
    return evidence.coverage(english_key(english_tokens(en)) or en, chinese_key(chinese_tokens(zh)) or zh)


def _trimmed(en: str, zh: str, evidence: Evidence) -> str:
    """The Chinese from the last word on that still says every word of the English, if it says less besides."""
    words = chinese_tokens(zh)
    if not all(words) or "".join(words) != zh:
        return zh
    whole = coverage_of(en, zh, evidence)
    for start in range(len(words) - 1, 0, -1):
        rest = coverage_of(en, "".join(words[start:]), evidence)
        if rest.least >= SAID_MIN and rest.zh > whole.zh:
            return "".join(words[start:])
    return zh
