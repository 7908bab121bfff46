"""Glossaries in files: TSV (English, Chinese, status) and TBX (ISO 30042).

platelet	血小板
immune thrombocytopenia	免疫性血小板减少症	preferred
immune thrombocytopenia	特发性血小板减少性紫癜	forbidden
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from lxml import etree

from corpus.errors import BadGlossary, UndecodableText
from corpus.lexicon.glossary import STATUSES, Glossary, GlossaryTerm, Status
from corpus.lexicon.glosses import phrase_words
from corpus.text.decoding import decode
from corpus.words.folding import fold, has_han

SIZE_BYTES_MAX: Final = 50_000_000
TERMS_MAX: Final = 200_000
TERM_CHARACTERS_MAX: Final = 200
# Faults of one file that a message names.
FAULTS_SHOWN: Final = 5

_HEADER: Final = ("en", "english", "source")
_XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
# TBX's administrativeStatus (https://www.tbxinfo.net/tbx-data-categories/), by the beginning of its values.
_TBX_STATUSES: Final[tuple[tuple[str, Status], ...]] = (
    ("preferred", "preferred"),
    ("admitted", "admitted"),
    ("deprecated", "forbidden"),
    ("superseded", "forbidden"),
)


def read_glossary(path: Path) -> Glossary:
    """The glossary in a file, TBX if it begins with an angle bracket, otherwise TSV; raises BadGlossary with the lines
    that are wrong and what to do.
    """
    try:
        size_bytes = path.stat().st_size
        data = path.read_bytes() if size_bytes <= SIZE_BYTES_MAX else b""
    except OSError as exc:
        raise BadGlossary(f"The glossary {path} cannot be read: {exc.strerror}; name a file that exists") from exc
    if size_bytes > SIZE_BYTES_MAX:
        raise BadGlossary(f"The glossary {path} is larger than {SIZE_BYTES_MAX // 1_000_000} MB; divide it")
    terms: list[GlossaryTerm] = []
    faults: list[str] = []
    is_tbx = data.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<")
    for found in _tbx_terms(data, path) if is_tbx else _tsv_terms(data, path):
        if isinstance(found, str):
            faults.append(found)
        else:
            terms.append(found)
        if len(terms) > TERMS_MAX:
            raise BadGlossary(f"The glossary {path} has more than {TERMS_MAX:_} terms; divide it")
    if faults:
        more = f" and {len(faults) - FAULTS_SHOWN} more" if len(faults) > FAULTS_SHOWN else ""
        raise BadGlossary(f"The glossary {path}: {'; '.join(faults[:FAULTS_SHOWN])}{more}")
    if not terms:
        raise BadGlossary(f"The glossary {path} has no terms; write a line of English, a tab and Chinese for each")
    return Glossary(terms, path.name)


def _tsv_terms(data: bytes, path: Path) -> Iterator[GlossaryTerm | str]:
    """A term or the fault of each line; comments, blank lines and a header are passed over."""
    try:
        text = decode(data)
    except UndecodableText as exc:
        raise BadGlossary(f"The glossary {path} is no text ({exc}); save it as UTF-8") from exc
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        cells = [cell.strip() for cell in line.split("\t")]
        if not line.strip() or line.startswith("#") or (number == 1 and cells[0].lower() in _HEADER):
            continue
        yield _tsv_term(cells, number)


def _tsv_term(cells: list[str], number: int) -> GlossaryTerm | str:
    if len(cells) < 2 or not cells[0] or not cells[1]:
        return f"line {number} is not English, a tab and Chinese; put a tab between the two"
    en, zh = cells[0], cells[1]
    given = cells[2].lower() if len(cells) > 2 and cells[2] else "preferred"
    status = next((one for one in STATUSES if one == given), None)
    if status is None:
        return f"line {number} has the status {given[:20]!r}; write {', '.join(STATUSES)} or nothing"
    return _checked(en, zh, status, number)


def _checked(en: str, zh: str, status: Status, number: int) -> GlossaryTerm | str:
    if max(len(en), len(zh)) > TERM_CHARACTERS_MAX:
        return f"line {number} has a term of more than {TERM_CHARACTERS_MAX} characters; shorten it"
    if has_han(fold(en)) and not has_han(fold(zh)):
        return f"line {number} has the Chinese first; put English before the tab and Chinese behind it"
    if not phrase_words(en):
        return f"line {number} has no English word; put English before the tab"
    return GlossaryTerm(en, zh, status, number)


def _tbx_terms(data: bytes, path: Path) -> Iterator[GlossaryTerm | str]:
    """The English terms of each entry with its Chinese ones. The parser resolves, loads and fetches nothing."""
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as exc:
        line = exc.lineno or 1
        raise BadGlossary(f"The glossary {path}, line {line}: malformed XML ({exc.msg}); export it again") from exc
    for entry in root.iter():
        if _name(entry) in ("termEntry", "conceptEntry"):
            english, chinese = _terms_of(entry, "en"), _terms_of(entry, "zh")
            for en, en_status, line in english:
                for zh, zh_status, _ in chinese:
                    yield _checked(en, zh, "forbidden" if en_status == "forbidden" else zh_status, line)


def _terms_of(entry: "etree._Element", language: str) -> list[tuple[str, Status, int]]:
    """The terms of one language in an entry, each with its status and line."""
    found: list[tuple[str, Status, int]] = []
    for section in entry.iter():
        if _name(section) in ("langSet", "langSec") and section.get(_XML_LANG, "").lower().startswith(language):
            for term in section.iter():
                if _name(term) == "term" and (text := _text(term)):
                    found.append((text, _status(term.getparent()), term.sourceline or 1))
    return found


def _status(group: "etree._Element") -> Status:
    for note in group.iter():
        if note.get("type") == "administrativeStatus" or _name(note) == "administrativeStatus":
            value = (note.text or "").strip().lower()
            return next((status for start, status in _TBX_STATUSES if value.startswith(start)), "admitted")
    return "preferred"


def _text(term: "etree._Element") -> str:
    """The text of a term with its markup; an entity, which is never resolved, is none."""
    pieces = (piece for piece in term.xpath(".//text()") if isinstance(piece, str))
    return " ".join("".join(pieces).split())


def _name(element: "etree._Element") -> str:
    """The name of an element without its namespace; comments have none."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
