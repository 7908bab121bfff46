"""The word lists that ship with duizhao: words of medical research, and names of drugs.

A line is English words or phrases that mean the same, with semicolons between, a tab, and Chinese renderings with
spaces between, the usual one first.
"""

from functools import cache
from importlib.resources import files
from typing import Final

from corpus.lexicon.terms import TermTable

LISTS: Final = ("biomedical.tsv", "drugs.tsv")

# The name that the reason of a translation gives.
DUIZHAO: Final = "duizhao"

# The usual rendering of the first English word, what each further Chinese and English one is worth less, and a floor.
# Our choice, not calibrated.
USUAL: Final = 0.95
LATER: Final = 0.06
LEAST: Final = 0.7


@cache
def shipped_terms() -> TermTable:
    """Both lists as one table, read once a process."""
    table = TermTable()
    for name in LISTS:
        for line in files("corpus.lexicon").joinpath(name).read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                english, _, chinese = line.partition("\t")
                names = [phrase.strip() for phrase in english.split(";")]
                for place_en, en in enumerate(names):
                    for place_zh, zh in enumerate(chinese.split()):
                        weight = max(LEAST, USUAL - LATER * (place_zh + place_en / 2))
                        table.add(en, zh, weight, "dictionary", (DUIZHAO, names[0]))
    return table
