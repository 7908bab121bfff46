"""The limits of a query. Each keeps the work of one search linear in small numbers, whatever is typed.

Without them a stock grammar took seconds for `*itis`, and a query of 1 000 parentheses or 10 000 words never ended.
"""

from typing import Final

QUERY_CHARACTERS_MAX: Final = 1_000
CLAUSES_MAX: Final = 32  # words, phrases, wildcards and filters together
DEPTH_MAX: Final = 8  # parentheses and NOTs inside each other
NEAR_DISTANCE_MAX: Final = 50
PREFIX_LETTERS_MIN: Final = 3  # of a Latin word with a wildcard; one Han character is enough
EXPANSION_WORDS_MAX: Final = 200  # words of the collection that one wildcard may stand for
RESULTS_REACH_MAX: Final = 10_000  # offset + limit: nobody reads further, and the heap of hits stays small
