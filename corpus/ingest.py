"""Records to a report: texts read, citation joined, sentences aligned, faults flagged.

Pure: the same records and the same knowledge give the same report, in any process and at any time.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from corpus.alignment.versions import align_versions
from corpus.audit import audit_report
from corpus.citations import complete
from corpus.identifiers import report_id_of
from corpus.knowledge import Knowledge
from corpus.model import Citation, Record, Report, Title, Version
from corpus.text.cleaning import clean
from corpus.text.decoding import replace_unencodable
from corpus.text.language import language_key, settle_language
from corpus.text.pages import read_page
from corpus.text.versions import read_fields


def make_report(records: Sequence[Record], knowledge: Knowledge) -> Report:
    """The report that records with one id make together, at revision 0.

    A later record replaces the versions of its own languages and what it says of the citation; all else is kept.
    Raises ValueError without a record.
    """
    if not records:
        raise ValueError("a report is made from one record or more")
    citation = Citation()
    versions: tuple[Version, ...] = ()
    for record in records:
        found, own = _read(record)
        titles = _joined_titles(_joined_titles(_titles(own), _cited_titles(record.citation)), citation.titles)
        citation = replace(complete(complete(record.citation, found), citation), titles=titles)
        versions = _succeed(versions, own)
    sources = tuple(dict.fromkeys(record.source for record in records))
    report_id = report_id_of(records[0])
    report = Report(report_id, 0, citation, versions, align_versions(versions, knowledge), (), sources)
    return replace(report, flags=audit_report(report, knowledge))


def languages_of(record: Record) -> tuple[str, ...]:
    """The keys of the languages that a record gives texts in, sorted: those that it renews in its report."""
    return tuple(sorted({language_key(version.language) for version in _read(record)[1]}))


def _read(record: Record) -> tuple[Citation, tuple[Version, ...]]:
    """What the texts of a record say of the citation, and its versions: at most one a side."""
    citation = Citation()
    versions: list[Version] = []
    for text in record.texts:
        if record.layout == "page":
            found, read = read_page("\n".join(passage.text for passage in text.passages), text.origin)
        else:
            found, read = read_fields(text)
        citation = complete(citation, found)
        versions.extend(read)
    return (citation, tuple(sorted(_one_a_side(versions), key=_reading_order)))


def _one_a_side(versions: Sequence[Version]) -> tuple[Version, ...]:
    """The first version of a side stands for it; another is kept as a further text of its language, never aligned."""
    kept: list[Version] = []
    for version in versions:
        taken = version.side is not None and any(version.side == other.side for other in kept)
        kept.append(replace(version, side=None) if taken else version)
    return tuple(kept)


def _succeed(versions: tuple[Version, ...], later: tuple[Version, ...]) -> tuple[Version, ...]:
    """The versions after a later record, which renews its own languages: English first, then Chinese, then others."""
    renewed = {language_key(version.language) for version in later}
    kept = [version for version in versions if language_key(version.language) not in renewed]
    return tuple(sorted([*kept, *later], key=_reading_order))


def _reading_order(version: Version) -> int:
    return {"en": 0, "zh": 1}.get(version.side or "", 2)


def _titles(versions: Sequence[Version]) -> tuple[Title, ...]:
    return tuple(Title(version.language, version.title()) for version in versions if version.title())


def _cited_titles(citation: Citation) -> Iterator[Title]:
    """The titles that a record gives beside its texts, read as those are: cleaned, and on one line."""
    for title in citation.titles:
        text = clean(replace_unencodable(title.text))[0].replace("\n", " ")
        if text:
            yield Title(settle_language(title.language, text), text)


def _joined_titles(titles: tuple[Title, ...], more: Iterable[Title]) -> tuple[Title, ...]:
    """The titles, and those of `more` in languages that they lack."""
    languages = {language_key(title.language) for title in titles}
    return (*titles, *(title for title in more if language_key(title.language) not in languages))
