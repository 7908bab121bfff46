"""A passage as HTML: its text escaped, what matched in <mark>, what is flagged underlined."""

import re
from typing import Final

from markupsafe import Markup, escape

from webapp.views.passages import ShownPassage, ShownTitle

_OPERATORS: Final = re.compile(r"(?:(?<=\s)|^)(AND|OR|NOT|NEAR/[0-9]+)(?=\s)")


def fault_class(rule: str) -> str:
    """How a flagged place is drawn: dashed where the source is damaged, wavy where the two sides differ; a report that
    is there twice is drawn as nothing.
    """
    return {"damage": "damaged", "duplicates": ""}.get(rule.partition(".")[0], "differs")


def marked_up(passage: ShownPassage | ShownTitle) -> Markup:
    """The passage with its marks and faults, which may overlap: cut at every edge, each piece wears what covers it."""
    covers = [("mark", start, end) for start, end in passage.marks]
    if isinstance(passage, ShownPassage):
        covers += [(fault_class(rule), start, end) for start, end, rule in passage.faults]
    edges: dict[int, list[tuple[int, str]]] = {}
    for kind, start, end in covers:
        edges.setdefault(start, []).append((1, kind))
        edges.setdefault(end, []).append((-1, kind))
    worn = {"mark": 0, "damaged": 0, "differs": 0}
    pieces, at = [], 0
    for edge in sorted(edges):
        pieces.append(_piece(passage.text[at:edge], worn))
        at = edge
        for step, kind in edges[edge]:
            worn[kind] += step
    pieces.append(_piece(passage.text[at:], worn))
    return Markup("").join(pieces)


def operators(query: str) -> Markup:
    """A query in its canonical form, operators set apart from what was asked."""
    pieces = _OPERATORS.split(query)
    return Markup("").join(
        Markup("<b>{}</b>").format(one) if place % 2 else escape(one) for place, one in enumerate(pieces)
    )


def _piece(text: str, worn: dict[str, int]) -> Markup:
    """A stretch that wears the same all along."""
    faults = " ".join(kind for kind in ("damaged", "differs") if worn[kind] > 0)
    attribute = Markup(' class="{}"').format(faults) if faults else Markup("")
    if not text or not (faults or worn["mark"] > 0):
        return escape(text)
    tag = "mark" if worn["mark"] > 0 else "span"
    return Markup("<{0}{1}>{2}</{0}>").format(Markup(tag), attribute, text)
