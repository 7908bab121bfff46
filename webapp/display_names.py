"""The words of the interface for names that stand in the data: kinds, roles, languages, rules, facets.

What has no words of ours is shown as it is: a later rule or a journal's own section names itself.
"""

from typing import Final

from flask_babel import gettext, lazy_gettext, lazy_pgettext
from flask_babel.speaklater import LazyString

from webapp.flag_words import count_words, flag_words, rule_name, severity_name

_PARTS: Final[dict[str, LazyString]] = {
    "TITLE": lazy_gettext("Title"),
    "BACKGROUND": lazy_gettext("Background"),
    "OBJECTIVE": lazy_gettext("Objective"),
    "METHODS": lazy_gettext("Methods"),
    "RESULTS": lazy_pgettext("section of a report", "Results"),
    "CONCLUSIONS": lazy_gettext("Conclusions"),
    "UNASSIGNED": lazy_gettext("Text"),
}
_ROLES: Final[dict[str, LazyString]] = {
    "title": lazy_gettext("title"),
    "authors": lazy_gettext("authors"),
    "affiliation": lazy_gettext("affiliation"),
    "citation": lazy_gettext("citation"),
    "correspondence": lazy_gettext("correspondence"),
    "heading": lazy_gettext("heading"),
    "paragraph": lazy_gettext("paragraph"),
    "furniture": lazy_gettext("page furniture"),
}
_LANGUAGES: Final[dict[str, LazyString]] = {
    "en": lazy_gettext("English"),
    "zh": lazy_gettext("Chinese"),
    "zh-Hans": lazy_gettext("Chinese"),
    "zh-Hant": lazy_gettext("Chinese, traditional"),
    "und": lazy_gettext("unknown language"),
}
_FACETS: Final[dict[str, LazyString]] = {
    "lang": lazy_gettext("Language"),
    "has": lazy_gettext("Versions"),
    "year": lazy_gettext("Year"),
    "journal": lazy_gettext("Journal"),
    "type": lazy_gettext("Type"),
    "origin": lazy_gettext("Origin"),
    "flag": lazy_gettext("Quality"),
    "doi": lazy_gettext("DOI"),
    "pmid": lazy_gettext("PMID"),
    "id": lazy_gettext("Report"),
    "collection": lazy_gettext("Collection"),
}
_PRESENCE: Final[dict[str, LazyString]] = {
    "parallel": lazy_gettext("both, aligned"),
    "abstract.en": lazy_gettext("English text"),
    "abstract.zh": lazy_gettext("Chinese text"),
    "title.en": lazy_gettext("English title"),
    "title.zh": lazy_gettext("Chinese title"),
    "doi": lazy_gettext("DOI"),
    "pmid": lazy_gettext("PMID"),
}
_LINKS: Final[dict[str, LazyString]] = {
    "hand": lazy_gettext("Linked by hand"),
    "doi": lazy_gettext("Linked: same DOI"),
    "pmid": lazy_gettext("Linked: same PMID"),
    "title": lazy_gettext("Linked: same title"),
    "parallel": lazy_gettext("Linked: parallel texts"),
}
_LINES: Final[dict[str, LazyString]] = {
    "title.en": lazy_gettext("English title"),
    "title.zh": lazy_gettext("Chinese title"),
    "text.en": lazy_gettext("English text"),
    "text.zh": lazy_gettext("Chinese text"),
    "author": lazy_gettext("authors"),
    "affiliation": lazy_gettext("affiliation"),
    "journal": lazy_gettext("Journal"),
    "keyword": lazy_gettext("keywords"),
    "mesh": lazy_gettext("MeSH"),
}
_ORIGINS: Final[dict[str, LazyString]] = {
    "author": lazy_gettext("from the authors"),
    "publisher": lazy_gettext("from the publisher"),
    "translator": lazy_gettext("by a translator"),
    "machine": lazy_gettext("by a machine"),
    "unknown": lazy_gettext("unknown origin"),
}
# Of indexer.publication_types those that are met most often.
_TYPES: Final[dict[str, LazyString]] = {
    "Case Reports": lazy_gettext("Case Reports"),
    "Clinical Trial": lazy_gettext("Clinical Trial"),
    "Comment": lazy_gettext("Comment"),
    "Comparative Study": lazy_gettext("Comparative Study"),
    "Editorial": lazy_gettext("Editorial"),
    "English Abstract": lazy_gettext("English Abstract"),
    "Guideline": lazy_gettext("Guideline"),
    "Journal Article": lazy_gettext("Journal Article"),
    "Letter": lazy_gettext("Letter"),
    "Meta-Analysis": lazy_gettext("Meta-Analysis"),
    "Multicenter Study": lazy_gettext("Multicenter Study"),
    "Observational Study": lazy_gettext("Observational Study"),
    "Practice Guideline": lazy_gettext("Practice Guideline"),
    "Randomized Controlled Trial": lazy_gettext("Randomized Controlled Trial"),
    "Review": lazy_gettext("Review"),
    "Systematic Review": lazy_gettext("Systematic Review"),
}


def part_name(kind: str, paragraph: int) -> str:
    """The heading of a part: its section's name, or the number of its paragraph."""
    if kind == "UNASSIGNED" and paragraph:
        return str(gettext("Paragraph %(number)s", number=paragraph))
    return str(_PARTS.get(kind, kind))


def role_name(role: str) -> str:
    """What a line of the original was read as."""
    return str(_ROLES.get(role) or _PARTS.get(role, role))


def language_name(tag: str) -> str:
    """The name of a language (BCP 47) in the interface's own; the tag itself for one without a name here."""
    return str(_LANGUAGES.get(tag, tag))


def facet_name(name: str) -> str:
    """The heading of a facet."""
    return str(_FACETS.get(name, name))


def value_name(facet: str, value: str) -> str:
    """A value of a facet in words."""
    if facet == "flag":
        return rule_name(value)
    words = {"lang": _LANGUAGES, "has": _PRESENCE, "origin": _ORIGINS, "type": _TYPES}.get(facet, {})
    return str(words.get(value, value))


def line_name(line: str) -> str:
    """Where in a report something stands."""
    return str(_LINES.get(line, line))


def link_words(reason: str) -> str:
    """Why two reports are linked."""
    return str(_LINKS.get(reason, reason))


WORDS: Final = {
    "part_name": part_name,
    "role_name": role_name,
    "language_name": language_name,
    "facet_name": facet_name,
    "value_name": value_name,
    "line_name": line_name,
    "link_words": link_words,
    "count_words": count_words,
    "flag_words": flag_words,
    "rule_name": rule_name,
    "severity_name": severity_name,
}
