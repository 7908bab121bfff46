"""Other searches that a page of results offers, each with its address and its hits."""

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Final

from flask_babel import gettext

from indexer.canonical import canonical
from indexer.daily_doses import daily_doses
from indexer.errors import QueryError
from indexer.generations import OpenGeneration
from indexer.query import Query
from indexer.search import Reading, count, read_inquiry
from indexer.typed_only import TypedOnly, typed_only
from webapp.request_args import SearchForm

OFFERS_MAX: Final = 3


@dataclass(frozen=True, slots=True)
class Way:
    """Another search that would find something: what is different about it, its address, its hits."""

    words: str
    url: str
    hits: int


@dataclass(frozen=True, slots=True)
class Offer:
    """What was asked in one language only, or as a dose but not a dose a day, in words, and the query that asks it both
    ways: its address and hits.
    """

    words: str
    query: str
    url: str
    hits: int


def ways_of(form: SearchForm, generation: OpenGeneration) -> tuple[Way, ...]:
    """Less narrow searches that find something, with their hits; one that cannot be asked is none."""
    first = form.broadened(False)  # what found nothing has no words to be broadened by
    tries = (
        (gettext("The same without narrowing"), replace(first, chosen=())),
        (gettext("The same in both languages"), replace(first, lang="")),
        (gettext("Reports with any of these words"), replace(first, match="any")),
        (gettext("Any of these words, in both languages"), replace(first, lang="", chosen=(), match="any")),
    )
    ways: dict[str, Way] = {}
    for words, other in tries:
        url = other.path()
        if other != first and other.q.strip() and url not in ways:
            with suppress(QueryError):
                if total := count(read_inquiry(other.inquiry(1), generation), generation):
                    ways[url] = Way(words, url, total)
    return tuple(ways.values())


def offers_of(form: SearchForm, reading: Reading, generation: OpenGeneration) -> tuple[Offer, ...]:
    """What could be excluded or quoted in the other language too, where that is looked for; then the doses that more
    reports give as so much a day.
    """
    one_language = () if form.xl == "off" else typed_only(reading.parsed.query, generation.expander)
    offers = [_offer(form, _words(one), one.query, generation) for one in one_language]
    for dose in daily_doses(reading.parsed.query):
        named = {"said": dose.said, "daily": dose.daily}
        words = gettext("%(said)s is a dose by itself, %(daily)s another value. To look for this too:", **named)
        offer = _offer(form, str(words), dose.query, generation)
        if offer and offer.hits > count(reading, generation):
            offers.append(offer)
    return tuple(offer for offer in offers if offer)[:OFFERS_MAX]


def _offer(form: SearchForm, words: str, query: Query, generation: OpenGeneration) -> Offer | None:
    """The offer of a query with its hits, None of one longer than a query may be."""
    other = form.asking(canonical(query))
    try:
        hits = count(read_inquiry(other.inquiry(1), generation), generation)
    except QueryError:
        return None
    return Offer(words, other.q, other.path(), hits)


def _words(one: TypedOnly) -> str:
    named = {"said": one.said, "renderings": ", ".join(one.renderings)}
    if one.kind == "excluded":
        return str(gettext("NOT excludes only “%(said)s” as typed. To exclude %(renderings)s too:", **named))
    return str(gettext("In quotation marks only “%(said)s” is looked for. To look for %(renderings)s too:", **named))
