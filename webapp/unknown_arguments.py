"""Arguments of a URL that an address does not know: passed over, so that a link with somebody's tracking marks leads
where it should, but never silently.
"""

from typing import Final

from flask import request

from indexer.query import Note
from indexer.query_lexemes import nearest
from webapp.preferences import CHOICES
from webapp.query_messages import note_in_words
from webapp.request_args import FACETS, BadArgument, SearchForm

_SEARCH: Final = frozenset(("q", "lang", "match", "xl", "without", "broaden", "sort", "page", "size", *FACETS.values()))
_FLAGS: Final = frozenset(("rule", "severity", "new", "page"))
# What each address knows beside the preferences; a report's page and the home page tell nobody.
KNOWN: Final[dict[str, frozenset[str]]] = {
    "/search": _SEARCH,
    "/api/v1/search": _SEARCH,
    "/api/v1/search/record": _SEARCH | {"format"},
    "/api/v1/concordance": (_SEARCH - {"match", "xl", "broaden"}) | {"other", "group", "value", "context"},
    "/api/v1/suggest": frozenset(("q",)),
    "/api/v1/flags": _FLAGS,
    "/api/v1/terms": frozenset(("q", "kind", "lang", "page", "size")),
    "/api/v1/reports/<segment>": frozenset(),
    "/api/v1/collection": frozenset(),
    "/api/v1/help": frozenset(),
}
# How other systems name what is known here.
_ELSEWHERE: Final = {
    "query": "q", "search": "q", "term": "q", "keyword": "q", "keywords": "q", "text": "q", "s": "q",
    "limit": "size", "per_page": "size", "page_size": "size", "rows": "size", "count": "size", "p": "page",
    "years": "year", "order": "sort", "orderby": "sort",
}  # fmt: skip
NAMED_MAX: Final = 5
_SHOWN_CHARACTERS: Final = 40


def unknown_arguments() -> tuple[Note, ...]:
    """A note for each argument of the request that its address does not know, the first five, with the nearest known
    one where one is near; in the visitor's language.
    """
    return tuple(note_in_words(_note(name, meant)) for name, meant in _unknown()[:NAMED_MAX])


def refuse_unknown() -> None:
    """Raise BadArgument for the first argument that the address does not know."""
    for name, meant in _unknown():
        raise BadArgument(name[:_SHOWN_CHARACTERS], meant or ", ".join(sorted(_known())), "unknown")


def refuse_misspelt(form: SearchForm) -> None:
    """Raise BadArgument where nothing is asked, but an argument looks like one that asks."""
    for name, meant in () if form.asks else _unknown():
        if meant:
            raise BadArgument(name[:_SHOWN_CHARACTERS], meant, "unknown")


def _known() -> frozenset[str]:
    rule = request.url_rule.rule if request.url_rule is not None else ""
    return KNOWN.get(rule, frozenset())


def _unknown() -> list[tuple[str, str | None]]:
    """The names that are not known, in the order of the address, each with what may be meant."""
    known = _known()
    names = [name for name in request.args if name not in known and name not in CHOICES]
    return [(name, _meant(name, known)) for name in names]


def _meant(name: str, known: frozenset[str]) -> str | None:
    meant = _ELSEWHERE.get(name.lower())
    return meant if meant in known else nearest(name, known)


def _note(name: str, meant: str | None) -> Note:
    shown = name if len(name) <= _SHOWN_CHARACTERS else f"{name[:_SHOWN_CHARACTERS]}…"
    message = f"The argument “{shown}” of this address is not known here and was passed over."
    if meant is None:
        return Note("unknown-argument", message, 0, 0, (("name", shown),))
    message = (
        f"The argument “{shown}” of this address is not known here and was passed over; perhaps {meant} was meant."
    )
    return Note("misspelt-argument", message, 0, 0, (("name", shown), ("meant", meant)))
