"""damage.markup: what is left of tags, references, TeX and placeholders when a text was taken from a page."""

import html
import re
from collections.abc import Iterator
from typing import Final

from corpus.audit.damage.places import Place, findings, texts
from corpus.audit.findings import Finding
from corpus.knowledge import Knowledge
from corpus.model import Report, Severity

_ATTRIBUTE: Final = r"\s{1,4}[A-Za-z_:-]{1,40}\s?=\s?[\"'][^\"'<>]{0,200}[\"']"
_TAG_NAMES: Final = (
    "su[bp]|italic|bold|br|p|div|span|strong|em|td|tr|table|img|font|script|style|ext-link|xref|inline-formula"
)
_LEFT: Final = re.compile(
    rf"(?P<tag><[/!?]?[A-Za-z][A-Za-z0-9:-]{{0,30}}(?:{_ATTRIBUTE}){{1,9}}\s?/?>|</[A-Za-z][A-Za-z0-9:-]{{0,30}}>"
    rf"|</?(?:{_TAG_NAMES})(?:>|(?=\s*$))|<!\[CDATA\[|\]\]>|<!DOCTYPE[^>]{{0,80}}>|<\?xml[^>]{{0,80}}>|<!--)"
    r"|(?P<reference>&(?:nbsp|(?:lt|gt|amp|quot|apos|alpha|beta|gamma|delta|kappa|mu|plusmn|times|deg|micro|middot|ndash|mdash"
    r"|hellip|ge|le|rsquo|lsquo|ldquo|rdquo|eacute|uuml|ouml|#x?[0-9A-Fa-f]{2,6})(?![A-Za-z]));?)"
    r"|(?P<tex>\\(?:documentclass|usepackage|setlength|begin|end|mathrm|mathbf|mathit|text(?:it|bf|rm|sc)?|frac|sqrt)\b\s?\{[^{}]{0,60}\}?"
    r"|\$[^$\n]{0,40}\\[A-Za-z]{2,20}[^$\n]{0,40}\$|\\(?:alpha|beta|gamma|delta|mu|pm|times|leq?|geq?)(?![A-Za-z]))"
    r"|(?P<escape>\\u[0-9A-Fa-f]{4}|\\x[0-9A-Fa-f]{2})"
    r"|(?P<placeholder>\[(?i:formula|figure|image|table|equation|text|inline graphic|inline formula)\s?:"
    r"\s?(?i:see text)\])",
    re.MULTILINE,
)
_FIRST_CHARACTERS: Final = re.compile(r"[<>&\\$\[]")


def markup(report: Report, knowledge: Knowledge) -> Iterator[Finding]:  # noqa: ARG001 - the signature of a check
    """Markup left in a text; arguments `kind` (tag, reference, tex, escape, placeholder) and `found`, as printed."""
    for side, version in texts(report):
        if _FIRST_CHARACTERS.search(version.text):
            yield from findings("damage.markup", side, _left(version.text))


def _left(text: str) -> Iterator[Place]:
    for match in _LEFT.finditer(text):
        kind = match.lastgroup or ""
        suggestion = "" if kind == "tag" else _unescaped(match.group()) if kind == "reference" else None
        severity: Severity = "medium" if kind == "placeholder" else "low"
        yield Place(match.start(), match.end(), severity, (("kind", kind), ("found", match.group())), suggestion)


def _unescaped(reference: str) -> str | None:
    """The character that a reference names, with or without its semicolon."""
    written = reference if reference.endswith(";") else f"{reference};"
    character = html.unescape(written)
    return None if character == written else character.replace("\xa0", " ")
