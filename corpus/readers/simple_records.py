"""Simple records: what a script writes in a minute.

    {"id": "A1", "lang": "en", "title": "…", "text": "…"}               a report in one language
    {"id": "A1", "text": {"en": "…", "zh": "…"}}                        in two; the title may be {"en": …, "zh": …} too

Title or text is needed, everything else may be left out. `id` is a string or an integer; `lang` and the keys of
`text` and `title` are BCP 47 tags; a line break in a text ends a paragraph. For the citation: `authors` (strings, or
{"latin", "han"}), `affiliations`, `keywords`, `mesh`, `publication_types` (strings), `journal`, `volume`, `issue`,
`pages`, `doi`, `pmid`, `year`; and `origin` (author, publisher, translator, machine) and `database`. Other keys are
left alone, and named once for each file.
"""

import re
from collections.abc import Callable
from typing import Any, Final, TypeVar, get_args

from corpus.identifiers import normal_doi, normal_pmid, valid_report_id
from corpus.model import Author, Citation, Origin, Passage, Record, RecordText, Source, Title
from corpus.readers.interchange import is_language_tag
from corpus.readers.refusals import BadRecord
from corpus.text.language import tell_language
from corpus.words.folding import is_han

T = TypeVar("T")

KEYS: Final = frozenset(
    "id lang title text authors affiliations keywords mesh publication_types journal volume issue pages doi pmid year "
    "origin database".split()
)

_REMEDY: Final = "correct this key or leave it out"
_YEAR: Final = re.compile(r"(?<![0-9])(?:1[5-9]|20|21)[0-9]{2}(?![0-9])")


def simple_record(fields: dict[str, Any], file: str, number: int, sha256: str) -> Record:
    """The record of such an object; `sha256` is of the line. Raises BadRecord."""
    report_id = _report_id(fields.get("id"))
    language = _language(fields["lang"]) if fields.get("lang") is not None else None
    bodies = _by_language(fields, "text", language)
    titles = _titles(fields, language, bodies)
    tags = [*bodies, *(tag for tag in titles if tag not in bodies)]
    if not tags:
        raise BadRecord("the record has neither a title nor a text", "add one, or leave the record out")
    origin = _origin(fields.get("origin"))
    texts = tuple(_text(tag, titles.get(tag, ""), bodies.get(tag, ""), origin) for tag in tags)
    source = Source(_string(fields, "database"), file, number, sha256)
    return Record(report_id, _citation(fields, texts), texts, source)


def _report_id(value: Any) -> str | None:
    if value is None:
        return None
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        raise _wrong_type("id", "a string")
    if not valid_report_id(value):
        raise BadRecord("the id is not 1 to 200 characters without white space and control characters", "change the id")
    return value


def _language(value: Any) -> str:
    if not isinstance(value, str) or not is_language_tag(value):
        raise BadRecord("a language is no BCP 47 tag", "write en, zh, zh-Hans or the like")
    return value


def _by_language(fields: dict[str, Any], key: str, language: str | None) -> dict[str | None, str]:
    """The texts of a key by language; blank ones left out."""
    value = fields.get(key)
    if value is None:
        return {}
    if isinstance(value, str):
        return {language: value} if value.strip() else {}
    if not isinstance(value, dict) or not all(isinstance(text, str | None) for text in value.values()):
        raise _wrong_type(key, "a string, or an object of strings by language")
    return {_language(tag): text for tag, text in value.items() if text and text.strip()}


def _titles(fields: dict[str, Any], language: str | None, bodies: dict[str | None, str]) -> dict[str | None, str]:
    """The titles by language; one without a language goes to the text that is in the title's."""
    titles = _by_language(fields, "title", language)
    if None in titles and None not in bodies and bodies:
        title = titles.pop(None)
        told = tell_language(title)
        tag = next((tag for tag in bodies if tag and tag.partition("-")[0] == told.partition("-")[0]), told)
        titles[tag] = title
    return titles


def _text(tag: str | None, title: str, body: str, origin: Origin) -> RecordText:
    """One language's text."""
    passages = (Passage("TITLE", title), Passage("UNASSIGNED", body))
    return RecordText(tag, tuple(passage for passage in passages if passage.text), origin)


def _citation(fields: dict[str, Any], texts: tuple[RecordText, ...]) -> Citation:
    printed = [(text, passage) for text in texts for passage in text.passages if passage.kind == "TITLE"]
    return Citation(
        titles=tuple(Title(text.language or tell_language(title.text), title.text) for text, title in printed),
        authors=_list_of(fields, "authors", _author),
        affiliations=_list_of(fields, "affiliations", str),
        journal=_string(fields, "journal"),
        year=_year(fields.get("year")),
        volume=_string(fields, "volume"),
        issue=_string(fields, "issue"),
        pages=_string(fields, "pages"),
        doi=normal_doi(_string(fields, "doi")) or _string(fields, "doi"),
        pmid=normal_pmid(_string(fields, "pmid")) or _string(fields, "pmid"),
        keywords=_list_of(fields, "keywords", str),
        mesh=_list_of(fields, "mesh", str),
        publication_types=_list_of(fields, "publication_types", str),
    )


def _string(fields: dict[str, Any], key: str) -> str:
    """The key's string, white space around it off; a number as its digits; empty if there is none."""
    value = fields.get(key)
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise _wrong_type(key, "a string")
    return str(value).strip()


def _list_of(fields: dict[str, Any], key: str, make: Callable[[Any], T]) -> tuple[T, ...]:
    """The key's list, each item made by `make`; one string stands for a list of one."""
    value = fields.get(key)
    items = [] if value is None else [value] if isinstance(value, str) else value
    if not isinstance(items, list) or not all(isinstance(item, str) or make is _author for item in items):
        raise _wrong_type(key, "a list of strings")
    return tuple(make(item) for item in items if item != "")


def _author(value: Any) -> Author:
    if isinstance(value, str):
        name = value.strip()
        return Author(han=name) if name and is_han(name[0]) else Author(latin=name)
    names = {key: value.get(key, "") for key in ("latin", "han")} if isinstance(value, dict) else {}
    if not any(names.values()) or not all(isinstance(name, str) for name in names.values()):
        raise _wrong_type("authors", 'a list of names, or of {"latin": …, "han": …}')
    return Author(**names)


def _year(value: Any) -> int | None:
    if value is None or value == "":
        return None
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise _wrong_type("year", "a number")
    match = _YEAR.search(str(value))
    return int(match.group()) if match else None


def _origin(value: Any) -> Origin:
    for origin in get_args(Origin):
        if value == origin:
            return origin  # type: ignore[no-any-return]
    if value is None:
        return "unknown"
    raise _wrong_type("origin", "author, publisher, translator, machine or unknown")


def _wrong_type(key: str, wanted: str) -> BadRecord:
    return BadRecord(f"the key {key!r} is not {wanted}", _REMEDY)
