"""A record's citation in words: its own alone, whatever it is shown beside."""

from corpus.model import Citation
from webapp.views.passages import ShownTitle


def imprint(citation: Citation) -> str:
    """Journal, year, volume, issue and pages as PubMed sets them: `Blood. 2025;8(2):e70152`; "" without all."""
    issue = f"({citation.issue})" if citation.issue else ""
    numbers = f"{citation.volume}{issue}" + (f":{citation.pages}" if citation.pages else "")
    when = ";".join(part for part in (str(citation.year or ""), numbers) if part)
    return ". ".join(part for part in (citation.journal.rstrip("."), when) if part)


def citation_text(citation: Citation, titles: tuple[ShownTitle, ...]) -> str:
    """The citation in one line: authors, printed titles, imprint, identifiers. What the source lacks is left out."""
    authors = ", ".join(author.latin or author.han for author in citation.authors)
    printed = " / ".join(title.text.rstrip(".。") for title in titles if not title.derived)
    doi = f"doi:{citation.doi}" if citation.doi else ""
    pmid = f"PMID {citation.pmid}" if citation.pmid else ""
    parts = [part.rstrip(".") for part in (authors, printed, imprint(citation), doi, pmid) if part]
    return ". ".join(parts) + ("." if parts else "")
