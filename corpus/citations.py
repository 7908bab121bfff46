"""Two citations of one report made into one."""

from dataclasses import replace

from corpus.model import Citation


def complete(given: Citation, found: Citation) -> Citation:
    """The given citation with what it is silent about filled in; keywords and types are joined.

    Journal, year, volume, issue and pages are one block, of one work: nothing of it is filled in if journal, volume,
    issue or pages of the two contradict each other. Another year alone is no contradiction, because an article may be
    out a year before its issue.
    """
    place = given if _contradict(given, found) else found
    return replace(
        given,
        titles=given.titles or found.titles,
        authors=given.authors or found.authors,
        affiliations=given.affiliations or found.affiliations,
        journal=given.journal or place.journal,
        year=given.year or place.year,
        volume=given.volume or place.volume,
        issue=given.issue or place.issue,
        pages=given.pages or place.pages,
        doi=given.doi or found.doi,
        pmid=given.pmid or found.pmid,
        mesh=given.mesh or found.mesh,
        keywords=tuple(dict.fromkeys((*given.keywords, *found.keywords))),
        publication_types=tuple(dict.fromkeys((*given.publication_types, *found.publication_types))),
    )


def _contradict(one: Citation, other: Citation) -> bool:
    """Whether both say where the article stands, and not the same; the journal's capitals and full stops aside."""
    pairs = (
        (_folded(one.journal), _folded(other.journal)),
        (one.volume, other.volume),
        (one.issue, other.issue),
        (one.pages, other.pages),
    )
    return any(mine and yours and mine != yours for mine, yours in pairs)


def _folded(journal: str) -> str:
    return " ".join(journal.casefold().replace(".", " ").split())
