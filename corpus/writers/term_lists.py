"""Terms to files: CSV (RFC 4180) for tables, TBX (ISO 30042:2019, dialect TBX-Basic, style DCA) for term bases.

In CSV a cell that a table program would take for a formula has an apostrophe before it. In TBX each pair is a concept;
what a glossary says of it is its administrative status, everything else stands in notes.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from typing import Final
from xml.sax.saxutils import escape

from corpus.lexicon.glossary import Status
from corpus.lexicon.term_list import Term

COLUMNS: Final = ("en", "zh", "short", "sources", "confidence", "beads", "reports", "status")
# For programs that would read UTF-8 as something else.
BOM: Final = "\ufeff"

# What table programs take for the beginning of a formula (https://owasp.org/www-community/attacks/CSV_Injection).
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
# What XML 1.0 cannot hold, not even as a reference (https://www.w3.org/TR/xml/#charsets).
_NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TBX_STATUSES: Final[dict[Status, str]] = {
    "preferred": "preferredTerm-admn-sts",
    "admitted": "admittedTerm-admn-sts",
    "forbidden": "deprecatedTerm-admn-sts",
}
_HEAD: Final = """\
<?xml version="1.0" encoding="UTF-8"?>
<tbx style="dca" type="TBX-Basic" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">
<tbxHeader><fileDesc><sourceDesc><p>Terms of a collection, written by duizhao</p></sourceDesc></fileDesc></tbxHeader>
<text><body>"""
_FOOT: Final = "</body></text>\n</tbx>"


def csv_lines(terms: Iterable[Term]) -> Iterator[str]:
    """A header, then a line a term, without line ends."""
    yield _csv_line(COLUMNS)
    for term in terms:
        sources = " ".join(term.sources)
        cells = (term.en, term.zh, term.short, sources, term.confidence, term.beads, term.reports, term.status)
        yield _csv_line([str(cell) for cell in cells])


def tbx_lines(terms: Iterable[Term]) -> Iterator[str]:
    """The lines of a document, a concept each; without terms it is one without concepts, which TBX does not allow."""
    yield _HEAD
    for number, term in enumerate(terms, 1):
        yield _concept(number, term)
    yield _FOOT


def _csv_line(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow([_defused(cell) for cell in cells])
    return line.getvalue()


def _defused(cell: str) -> str:
    """The cell as text, whatever it begins with; a line break in it is a blank."""
    plain = " ".join(cell.splitlines())
    return f"'{plain}" if plain.startswith(_FORMULA) else plain


def _concept(number: int, term: Term) -> str:
    counts = f"confidence {term.confidence:.2f}; {term.beads} units; {term.reports} reports"
    status = f'<termNote type="administrativeStatus">{_TBX_STATUSES[term.status]}</termNote>' if term.status else ""
    short = f'<termSec><term>{_text(term.short)}</term><termNote type="termType">acronym</termNote></termSec>'
    english = f"<termSec><term>{_text(term.en)}</term></termSec>" + (short if term.short else "")
    return (
        f'<conceptEntry id="c{number}"><admin type="source">{", ".join(term.sources)}</admin><note>{counts}</note>'
        f'<langSec xml:lang="en">{english}</langSec>'
        f'<langSec xml:lang="zh"><termSec><term>{_text(term.zh)}</term>{status}</termSec></langSec></conceptEntry>'
    )


def _text(text: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", text))
