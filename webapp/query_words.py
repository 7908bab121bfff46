"""What a part of a query asks, in words of the interface: for readers who never write a query."""

import re
from typing import Final

from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString

from indexer.query import (
    And,
    AnyOf,
    Everything,
    Near,
    Not,
    Or,
    Pair,
    Phrase,
    Prefix,
    Quantity,
    Query,
    Range,
    Term,
    Wildcard,
)
from webapp.display_names import facet_name, value_name

_IN_FIELDS: Final[dict[str, LazyString]] = {
    "title": lazy_gettext("%(words)s in the title"),
    "title.en": lazy_gettext("%(words)s in the English title"),
    "title.zh": lazy_gettext("%(words)s in the Chinese title"),
    "abstract": lazy_gettext("%(words)s in the text"),
    "abstract.en": lazy_gettext("%(words)s in the English text"),
    "abstract.zh": lazy_gettext("%(words)s in the Chinese text"),
    "tiab": lazy_gettext("%(words)s in title or text"),
    "tiab.en": lazy_gettext("%(words)s in the English title or text"),
    "tiab.zh": lazy_gettext("%(words)s in the Chinese title or text"),
    "text": lazy_gettext("%(words)s in title, text or keywords"),
    "author": lazy_gettext("author %(words)s"),
    "affiliation": lazy_gettext("affiliation %(words)s"),
    "journal": lazy_gettext("journal %(words)s"),
    "keyword": lazy_gettext("keyword %(words)s"),
    "mesh": lazy_gettext("MeSH heading %(words)s"),
}
_AMOUNTS: Final[dict[str, LazyString]] = {
    "=": lazy_gettext("an amount of %(value)s"),
    ">": lazy_gettext("an amount above %(value)s"),
    ">=": lazy_gettext("an amount of at least %(value)s"),
    "<": lazy_gettext("an amount below %(value)s"),
    "<=": lazy_gettext("an amount of at most %(value)s"),
}
_DOSES: Final[dict[str, LazyString]] = {
    "=": lazy_gettext("a dose of %(value)s"),
    ">": lazy_gettext("a dose above %(value)s"),
    ">=": lazy_gettext("a dose of at least %(value)s"),
    "<": lazy_gettext("a dose below %(value)s"),
    "<=": lazy_gettext("a dose of at most %(value)s"),
}
_POWER: Final = re.compile(r"(?<=\d)[eE]([+-]?\d+)")
_RAISED: Final = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "+")


def asked_words(query: Query) -> str:
    """What a query asks; empty for every report."""
    match query:
        case Term(text=text, field=field):
            return _in_field(text, field)
        case Phrase(text=text, field=field):
            return _in_field(str(gettext("“%(text)s”", text=text)), field)
        case Prefix(text=text, field=field):
            return _in_field(str(gettext("words that begin with “%(text)s”", text=text)), field)
        case Wildcard(pattern=pattern, field=field):
            return _in_field(str(gettext("words of the form “%(text)s”", text=pattern)), field)
        case Near():
            sides = {"one": asked_words(query.left), "other": asked_words(query.right)}
            return str(gettext("%(one)s and %(other)s, at most %(count)s words apart", **sides, count=query.distance))
        case Range():
            return _range(query)
        case Quantity():
            return _quantity(query)
        case Pair():
            return _pair(query)
        case Not(part=part):
            return str(gettext("not %(words)s", words=asked_words(part)))
        case And(parts=parts):
            return str(gettext(" and ")).join(map(asked_words, parts))
        case Or(parts=parts):
            return str(gettext(" or ")).join(map(asked_words, parts))
        case AnyOf(members=members):
            return str(gettext(" or ")).join(asked_words(member.query) for member in members)
        case Everything():
            return ""
    raise TypeError(f"{type(query).__name__} has no words")


def amount_words(value: str) -> str:
    """A measured value as it is printed in medicine: 50×10⁹/L for 50e9/L, 10–20mg for 10..20mg."""
    powers = _POWER.sub(lambda found: f"×10{found[1].translate(_RAISED)}", value)
    return re.sub(r"\s*\.\.\s*", "–", powers, count=1)


def _in_field(words: str, field: str) -> str:
    return words if field not in _IN_FIELDS else str(_IN_FIELDS[field]) % {"words": words}


def _range(query: Range) -> str:
    low, high = query.low or "", query.high or ""
    if query.field != "year":
        name, value = facet_name(query.field), value_name(query.field, low)
        return str(gettext("%(name)s: %(value)s", name=name, value=value))
    if low == high:
        return str(gettext("published in %(year)s", year=low))
    if not high:
        return str(gettext("published in %(year)s or later", year=low))
    if not low:
        return str(gettext("published in %(year)s or earlier", year=high))
    return str(gettext("published from %(low)s to %(high)s", low=low, high=high))


def _quantity(query: Quantity) -> str:
    words = (_DOSES if query.of == "dose" else _AMOUNTS)[query.comparison]
    said = str(words) % {"value": amount_words(query.value)}
    return str(gettext("%(words)s, doubtful ones too", words=said)) if query.flagged_too else said


def _pair(query: Pair) -> str:
    en, zh = ("" if part is None else asked_words(part) for part in (query.en, query.zh))
    if not zh:
        return str(gettext("in one pair of aligned sentences: %(en)s in English", en=en))
    if not en:
        return str(gettext("in one pair of aligned sentences: %(zh)s in Chinese", zh=zh))
    return str(gettext("in one pair of aligned sentences: %(en)s in English, %(zh)s in Chinese", en=en, zh=zh))
