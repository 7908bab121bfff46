"""What other systems write: told apart from words, translated where the same can be said here, else refused.

Sources: Ovid's syntax (https://ospguides.ovid.com), Embase.com, Scopus, Web of Science, Cochrane and EBSCOhost search
tips, CNKI's professional search. Nothing of theirs is ever read silently as words.
"""

import re
from itertools import accumulate
from typing import Final, NamedTuple

from indexer.limits import NEAR_DISTANCE_MAX
from indexer.query_tags import FILTER_VALUES


class Elsewhere(NamedTuple):
    """A way of writing: where it is used, what may stand instead (a template of the match), and a word why."""

    pattern: re.Pattern[str]
    system: str
    instead: str
    why: str = ""


def _rows(*rows: tuple[str, str, str, str] | tuple[str, str, str]) -> tuple[Elsewhere, ...]:
    return tuple(Elsewhere(re.compile(row[0]), *row[1:]) for row in rows)


# Tried where an operand begins: some of these are words elsewhere in a title.
AT_AN_OPERAND: Final = _rows(
    (r"TITLE-ABS-KEY(?:-AUTH)?\s*\(", "Scopus", "text:("),
    (r"TITLE-ABS\s*\(", "Scopus", "tiab:("),
    (r"TITLE\s*\(", "Scopus", "title:("),
    (r"ABS\s*\(", "Scopus", "abstract:("),
    (r"(?:AUTHKEY|KEY|INDEXTERMS)\s*\(", "Scopus", "keyword:("),
    (r"(?:AUTH|AUTHLASTNAME|FIRSTAUTH|AUTHOR-NAME)\s*\(", "Scopus", "author:("),
    (r"SRCTITLE\s*\(", "Scopus", "journal:("),
    (r"AFFIL\s*\(", "Scopus", "affiliation:("),
    (r"(?:LIMIT-TO|EXCLUDE)\s*\(", "Scopus", "(", "filters are written year:, lang: and type:"),
    (r"PUBYEAR\s*(?:=|IS)\s*(\d{4})", "Scopus", r"year:\1"),
    (r"PUBYEAR\s*(?:>|AFT)\s*(\d{4})", "Scopus", r"year:\1.. NOT year:\1"),
    (r"PUBYEAR\s*(?:<|BEF)\s*(\d{4})", "Scopus", r"year:..\1 NOT year:\1"),
    (r"(?:TS|SU|KY|TKA|TAK)\s*=\s*", "Web of Science and CNKI", "text:"),
    (r"TI\s*=\s*", "Web of Science and CNKI", "title:"),
    (r"AB\s*=\s*", "Web of Science and CNKI", "abstract:"),
    (r"AU\s*=\s*", "Web of Science and CNKI", "author:"),
    (r"SO\s*=\s*", "Web of Science", "journal:"),
    (r"(?:AK|KP)\s*=\s*", "Web of Science", "keyword:"),
    (r"PY\s*=\s*\(?(\d{4})-(\d{4})\)?", "Web of Science", r"year:\1..\2"),
    (r"(?:PY|YE)\s*=\s*", "Web of Science and CNKI", "year:"),
    (r"(?:FT|LA|DT)\s*=\s*(?=[\w(\"“'])", "Web of Science and CNKI", ""),
    (r"(?:TI|MW)\s+(?=[\"“(])", "EBSCOhost", "title:"),
    (r"AB\s+(?=[\"“(])", "EBSCOhost", "abstract:"),
    (r"(?:MH|MM)\s+(?=[\"“(])", "EBSCOhost", "mesh:"),
    (r"(?:TX|SU)\s+(?=[\"“(])", "EBSCOhost", "text:"),
    (r"NOFT\s*\(", "ProQuest", "tiab:("),
)  # fmt: skip

# Tried wherever a word or a bracket may begin.
AT_A_WORD: Final = _rows(
    (r"MeSH descriptor:? \[([^\]]*)\](?: explode all trees)?(?: and with qualifier\(s\): \[[^\]]*\])?",
     "the Cochrane Library", r'mesh:"\1"', "headings are searched as printed"),
    (r"\[([^\]]*)\]/lim\b", "Embase", "", "filters are written year:, lang: and type:"),
    (r"'([^']{2,100})'/(?:exp|de|mj)\b(?:/mj\b)?", "Embase", r'"\1"', "Emtree is not searched"),
    (r"(\w[\w-]{2,60})/(?:exp|de|mj)\b(?:/mj\b)?", "Embase", r"\1", "Emtree is not searched"),
    (r"(?:PRE|ONEAR|NEXT|next|pre)/(\d{1,3})\b", "Embase, Scopus and ProQuest", r"NEAR/\1",
     "words are found in either order"),
    (r"[Ww]/(\d{1,3})\b", "Scopus", r"NEAR/\1"),
    (r"(?:NEAR|near)[:]?(\d{1,3})\b", "other systems", r"NEAR/\1"),
    (r"\w[\w*?-]*\$\d*", "Ovid and Web of Science", "", "* stands for any ending, ? for one character or none"),
    (r"([A-Za-z]{3,40})\*\d{1,2}(?![\w*?])", "Ovid", r"\1*", "no number limits the characters that * stands for"),
    (r"([A-Za-z]{2,40})#([A-Za-z]{0,40})(?!\w)", "Ovid", r"\1?\2", "? stands for one character or none"),
    (r"([A-Za-z]{4,40})\^\d+(?:\.\d+)?(?!\w)", "Lucene", r"\1", "no word can be weighted"),
)  # fmt: skip

# Tried right behind a closing quotation mark.
BEHIND_QUOTES: Final = _rows(
    (r"~(\d{1,3})", "Europe PMC and Lucene", r"[tiab:~\1]"),
    (r"/(?:exp|de|mj)\b", "Embase", "", "Emtree is not searched"),
    (r"\^\d+(?:\.\d+)?", "Lucene", "", "no phrase can be weighted"),
)

# ---- headings, field suffixes, operators in lower case -----------------------------------------------------------

_OVID_CODES: Final = (
    "ti|ab|tw|mp|af|kw|kf|ot|au|jn|jw|ja|pt|yr|lg|la|sh|hw|nm|rn|in|ad|tx|hx|id|tc|cp|go|ui|dm|dq|dt|de"
)
_SUFFIX: Final = re.compile(rf"\.((?:{_OVID_CODES})(?:,\s?(?:{_OVID_CODES}))*)\.(?![A-Za-z])")
_EMBASE_SUFFIX: Final = re.compile(
    r":((?:ti|ab|kw|au|de|jt|la|py|it|tn|mn|dn|rn)(?:,\s?(?:ti|ab|kw|au|de|tn))*)(?=[\s)]|$)"
)
_SUFFIX_FIELDS: Final = {
    frozenset(codes.split()): field
    for codes, field in (
        ("ti", "title"), ("ab", "abstract"), ("ti ab", "tiab"), ("tw", "tiab"), ("mp", "text"), ("tx", "text"),
        ("af", "all"), ("kw", "keyword"), ("kf", "keyword"), ("ot", "keyword"), ("kw kf", "keyword"),
        ("au", "author"), ("jn", "journal"), ("jw", "journal"), ("ja", "journal"), ("jt", "journal"),
        ("pt", "type"), ("it", "type"), ("yr", "year"), ("py", "year"), ("lg", "lang"), ("la", "lang"),
        ("sh", "mesh"), ("hw", "mesh"), ("in", "affiliation"), ("ad", "affiliation"),
    )
}  # fmt: skip

_QUALIFIERS: Final = (
    "ad ae ag ai an bi bl bs ch ci cl cn co ct cy dd de dg dh di dt ec ed eh em en ep es et ge gd hi im in ip ir is "
    "le lj ma me mi mo mt nu og pa pc pd ph pk pp ps px re rh rt sc sd se sn st su td th tm to tr tu ur us ut ve vi"
).replace(" ", "|")
_NO_OPERATOR: Final = r"(?!(?:AND|OR|NOT|NEAR)\b)"
_NAME: Final = r"(?:(?! (?:AND|OR|NOT|NEAR)\b)[A-Za-z0-9 ,'-]){1,100}"
# exp Name/ or *Name/ or Name/qualifiers anywhere; Name/ alone where an operand begins and ends.
_BROAD_HEADING: Final = re.compile(
    rf"(?:exp {_NO_OPERATOR}[A-Za-z]|\*[A-Z]){_NAME}/(?:(?:{_QUALIFIERS})(?:, ?(?:{_QUALIFIERS}))*(?!\w))?"
    rf"|[A-Z][\w-]{{1,60}}/(?:{_QUALIFIERS})(?:, ?(?:{_QUALIFIERS}))*(?![\w/(-])"
)
_HEADING: Final = re.compile(
    rf"({_NO_OPERATOR}[A-Z]{_NAME})/((?:(?:{_QUALIFIERS})(?:, ?(?:{_QUALIFIERS}))*)?)"
    r"(?=\s*\)|\s*$|\s+(?:and|or|not|AND|OR|NOT)\b)"
)
_LIMIT: Final = re.compile(r"limit (\d{1,4}) to(?= +\S)")
_LIMIT_YEARS: Final = re.compile(r"yr ?= ?(\d{4}) ?(?:(-) ?(\d{4}|current)?)?")
_LIMIT_CHARACTERS_MAX: Final = 300  # of the limits to one line; Ovid's own lists of them are shorter
_LIMIT_NAMES: Final = {
    "meta analysis": "meta-analysis", "reviews": "review", "review articles": "review",
    "systematic reviews": "systematic review",
}  # fmt: skip
_ADJACENT: Final = re.compile(r"(?:adj|ADJ)(\d{1,2})(?!\w)")
_LOWER_NEAR: Final = re.compile(r"near/(\d{1,4})(?!\w)")
_APOSTROPHES: Final = re.compile(r"'([^'\s]{1,80}(?: [^'\s]{1,80}){1,8})'(?=[\s):]|$)")
_RANGE_ENDS: Final = r'["“”]?(\d{4}(?:/\d{1,2}){0,2})["“”]?\s*'
_DATES: Final = re.compile(rf"{_RANGE_ENDS}\[[^\]]{{1,40}}\]\s*:\s*{_RANGE_ENDS}(?=\[)")
_LINE_LIST: Final = re.compile(r"(and|or|AND|OR)/(\d{1,3}(?:-\d{1,3})?(?:,\d{1,3}(?:-\d{1,3})?)*)(?!\w)")
_LINE: Final = re.compile(r"#(\d{1,4})(?!\w)")
_LONE_NUMBER: Final = re.compile(r"[0-9]{1,4}(?=\s*(?:\)|$|(?:and|or|not|AND|OR|NOT)\b))")
# Signs that a strategy was written for Ovid.
_OVID_LINE: Final = re.compile(
    rf"\.(?:{_OVID_CODES})(?:,\s?(?:{_OVID_CODES}))*\.(?![A-Za-z])|\badj\d|^\W*exp [A-Za-z]|\b(?:or|and)/\d|^limit \d"
    r"|[A-Za-z]/(?=\s+(?:or|and|not)\b|\s*\)|\s*$)"
)
# Words that are fields or operators elsewhere, and too often words to be refused.
LOOKALIKES: Final = {
    "adj": '"… …"', "ADJ": '"… …"', "NEXT": "NEAR/0", "SAME": "NEAR/10", "TI": "ti:", "AB": "ab:", "XOR": "NOT",
}  # fmt: skip
_SHORT_NEAR: Final = re.compile(r"[NW](\d{1,2})")


class Suffix(NamedTuple):
    """Fields behind a word as Ovid (`.ti,ab.`) and Embase (`:ti,ab`) write them; `field` None if there is none here."""

    field: str | None
    start: int
    end: int


def elsewhere(rows: tuple[Elsewhere, ...], text: str, at: int) -> tuple[Elsewhere, re.Match[str]] | None:
    """The way of writing that stands at a place, if any."""
    for row in rows:
        if found := row.pattern.match(text, at):
            return row, found
    return None


def means_elsewhere(word: str) -> bool:
    """Whether a word, alone in a query, would be the syntax of another system."""
    rows = (*AT_AN_OPERAND, *AT_A_WORD)
    return any(
        (heading_at(word, 0), distance_at(word, 0), line_at(word, 0), line_list_at(word, 0), elsewhere(rows, word, 0))
    )


def suffix_at(text: str, at: int) -> Suffix | None:
    """The suffix that begins here."""
    found = _SUFFIX.match(text, at) or _EMBASE_SUFFIX.match(text, at)
    if found is None:
        return None
    codes = frozenset(found[1].replace(" ", "").split(","))
    return Suffix(_SUFFIX_FIELDS.get(codes), found.start(), found.end())


def suffix_of_word(text: str, start: int, end: int) -> Suffix | None:
    """The suffix of the word text[start:…] of which [start:end] was read: `platelet.ti,ab.` is cut at the comma."""
    for mark in (".", ":"):
        place = text.find(mark, start + 1, end + 1)
        while place >= 0:
            if found := suffix_at(text, place):
                return found
            place = text.find(mark, place + 1, end + 1)
    return None


def broad_heading_at(text: str, at: int) -> re.Match[str] | None:
    """A subject heading as Ovid writes it, with explosion, focus or qualifiers."""
    return _BROAD_HEADING.match(text, at)


def heading_at(text: str, at: int) -> re.Match[str] | None:
    """A whole operand that is a subject heading as Ovid writes it: (name)/(qualifiers)."""
    return _HEADING.match(text, at)


def limit_at(text: str, at: int) -> tuple[re.Match[str], str] | None:
    """Limits to a line as Ovid writes them, `limit 6 to english language`: their beginning, which names the line, and
    what of them can be said here.
    """
    found = _LIMIT.match(text, at)
    if found is None:
        return None
    rest = text[found.end() : found.end() + _LIMIT_CHARACTERS_MAX].lower()
    limits = _parted(" ".join(re.sub('["“”]', "", rest).split()), " and ")
    return found, " AND ".join([f"#{found[1]}", *filter(None, map(_limit, limits))])


def _parted(text: str, joint: str) -> list[str]:
    """What a joint stands between outside parentheses, those around the whole taken off."""
    depths = list(accumulate((sign == "(") - (sign == ")") for sign in text))
    if text.startswith("(") and 0 in depths and depths.index(0) == len(text) - 1:
        return _parted(text[1:-1].strip(), joint) if len(text) > 2 else []
    cuts = [place.span() for place in re.finditer(joint, text) if depths[place.start()] == 0]
    edges = [0, *(edge for cut in cuts for edge in cut), len(text)]
    return [text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]


def _limit(limit: str) -> str:
    """The filter for one limit of Ovid's or several joined by or; empty where one of them has no like here."""
    choices = [_one_limit(choice.strip()) for choice in _parted(limit, " or ")]
    if not all(choices):
        return ""
    return f"({' OR '.join(choices)})" if len(choices) > 1 else "".join(choices)


def _one_limit(name: str) -> str:
    if years := _LIMIT_YEARS.fullmatch(name):
        first, last = years[1], (years[3] or "").removeprefix("current")
        first, last = sorted((first, last)) if last else (first, last)
        return f"year:{first}..{last}" if years[2] else f"year:{first}"
    name = name.removesuffix(" language")
    field, value = FILTER_VALUES.get(_LIMIT_NAMES.get(name, name), ("", ""))
    return f'{field}:"{value}"' if " " in value else f"{field}:{value}" if field else ""


def distance_at(text: str, at: int) -> tuple[re.Match[str], int] | None:
    """adj3 of Ovid, at most two words between, or near/3, and the words between."""
    if found := _ADJACENT.match(text, at):
        return found, int(found[1]) - 1
    if found := _LOWER_NEAR.match(text, at):
        return found, int(found[1])
    return None


def quoted_at(text: str, at: int) -> re.Match[str] | None:
    """Several words between apostrophes: a phrase of Embase and CNKI."""
    return _APOSTROPHES.match(text, at)


def dates_at(text: str, at: int) -> re.Match[str] | None:
    """The first of two tagged dates with a colon between them, and the second up to its tag, as PubMed writes them."""
    return _DATES.match(text, at)


def line_at(text: str, at: int) -> re.Match[str] | None:
    """The name of a line: #3."""
    return _LINE.match(text, at)


def line_list_at(text: str, at: int) -> re.Match[str] | None:
    """Many lines joined: or/1-3."""
    return _LINE_LIST.match(text, at)


def lone_number(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] is a number with an operator, a parenthesis or the end behind it."""
    found = _LONE_NUMBER.match(text, start)
    return found is not None and found.end() == end


def is_ovid(line: str) -> bool:
    """Whether a line bears a sign of Ovid's syntax."""
    return _OVID_LINE.search(line) is not None


def lookalike(word: str) -> str | None:
    """What to write for a word that is an operator or field elsewhere."""
    if found := _SHORT_NEAR.fullmatch(word):
        return f"NEAR/{min(int(found[1]), NEAR_DISTANCE_MAX)}"
    return LOOKALIKES.get(word)
