"""PubMed's tags and Europe PMC's fields that have no equal here: what each is read as, or why it is refused.

Sources: https://pubmed.ncbi.nlm.nih.gov/help/#search-tags, https://europepmc.org/searchsyntax.
"""

from typing import Final, NamedTuple

# Tags that are read as another, wider or narrower one, with a note that says so.
READ_AS: Final = {
    "majr": "mh", "mesh major topic": "mh", "majr:noexp": "mh", "mesh major topic:noexp": "mh",
    "fau": "au", "author - full": "au", "full author name": "au",
    "ir": "au", "fir": "au",
    "pdat": "dp", "ppdat": "dp", "epdat": "dp",
    "date - publication - electronic": "dp", "electronic date of publication": "dp",
    "print date of publication": "dp",
}  # fmt: skip
# The same under other names.
SAME_AS: Final = {
    "ptyp": "pt", "publication type": "pt", "pub type": "pt", "mesh headings": "mh", "mesh heading": "mh",
    "aid": "doi", "lid": "doi", "location id": "doi", "article identifier": "doi", "mesh term": "mh",
    "lang": "la", "title/abstract": "tiab", "ti/ab": "tiab", "ti,ab": "tiab", "word": "tw", "affl": "ad",
    "source": "ta", "journal title": "ta", "date of publication": "dp", "publication date": "dp",
}  # fmt: skip


class Missing(NamedTuple):
    """Why a tag or field cannot be searched, and what may stand instead of it."""

    reason: str
    instead: str


_NO_DATES: Final = "only years of publication are kept"
_NOT_KEPT: Final = "is not kept of the records"

MISSING_TAGS: Final = {
    tag: Missing(reason, instead)
    for tags, reason, instead in (
        ("nm|supplementary concept|substance name|rn|ec/rn number", "substances are searched as words", "[tw]"),
        ("pa|pharmacological action", "actions of drugs are searched as words", "[tw]"),
        ("sh|subheading|mesh subheading", "subheadings are searched within headings, Heading/qualifier", "[mh]"),
        ("edat|crdt|mhda|dcom|lr|date - entry|date - create|date - mesh|date - completion|entry date|create date",
         _NO_DATES, "[dp]"),
        ("sb|filter|subset", "PubMed's filters are its own; write type:, lang:, has: or year:", ""),
        ("1au|lastau|author - first|author - last|first author name|last author name",
         "the place of an author is not searched", "[au]"),
        ("cn|author - corporate|corporate author|ed|editor|ps|subject - personal name|auid|author - identifier",
         _NOT_KEPT, "[au]"),
        ("tt|transliterated title", "transliterated titles are not kept", "[ti]"),
        ("gr|grants and funding|grant number|si|secondary source id|cois|conflict of interest statements|pmcid|pmc|"
         "isbn|is|issn|jid|nlm unique id|pl|place of publication|pubn|publisher|book", _NOT_KEPT, "[all]"),
        ("vi|volume|ip|issue|pg|pagination", "volume, issue and pages are not searched", ""),
        ("tiab:exact|exact", "a word stands for itself as =word, a phrase in quotation marks", ""),
    )
    for tag in tags.split("|")
}  # fmt: skip

MISSING_FIELDS: Final = {
    name: Missing(reason, instead)
    for names, reason, instead in (
        ("first_pdate|first_idate|e_pdate|p_pdate|creation_date|update_date|pub_date|fpd", _NO_DATES, "year:"),
        ("has_abstract", "is written has:abstract.en or has:abstract.zh", "has:abstract.en "),
        ("src|open_access|in_pmc|in_epmc|has_pdf|has_text|has_ft|has_reflist|has_data|license|citation_count|cites|"
         "cited|has_suppl|has_xrefs|has_doi", _NOT_KEPT, ""),
        ("issn|essn|isbn|pmcid|grant_agency|grant_id|authorid|author_id|inv|investigator|volume|issue|page_info",
         _NOT_KEPT, "all:"),
        ("chem|chemical|disease|gene_protein|organism|uniprot_pubs", "names of things are searched as words", "text:"),
        ("methods|results|intro|discuss|concl|body|ref|fig|table|abbr|ack_fund", "is searched as text", "abstract:"),
    )
    for name in names.split("|")
}  # fmt: skip

# Headings that PubMed's indexers check for every study (https://www.nlm.nih.gov/bsd/indexing/training/CHK_010.html).
CHECK_TAGS: Final = frozenset((
    "humans", "human", "animals", "animal", "male", "female", "pregnancy", "adult", "young adult", "middle aged",
    "aged", "aged, 80 and over", "adolescent", "child", "child, preschool", "infant", "infant, newborn",
))  # fmt: skip

# Values of PubMed's [filter] and [sb] that say what a filter here says.
FILTER_VALUES: Final = {
    "english": ("lang", "en"), "chinese": ("lang", "zh"), "review": ("type", "Review"),
    "systematic review": ("type", "Systematic Review"), "systematic": ("type", "Systematic Review"),
    "meta-analysis": ("type", "Meta-Analysis"), "case reports": ("type", "Case Reports"),
    "clinical trial": ("type", "Clinical Trial"),
    "randomized controlled trial": ("type", "Randomized Controlled Trial"),
    "randomizedcontrolledtrial": ("type", "Randomized Controlled Trial"),
}  # fmt: skip
