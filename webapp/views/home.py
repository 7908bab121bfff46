"""What the collection holds, and searches that find something in it."""

from dataclasses import dataclass, replace
from typing import Final

from corpus.model import Side
from corpus.store import Store
from indexer.engine import FacetCount, SearchRequest
from indexer.generations import OpenGeneration
from indexer.manifest import Manifest
from indexer.plan import EVERY_ENTRY, Plan
from indexer.search import count, read_inquiry
from webapp.request_args import SearchForm

# Searches of every kind, in the order in which they are offered; those that find nothing here are left out.
CANDIDATES: Final[tuple[tuple[Side, str], ...]] = (
    ("en", "immune thrombocytopenia"),
    ("en", '"complete response"'),
    ("en", "thrombocyt*"),
    ("en", "title:lenalidomide"),
    ("en", "platelet NEAR/5 count"),
    ("en", "treatment"),
    ("en", "patients NOT children"),
    ("zh", "免疫性血小板减少症"),
    ("zh", '"完全缓解"'),
    ("zh", "血小板 BTKi"),
    ("zh", "lang:zh 缓解"),
    ("zh", "布鲁顿酪氨酸激酶抑制剂"),
    ("zh", "患者"),
    ("zh", "治疗"),
)
EXAMPLES_MAX: Final = 5  # a side


@dataclass(frozen=True, slots=True)
class Example:
    """A query that finds something."""

    side: Side
    query: str
    hits: int
    url: str


@dataclass(frozen=True, slots=True)
class LanguageCount:
    """How many reports have a version in a language."""

    value: str
    hits: int
    url: str


@dataclass(frozen=True, slots=True)
class HomeView:
    """The collection as it is indexed; `behind` counts the changes of the store since."""

    reports: int
    all_url: str
    languages: tuple[LanguageCount, ...]
    parallel: int
    parallel_url: str
    examples: tuple[Example, ...]
    generation: int
    built_at: str
    revision: int
    behind: int


class HomeViews:
    """Views of the newest generation, made once for each: its examples cost a dozen searches."""

    def __init__(self) -> None:
        self._newest: tuple[Manifest, HomeView] | None = None

    def of(self, generation: OpenGeneration, store: Store) -> HomeView:
        """The view of this generation, with what has changed in the store since."""
        newest = self._newest  # two threads may both make it; either is right
        if newest is None or newest[0] != generation.manifest:
            newest = self._newest = (generation.manifest, _home_view(generation))
        return replace(newest[1], behind=store.revision() - generation.manifest.revision)


def _home_view(generation: OpenGeneration) -> HomeView:
    """The view of one generation, as if the store had not changed since."""
    everything = SearchRequest(Plan(EVERY_ENTRY, ()), limit=0, facets=("lang", "has"))
    page = generation.engine.search(everything)
    facets = dict(page.facets)
    languages = [count for count in facets.get("lang", ()) if "-" not in count.value]
    all_languages = " OR ".join(f"lang:{count.value}" for count in languages)
    manifest = generation.manifest
    return HomeView(
        reports=page.total,
        all_url=SearchForm(q=all_languages, sort="newest").path(),
        languages=tuple(_language(count) for count in languages),
        parallel=next((count.hits for count in facets.get("has", ()) if count.value == "parallel"), 0),
        parallel_url=SearchForm(q="has:parallel").path(),
        examples=_examples(generation),
        generation=generation.number,
        built_at=manifest.built_at.isoformat(),
        revision=manifest.revision,
        behind=0,
    )


def _language(count: FacetCount) -> LanguageCount:
    return LanguageCount(count.value, count.hits, SearchForm(q=f"lang:{count.value}").path())


def _examples(generation: OpenGeneration) -> tuple[Example, ...]:
    """The candidates that find something, at most EXAMPLES_MAX a side."""
    examples: list[Example] = []
    for side, query in CANDIDATES:
        if sum(example.side == side for example in examples) < EXAMPLES_MAX:
            form = SearchForm(q=query)
            found = count(read_inquiry(form.inquiry(page_size=1), generation), generation)
            if found:
                examples.append(Example(side, query, found, form.path()))
    return tuple(examples)
