"""The search record: what it says, that it comes back whole, and what it tells when run again."""

import re
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.knowledge import Knowledge, TermPair
from corpus.lexicon.glossary import Glossary, GlossaryTerm
from corpus.lexicon.terms import SOURCES
from corpus.model import Flag, Span
from corpus.store import Store
from corpus.words.folding import is_han
from indexer.feedback import ADDED_MAX
from indexer.generations import Generations
from indexer.plan import HasValue
from indexer.rerun import Change, Difference, rerun
from indexer.search import Inquiry, read_inquiry, search
from indexer.search_record import SearchRecord, make_record, record_json
from indexer.search_record_reading import BadRecord, read_record
from indexer.search_record_text import Language, record_text
from tests.corpus.store.records import record, write
from tests.indexer.conftest import Collection
from tests.indexer.made_collections import add_reports, collection, reindex


def recorded(bundled: Collection, query: str, **more: object) -> SearchRecord:
    inquiry = replace(Inquiry(query), **more)  # type: ignore[arg-type]
    return make_record(read_inquiry(inquiry, bundled.generation), bundled.generation)


@contextmanager
def made(home: Path, count: int = 3) -> Iterator[tuple[Store, Generations]]:
    with collection(home, count) as (store, generations):
        reindex(store, generations)
        yield store, generations


def now(generations: Generations, store: Store, before: SearchRecord) -> tuple[tuple[Change, ...], tuple[Change, ...]]:
    reindex(store, generations)
    with generations.lease() as generation:
        found = rerun(before, generation, store)
        return found.added, found.removed


def first(generations: Generations, query: str, *, cross_lingual: bool = False) -> SearchRecord:
    with generations.lease() as generation:
        return make_record(read_inquiry(Inquiry(query, cross_lingual=cross_lingual), generation), generation)


# ---- what it says ------------------------------------------------------------------------------------------------


def test_it_names_the_query_the_state_and_all_that_was_found(bundled: Collection) -> None:
    made_of = recorded(bundled, "Platelets year:2025")
    manifest = bundled.generation.manifest
    assert (made_of.query, made_of.canonical) == ("Platelets year:2025", "Platelets AND year:2025")
    assert made_of.literal == '("platelet" OR "platelets") AND year:2025'
    assert (made_of.generation, made_of.revision, made_of.reports) == (bundled.generation.number, manifest.revision, 3)
    assert made_of.words_fingerprint == manifest.words_fingerprint
    assert (
        made_of.total
        == len(made_of.ids)
        == search(Inquiry("Platelets year:2025"), bundled.generation, bundled.store).total
    )


def test_all_are_found_whatever_the_page_in_the_order_of_the_hits(bundled: Collection) -> None:
    whole = search(Inquiry("platelet"), bundled.generation, bundled.store)
    assert recorded(bundled, "platelet", offset=2, limit=1).ids == tuple(hit.report.report_id for hit in whole.hits)


def test_the_languages_are_counted(bundled: Collection) -> None:
    counts = recorded(bundled, "platelet").languages
    assert (counts.en, counts.zh, counts.both) == (3, 1, 1)
    only = recorded(bundled, "platelet", filters=(HasValue("lang", frozenset(("zh",))),))
    assert (only.total, only.languages.en, only.literal) == (
        1,
        1,
        '("platelet" OR "platelets") AND (lang:zh OR lang:zh)',
    )


def text_of(made_of: SearchRecord, *languages: Language) -> str:
    return "\n".join(record_text(made_of, languages))


def test_the_text_says_it_in_both_languages(bundled: Collection) -> None:
    text = text_of(recorded(bundled, "platelet\n缓解"), "en", "zh")
    assert "Interpreted as: platelet AND 缓解" in text
    assert "理解为：platelet AND 缓解" in text
    assert "Found: 1 report; 1 with an English version, 1 with a Chinese one, 1 with both." in text
    assert "共找到 1 篇报告：" in text
    assert text.count("sha256:") == 1  # the ids once, not in each language


def test_the_text_says_how_it_was_searched_and_sorted(bundled: Collection) -> None:
    """In a sentence each, also where nothing was chosen."""
    plain = text_of(recorded(bundled, "platelet"), "en")
    assert "Words of the other language: not looked for" in plain
    assert "Sorted by: relevance" in plain
    chosen = (HasValue("year", frozenset(("2024", "2025"))),)
    other = text_of(recorded(bundled, "", lang="zh", cross_lingual=True, sort="newest", filters=chosen), "en")
    assert "Interpreted as: all reports" in other
    assert "Only the version in this language: Chinese" in other
    assert "Only: year:2024 OR year:2025" in other
    assert "Words of the other language: looked for too\nAdded to the query: nothing" in other
    assert "Sorted by: year, newest first" in other


def test_only_what_was_really_taken_away_is_named(bundled: Collection) -> None:
    """A refused expansion that the search would not have had removed nothing."""
    with_it = recorded(bundled, "splenectomy", cross_lingual=True)
    name = next(f"{one.said}:{one.rendering}" for one in with_it.expansions)
    refused = recorded(bundled, "splenectomy", cross_lingual=True, without=frozenset((name, "zebra:斑马")))
    assert (refused.without, refused.removed) == (tuple(sorted((name, "zebra:斑马"))), (name,))
    text = text_of(refused, "en")
    assert f"Taken away from what was added: {' → '.join(name.split(':'))}" in text
    assert "zebra" not in text
    nothing = text_of(recorded(bundled, "splenectomy", cross_lingual=True, without=frozenset(("zebra:斑马",))), "en")
    assert "Taken away" not in nothing


def test_the_text_is_wholly_in_its_language(bundled: Collection) -> None:
    """But for what was typed and found, the Chinese text has no English words, and the English one no Chinese."""
    made_of = recorded(bundled, "splenectomy 血小板", lang="en", cross_lingual=True, sort="title.zh")
    assert {one.source for one in made_of.expansions}
    bare = replace(
        made_of, query="", canonical="=", literal="", ids=(), added=("=",), removed=("=",), words_fingerprint="=",
        expansions=tuple(
            replace(made_of.expansions[0], said="=", rendering="=", source=source, reason=("=",)) for source in SOURCES
        ),
    )  # fmt: skip
    chinese = text_of(bare, "zh").replace("duizhao", "").replace("UTC", "").replace("whoosh", "")
    assert re.findall("[A-Za-z]{2,}", chinese.replace(bare.duizhao, "")) == []
    assert not any(map(is_han, text_of(bare, "en")))


# ---- there and back ----------------------------------------------------------------------------------------------


def test_it_comes_back_whole(bundled: Collection) -> None:
    for query in ("platelet", "xyzzy"):
        before = recorded(bundled, query, filters=(HasValue("year", frozenset(("2025",))),), lang="en")
        assert read_record(b"".join(record_json(before))) == before


def test_many_ids_come_in_pieces_that_join_to_one_record(bundled: Collection) -> None:
    many = replace(
        recorded(bundled, "platelet"), ids=tuple(f'r"{n}\\é' for n in range(2_500)), total=2_500, reports=2_500
    )
    pieces = list(record_json(many))
    assert len(pieces) == 5  # head, three times at most 1 000 ids, tail
    assert read_record(b"".join(pieces)) == many


@pytest.mark.parametrize(
    "data",
    [b"", b"{}", b"[]", b"null", b'{"record": "duizhao search record", "format": 1}', b"\xff\xfe", b"[" * 100_000,
     b'{"record": "duizhao search record", "format": 2}', b'{"record": 5}', b'{"record": {"a": ' * 5_000],
)  # fmt: skip
def test_what_is_no_record_is_refused_with_a_reason(data: bytes) -> None:
    with pytest.raises(BadRecord, match=r"no search record|format 2"):
        read_record(data)


@given(st.data())
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_damaged_record_is_refused_or_read(bundled: Collection, data: st.DataObject) -> None:
    """A record with a stretch cut out or overwritten never ends in anything but a record or a BadRecord."""
    whole = b"".join(record_json(recorded(bundled, "platelet")))
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, len(whole)))
    with suppress(BadRecord):
        read_record(whole[:start] + data.draw(st.binary(max_size=6)) + whole[end:])


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("lang", "fr"),
        ("added", ["word"] * (ADDED_MAX + 1)),
        ("filters", [{"filter": "x", "values": []}]),
        ("ids", "abc"),
        ("searched_at", "then"),
        ("match", None),
    ],
)
def test_a_member_of_another_kind_is_named(bundled: Collection, name: str, value: object) -> None:
    damaged = msgspec.to_builtins(recorded(bundled, "platelet")) | {name: value}
    with pytest.raises(BadRecord, match=name):
        read_record(msgspec.json.encode(damaged))


# ---- run again ---------------------------------------------------------------------------------------------------


def test_nothing_changes_in_the_same_index(tmp_path: Path) -> None:
    with made(tmp_path / "home") as (store, generations):
        before = first(generations, "platelet")
        assert before.total == 3
        assert now(generations, store, before) == ((), ())


def test_a_new_report_is_told_from_a_changed_one(tmp_path: Path) -> None:
    """r0001 loses the word, r0009 comes with it, r0000 has it anew."""
    with made(tmp_path / "home") as (store, generations):
        write(store, [record("r0000", en="Nothing of note.", zh="无。")])
        reindex(store, generations)
        before = first(generations, "platelets")
        assert set(before.ids) == {"r0001", "r0002"}
        write(store, [record("r0001", en="It was all well.", zh="病例。"), record("r0000", en="Platelets.", zh="无。")])
        add_reports(store, range(9, 10))
        assert now(generations, store, before) == (
            (Change("r0000", "changed"), Change("r0009", "new")),
            (Change("r0001", "changed"),),
        )


def test_a_report_of_which_only_flags_changed_was_not_realigned(tmp_path: Path) -> None:
    with made(tmp_path / "home") as (store, generations):
        before = first(generations, "flag:duplicates")
        with store.writing():
            store.flags.give({"r0001": (Flag("k" * 64, "duplicates.report", "low", (Span("en", 0, 4),)),)})
        assert now(generations, store, before) == ((Change("r0001", "reflagged"),), ())


def test_where_the_state_of_then_is_swept_new_and_changed_are_one(tmp_path: Path) -> None:
    with made(tmp_path / "home") as (store, generations):
        before = first(generations, "platelets")
        write(store, [record("r0001", en="It was all well.", zh="病例。")])
        for number in (9, 10, 11):
            add_reports(store, range(number, number + 1))
            reindex(store, generations)
        added, removed = now(generations, store, before)
        assert {change.why for change in (*added, *removed)} == {"new-or-changed"}


def test_other_analysis_expansions_and_collections_are_told(tmp_path: Path) -> None:
    with made(tmp_path / "home") as (store, generations):
        before = first(generations, "platelets")
        fewer = replace(before, ids=before.ids[:1])
        for other, why in (
            (replace(fewer, words_fingerprint="other rules"), "analysis"),
            (replace(fewer, duizhao="0.0.1"), "program"),
            (fewer, "unexplained"),
            (replace(fewer, ids=("elsewhere", *before.ids)), "gone"),
        ):
            added, removed = now(generations, store, other)
            assert {change.why for change in (*added, *removed)} == {why}


def test_knowledge_is_that_of_the_expander(tmp_path: Path) -> None:
    """What the store has learnt since the generation was built does not answer; the next generation has it."""
    with made(tmp_path / "home") as (store, generations):
        before = first(generations, "platelets")
        store.learn(Knowledge(4, terms=(TermPair("platelets", "病例", 0.9, 5),)))
        assert (before.knowledge, first(generations, "platelets").knowledge) == (0, 0)
        with closing(Generations(generations.folder, store)) as fresh:
            assert first(fresh, "platelets").knowledge == 0
            reindex(store, generations)
            assert first(fresh, "platelets").knowledge == 4


def test_knowledge_and_glossary_that_changed_are_told(tmp_path: Path) -> None:
    """They explain reports found by other expansions."""
    glossary = Glossary([GlossaryTerm("case0x", "血小板", "preferred", 1)], "own.tsv")
    with made(tmp_path / "home") as (store, generations):
        before = first(generations, "case0x", cross_lingual=True)
        assert (before.ids, before.glossary) == (("r0000",), "")
        store.learn(Knowledge(4))
        reindex(store, generations)
        with closing(Generations(generations.folder, store, glossary)) as fresh, fresh.lease() as generation:
            again = rerun(before, generation, store)
        assert again.differences == (Difference("knowledge", "0", "4"), Difference("glossary", "", glossary.sha256))
        assert again.added == (Change("r0001", "expansions"), Change("r0002", "expansions"))


def test_a_glossary_is_told_by_what_it_says() -> None:
    """Not by its name or where a term stands."""
    one = GlossaryTerm("platelet", "血小板", "preferred", 1)
    same = Glossary([one._replace(line=7)], "b.tsv")
    assert Glossary([one], "a.tsv").sha256 == same.sha256
    assert Glossary([one._replace(status="forbidden")]).sha256 != same.sha256
    assert Glossary().sha256 == ""


def test_changes_that_are_not_indexed_are_counted(tmp_path: Path) -> None:
    with made(tmp_path / "home") as (store, generations), generations.lease() as generation:
        before = first(generations, "platelets")
        assert rerun(before, generation, store).behind == 0
        add_reports(store, range(20, 23))
        assert rerun(before, generation, store).behind == 3
