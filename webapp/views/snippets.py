"""The sentences of a hit that are shown side by side: what matched, and in the other language what says the same."""

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.model import Report, Side
from indexer.search import FoundReport
from indexer.snippets import SNIPPET_CHARACTERS_MAX, Snippet
from webapp.views.passages import Mark, ShownPassage, shown_titles


@dataclass(frozen=True, slots=True)
class ShownSnippet:
    """A sentence of one side, its number in the version from 0; `marks` of the passage are code points of its text."""

    side: Side
    passage: ShownPassage
    sentence: int


def snippets_of(hit: FoundReport) -> tuple[ShownSnippet, ...]:
    """The best sentence of each side. Where only one side matched, the other shows what is aligned with it.

    What a derived title just above says is not said again, unless something is marked behind its end.
    """
    matched = [snippet for snippet in hit.snippets if snippet.marks]
    if len(matched) == 1 and (counterpart := _counterpart(hit.report, matched[0])) is not None:
        found = {matched[0].side: _shown(hit.report, matched[0]), counterpart.side: counterpart}
    else:
        found = {snippet.side: _shown(hit.report, snippet) for snippet in hit.snippets}
    said = {title.side: title.text.rstrip("…") for title in shown_titles(hit.titles) if title.derived}
    return tuple(found[side] for side in sorted(found) if not _is_said(found[side].passage, said.get(side, "")))


def _is_said(passage: ShownPassage, said: str) -> bool:
    """Whether the passage begins with these words and marks nothing behind them."""
    return bool(said) and passage.text.startswith(said) and all(mark.end <= len(said) for mark in passage.marks)


def _shown(report: Report, snippet: Snippet) -> ShownSnippet:
    version = report.version(snippet.side)
    assert version is not None, "a snippet is of a version that the report has"
    passage = ShownPassage(version.language, snippet.text, tuple(Mark(*mark) for mark in snippet.marks))
    return ShownSnippet(snippet.side, passage, snippet.sentence)


def _counterpart(report: Report, snippet: Snippet) -> ShownSnippet | None:
    """The sentences of the other side that the snippet's sentence is aligned with; None without any."""
    other: Side = "zh" if snippet.side == "en" else "en"
    version = report.version(other)
    numbers = next(_aligned_with(report, snippet), ())
    if version is None or not numbers:
        return None
    text = version.text[version.sentences[numbers[0]].start : version.sentences[numbers[-1]].end].replace("\n", " ")
    if len(text) > SNIPPET_CHARACTERS_MAX:
        text = text[:SNIPPET_CHARACTERS_MAX] + "…"
    return ShownSnippet(other, ShownPassage(version.language, text), numbers[0])


def _aligned_with(report: Report, snippet: Snippet) -> Iterator[tuple[int, ...]]:
    """The numbers on the other side of the bead that holds the snippet's sentence."""
    for bead in report.alignment.beads if report.alignment is not None else ():
        own, others = (bead.en, bead.zh) if snippet.side == "en" else (bead.zh, bead.en)
        if snippet.sentence in own:
            yield others
