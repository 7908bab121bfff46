"""One parsed <PubmedArticle> to a record: every abstract in every language, both titles, citation, identifiers.

PubMed gives no id beside PMID and DOI, so the record has none of its own. <sup> and <sub> stay as tags in the text, for
cleaning to make them characters; all other markup goes and its text stays.
"""

import re
from collections.abc import Iterator
from typing import Any, Final, TypeAlias, get_args

from corpus.identifiers import normal_doi, normal_pmid
from corpus.model import Author, Citation, Origin, Passage, Record, RecordText, SectionKind, Source, Title
from corpus.readers.languages import english_unless_chinese, language_tag
from corpus.readers.refusals import BadRecord
from corpus.text.cleaning import clean
from corpus.text.decoding import replace_unencodable
from corpus.text.sections import kind_of_label
from corpus.words.folding import is_han

Element: TypeAlias = Any  # lxml ships no types

_KEPT: Final = frozenset(("sup", "sub"))
# What PubMed prints where it has no English title.
_NO_TITLES: Final = frozenset(("[Not Available].", "[Not Available]", "[In Process Citation]."))
_SPACE: Final = re.compile(r"[ \t\r\n]+")  # XML's white space; an indented file breaks lines anywhere
_YEAR: Final = re.compile(r"(?:1[5-9]|20|21)[0-9]{2}")
_KINDS: Final = frozenset(get_args(SectionKind)) - {"TITLE"}


def article_record(article: Element, source: Source) -> Record:
    """The record of the article; raises BadRecord if it has neither a title nor an abstract."""
    citation_element = article.find("MedlineCitation")
    details = citation_element.find("Article") if citation_element is not None else None
    if details is None:
        raise BadRecord(
            "the article has no <MedlineCitation> with an <Article>", "export the article from PubMed again"
        )
    titles = tuple(_titles(details))
    texts = _texts(titles, [*_abstract(details), *_other_abstracts(citation_element)])
    if not texts:
        raise BadRecord("the article has neither a title nor an abstract", "leave it out")
    return Record(None, _citation(article, citation_element, details, titles), texts, source)


# ---- texts -------------------------------------------------------------------------------------------------------


def _titles(details: Element) -> Iterator[Title]:
    """The English title and the one in the language of publication."""
    title = _text(details.find("ArticleTitle"))
    if title and title not in _NO_TITLES:
        yield Title(english_unless_chinese(title), title)
    vernacular = _text(details.find("VernacularTitle"))
    if vernacular and vernacular != title:
        codes = [_text(element) for element in details.findall("Language")]
        foreign = next((code for code in codes if code != "eng"), "")
        yield Title(language_tag(foreign, vernacular), vernacular)


def _abstract(details: Element) -> Iterator[tuple[str, Origin, Passage]]:
    parts = [*_passages(details.find("Abstract"), "")]
    language = english_unless_chinese(" ".join(part.text for part in parts))
    for part in parts:
        yield language, "unknown", part


def _other_abstracts(citation_element: Element) -> Iterator[tuple[str, Origin, Passage]]:
    """Abstracts in other languages, and plain-language summaries, which the label then names."""
    for other in citation_element.findall("OtherAbstract"):
        kind = (other.get("Type") or "").lower()
        parts = [*_passages(other, "Plain language summary" if kind == "plain-language-summary" else "")]
        language = language_tag(other.get("Language") or "", " ".join(part.text for part in parts))
        for part in parts:
            yield language, "publisher" if kind == "publisher" else "unknown", part


def _passages(abstract: Element | None, label_if_none: str) -> Iterator[Passage]:
    for element in abstract.findall("AbstractText") if abstract is not None else ():
        text = _text(element)
        label = replace_unencodable(element.get("Label") or label_if_none).strip()
        if text:
            yield Passage(_kind(element.get("NlmCategory") or "", label), text, label)


def _kind(category: str, label: str) -> SectionKind:
    """NLM's category, or what the label says where NLM gave none."""
    for kind in _KINDS - {"UNASSIGNED"}:
        if category.upper() == kind:
            return kind  # type: ignore[no-any-return]
    return kind_of_label(label) if label else "UNASSIGNED"


def _texts(titles: tuple[Title, ...], abstracts: list[tuple[str, Origin, Passage]]) -> tuple[RecordText, ...]:
    """One text a language: its title, then all parts of its abstracts in order."""
    passages: dict[str, list[Passage]] = {}
    origins: dict[str, Origin] = {}
    for title in titles:
        passages.setdefault(title.language, []).append(Passage("TITLE", title.text))
    for language, origin, passage in abstracts:
        passages.setdefault(language, []).append(passage)
        origins.setdefault(language, origin)
    return tuple(
        RecordText(language, tuple(parts), origins.get(language, "unknown")) for language, parts in passages.items()
    )


# ---- citation ----------------------------------------------------------------------------------------------------


def _citation(article: Element, citation_element: Element, details: Element, titles: tuple[Title, ...]) -> Citation:
    authors = details.findall("AuthorList/Author")
    affiliations = (
        _clean_text(element) for author in authors for element in author.iterfind("AffiliationInfo/Affiliation")
    )
    names = ("MedlineJournalInfo/MedlineTA", "Article/Journal/ISOAbbreviation", "Article/Journal/Title")
    return Citation(
        titles=tuple(Title(title.language, clean(title.text)[0]) for title in titles),
        authors=tuple(filter(None, map(_author, authors))),
        affiliations=tuple(dict.fromkeys(filter(None, affiliations))),
        journal=next(filter(None, (_text(citation_element.find(name)) for name in names)), ""),
        year=_year(details),
        volume=_text(details.find("Journal/JournalIssue/Volume")),
        issue=_text(details.find("Journal/JournalIssue/Issue")),
        pages=_pages(details),
        doi=_doi(article, details),
        pmid=normal_pmid(_text(citation_element.find("PMID"))),
        keywords=_distinct(citation_element.findall("KeywordList/Keyword")),
        mesh=tuple(_mesh(citation_element)),
        publication_types=_distinct(details.findall("PublicationTypeList/PublicationType")),
    )


def _author(author: Element) -> Author | None:
    """The author with given name first; in Han script family name first; None for one without any name."""
    family, given, suffix = (_text(author.find(name)) for name in ("LastName", "ForeName", "Suffix"))
    given = given or _text(author.find("Initials"))
    if not family:
        collective = _text(author.find("CollectiveName"))
        return _in_its_script(collective) if collective or given else None
    if is_han(family[0]):
        return Author(han=f"{family}{given}")
    return Author(latin=" ".join(filter(None, (given, family, suffix))))


def _in_its_script(name: str) -> Author:
    return Author(han=name) if name and is_han(name[0]) else Author(latin=name)


def _year(details: Element) -> int | None:
    """The year of the issue, or of the electronic article."""
    dates = ("Journal/JournalIssue/PubDate/Year", "Journal/JournalIssue/PubDate/MedlineDate", "ArticleDate/Year")
    for date in dates:
        match = _YEAR.search(_text(details.find(date)))
        if match:
            return int(match.group())
    return None


def _pages(details: Element) -> str:
    """The pages as Medline prints them; else first and last; else the publisher's number of the article."""
    pages = _text(details.find("Pagination/MedlinePgn"))
    first, last = (_text(details.find(f"Pagination/{name}Page")) for name in ("Start", "End"))
    numbers = [_text(element) for element in details.findall("ELocationID") if element.get("EIdType") == "pii"]
    return pages or "-".join(filter(None, (first, last))) or next(iter(numbers), "")


def _doi(article: Element, details: Element) -> str:
    """The article's own DOI; those in its list of references are other works'."""
    located = [element for element in details.findall("ELocationID") if element.get("EIdType") == "doi"]
    listed = [e for e in article.findall("PubmedData/ArticleIdList/ArticleId") if e.get("IdType") == "doi"]
    valid = [element for element in located if element.get("ValidYN") != "N"]
    return next(filter(None, (normal_doi(_text(element)) for element in [*listed, *valid])), "")


def _mesh(citation_element: Element) -> Iterator[str]:
    """Descriptors, with each of their qualifiers after a slash, as PubMed writes them."""
    for heading in citation_element.findall("MeshHeadingList/MeshHeading"):
        descriptor = _text(heading.find("DescriptorName"))
        qualifiers = [_text(element) for element in heading.findall("QualifierName")]
        if descriptor:
            yield from (f"{descriptor}/{qualifier}" for qualifier in qualifiers) if qualifiers else (descriptor,)


def _distinct(elements: list[Element]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(_clean_text, elements))))


# ---- inline markup -----------------------------------------------------------------------------------------------


def _text(element: Element | None) -> str:
    """All text below the element on one line, <sup> and <sub> still around theirs; empty if there is no element."""
    if element is None:
        return ""
    return _SPACE.sub(" ", replace_unencodable("".join(_pieces(element)))).strip(" ")


def _clean_text(element: Element) -> str:
    """The same with superscripts and subscripts as characters: what the citation needs, which nobody cleans later."""
    text = _text(element)
    return clean(text)[0] if "<" in text else text


def _pieces(element: Element) -> Iterator[str]:
    """The element's text, its children's and their tails; the parser bounds the depth (libxml2: 256)."""
    yield element.text or ""
    for child in element:
        name = child.tag if isinstance(child.tag, str) else None  # a comment or instruction has a function for a tag
        if name in _KEPT:
            yield from (f"<{name}>", *_pieces(child), f"</{name}>")
        elif name is not None:
            yield from _pieces(child)
        yield child.tail or ""
