"""The one table of fields: what a person may type, what it is called canonically, and where it counts.

A *line* is a sequence of tokens in which word order counts; a *filter* is a set of values of a report. The tags are
PubMed's (https://pubmed.ncbi.nlm.nih.gov/help/#search-tags), the prefixes Europe PMC's
(https://europepmc.org/searchsyntax).
"""

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias, get_args

from corpus.model import Side

LineName: TypeAlias = Literal[
    "title.en", "title.zh", "text.en", "text.zh", "author", "affiliation", "journal", "keyword", "mesh"
]
FilterName: TypeAlias = Literal[
    "year", "lang", "has", "flag", "type", "origin", "doi", "pmid", "id", "collection", "journal"
]
# What `has:` can ask.
HasName: TypeAlias = Literal["parallel", "abstract.en", "abstract.zh", "title.en", "title.zh", "doi", "pmid"]

LINES: Final[tuple[LineName, ...]] = (
    "title.en", "title.zh", "text.en", "text.zh", "author", "affiliation", "journal", "keyword", "mesh",
)  # fmt: skip
FILTERS: Final[tuple[FilterName, ...]] = (
    "year", "lang", "has", "flag", "type", "origin", "doi", "pmid", "id", "collection", "journal",
)  # fmt: skip
HAS_VALUES: Final[tuple[HasName, ...]] = get_args(HasName)

# The lines of a version: its titles, and all else it says.
TITLE_LINES: Final[dict[Side, LineName]] = {"en": "title.en", "zh": "title.zh"}
TEXT_LINES: Final[dict[Side, LineName]] = {"en": "text.en", "zh": "text.zh"}


@dataclass(frozen=True, slots=True)
class Field:
    """A field by its canonical name. It has `lines` or a `filter`; a field with neither says how the search is done.

    `names` are the prefixes (`ti:`), `tags` the PubMed suffixes (`[ti]`), all compared without case.
    """

    name: str
    names: tuple[str, ...]
    tags: tuple[str, ...]
    lines: tuple[LineName, ...] = ()
    filter: FilterName | None = None


_TITLE: Final[tuple[LineName, ...]] = ("title.en", "title.zh")
_TEXT: Final[tuple[LineName, ...]] = ("text.en", "text.zh")

ALL_FIELDS: Final = Field(
    "all", ("all",), ("all", "all fields"), (*_TITLE, *_TEXT, "author", "journal", "keyword", "mesh")
)

FIELDS: Final[tuple[Field, ...]] = (
    ALL_FIELDS,
    Field("title", ("title", "ti"), ("ti", "title"), _TITLE),
    Field("title.en", ("title.en", "ti.en"), (), ("title.en",)),
    Field("title.zh", ("title.zh", "ti.zh"), (), ("title.zh",)),
    Field("abstract", ("abstract", "ab"), ("ab", "abstract"), _TEXT),
    Field("abstract.en", ("abstract.en", "ab.en"), (), ("text.en",)),
    Field("abstract.zh", ("abstract.zh", "ab.zh"), (), ("text.zh",)),
    Field("tiab", ("tiab", "title_abs"), ("tiab", "title/abstract"), (*_TITLE, *_TEXT)),
    Field("tiab.en", ("tiab.en",), (), ("title.en", "text.en")),
    Field("tiab.zh", ("tiab.zh",), (), ("title.zh", "text.zh")),
    Field("text", ("tw", "text"), ("tw", "text word", "text words"), (*_TITLE, *_TEXT, "keyword", "mesh")),
    Field("author", ("author", "au", "auth"), ("au", "author"), ("author",)),
    Field("affiliation", ("affiliation", "ad", "aff"), ("ad", "affiliation"), ("affiliation",)),
    Field("journal", ("journal", "jo", "ta"), ("ta", "jour", "journal"), ("journal",)),
    Field("journal.name", ("journal.name",), (), filter="journal"),
    Field("keyword", ("keyword", "kw"), ("ot", "keyword", "other term"), ("keyword",)),
    Field("mesh", ("mesh", "mh"), ("mh", "mesh", "mesh terms"), ("mesh",)),
    Field("year", ("year", "pub_year", "dp"), ("dp", "pdat", "date - publication"), filter="year"),
    Field("lang", ("lang", "la", "language"), ("la", "lang", "language"), filter="lang"),
    Field("has", ("has",), (), filter="has"),
    Field("flag", ("flag",), (), filter="flag"),
    Field("type", ("type", "pt", "pub_type"), ("pt", "publication type"), filter="type"),
    Field("origin", ("origin",), (), filter="origin"),
    Field("doi", ("doi",), ("doi",), filter="doi"),
    Field("pmid", ("pmid", "ext_id"), ("pmid", "uid"), filter="pmid"),
    Field("id", ("id",), (), filter="id"),
    Field("collection", ("collection", "col"), (), filter="collection"),
    Field("xl", ("xl",), ()),
)

BY_NAME: Final[dict[str, Field]] = {name: field for field in FIELDS for name in field.names}
BY_TAG: Final[dict[str, Field]] = {tag: field for field in FIELDS for tag in field.tags}
