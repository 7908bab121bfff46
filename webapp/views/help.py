"""The query language and the keys, in the visitor's language: for the drawer, the help page and its JSON."""

from typing import NamedTuple

from flask_babel import gettext


class SyntaxRow(NamedTuple):
    """Something one can type, and what it finds."""

    example: str
    meaning: str


class SyntaxGroup(NamedTuple):
    """Rows under one heading."""

    title: str
    rows: tuple[SyntaxRow, ...]


class KeyRow(NamedTuple):
    """Keys, and what they do."""

    keys: tuple[str, ...]
    meaning: str


class HelpView(NamedTuple):
    """The whole help."""

    syntax: tuple[SyntaxGroup, ...]
    keys: tuple[KeyRow, ...]


def help_view() -> HelpView:
    """The help in the visitor's language."""
    return HelpView((_words(), _operators(), _fields(), _languages(), _amounts(), _filters()), _keys())


def syntax() -> tuple[SyntaxRow, ...]:
    """The rows that are worth having beside the search box."""
    wanted = (
        "platelet 缓解", '"完全缓解"', "A OR B", "NOT splenectomy", "A NEAR/5 B", "thrombocyt*",
        "title:lenalidomide", "血小板[tiab]", '{en:"complete response" zh:完全缓解}', "xl:off", 'qty:"50e9/L"',
        "year:2018..2025", "has:parallel",
    )  # fmt: skip
    rows = {row.example: row for group in help_view().syntax for row in group.rows}
    return tuple(rows[example] for example in wanted)


def _words() -> SyntaxGroup:
    rows = (
        SyntaxRow("platelet 缓解", gettext("both words, each in any place and in any form; languages may be mixed")),
        SyntaxRow("haemorrhage", gettext("also hemorrhage: British and American spelling are one")),
        SyntaxRow("血小板減少症", gettext("also 血小板减少症: traditional and simplified characters are one")),
        SyntaxRow("ALL", gettext("in capitals the abbreviation, never the common word")),
        SyntaxRow("TNF-alpha, CD4+, 10^9/L", gettext("also TNF-α, CD4⁺ and 10⁹/L, which few can type")),
        SyntaxRow('"complete response"', gettext("these words in a row, exactly as written")),
        SyntaxRow('"完全缓解"', gettext("these characters in a row")),
        SyntaxRow("thrombocyt*", gettext("any ending; at least three letters before it")),
        SyntaxRow("血小板*", gettext("any ending; one Chinese character is enough")),
        SyntaxRow("h?emorrhage", gettext("one character or none in this place")),
    )
    return SyntaxGroup(gettext("Words"), rows)


def _operators() -> SyntaxGroup:
    rows = (
        SyntaxRow("A B", gettext("both; the same as A AND B")),
        SyntaxRow("A OR B", gettext("at least one of them; operators are written in capitals")),
        SyntaxRow("NOT splenectomy", gettext("without this word")),
        SyntaxRow("A NEAR/5 B", gettext("at most five words or characters between them, in either order")),
        SyntaxRow('"A B"[tiab:~5]', gettext("the same, as PubMed writes it")),
        SyntaxRow("(A OR B) C", gettext("parentheses say what belongs together; AND and OR side by side need them")),
    )
    return SyntaxGroup(gettext("Operators"), rows)


def _fields() -> SyntaxGroup:
    rows = (
        SyntaxRow("title:lenalidomide", gettext("in a title; also ti: and lenalidomide[ti]")),
        SyntaxRow("血小板[tiab]", gettext("in a title or the text; also tiab:血小板")),
        SyntaxRow("ti.zh:血小板", gettext("in a Chinese title; ti.en:, ab.en: and ab.zh: likewise")),
        SyntaxRow('au:"Zhou H"', gettext("by an author, as printed")),
        SyntaxRow('jo:"Cancer Rep"', gettext("in a journal")),
        SyntaxRow("ad:Zhengzhou", gettext("an affiliation")),
        SyntaxRow(
            "kw:ITP, mh:Thrombocytopenia",
            gettext("a keyword or a MeSH heading, as printed; headings are not exploded"),
        ),
    )
    return SyntaxGroup(gettext("Fields"), rows)


def _languages() -> SyntaxGroup:
    rows = (
        SyntaxRow(
            '{en:"complete response" zh:完全缓解}',
            gettext("both in one pair of aligned sentences; NOT holds there too"),
        ),
        SyntaxRow("xl:off", gettext("only what was typed; without it, the other language is searched too")),
        SyntaxRow("=ITP", gettext("this word as it is, in no other language and no other form")),
        SyntaxRow("~ITP", gettext("of all words, only this one in the other language too")),
    )
    return SyntaxGroup(gettext("Two languages"), rows)


def _amounts() -> SyntaxGroup:
    rows = (
        SyntaxRow('qty:"50e9/L"', gettext("an amount, however it is written: also 50 × 10⁹/L and 5万/μL")),
        SyntaxRow("qty(platelet):<30e9/L", gettext("less than that, in reports that name what is measured")),
        SyntaxRow("dose:750mg/kg", gettext("an amount of something that is given")),
        SyntaxRow("qty~:50e9/L", gettext("doubtful amounts too, as where an exponent was lost")),
    )
    return SyntaxGroup(gettext("Amounts"), rows)


def _filters() -> SyntaxGroup:
    rows = (
        SyntaxRow("year:2018..2025", gettext("years, both included; also 2018:2025[dp]")),
        SyntaxRow("lang:zh 缓解", gettext("reports with a Chinese version, searched in that version only")),
        SyntaxRow("has:parallel", gettext("reports with both languages, aligned")),
        SyntaxRow(
            "has:abstract.zh",
            gettext("reports with a Chinese text; also abstract.en, title.en, title.zh, doi, pmid"),
        ),
        SyntaxRow(
            "flag:numbers",
            gettext(
                "reports with numbers that differ; also damage, polarity, certainty, terms, duplicates, or one rule"
            ),
        ),
        SyntaxRow("doi:10.1002/cnr2.70152", gettext("one report by its DOI; pmid: and id: likewise")),
    )
    return SyntaxGroup(gettext("Filters"), rows)


def _keys() -> tuple[KeyRow, ...]:
    return (
        KeyRow(("/",), gettext("to the search box")),
        KeyRow(("j", "k"), gettext("to the next and the previous hit")),
        KeyRow(("Enter",), gettext("opens the hit; in a report, pins the unit")),
        KeyRow(("↑", "↓"), gettext("in a report, to the unit above and below")),
        KeyRow(("←", "→"), gettext("in a report, to the English and the Chinese side")),
        KeyRow(("n",), gettext("in a report, to the next unit whose sides differ")),
        KeyRow(("c",), gettext("copies the unit, or all that are pinned")),
        KeyRow(("Esc",), gettext("unpins everything")),
        KeyRow(("?",), gettext("to this page")),
    )
