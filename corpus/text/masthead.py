"""The head of an article: its lines of citation, read into journal, year, volume, pages and identifiers."""

import re
from collections.abc import Sequence
from typing import Final

from corpus.citations import complete
from corpus.identifiers import normal_doi, normal_pmid
from corpus.model import Citation
from corpus.text.boilerplate import without_bullet
from corpus.text.people import pair_scripts, read_affiliations, read_authors
from corpus.text.sections import find_keywords

_DOI: Final = re.compile(r"\b10\.\d{4,9}/[^\s\"<>，。；、）】”]{1,200}")
_PMID: Final = re.compile(r"\bPMID\s?[:：]?\s?(\d{1,8})\b")
_IDENTIFIER_LINE: Final = re.compile(
    r"(?:DOI\b\s?[:：]?|https?://(?:dx\.)?doi\.org/|PMID\b\s?[:：]?|PMCID\b\s?[:：]?|10\.\d{4,9}/\S+\s*$)",
    re.IGNORECASE,
)
_LINE_LENGTH_MAX: Final = 500
_PAGES: Final = r"[A-Za-z]{0,3}\d{1,7}(?:\.[a-z]?\d{1,4})?(?:\s?[-–—]\s?[A-Za-z]{0,2}\d{1,7})?"
_MONTH: Final = r"(?:\s?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*(?:[-/][A-Z][a-z]{2})?)?(?:\s\d{1,2})?"
_CITATIONS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        # NLM: `Cancer Rep (Hoboken). 2025 Feb;8(2):e70152.`
        rf"(?P<journal>[^\d.;:][^;:]{{1,120}}?)[.,]\s?(?P<year>(?:19|20)\d\d){_MONTH}\s?;\s?(?P<volume>\d{{1,4}})?\s?"
        rf"(?:\((?P<issue>[^()]{{1,20}})\))?\s?(?::\s?(?P<pages>{_PAGES}))?",
        # GB/T 7714: `中华血液学杂志, 2020, 41(3): 123-128.`, also after `标题[J].`
        rf"(?:.{{0,300}}\[J(?:/OL)?\]\s?[.．,，]?\s?)?(?P<journal>[^\d.,，;:：\[\]][^.,，;:：\[\]]{{1,80}})[.,，]\s?(?P<year>(?:19|20)\d\d)"
        rf"\s?[,，;；]\s?(?P<volume>\d{{1,4}})?\s?(?:[(（](?P<issue>[^()（）]{{1,20}})[)）])?\s?(?:[:：]\s?(?P<pages>{_PAGES}))?",
        # `中华血液学杂志 2020年3月第41卷第3期 123-128页`
        r"(?P<journal>[\u4e00-\u9fff（）()]{2,30})[,，]?\s?(?P<year>(?:19|20)\d\d)\s?年?(?:\s?\d{1,2}\s?月)?[,，]?\s?第?\s?"
        rf"(?P<volume>\d{{1,4}})\s?卷[,，]?\s?第?\s?(?P<issue>\d{{1,4}}|增刊)\s?期?(?:\s?[:：,，]?\s?第?(?P<pages>{_PAGES})\s?页?)?",
    )
)
_TYPES: Final = frozenset(
    "case report|case reports|case series|original article|original research|original paper|research article|review|"
    "review article|systematic review|meta-analysis|clinical trial|randomized controlled trial|editorial|letter|"
    "letter to the editor|brief report|short communication|correspondence article|commentary|guideline|"
    "practice guideline|"
    "论著|综述|病例报告|病例报道|个案报道|短篇论著|临床研究|基础研究|述评|标准与讨论|指南|专家共识|荟萃分析|系统评价|经验交流|"
    "讲座|临床论著".split("|")
)


def is_citation(line: str) -> bool:
    """Whether a line holds a citation, identifiers, keywords or the type of the publication, and nothing else."""
    core = without_bullet(line)
    is_type = core.lower().strip(" .:：·【】[]") in _TYPES
    if len(core) <= _LINE_LENGTH_MAX and (is_type or _IDENTIFIER_LINE.match(core) or _matched(core)):
        return True
    return any(found.start == 0 for found in find_keywords(line))


def read_citation_line(line: str) -> Citation:
    """What a line of citation says; empty where it is silent."""
    core = without_bullet(line)
    match = _matched(core)
    groups = match.groupdict(default="") if match else {}
    kind = core.strip(" .:：·【】[]")
    return Citation(
        journal=groups.get("journal", "").strip(),
        year=int(groups["year"]) if groups.get("year") else None,
        volume=groups.get("volume", ""),
        issue=groups.get("issue", ""),
        pages=re.sub(r"\s|[–—]", lambda found: "-" if found.group().strip() else "", groups.get("pages", "")),
        doi=find_doi(core),
        pmid=find_pmid(core),
        keywords=tuple(word for found in find_keywords(line) for word in found.keywords),
        publication_types=(kind,) if kind.lower() in _TYPES else (),
    )


def read_masthead(authors: Sequence[str], affiliations: Sequence[str], citations: Sequence[str]) -> Citation:
    """The citation that the lines of a page's head make together; what comes first stands, lists are joined."""
    people = tuple(author for line in authors for author in read_authors(line))
    citation = Citation(
        authors=pair_scripts(tuple(dict.fromkeys(people))),
        affiliations=tuple(dict.fromkeys(place for line in affiliations for place in read_affiliations(line))),
    )
    for line in citations:
        citation = complete(citation, read_citation_line(line))
    return citation


def find_doi(text: str) -> str:
    """The DOI in a text, in small letters, if it holds exactly one; else an empty string."""
    found = {normal_doi(match.group()) for match in _DOI.finditer(text)} - {""}
    return found.pop() if len(found) == 1 else ""


def find_pmid(text: str) -> str:
    """The PubMed id in a text, if it holds exactly one; else an empty string."""
    found = {normal_pmid(digits) for digits in _PMID.findall(text)}
    return found.pop() if len(found) == 1 else ""


def _matched(core: str) -> re.Match[str] | None:
    """The citation at the head of a line, if it says more than a journal and a year."""
    core = re.sub(r"^(?:引用本文|引用格式|本文引用格式|Cite this article(?: as)?|Citation)\s?[:：]\s?", "", core)
    for pattern in _CITATIONS:
        match = pattern.match(core)
        if match and (match["volume"] or match["pages"]):
            return match
    return None
