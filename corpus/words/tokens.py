"""The tokens of a text: lines for order, bags for ranking, keys for looking words up.

A line has exactly one token a position: a Latin word (folded, not stemmed, stop words too) or one ideograph
(simplified). Between two ideographs anything that is no word is one token MARK, so that a row of ideographs in a line
is always a literal part of the text. A bag holds stems and Chinese words, and in namespaces of their own every word of
letters as it stands ("=platelets"), every ideograph ("1症") and every pair of neighbours ("2小板"). Offsets are those
of the text given.
"""

import bisect
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final, NamedTuple

from corpus.words.folding import HAN, IGNORABLE, fold
from corpus.words.mixed_terms import is_capital_stop_word
from corpus.words.scanning import scan
from corpus.words.segmentation import search_words
from corpus.words.stems import STOP_WORDS, stem

# Stands between ideographs that are not neighbours. U+241E, the picture of a record separator, is never a word itself.
MARK: Final = "␞"

# Before a word of letters in a bag: that word and no other of its stem. A name is its own exact form.
EXACT: Final = "="

# AIDS, SARS and GAS are not the plurals aid, sar and ga: so long a word in capitals is an abbreviation. Our choice.
_ABBREVIATION_LENGTH_MAX: Final = 5

_HAN_TOKEN: Final = re.compile(f"[{HAN}]")
_ONLY_IGNORABLE: Final = re.compile(f"[{IGNORABLE}]*")
_PARTS: Final = re.compile(r"[a-z0-9]{2,}")
_POWER: Final = re.compile(r"(10\^-?[0-9]+)/")
_NOT_JOINED: Final = re.compile(r"[^a-z0-9]")
_LINE: Final = re.compile(r"[^\n]+")
_LONG_CAPITALS: Final = re.compile(r"[A-Z]{7}")
_SHOUTED_WORDS_MIN: Final = 4


class Token(NamedTuple):
    """A word of a line; text[start:end] is what was written for it."""

    text: str
    start: int
    end: int


def line_tokens(text: str) -> list[Token]:
    """The tokens of a text in order, ranges disjoint: Latin words, single ideographs, and MARK between ideographs."""
    tokens: list[Token] = []
    capitals: list[int] = []
    folded = fold(text)
    han_end = -1  # where the last token ended, if it was an ideograph
    for word, start, end, is_han in scan(folded):
        if is_han:
            if han_end >= 0 and not _ONLY_IGNORABLE.fullmatch(folded, han_end, start):
                tokens.append(Token(MARK, han_end, start))
            tokens.extend(Token(character, place, place + 1) for place, character in enumerate(word, start))
            han_end = end
        else:
            if is_capital_stop_word(word):
                capitals.append(len(tokens))
            tokens.append(Token(word, start, end))
            han_end = -1
    if capitals:
        _lower_shouted(tokens, capitals, folded)
    return tokens


def bag_terms(text: str) -> list[str]:
    """The terms that a text is ranked by, each as often as it counts: stems without stop words, the words they are of
    ("=" + word), names whole and in their parts, Chinese words, ideographs ("1" + one) and neighbours ("2" + two). No
    order is meant.
    """
    terms: list[str] = []
    run: list[str] = []
    run_end = -1
    for word, start, end in line_tokens(text):
        if is_han_token(word):
            if run and start != run_end:
                terms.extend(_run_terms("".join(run)))
                run.clear()
            run.append(word)
            run_end = end
        elif word != MARK and word not in STOP_WORDS:
            terms.extend(_ranked_by(word, _is_abbreviation(text[start:end])))
    if run:
        terms.extend(_run_terms("".join(run)))
    return terms


@lru_cache(maxsize=1 << 16)
def word_keys(word: str) -> tuple[str, ...]:
    """The keys under which a line word is found: an ideograph itself; a word's stem, and a short word itself too, for
    who asks in capitals; of a name the whole, the whole without its signs (il-6: il6), and the stems of its parts.
    """
    if word == MARK:
        return ()
    if word.isalpha():
        return _distinct((stem(word), word) if len(word) <= _ABBREVIATION_LENGTH_MAX else (stem(word),))
    power = _POWER.match(word)
    if power:
        return (word, power.group(1))
    if not any(character.isalpha() for character in word):
        return (word,)
    parts = (stem(part) for part in _PARTS.findall(word) if not part.isdigit())
    return _distinct((word, _joined(word), *parts, word.rstrip("+-")))


def term_keys(written: str) -> tuple[str, ...]:
    """The keys to look up for one Latin word of a query as it was written (or its token): every line word found under
    one of them is meant. Its stem; in capitals the word itself (AIDS is not aid); a name with and without its signs.
    """
    words = [token.text for token in line_tokens(written)]
    word = words[0] if len(words) == 1 else written
    if word.isalpha():
        return (word,) if _is_abbreviation(written) else (stem(word),)
    if _POWER.match(word) or not any(character.isalpha() for character in word):
        return (word,)
    return _distinct((word, _joined(word)))


def bigram_terms(run: str) -> tuple[str, ...]:
    """The bag terms that every text holding this run of ideographs literally must hold: its pairs of neighbours, of a
    single ideograph the ideograph.
    """
    run = fold(run)
    if len(run) == 1:
        return (f"1{run}",)
    return _distinct(f"2{run[place : place + 2]}" for place in range(len(run) - 1))


def is_han_token(word: str) -> bool:
    """Whether a line token is an ideograph."""
    return len(word) == 1 and _HAN_TOKEN.match(word) is not None


def is_han_word(term: str) -> bool:
    """Whether a term of a bag is a Chinese word: lone ideographs and neighbours stand in namespaces of their own."""
    return is_han_token(term[:1])


def _run_terms(run: str) -> list[str]:
    """The bag terms of one folded run of ideographs."""
    pairs = [f"2{run[place : place + 2]}" for place in range(len(run) - 1)]
    return [*search_words(run), *(f"1{character}" for character in run), *pairs]


@lru_cache(maxsize=1 << 16)
def _ranked_by(word: str, abbreviation: bool) -> tuple[str, ...]:
    """The bag terms of a Latin word: its stem and its exact form, of an abbreviation also the word in lower case."""
    if word.isalpha():
        return _distinct((stem(word), word if abbreviation else "", f"{EXACT}{word}"))
    return word_keys(word)


def _is_abbreviation(written: str) -> bool:
    """Whether a word as written is letters in capitals, few enough for an abbreviation."""
    return 2 <= len(written) <= _ABBREVIATION_LENGTH_MAX and written.isupper() and written.isalpha()


def _lower_shouted(tokens: list[Token], capitals: list[int], text: str) -> None:
    """Lower the stop words at these places where a whole line is in capitals: THE IN A SHOUTED TITLE is no name."""
    shouted = [match.span() for match in _LINE.finditer(text) if _is_shouted(match.group())]
    for place in capitals if shouted else ():
        token = tokens[place]
        line = bisect.bisect_right(shouted, token.start, key=lambda span: span[0]) - 1
        if line >= 0 and token.start < shouted[line][1]:
            tokens[place] = token._replace(text=token.text.lower())


def _is_shouted(line: str) -> bool:
    """Whether a line is a sentence or title in capitals rather than a list of abbreviations."""
    return (
        _LONG_CAPITALS.search(line) is not None
        and line.upper() == line
        and len(line.split()) >= _SHOUTED_WORDS_MIN
        and _HAN_TOKEN.search(line) is None
    )


def _joined(word: str) -> str:
    """A name without the signs inside it (il6, del5q); a sign at its end is meant (cd4+ is not cd4)."""
    return _NOT_JOINED.sub("", word) + (word[-1] if word[-1] in "+-" else "")


def _distinct(keys: Iterable[str]) -> tuple[str, ...]:
    """The keys without repetitions and empty ones, in order."""
    return tuple(dict.fromkeys(key for key in keys if key))
