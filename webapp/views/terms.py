"""The view of the terms of a collection: what the API and the terminal show."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal, TypeAlias, get_args

from corpus.lexicon.glossary import Status
from corpus.lexicon.term_list import Term, TermList, TermSource, Variants
from corpus.model import SIDES, Side
from webapp.addresses import with_arguments
from webapp.request_args import PAGE_SIZE_MAX, ArgumentReader, Arguments
from webapp.views.results import pages_of

TermKind: TypeAlias = Literal["pairs", "abbreviations", "variants"]
KINDS: Final[tuple[TermKind, ...]] = get_args(TermKind)
PAGE_TERMS: Final = 100
PAGES_MAX: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class TermsForm:
    """Which terms are asked for: those that hold `q`; `lang` is the language of the terms whose variants are meant."""

    q: str = ""
    kind: TermKind = "pairs"
    lang: Side = "en"
    page: int = 1
    size: int = PAGE_TERMS

    def path(self, base: str = "/api/v1/terms") -> str:
        """The address that asks the same."""
        pairs = (
            ("q", self.q),
            ("kind", "" if self.kind == "pairs" else self.kind),
            ("lang", "" if self.lang == "en" else self.lang),
            ("page", "" if self.page == 1 else str(self.page)),
            ("size", "" if self.size == PAGE_TERMS else str(self.size)),
        )
        return with_arguments(base, tuple((name, value) for name, value in pairs if value))

    def on_page(self, page: int) -> "TermsForm":
        """The same on another page."""
        return replace(self, page=page)


@dataclass(frozen=True, slots=True)
class YearCount:
    """The reports of a year that render a term so."""

    year: int
    reports: int


@dataclass(frozen=True, slots=True)
class JournalCount:
    """The reports of a journal that render a term so."""

    journal: str
    reports: int


@dataclass(frozen=True, slots=True)
class TermView:
    """A pair of terms: see `corpus.lexicon.term_list.Term`."""

    en: str
    zh: str
    short: str
    sources: tuple[TermSource, ...]
    confidence: float
    beads: int
    reports: int
    status: Status | Literal[""]
    years: tuple[YearCount, ...]
    journals: tuple[JournalCount, ...]


@dataclass(frozen=True, slots=True)
class VariantsView:
    """A term with its several renderings, the most frequent first."""

    term: str
    lang: Side
    renderings: tuple[TermView, ...]


@dataclass(frozen=True, slots=True)
class TermsView:
    """A page of the terms that were asked for; `terms` or `variants` holds it. `knowledge` is what they are from."""

    q: str
    kind: TermKind
    lang: Side
    total: int
    page: int
    pages: int
    terms: tuple[TermView, ...]
    variants: tuple[VariantsView, ...]
    knowledge: int


def read_terms_form(arguments: Arguments) -> TermsForm:
    """What the arguments ask; raises BadArgument."""
    reader = ArgumentReader(arguments)
    form = TermsForm(
        q=arguments.get("q", ""),
        kind=reader.word("kind", KINDS),
        lang=reader.word("lang", SIDES),
        page=reader.number("page", 1, PAGES_MAX),
        size=reader.number("size", PAGE_TERMS, PAGE_SIZE_MAX),
    )
    if reader.faults:
        raise reader.faults[0]
    return form


def terms_of(form: TermsForm, terms: TermList) -> TermsView:
    """The view of what the form asks."""
    found: Sequence[Term] = ()
    variants: Sequence[Variants] = ()
    if form.kind == "variants":
        variants = terms.variants(form.lang, form.q)
    else:
        found = asked_terms(form, terms)
    total = len(found) + len(variants)
    shown = slice((form.page - 1) * form.size, form.page * form.size)
    return TermsView(
        q=form.q,
        kind=form.kind,
        lang=form.lang,
        total=total,
        page=form.page,
        pages=pages_of(total, form.size),
        terms=tuple(_term(term) for term in found[shown]),
        variants=tuple(
            VariantsView(one.term, form.lang, tuple(_term(term) for term in one.renderings)) for one in variants[shown]
        ),
        knowledge=terms.knowledge,
    )


def asked_terms(form: TermsForm, terms: TermList) -> Sequence[Term]:
    """Every term that the form asks for, of variants those that are some."""
    if form.kind == "variants":
        return [term for one in terms.variants(form.lang, form.q) for term in one.renderings]
    return terms.matching(form.q) if form.kind == "pairs" else terms.matching_abbreviations(form.q)


def _term(term: Term) -> TermView:
    return TermView(
        term.en,
        term.zh,
        term.short,
        term.sources,
        term.confidence,
        term.beads,
        term.reports,
        term.status,
        tuple(YearCount(*one) for one in term.years),
        tuple(JournalCount(*one) for one in term.journals),
    )
