"""A search from the text typed to the hits shown: totals, facets, scope, snippets and titles with marks."""

from pathlib import Path

import pytest

from corpus.model import Alignment, Author, Citation, OffsetMap, Report, Section, Sentence, Side, Title, Version
from corpus.store import open_store
from indexer.errors import IndexDamaged, QueryError
from indexer.limits import RESULTS_REACH_MAX
from indexer.plan import HasValue, Match
from indexer.planning import make_plan
from indexer.query_parser import parse
from indexer.search import Inquiry, SearchResult, rank, search
from indexer.snippets import SNIPPET_CHARACTERS_MAX, Shower
from tests.indexer.conftest import Collection
from tests.indexer.test_vocabulary import entry_of, vocabulary_of


def ask(bundled: Collection, inquiry: Inquiry) -> tuple[SearchResult, list[str]]:
    """The result, and the keys of its hits in order."""
    result = search(inquiry, bundled.generation, bundled.store)
    return result, [bundled.keys[hit.report.report_id] for hit in result.hits]


# ---- the whole line ----------------------------------------------------------------------------------------------


def test_a_result_says_how_it_came_about(bundled: Collection) -> None:
    """Query as typed, canonical form, generation and revision are in it."""
    result, keys = ask(bundled, Inquiry("血小板[tiab]  year:2025"))
    assert keys == ["btki"]
    assert (result.query, result.canonical) == ("血小板[tiab]  year:2025", "tiab:血小板 AND year:2025")
    assert (result.generation, result.revision) == (bundled.generation.number, bundled.store.revision())
    assert result.took_ms > 0


def test_a_hit_that_the_store_lacks_is_damage_and_no_shorter_list(bundled: Collection, tmp_path: Path) -> None:
    """The total would count what the list does not show, so the report is named and the way out."""
    damage = pytest.raises(IndexDamaged, match=r"finds sha256:[0-9a-f]{64}.*duizhao index rebuild")
    with open_store(tmp_path / "corpus.sqlite3", create=True) as other, damage:
        search(Inquiry("BTKi"), bundled.generation, other)


def test_facets_count_all_hits(bundled: Collection) -> None:
    """Facets count every hit, not only those of the page."""
    result, keys = ask(bundled, Inquiry("platelet", limit=1, facets=("lang", "year")))
    assert (result.total, len(keys)) == (3, 1)
    assert {count.value: count.hits for count in dict(result.facets)["lang"]} == {"en": 3, "zh": 1}


def test_pages_follow_each_other(bundled: Collection) -> None:
    """Three pages of one hit are the page of three."""
    whole = ask(bundled, Inquiry("platelet"))[1]
    assert [key for offset in range(3) for key in ask(bundled, Inquiry("platelet", offset=offset, limit=1))[1]] == whole


def test_a_chosen_language_is_a_filter_and_a_scope(bundled: Collection) -> None:
    """With Chinese chosen, English words of a bilingual report are not looked for."""
    assert ask(bundled, Inquiry("platelet", lang="zh"))[1] == []
    assert ask(bundled, Inquiry("BTK", lang="zh"))[1] == ["btki"]
    assert ask(bundled, Inquiry("", lang="zh"))[1] == ["btki"]


def test_filters_must_all_hold(bundled: Collection) -> None:
    """A facet that was clicked narrows the hits."""
    parallel = HasValue("has", frozenset({"parallel"}))
    assert ask(bundled, Inquiry("platelet", filters=(parallel,)))[1] == ["btki"]
    assert ask(bundled, Inquiry("platelet", filters=(parallel, HasValue("year", frozenset(("2000",))))))[1] == []


def test_any_word_ranks_more_words_higher(bundled: Collection) -> None:
    """Words side by side become alternatives, and who holds more of them comes first."""
    assert ask(bundled, Inquiry("lenalidomide cytogenetic splenectomy"))[1] == []
    assert ask(bundled, Inquiry("lenalidomide cytogenetic splenectomy", match="any"))[1] == ["lenalidomide", "btki"]


def test_the_newest_come_first_where_asked(bundled: Collection) -> None:
    """Only one report has a year; the others come last."""
    assert ask(bundled, Inquiry("platelet", sort="newest"))[1][0] == "btki"


@pytest.mark.parametrize(
    ("inquiry", "code"),
    [
        (Inquiry(""), "empty"),
        (Inquiry("platelet", offset=RESULTS_REACH_MAX), "beyond-reach"),
        (Inquiry("platelet AND"), "missing-operand"),
    ],
)
def test_what_is_refused(bundled: Collection, inquiry: Inquiry, code: str) -> None:
    """No text without a choice beside it, no page beyond reach, no broken query."""
    with pytest.raises(QueryError) as caught:
        ask(bundled, inquiry)
    assert caught.value.code == code


def test_notes_of_reading_and_planning_come_together(bundled: Collection) -> None:
    """Both what the parser and what the planner passed over is said."""
    result, _ = ask(bundled, Inquiry("platelet - of the patient"))
    assert [note.code for note in result.notes] == ["ignored-mark", "stop-word", "stop-word"]


def test_a_bilingual_hit_shows_a_marked_sentence_of_each_language(bundled: Collection) -> None:
    """Both snippets hold their query word, marked exactly."""
    result, _ = ask(bundled, Inquiry("BTKi AND 完全缓解 AND 10^9/L"))
    snippets = {snippet.side: snippet for snippet in result.hits[0].snippets}
    marked = {side: {s.text[a:b] for a, b in s.marks} for side, s in snippets.items()}
    assert "BTKi" in marked["en"]
    assert marked["zh"] & {"完全缓解", "10⁹/L", "BTKi"}


def test_free_text_ranks_and_is_never_parsed(bundled: Collection) -> None:
    """The likest report comes first, whatever quotation marks and parentheses the text holds."""
    hits = rank('lenalidomide AND "del(5q) (((', bundled.generation, 10)
    assert bundled.keys[hits[0].entry_id] == "lenalidomide"
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert bundled.keys[rank("布鲁顿酪氨酸激酶", bundled.generation, 1)[0].entry_id] == "btki"


# ---- what is shown -----------------------------------------------------------------------------------------------

ENGLISH = "A study of platelets.\nPlatelets rose. Counts and platelets fell later. Nobody bled."
CHINESE = "血小板升高。计数下降，血小板也下降。"


def version_of(side: Side, text: str, title_end: int = 0) -> Version:
    """A version cut into sentences at full stops, its first line a title up to `title_end`."""
    ends = [place + 1 for place, character in enumerate(text) if character in ".。"]
    starts = [0, *(end + (text[end : end + 1].isspace()) for end in ends[:-1])]
    sections = [Section("UNASSIGNED", "", title_end + 1 if title_end else 0, len(text))]
    if title_end:
        sections.insert(0, Section("TITLE", "", 0, title_end))
    return Version(
        side=side,
        language="en" if side == "en" else "zh-Hans",
        origin="unknown",
        raw=text,
        text=text,
        offset_map=OffsetMap(()),
        sections=tuple(sections),
        sentences=tuple(map(Sentence, starts, ends)),
    )


REPORT = Report(
    report_id="r",
    revision=1,
    citation=Citation(authors=(Author("Zhou Hu", "周虎"), Author("Li Na"))),
    versions=(version_of("en", ENGLISH, ENGLISH.index("\n")), version_of("zh", CHINESE)),
    alignment=Alignment((), 0.0, 0),
    flags=(),
    sources=(),
)


def match_of(query: str) -> Match:
    """What a query matches in the report."""
    vocabulary = vocabulary_of(entry_of(ENGLISH, CHINESE, "Zhou Hu"), entry_of(author="Li Na"))
    return make_plan(parse(query), vocabulary).plan.match


def test_the_sentence_with_most_words_is_shown() -> None:
    """Of equals the earliest; the numbers count through the version, title included."""
    shower = Shower(match_of("platelet AND count"))
    english, chinese = shower.snippets(REPORT)
    assert (english.text, english.sentence) == ("Counts and platelets fell later.", 2)
    assert [english.text[a:b] for a, b in english.marks] == ["Counts", "platelets"]
    assert (chinese.text, chinese.marks, chinese.sentence) == ("血小板升高。", (), 0)
    assert Shower(match_of("platelet")).snippets(REPORT)[0].sentence == 1


def test_a_chinese_sentence_is_chosen_by_its_own_words() -> None:
    """Chinese words choose the Chinese sentence, and leave the English at its first."""
    english, chinese = Shower(match_of("血小板 AND 下降")).snippets(REPORT)
    assert chinese.text == "计数下降，血小板也下降。"
    assert [chinese.text[a:b] for a, b in chinese.marks] == ["下降", "血小板", "下降"]
    assert english.sentence == 1


def test_a_missing_title_is_derived_and_marked_as_derived() -> None:
    """The English has its title, the Chinese its first sentence, said to be one."""
    english, chinese = Shower(match_of("platelet OR 血小板")).titles(REPORT)
    assert (english.text, english.marks, english.derived) == ("A study of platelets.", ((11, 20),), False)
    assert (chinese.text, chinese.marks, chinese.derived) == ("血小板升高。", ((0, 3),), True)


def test_a_title_of_the_citation_stands_for_a_version_that_has_none() -> None:
    """A report may bring a title in a language in which it has no text."""
    report = Report("r", 1, Citation(titles=(Title("zh", "血小板研究"),)), (version_of("en", ENGLISH),), None, (), ())
    titles = Shower(match_of("血小板")).titles(report)
    assert [(title.side, title.derived) for title in titles] == [("en", True), ("zh", False)]
    assert titles[1].marks == ((0, 3),)


def test_authors_are_marked_where_they_were_asked_for() -> None:
    """Only the author that was meant, only in the script that was typed."""
    first, second = Shower(match_of('au:"Zhou H"')).authors(REPORT)
    assert [first.author.latin[a:b] for a, b in first.latin_marks] == ["Zhou", "Hu"]
    assert (first.han_marks, second.latin_marks) == ((), ())


def test_a_long_sentence_is_cut_around_its_first_mark() -> None:
    """The cut is shown by …, and the marks still mark the word."""
    text = "word " * 200 + "platelets " + "word " * 200 + "end."
    report = Report("r", 1, Citation(), (version_of("en", text),), None, (), ())
    (snippet,) = Shower(match_of("platelet")).snippets(report)
    assert snippet.text.startswith("…word")
    assert snippet.text.endswith("…")
    assert len(snippet.text) <= SNIPPET_CHARACTERS_MAX + 2
    assert [snippet.text[a:b] for a, b in snippet.marks] == ["platelets"]


@pytest.mark.parametrize(
    ("query", "shown", "marked"),
    [
        ("qty:20mg", "Prednisone was given at 20 mg.", ["20 mg"]),
        ("dose:20mg", "Prednisone was given at 20 mg.", ["20 mg"]),
        ("qty:>30e9/L", "Counts rose from 10 to 50 × 10⁹/L.", ["10 to 50 × 10⁹/L"]),
        ("patients AND qty:20mg", "Prednisone was given at 20 mg.", ["20 mg"]),
        ("patients NOT qty:20mg", "All patients were adults.", ["patients"]),
        ("qty:21mg", "All patients were adults.", []),
    ],
)
def test_the_sentence_with_the_amount_is_shown_and_the_amount_is_marked(
    query: str, shown: str, marked: list[str]
) -> None:
    """An amount says more than a word that stands elsewhere; what is excluded is neither chosen nor marked."""
    text = "Amounts.\nAll patients were adults. Prednisone was given at 20 mg. Counts rose from 10 to 50 × 10⁹/L."
    report = Report("r", 1, Citation(), (version_of("en", text, text.index("\n")),), None, (), ())
    match = make_plan(parse(query), vocabulary_of(entry_of(text, ""))).plan.match
    (snippet,) = Shower(match).snippets(report)
    assert (snippet.text, [snippet.text[a:b] for a, b in snippet.marks]) == (shown, marked)


def test_a_long_sentence_is_cut_around_its_amount() -> None:
    """Not around a word that stands before it."""
    text = "Platelets " + "word " * 200 + "50 mg " + "word " * 200 + "end."
    report = Report("r", 1, Citation(), (version_of("en", text),), None, (), ())
    (snippet,) = Shower(match_of("platelets AND qty:50mg")).snippets(report)
    assert [snippet.text[a:b] for a, b in snippet.marks] == ["50 mg"]
