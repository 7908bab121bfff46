"""What a search was widened by, with the reason in words and the address of the search without it."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import gettext

from corpus.lexicon.shipped import DUIZHAO
from corpus.model import Side
from indexer.renderings import Expansion
from webapp.request_args import SearchForm


@dataclass(frozen=True, slots=True)
class ShownExpansion:
    """A rendering that was searched for: `said` as typed, where it comes from as a code (`source`, `arguments`) and in
    words (`why`), its name in `without=`, and the address of the search without it.
    """

    said: str
    rendering: str
    language: Side
    source: str
    arguments: tuple[str, ...]
    why: str
    weight: float
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Refused:
    """An expansion that was taken away, and the address of the search with it."""

    name: str
    url: str


def shown_expansions(expansions: Iterable[Expansion], form: SearchForm) -> tuple[ShownExpansion, ...]:
    """The expansions of a search, in the order of the words typed."""
    return tuple(
        ShownExpansion(
            said=one.said,
            rendering=one.rendering,
            language=one.side,
            source=one.source,
            arguments=one.reason,
            why=source_words(one),
            weight=one.weight,
            name=one.name,
            url=form.refusing(one.name).path(),
        )
        for one in expansions
    )


def refused_expansions(names: Iterable[str], form: SearchForm) -> tuple[Refused, ...]:
    """The expansions taken away that the search would have."""
    return tuple(Refused(name, form.allowing(name).path()) for name in names)


def source_words(expansion: Expansion) -> str:
    """Where a rendering comes from, in words."""
    named = expansion.reason[0] if expansion.reason else ""
    match expansion.source:
        case "abbreviation":
            return str(gettext("this collection defines %(short)s so", short=named))
        case "mined" | "term":
            return str(gettext("learnt from the pairs of this collection"))
        case "glossary":
            return str(gettext("from the glossary %(name)s", name=named))
        case "number":
            return str(gettext("the same number, written otherwise"))
        case "dictionary" if named == DUIZHAO:
            return str(gettext("from the built-in list of medical words"))
        case "dictionary":
            return str(gettext("from the dictionary %(name)s", name=named))
        case "compound":
            return str(gettext("put together from its parts"))
        case "transliteration":
            return str(gettext("a name that sounds alike"))
