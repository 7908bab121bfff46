"""Abbreviations that reports define, judged and trimmed by what both sides say."""

from collections import Counter
from collections.abc import Iterable
from typing import Final

from corpus.knowledge import AbbreviationPair
from corpus.lexicon.term_pairs.evidence import Coverage, Evidence
from corpus.lexicon.term_pairs.phrases import chinese_key, chinese_tokens, english_key, english_tokens

# An English word that is said this far is not missed.
SAID_MIN: Final = 0.6


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
