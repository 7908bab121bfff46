"""The names by which a report is known: its own id, which never changes, and the aliases that lead to it."""

import hashlib
import re
from typing import Final
from urllib.parse import unquote

from corpus.model import Citation, Record

REPORT_ID_LENGTH_MAX: Final = 200

# White space and control, format, surrogate and unassigned-by-definition characters have no place in an id.
_NOT_IN_ID: Final = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff]")

# DOI Handbook 2.2 (https://www.doi.org/doi-handbook/HTML/doi-name-syntax.html): prefix 10.registrant, any suffix.
_DOI: Final = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]+)*/\S+")
_DOI_LEAD: Final = re.compile(r"\s*(?:https?://(?:dx\.|www\.)?doi\.org/|doi\s*[:：]?\s*)?", re.IGNORECASE)
_PMID: Final = re.compile(r"\s*(?:pmid\s*[:：]?\s*)?([0-9]{1,9})\s*", re.IGNORECASE)
_CAPITALS: Final = re.compile("[A-Z]+")
_SENTENCE_END: Final = ".,;:。，；"


def report_id_of(record: Record) -> str:
    """The record's own id, exactly; without one `doi:…`, then `pmid:…`, then `sha256:` and the hash of its bytes.

    A page has no id of its own: what its running text mentions may be another work's.
    """
    if record.report_id is not None:
        return record.report_id
    if record.layout == "fields":
        for alias in aliases_of(record.citation):
            return alias
    return f"sha256:{record.source.sha256}"


def aliases_of(citation: Citation) -> tuple[str, ...]:
    """The names under which a work is known elsewhere, `doi:…` before `pmid:…`; none that is not a valid id."""
    doi, pmid = normal_doi(citation.doi), normal_pmid(citation.pmid)
    aliases = (f"doi:{doi}" if doi else "", f"pmid:{pmid}" if pmid else "")
    return tuple(alias for alias in aliases if alias and valid_report_id(alias))


def valid_report_id(text: str) -> bool:
    """Whether text can be a report's id: 1 to 200 characters, no white space, no control characters."""
    return 1 <= len(text) <= REPORT_ID_LENGTH_MAX and _NOT_IN_ID.search(text) is None


def normal_doi(text: str) -> str:
    """The DOI in lower case without a resolver, "doi:" or a sentence's punctuation around it; empty if there is none.

    A DOI is compared without case in ASCII only (DOI Handbook 2.4).
    """
    lead = _DOI_LEAD.match(text)
    name = text[lead.end() if lead else 0 :].strip()
    if lead and "doi.org" in lead.group().lower():
        name = unquote(name)
    if _DOI.fullmatch(name) is None:
        return ""
    name = _without_sentence_end(name)
    return _CAPITALS.sub(lambda capitals: capitals.group().lower(), name) if _DOI.fullmatch(name) else ""


def normal_pmid(text: str) -> str:
    """The PubMed identifier's digits without zeros in front; empty if there is none."""
    match = _PMID.fullmatch(text)
    return match.group(1).lstrip("0") if match else ""


def content_sha256(data: bytes) -> str:
    """The SHA-256 of the bytes, 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def _without_sentence_end(name: str) -> str:
    """The name without the punctuation of the sentence it stood in; a bracket only if it was never opened."""
    opened = name.count("(") - name.count(")")
    end = len(name)
    while end and (name[end - 1] in _SENTENCE_END or (name[end - 1] == ")" and opened < 0)):
        opened += name[end - 1] == ")"
        end -= 1
    return name[:end]
