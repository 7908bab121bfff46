"""A record's text to versions: what is read and searched in each language, with sections, sentences and a map to raw.

A text whose record names its language is one version. Where it has to be told, it is told paragraph by paragraph: a
text that mixes English and Chinese paragraphs becomes two versions of the same raw.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from corpus.citations import complete
from corpus.model import Citation, OffsetMap, Origin, RecordText, Section, SectionKind, Sentence, Side, Version
from corpus.text.cleaning import clean
from corpus.text.decoding import replace_unencodable
from corpus.text.language import UNDETERMINED, language_key, settle_language, side_of, tell_language
from corpus.text.masthead import find_doi, find_pmid
from corpus.text.offsets import concatenate, excerpt
from corpus.text.sections import find_keywords, find_sections
from corpus.text.sentences import split_sentences

# A Latin line of fewer words between Chinese paragraphs is a formula, a drug or an abbreviation of theirs. Our choice.
_WORDS_OF_A_PARAGRAPH_MIN: Final = 5
_LATIN_WORD: Final = re.compile(r"[A-Za-z]{2,}")


class Part(NamedTuple):
    """A range of a cleaned text that belongs to a version, and the section it stands in."""

    kind: SectionKind
    label: str
    start: int
    end: int


def read_fields(given: RecordText) -> tuple[Citation, tuple[Version, ...]]:
    """What a text of a record says about its citation (keywords, identifiers), and its versions.

    One version if the record names the language, and one for each language its paragraphs are in otherwise; none if
    nothing is left of the text after cleaning. `raw` is the passages joined by line breaks, the title first wherever
    the record gives it.
    """
    passages = sorted(given.passages, key=lambda passage: passage.kind != "TITLE")
    pieces: list[tuple[str, OffsetMap, int]] = []
    parts: list[Part] = []
    citation = Citation()
    raws = [replace_unencodable(passage.text) for passage in passages]
    raw_start = written = 0
    for passage, raw in zip(passages, raws, strict=True):
        text, offset_map = clean(raw)
        if text:
            words, found = _parts(text, passage.kind, " ".join(passage.label.split()))
            parts += [Part(part.kind, part.label, part.start + written, part.end + written) for part in found]
            citation = complete(citation, Citation(keywords=words))
            pieces.append((text, offset_map, raw_start))
            written += len(text) + 1
        raw_start += len(raw) + 1
    text, offset_map = concatenate(pieces)
    citation = complete(citation, Citation(doi=find_doi(text), pmid=find_pmid(text)))
    cleaned = Cleaned("\n".join(raws), text, offset_map, given.origin)
    if given.language is not None and given.language.strip():
        version = make_version(cleaned, parts, settle_language(given.language, text))
        return (citation, (version,) if version.text else ())
    return (citation, versions_by_language(cleaned, parts))


class Cleaned(NamedTuple):
    """A raw text, its cleaned text with the map between them, and who wrote it."""

    raw: str
    text: str
    offset_map: OffsetMap
    origin: Origin


def versions_by_language(cleaned: Cleaned, parts: Sequence[Part]) -> tuple[Version, ...]:
    """One version for each language that paragraphs of the parts are in, in the order in which they begin."""
    groups: dict[str, list[Part]] = {}
    for part, language in _told(cleaned.text, parts):
        groups.setdefault(language_key(language), []).append(part)
    versions = []
    for group, members in groups.items():
        text = "\n".join(cleaned.text[part.start : part.end] for part in members)
        versions.append(make_version(cleaned, members, settle_language(group, text)))
    return tuple(version for version in versions if version.text)


def make_version(cleaned: Cleaned, parts: Iterable[Part], language: str) -> Version:
    """The version that these parts of a cleaned text make, each on a line of its own; a title is not split."""
    kept = [part for part in parts if part.start < part.end]
    text, offset_map = excerpt(cleaned.text, cleaned.offset_map, [(part.start, part.end) for part in kept])
    sections: list[Section] = []
    start = 0
    for part in kept:
        end = start + part.end - part.start
        if sections and (sections[-1].kind, sections[-1].label) == (part.kind, part.label):
            sections[-1] = Section(part.kind, part.label, sections[-1].start, end)
        else:
            sections.append(Section(part.kind, part.label, start, end))
        start = end + 1
    side = side_of(language)
    sentences = tuple(_sentences(text, sections, side))
    return Version(side, language, cleaned.origin, cleaned.raw, text, offset_map, tuple(sections), sentences)


def body_parts(text: str, start: int, end: int, kind: SectionKind = "UNASSIGNED", label: str = "") -> Iterator[Part]:
    """The parts of running text: by the labels it prints; what has none stands under the heading given."""
    for section in find_sections(text[start:end]):
        if section.label and section.label.lower() != label.lower():
            yield Part(section.kind, section.label, section.start + start, section.end + start)
        else:
            yield Part(kind, label, section.start + start, section.end + start)


def _parts(text: str, kind: SectionKind, label: str) -> tuple[tuple[str, ...], list[Part]]:
    """The keywords of a passage, and its parts: what the record divides is divided no further."""
    lines = find_keywords(text) if kind != "TITLE" else ()
    edges = [0, *(edge for line in lines for edge in (line.start, line.end)), len(text)]
    parts: list[Part] = []
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        stretch = text[start:end]
        first, last = start + len(stretch) - len(stretch.lstrip()), start + len(stretch.rstrip())
        if first < last:
            divided = kind != "UNASSIGNED" or bool(label)
            parts += [Part(kind, label, first, last)] if divided else body_parts(text, first, last)
    return (tuple(word for line in lines for word in line.keywords), parts)


def _told(text: str, parts: Sequence[Part]) -> Iterator[tuple[Part, str]]:
    """Every paragraph of the parts with its language; one that does not show it follows the paragraph before it."""
    paragraphs = list(_paragraphs(text, parts))
    languages = [tell_language(text[part.start : part.end]) for part in paragraphs]
    has_chinese = any(side_of(language) == "zh" for language in languages)
    previous = next((language for language in languages if language != UNDETERMINED), UNDETERMINED)
    for part, language in zip(paragraphs, languages, strict=True):
        stray = has_chinese and part.kind != "TITLE" and side_of(language) == "en"
        words = len(_LATIN_WORD.findall(text, part.start, part.end)) if stray else _WORDS_OF_A_PARAGRAPH_MIN
        if language != UNDETERMINED and words >= _WORDS_OF_A_PARAGRAPH_MIN:
            previous = language
        yield (part, previous)


def _paragraphs(text: str, parts: Sequence[Part]) -> Iterator[Part]:
    """The parts, cut at line breaks."""
    for part in parts:
        start = part.start
        for line in text[part.start : part.end].split("\n"):
            yield Part(part.kind, part.label, start, start + len(line))
            start += len(line) + 1


def _sentences(text: str, sections: Sequence[Section], side: Side | None) -> Iterator[Sentence]:
    """The sentences of a version: every line of a title is one, the rest is split."""
    for section in sections:
        stretch = text[section.start : section.end]
        if section.kind == "TITLE":
            start = section.start
            for line in stretch.split("\n"):
                if line:
                    yield Sentence(start, start + len(line))
                start += len(line) + 1
        else:
            for sentence in split_sentences(stretch, side):
                yield Sentence(sentence.start + section.start, sentence.end + section.start)
