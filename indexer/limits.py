"""The limits of a query. Each keeps the work of one search linear in small numbers, whatever is typed.

Without them a stock grammar took seconds for `*itis`, and a query of 1 000 parentheses or 10 000 words never ended.
"""

from typing import Final, NamedTuple

QUERY_CHARACTERS_MAX: Final = 1_000
CLAUSES_MAX: Final = 32  # words, phrases, wildcards and filters together
DEPTH_MAX: Final = 8  # parentheses and NOTs inside each other
NEAR_DISTANCE_MAX: Final = 50
PREFIX_LETTERS_MIN: Final = 3  # of a Latin word with a wildcard; one Han character is enough
WILDCARD_WORDS_MAX: Final = 200  # words of the collection that one wildcard may stand for
RESULTS_REACH_MAX: Final = 10_000  # offset + limit: nobody reads further, and the heap of hits stays small


class Limits(NamedTuple):
    """How much one text may hold: characters, clauses, and levels of parentheses and NOT."""

    characters: int
    clauses: int
    depth: int


QUERY_LIMITS: Final = Limits(QUERY_CHARACTERS_MAX, CLAUSES_MAX, DEPTH_MAX)

# A line of a strategy is read from a file by the one who wrote it, not from the network: published lines hold up to
# two hundred words, and whole strategies up to a hundred lines.
STRATEGY_LINE_LIMITS: Final = Limits(characters=8_000, clauses=300, depth=12)
STRATEGY_LINES_MAX: Final = 200
STRATEGY_CHARACTERS_MAX: Final = 200_000
# Of a line with all lines that it names written out: what is evaluated and what is printed.
STRATEGY_CLAUSES_MAX: Final = 2_000
STRATEGY_DEPTH_MAX: Final = 60
