"""Hits as lines of a terminal: what matched is bold there, and stands in ⟦…⟧ where nothing can be bold."""

import sys
from collections.abc import Iterator
from typing import Final

import click

from webapp.commands.side_by_side import printable
from webapp.views.passages import Mark
from webapp.views.report import citation_text
from webapp.views.results import HitView

# Brackets that abstracts do not use themselves.
OPEN: Final = "⟦"
CLOSE: Final = "⟧"
INDENT: Final = "   "


def hit_lines(hit: HitView) -> Iterator[str]:
    """The hit's number and id, titles, citation, and the best sentence of each language; a blank line ends it."""
    yield f"{hit.rank}. {printable(hit.id)}"
    for title in hit.titles:
        yield INDENT + marked(title.text, title.marks)
    if cited := citation_text(hit.citation, ()):
        yield INDENT + printable(cited)
    for snippet in hit.snippets:
        yield f"{INDENT}[{snippet.side}] {marked(snippet.passage.text, snippet.passage.marks)}"
    yield ""


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
