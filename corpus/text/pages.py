"""A plain file or a saved page to what it says: the citation in its head, and a version for each language."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from corpus.citations import complete
from corpus.model import Citation, OffsetMap, Origin, Side, Version
from corpus.text.cleaning import clean
from corpus.text.decoding import replace_unencodable
from corpus.text.layout import Block, Role, lay_out
from corpus.text.masthead import find_doi, find_pmid, read_masthead
from corpus.text.sections import heading_label, kind_of_label
from corpus.text.versions import Cleaned, Part, body_parts, versions_by_language

# The roles that read_masthead takes lines of, in the order of its arguments.
_MASTHEAD: Final[tuple[Role, ...]] = ("authors", "affiliation", "citation")


class Page(NamedTuple):
    """A page as it is read: the raw text, the cleaned and unwrapped text with the map between them, its blocks."""

    raw: str
    text: str
    offset_map: OffsetMap
    blocks: tuple[Block, ...]


def lay_out_page(page: str) -> Page:
    """What each line of a page is read as; whatever is made of a page is made of this."""
    raw = replace_unencodable(page)
    text, offset_map = clean(raw, unwrap=True)
    return Page(raw, text, offset_map, lay_out(text))


def read_page(page: str, origin: Origin) -> tuple[Citation, tuple[Version, ...]]:
    """The citation that a page prints, and its versions, each with the whole page as raw.

    No version if the page holds no text of a report, as a page of menus does not.
    """
    raw, text, offset_map, blocks = lay_out_page(page)
    lines = {role: [text[b.start : b.end] for b in blocks if b.role == role] for role in _MASTHEAD}
    citation = read_masthead(*(lines[role] for role in _MASTHEAD))
    said = "\n".join(text[block.start : block.end] for block in blocks if block.role != "furniture")
    citation = complete(citation, Citation(doi=find_doi(said), pmid=find_pmid(said)))
    return (citation, versions_by_language(Cleaned(raw, text, offset_map, origin), tuple(_parts(text, blocks))))


def _parts(text: str, blocks: Sequence[Block]) -> Iterator[Part]:
    """Titles and running text in the order of the page; neighbouring paragraphs of one side are read as one text."""
    headings: dict[Side, str] = {"en": "", "zh": ""}
    run: list[Block] = []
    for block in blocks:
        if run and (block.role != "paragraph" or run[-1].side != block.side):
            yield from _run_parts(text, run, headings[run[-1].side])
            run = []
        if block.role == "paragraph":
            run.append(block)
        elif block.role == "title":
            yield Part("TITLE", "", block.start, block.end)
        elif block.role == "heading":
            headings[block.side] = heading_label(text[block.start : block.end]) or ""
    if run:
        yield from _run_parts(text, run, headings[run[-1].side])


def _run_parts(text: str, run: Sequence[Block], heading: str) -> Iterator[Part]:
    """The parts of neighbouring paragraphs under a heading."""
    yield from body_parts(text, run[0].start, run[-1].end, kind_of_label(heading), heading)
