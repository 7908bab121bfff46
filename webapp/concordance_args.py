"""From the arguments of a URL to what a concordance is asked, or a `BadArgument`."""

from dataclasses import dataclass, replace
from typing import Final, Literal, TypeAlias

from corpus.model import Side
from indexer.concordance import Grouping, Order, Wanted
from indexer.concordance_query import AskedTexts, side_of_text
from indexer.errors import AskedPart
from indexer.fields import FilterName
from indexer.limits import RESULTS_REACH_MAX
from webapp.addresses import with_arguments
from webapp.request_args import FACETS, PAGE_SIZE_MAX, ArgumentReader, Arguments, filters_of

# The argument of each of the three texts.
PARTS: Final[dict[AskedPart, str]] = {"term": "q", "contains": "other", "without": "without"}
Language: TypeAlias = Literal["", "en", "zh"]
LANGUAGES: Final[tuple[Language, ...]] = ("", "en", "zh")
GROUPINGS: Final[tuple[Grouping | Literal[""], ...]] = (
    "", "keyword", "left", "right", "rendering", "report", "year", "journal",
)  # fmt: skip
ORDERS: Final[tuple[Order, ...]] = ("relevance", "left", "right", "newest", "oldest")
# Words on either side of a keyword; a Chinese character says less than a word.
CONTEXT_WORDS: Final[dict[Side, int]] = {"en": 10, "zh": 20}
CONTEXT_MAX: Final = 100


@dataclass(frozen=True, slots=True)
class ConcordanceForm:
    """What a person asked of the concordance. `lang` empty: the language of `q`. Every default is left out of URLs.

    `value` is one of the groups of `group`; None leaves all.
    """

    q: str = ""
    lang: Language = ""
    other: str = ""
    without: str = ""
    group: Grouping | Literal[""] = ""
    value: str | None = None
    sort: Order = "relevance"
    context: int | None = None
    page: int = 1
    size: int | None = None
    chosen: tuple[tuple[FilterName, str], ...] = ()

    @property
    def side(self) -> Side:
        """The language whose keywords are shown."""
        return self.lang or side_of_text(self.q)

    def arguments(self) -> tuple[tuple[str, str], ...]:
        """The arguments of a URL that asks the same."""
        pairs = [
            ("q", self.q),
            ("lang", self.lang),
            ("other", self.other),
            ("without", self.without),
            ("group", self.group),
            ("sort", "" if self.sort == "relevance" else self.sort),
            ("context", "" if self.context is None else str(self.context)),
            *((FACETS[name], value) for name, value in self.chosen),
            ("page", "" if self.page == 1 else str(self.page)),
            ("size", "" if self.size is None else str(self.size)),
        ]
        value = () if self.value is None else (("value", self.value),)
        return (*((name, given) for name, given in pairs if given), *value)

    def path(self, base: str = "/api/v1/concordance") -> str:
        """The address that asks the same."""
        return with_arguments(base, self.arguments())

    def of_group(self, value: str | None) -> "ConcordanceForm":
        """The same with the lines of one group, or of all, from the first page."""
        return replace(self, value=value, page=1)

    def wanted(self, page_size: int) -> Wanted:
        """What is asked of the index."""
        size = self.size or page_size
        return Wanted(
            texts=AskedTexts(self.side, self.q, self.other, self.without),
            group=self.group or None,
            value=self.value if self.group else None,
            order=self.sort,
            filters=filters_of(self.chosen),
            context=CONTEXT_WORDS[self.side] if self.context is None else self.context,
            offset=(self.page - 1) * size,
            limit=size,
        )


def read_concordance_form(arguments: Arguments, page_size: int) -> ConcordanceForm:
    """What the arguments ask; raises BadArgument. `page_size` holds where the URL gives none."""
    reader = ArgumentReader(arguments)
    size = reader.number("size", page_size, PAGE_SIZE_MAX)
    context = reader.number("context", 1, CONTEXT_MAX)
    form = ConcordanceForm(
        q=arguments.get("q", ""),
        lang=reader.word("lang", LANGUAGES),
        other=arguments.get("other", ""),
        without=arguments.get("without", ""),
        group=reader.word("group", GROUPINGS),
        value=arguments.get("value"),
        sort=reader.word("sort", ORDERS),
        context=context if reader.given_well("context") else None,
        page=reader.number("page", 1, max(1, RESULTS_REACH_MAX // size)),
        size=size if reader.given_well("size") else None,
        chosen=reader.chosen(),
    )
    if reader.faults:
        raise reader.faults[0]
    return form
