"""From the arguments of a URL to what is asked, or a `BadArgument` that says which one is wrong and what it may be."""

from dataclasses import dataclass, replace
from typing import Final, Literal, TypeAlias, TypeVar

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString
from werkzeug.datastructures import MultiDict

from indexer.engine import Sort
from indexer.fields import FilterName
from indexer.limits import RESULTS_REACH_MAX
from indexer.plan import HasValue
from indexer.publication_types import type_name
from indexer.search import Inquiry, MatchMode
from webapp.addresses import with_arguments

Arguments: TypeAlias = "MultiDict[str, str]"
Order: TypeAlias = Literal["relevance", "newest", "oldest", "title"]
Switch: TypeAlias = Literal["on", "off"]
ArgumentFault: TypeAlias = Literal["value", "empty", "unknown"]
Word = TypeVar("Word", bound=str)

# The filters that a results page counts, and the argument that chooses one of their values.
FACETS: Final[dict[FilterName, str]] = {
    "lang": "language",
    "has": "has",
    "year": "year",
    "journal": "journal",
    "type": "type",
    "origin": "origin",
    "flag": "flag",
}
LANGUAGES: Final[tuple[str, ...]] = ("", "en", "zh")
MATCHES: Final[tuple[MatchMode, ...]] = ("all", "any")
SWITCH: Final[tuple[Switch, ...]] = ("on", "off")
REFUSED_MAX: Final = 400  # expansions at once: all that the longest query may have, ten for each of its words
ORDERS: Final[tuple[Order, ...]] = ("relevance", "newest", "oldest", "title")
BROADEN: Final[tuple[str, ...]] = ("", "1")
PAGE_SIZE_MAX: Final = 100
CHOSEN_MAX: Final = 20  # facet values at once
VALUE_CHARACTERS_MAX: Final = 300  # of a facet's value: longer than any journal's name


class BadArgument(Exception):
    """An argument of the URL that cannot be used: its name, and what it may be in the visitor's language.

    `fault` says whether its value cannot be read, nothing stands behind it, or its name is unknown and `allowed` is one
    that is known.
    """

    def __init__(self, name: str, allowed: LazyString | str, fault: ArgumentFault = "value") -> None:
        super().__init__(name)
        self.name = name
        self.allowed = allowed
        self.fault = fault


@dataclass(frozen=True, slots=True)
class SearchForm:
    """What a person asked on the search form; `chosen` are values of facets, `refused` names of expansions into the
    other language, which `xl` switches. Every default is left out of URLs.
    """

    q: str = ""
    lang: str = ""
    match: MatchMode = "all"
    sort: Order = "relevance"
    page: int = 1
    size: int | None = None
    broaden: bool = False
    chosen: tuple[tuple[FilterName, str], ...] = ()
    xl: Switch = "on"
    refused: tuple[str, ...] = ()

    @property
    def asks(self) -> bool:
        """Whether anything is asked: words, a language, or a value of a facet."""
        return bool(self.q.strip() or self.lang or self.chosen)

    def arguments(self) -> tuple[tuple[str, str], ...]:
        """The arguments of a URL that asks the same."""
        pairs = [
            ("q", self.q),
            ("lang", self.lang),
            ("match", "" if self.match == "all" else self.match),
            ("broaden", "1" if self.broaden else ""),
            ("sort", "" if self.sort == "relevance" else self.sort),
            ("xl", "" if self.xl == "on" else self.xl),
            *(("without", name) for name in self.refused),
            *((FACETS[name], value) for name, value in self.chosen),
            ("page", "" if self.page == 1 else str(self.page)),
            ("size", "" if self.size is None else str(self.size)),
        ]
        return tuple((name, value) for name, value in pairs if value)

    def inquiry(self, page_size: int, facets: tuple[FilterName, ...] = ()) -> Inquiry:
        """What is asked of the index."""
        size = self.size or page_size
        return Inquiry(
            text=self.q,
            lang="en" if self.lang == "en" else "zh" if self.lang == "zh" else None,
            match=self.match,
            cross_lingual=self.xl == "on",
            without=frozenset(self.refused),
            filters=filters_of(self.chosen),
            sort=_engine_sort(self.sort, self.lang),
            offset=(self.page - 1) * size,
            limit=size,
            facets=facets,
        )

    def path(self, base: str = "/search") -> str:
        """The address that asks the same."""
        return with_arguments(base, self.arguments())

    def asking(self, q: str) -> "SearchForm":
        """Another query asked in the same way, from the first page; not broadened, for its words would be others."""
        return replace(self, q=q, page=1, broaden=False)

    def switched(self, xl: Switch) -> "SearchForm":
        """The same with or without the other language's words, from the first page."""
        return replace(self, xl=xl, page=1)

    def refusing(self, name: str) -> "SearchForm":
        """The same without an expansion, from the first page."""
        return replace(self, refused=(*(one for one in self.refused if one != name), name), page=1)

    def allowing(self, name: str) -> "SearchForm":
        """The same with an expansion that was refused, from the first page."""
        return replace(self, refused=tuple(one for one in self.refused if one != name), page=1)

    def shortened(self, characters: int) -> "SearchForm":
        """The same with at most so many characters of the query, to be shown again."""
        return replace(self, q=self.q[:characters])

    def broadened(self, broaden: bool) -> "SearchForm":
        """The same broadened by words of what it finds or not, from the first page."""
        return replace(self, broaden=broaden, page=1)

    def on_page(self, page: int) -> "SearchForm":
        """The same on another page."""
        return replace(self, page=page)

    def sorted_by(self, sort: Order) -> "SearchForm":
        """The same in another order, from the first page."""
        return replace(self, sort=sort, page=1)

    def having(self, name: FilterName, value: str) -> "SearchForm":
        """The same narrowed by a value of a facet, from the first page."""
        return replace(self, chosen=(*self.no_longer_having(name, value).chosen, (name, value)), page=1)

    def no_longer_having(self, name: FilterName, value: str) -> "SearchForm":
        """The same no longer narrowed by that value, from the first page."""
        return replace(self, chosen=tuple(pair for pair in self.chosen if pair != (name, value)), page=1)


def read_form(arguments: Arguments, page_size: int) -> SearchForm:
    """What the arguments ask; raises BadArgument. `page_size` holds where the URL gives none."""
    reading = _Reading(arguments, page_size)
    if reading.faults:
        raise reading.faults[0]
    return reading.form


def read_leniently(arguments: Arguments, page_size: int) -> SearchForm:
    """The form to show again, whatever is wrong with the arguments: what cannot be used is as if not given."""
    return _Reading(arguments, page_size).form


def one_of(*words: str) -> LazyString:
    """What an argument may be, as a choice of words."""
    return lazy_gettext("one of: %(words)s", words=", ".join(word for word in words if word))


def _engine_sort(order: Order, lang: str) -> Sort:
    """How an engine sorts: by the titles of the language that is searched, English unless it is Chinese."""
    return order if order != "title" else "title.zh" if lang == "zh" else "title.en"


class ArgumentReader:
    """Reads the arguments of a URL one after the other; what cannot be used becomes a fault, and as if not given."""

    def __init__(self, arguments: Arguments) -> None:
        self._arguments = arguments
        self.faults: list[BadArgument] = []

    def word(self, name: str, allowed: tuple[Word, ...]) -> Word:
        """One of the words allowed, the first unless given."""
        given = self._arguments.get(name, allowed[0])
        found = next((word for word in allowed if word == given), None)
        if found is None:
            self._refuse(name, one_of(*allowed), given)
        return allowed[0] if found is None else found

    def number(self, name: str, default: int, most: int) -> int:
        """A whole number from 1 to `most`."""
        given = self._arguments.get(name)
        if given is None:
            return default
        if not (given.isascii() and given.isdigit() and len(given) <= 9 and 1 <= int(given) <= most):
            self._refuse(name, lazy_gettext("a whole number from 1 to %(most)s", most=most), given)
            return default
        return int(given)

    def chosen(self) -> tuple[tuple[FilterName, str], ...]:
        """The chosen values of facets, each once, CHOSEN_MAX at most."""
        chosen: list[tuple[FilterName, str]] = []
        for name, argument in FACETS.items():
            for value in dict.fromkeys(self._arguments.getlist(argument)):
                if name == "year" and not (value.isascii() and value.isdigit() and len(value) <= 4):
                    self._refuse(argument, lazy_gettext("a year in digits"), value)
                elif not value.strip() or len(value) > VALUE_CHARACTERS_MAX:
                    self._refuse(argument, lazy_gettext("1 to %(most)s characters", most=VALUE_CHARACTERS_MAX), value)
                else:
                    chosen.append((name, value))
        if len(chosen) > CHOSEN_MAX:
            words = lazy_gettext("at most %(most)s values at once", most=CHOSEN_MAX)
            self._refuse(", ".join(FACETS.values()), words)
        return tuple(chosen[:CHOSEN_MAX])

    def given_well(self, name: str) -> bool:
        """Whether the argument was given and can be used."""
        return name in self._arguments and not any(fault.name == name for fault in self.faults)

    def _refuse(self, name: str, allowed: LazyString, given: str = "given") -> None:
        self.faults.append(BadArgument(name, allowed, "value" if given.strip() else "empty"))


def filters_of(chosen: tuple[tuple[FilterName, str], ...]) -> tuple[HasValue, ...]:
    """A condition for each facet in which values were chosen: one of them must be held."""
    values: dict[FilterName, list[str]] = {}
    for name, value in chosen:
        values.setdefault(name, []).append(type_name(value) if name == "type" else value)
    return tuple(HasValue(name, frozenset(of_facet)) for name, of_facet in values.items())


class _Reading(ArgumentReader):
    """The form of what can be used, read in the order of its members."""

    def __init__(self, arguments: Arguments, page_size: int) -> None:
        super().__init__(arguments)
        lang, match = self.word("lang", LANGUAGES), self.word("match", MATCHES)
        sort = self.word("sort", ORDERS)
        size = self.number("size", page_size, PAGE_SIZE_MAX)
        self.form = SearchForm(
            q=arguments.get("q", ""),
            lang=lang,
            match=match,
            sort=sort,
            page=self.number("page", 1, max(1, RESULTS_REACH_MAX // size)),
            size=size if self.given_well("size") else None,
            broaden=self.word("broaden", BROADEN) == "1",
            chosen=self.chosen(),
            xl=self.word("xl", SWITCH),
            refused=self._refused(),
        )

    def _refused(self) -> tuple[str, ...]:
        """The refused expansions, each once."""
        names = tuple(dict.fromkeys(self._arguments.getlist("without")))
        if len(names) > REFUSED_MAX:
            self._refuse("without", lazy_gettext("at most %(most)s values at once", most=REFUSED_MAX))
        elif any(":" not in name or len(name) > VALUE_CHARACTERS_MAX for name in names):
            self._refuse("without", lazy_gettext("a word and its rendering, with a colon between"))
            return ()
        return names[:REFUSED_MAX]
