"""What a concordance is asked, as a plan over units: a word of one side, and what the other says or does not say."""

from dataclasses import dataclass
from typing import Final

from corpus.model import Side
from corpus.words.folding import fold, has_han
from indexer.canonical import canonical
from indexer.errors import AskedPart, ConcordanceError, QueryError
from indexer.fields import FIELDS, TEXT_LINES, TITLE_LINES
from indexer.highlight import positive_leaves
from indexer.plan import AllOf, AnyWord, InARow, Match, NoneOf, OneOf, Plan
from indexer.planning import Planned, make_plan
from indexer.query import And, AnyOf, Near, Note, Or, Pair, Phrase, Prefix, Query, Term, Wildcard
from indexer.query_parser import parse_with_notes
from indexer.vocabulary import Vocabulary

OTHER: Final[dict[Side, Side]] = {"en": "zh", "zh": "en"}

_LINES: Final = {field.name: field.lines for field in FIELDS}


@dataclass(frozen=True, slots=True)
class AskedTexts:
    """Queries of units: `term` of one side; of the other side `contains` and `without`, empty where anything goes."""

    side: Side
    term: str
    contains: str = ""
    without: str = ""


@dataclass(frozen=True, slots=True)
class ReadTexts:
    """The same as understood: each in its canonical form, the plan over units, and what to know of the reading."""

    side: Side
    term: str
    contains: str
    without: str
    plan: Plan
    notes: tuple[Note, ...]


def side_of_text(text: str) -> Side:
    """The side that a word is looked for on unless it is said: Chinese where it holds an ideograph."""
    return "zh" if has_han(fold(text)) else "en"


def read_texts(asked: AskedTexts, vocabulary: Vocabulary) -> ReadTexts:
    """The texts read and planned; raises ConcordanceError for one that cannot be read or has no word to be shown."""
    reader = _Reader(vocabulary)
    term = reader.read("term", asked.term, asked.side)
    match: list[Match] = [term.plan.match, _marked(asked.side, term.plan.match)]
    score = term.plan.score
    if asked.contains.strip():
        contains = reader.read("contains", asked.contains, OTHER[asked.side]).plan
        match.append(contains.match)
        score += contains.score
    if asked.without.strip():
        match.append(NoneOf(reader.read("without", asked.without, OTHER[asked.side]).plan.match))
    return ReadTexts(
        side=asked.side,
        term=reader.canonical["term"],
        contains=reader.canonical.get("contains", ""),
        without=reader.canonical.get("without", ""),
        plan=Plan(AllOf(tuple(match)), score),
        notes=tuple(reader.notes),
    )


class _Reader:
    """Reads one text after the other, and keeps their canonical forms and notes."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.canonical: dict[AskedPart, str] = {}
        self.notes: list[Note] = []
        self._vocabulary = vocabulary

    def read(self, part: AskedPart, text: str, side: Side) -> Planned:
        try:
            parsed = parse_with_notes(text)
            planned = make_plan(parsed.query, self._vocabulary, side)
        except QueryError as exc:
            raise ConcordanceError(exc, part, text) from exc
        if part == "term" and not _asks_for_words(parsed.query, side):
            message = "A concordance needs a word to show in its context: a word, a phrase or a wildcard of the text."
            raise ConcordanceError(QueryError("no-keyword", message, 0, len(text)), part, text)
        self.canonical[part] = canonical(parsed.query)
        self.notes += [*parsed.notes, *planned.notes]
        return planned


def _marked(side: Side, match: Match) -> Match:
    """That a word of the term stands in the unit: every line of a concordance has its keyword."""
    lines = {TITLE_LINES[side], TEXT_LINES[side]}
    return OneOf(
        tuple(
            leaf
            for leaf in positive_leaves(match)
            if lines.intersection(leaf.lines if isinstance(leaf, AnyWord | InARow) else leaf.left.lines)
        )
    )


def _asks_for_words(query: Query, side: Side) -> bool:
    """Whether a query asks for a word of this side's texts, and does not only exclude some."""
    match query:
        case And(parts=parts) | Or(parts=parts):
            return any(_asks_for_words(part, side) for part in parts)
        case AnyOf(members=members):
            return any(_asks_for_words(member.query, side) for member in members)
        case Pair():
            own = query.en if side == "en" else query.zh
            return own is not None and _asks_for_words(own, side)
        case Near(left=left):
            return _asks_for_words(left, side)
        case Term() | Phrase() | Prefix() | Wildcard():
            return TITLE_LINES[side] in _LINES[query.field] or TEXT_LINES[side] in _LINES[query.field]
    return False
