"""Hits as lines of a terminal: what matched is bold there, and stands in ⟦…⟧ where nothing can be bold."""

import sys
from collections.abc import Iterator
from typing import Final

import click

from webapp.commands.side_by_side import printable
from webapp.flag_words import count_words
from webapp.views.citations import citation_text
from webapp.views.passages import Mark
from webapp.views.reasons import ShownReason
from webapp.views.results import HitView

# Brackets that abstracts do not use themselves.
OPEN: Final = "⟦"
CLOSE: Final = "⟧"
INDENT: Final = "   "


def hit_lines(hit: HitView, *, why: bool = False) -> Iterator[str]:
    """The hit's number and id, titles, citation, the best sentence of each language, what is to be known of it, and if
    wanted `why` it matched; a blank line ends it.
    """
    yield f"{hit.rank}. {printable(hit.id)}"
    for title in hit.titles:
        yield INDENT + marked(title.text, title.marks)
    if cited := citation_text(hit.citation, ()):
        yield INDENT + printable(cited)
    for snippet in hit.snippets:
        yield f"{INDENT}[{snippet.side}] {marked(snippet.passage.text, snippet.passage.marks)}"
    if known := " · ".join(_badges(hit)):
        yield f"{INDENT}({known})"
    for reason in hit.why if why else ():
        yield INDENT + reason_line(reason)
    yield ""


def reason_line(reason: ShownReason) -> str:
    """A clause of the query and what it matched: `platelet: platelet ×3, platelets in text.en`."""
    lines: dict[str, list[str]] = {}
    for form in reason.forms:
        times = f" ×{form.times}" if form.times > 1 else ""
        lines.setdefault(form.line, []).append(f"{form.text}{times}")
    found = "; ".join(f"{', '.join(forms)} in {line}" for line, forms in lines.items())
    added = f" [{reason.added}]" if reason.added else ""
    units = f" (unit {', '.join(map(str, reason.units))})" if reason.units else ""
    return printable(f"{reason.clause}{added}: {found or _held(reason)}{units}")


def _held(reason: ShownReason) -> str:
    """Whether a clause holds that has no words to show."""
    if reason.excludes:
        return "excluded, and not in this report" if reason.holds else "in this report"
    return "holds" if reason.holds else "not in this report"


def _badges(hit: HitView) -> Iterator[str]:
    """What the page shows as badges: alignment or the one language, what is flagged, what stands in for a title."""
    sides = [title.side for title in hit.titles]
    if hit.alignment is not None:
        yield f"{hit.alignment.aligned} of {hit.alignment.units} aligned"
    elif hit.linked is not None:
        yield f"{'Chinese' if hit.linked_side == 'zh' else 'English'} in {printable(hit.linked)}"
    elif len(sides) == 1:
        yield "English only" if sides == ["en"] else "Chinese only"
    yield from (count_words(one.family, one.count) for one in hit.flagged)
    if any(title.derived for title in hit.titles):
        yield "untitled, first sentence shown"


def marked(text: str, marks: tuple[Mark, ...]) -> str:
    """The text in one line, its marks bold in a terminal and bracketed elsewhere."""
    parts: list[str] = []
    end = 0
    for mark in marks:
        parts += [_plain(text[end : mark.start]), _emphasised(_plain(text[mark.start : mark.end]))]
        end = mark.end
    return "".join([*parts, _plain(text[end:])])


def _plain(text: str) -> str:
    return printable(text).replace("\n", " ")


def _emphasised(text: str) -> str:
    return click.style(text, bold=True) if sys.stdout.isatty() else f"{OPEN}{text}{CLOSE}"
