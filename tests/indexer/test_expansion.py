"""Searches said in the other language too: what is found, why, what is left alone, and how it ranks."""

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from corpus.intake import take_in
from corpus.knowledge import AbbreviationPair, Knowledge, TermPair
from corpus.store import open_store
from indexer.expansion import Expander
from indexer.generations import Generations
from indexer.planning import make_plan
from indexer.query import AnyOf, Query
from indexer.query_parser import parse
from indexer.rebuild import rebuild
from indexer.renderings import RENDERING_WEIGHT
from indexer.search import Inquiry, SearchResult, rank, search
from tests.corpus.store.records import record, write
from tests.indexer.conftest import Collection
from tests.indexer.made_collections import collection, reindex

RECORDS = (
    {"id": "only-zh", "lang": "zh", "title": "脾切除治疗", "text": "四例血小板减少症患者接受脾切除术，疗效良好。"},
    {"id": "only-en", "lang": "en", "title": "Splenectomy", "text": "Four patients had their spleens removed early."},
    {"id": "mds-zh", "lang": "zh", "title": "", "text": "骨髓增生异常综合征老年人多见，伴发贫血。"},
    {"id": "mds-en", "lang": "en", "title": "", "text": "Myelodysplastic syndrome is common in old age."},
    {"id": "itp-zh", "lang": "zh", "title": "", "text": "原发免疫性血小板减少症的二线治疗。"},
    {"id": "itp-en", "lang": "en", "title": "", "text": "Immune thrombocytopenia in adults, a second line."},
    {"id": "btk-zh", "lang": "zh", "title": "", "text": "布鲁顿酪氨酸激酶抑制剂的出血风险。"},
    {"id": "both", "text": {"en": "Anaemia was mild.", "zh": "贫血较轻。"}},
    {"id": "one", "lang": "en", "title": "", "text": "Anaemia was mild."},
)
# As a study of a collection that defines these would teach.
TAUGHT = Knowledge(
    number=1,
    abbreviations=(
        AbbreviationPair("BTKi", "bruton tyrosine kinase inhibitor", "布鲁顿酪氨酸激酶抑制剂", 2),
        AbbreviationPair("ITP", "immune thrombocytopenia", "免疫性血小板减少症", 3),
        AbbreviationPair("MDS", "myelodysplastic syndrome", "骨髓增生异常综合征", 1),
    ),
)


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collection]:
    folder: Path = tmp_path_factory.mktemp("expansion")
    source = folder / "records.jsonl"
    source.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in RECORDS), encoding="utf-8")
    with open_store(folder / "corpus.sqlite3", create=True) as store:
        take_in((source,), store, jobs=1)
        store.learn(TAUGHT)
        with closing(Generations(folder / "index", store)) as generations:
            rebuild(store, generations, engine="whoosh", jobs=1, progress=lambda *_: None)
            with generations.lease() as generation:
                yield Collection(store, generation, {})


def ask(own: Collection, text: str, *without: str, on: bool = True) -> tuple[set[str], SearchResult]:
    """The ids found, and the whole result."""
    inquiry = Inquiry(text, cross_lingual=on, without=frozenset(without))
    result = search(inquiry, own.generation, own.store)
    return {hit.report.report_id for hit in result.hits}, result


def groups(own: Collection, text: str) -> list[AnyOf]:
    """The groups that the query is expanded to."""
    found: list[AnyOf] = []

    def gather(query: Query) -> None:
        if isinstance(query, AnyOf):
            found.append(query)
        for part in getattr(query, "parts", ()) or ([query.part] if hasattr(query, "part") else []):
            gather(part)

    gather(own.generation.expander.query(parse(text)).query)
    return found


# ---- known items -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "found", "said"),
    [
        ("thrombocytopenia", {"only-zh", "itp-zh", "itp-en"}, "thrombocytopenia:血小板减少症"),
        ("脾切除", {"only-zh", "only-en"}, "脾切除:splenectomy"),
        ("splenectomy", {"only-zh", "only-en"}, "splenectomy:脾切除"),
        ("ITP", {"itp-zh", "itp-en"}, "itp:immune thrombocytopenia"),
        ("ITP", {"itp-zh", "itp-en"}, "itp:免疫性血小板减少症"),
        ("四例", {"only-zh", "only-en"}, "四例:four patients"),
        ("four patients", {"only-zh", "only-en"}, "four patients:四例"),
        ("4例", {"only-zh", "only-en"}, "4例:four patients"),
        ("4例", {"only-zh", "only-en"}, "4例:四例"),
        ("4例脾切除", {"only-zh", "only-en"}, "4例:four patients"),
        ("MDS", {"mds-zh", "mds-en"}, "mds:骨髓增生异常综合征"),
        ("BTKi", {"btk-zh"}, "btki:布鲁顿酪氨酸激酶抑制剂"),
        ("免疫性血小板减少症", {"itp-zh", "itp-en"}, "免疫性血小板减少症:immune thrombocytopenia"),
        ("immune thrombocytopenia", {"itp-zh", "itp-en"}, "immune thrombocytopenia:免疫性血小板减少症"),
    ],
)
def test_a_known_report_is_found_in_the_language_not_typed(
    own: Collection, query: str, found: set[str], said: str
) -> None:
    """And the search says by which word."""
    ids, result = ask(own, query)
    assert ids == found
    assert said in {one.name for one in result.expansions}


def test_what_the_collection_defines_is_the_reason(own: Collection) -> None:
    """The short form and the number of reports that define it."""
    (one,) = [one for one in ask(own, "ITP")[1].expansions if one.side == "zh"]
    assert (one.source, one.reason) == ("abbreviation", ("ITP", "3"))


def test_a_definition_cut_short_is_a_form_of_its_own_language_alone(own: Collection) -> None:
    """HIT is looked for in its English words, not in the half of it that a Chinese text was read to define."""
    hit = AbbreviationPair("HIT", "heparin-induced thrombocytopenia", "血小板减少症", 1)
    syndrome = AbbreviationPair("HIT", "immune thrombocytopenia", "免疫性血小板减少症", 1)
    for defined, expected in ((hit, set()), (syndrome, {"immune thrombocytopenia", "免疫性血小板减少症"})):
        expander = Expander(Knowledge(1, abbreviations=(defined,)), own.generation.vocabulary, finds=bool)
        assert {one.rendering for one in expander.query(parse("HIT")).expansions} == expected


def test_a_number_of_patients_is_said_to_be_the_same_number(own: Collection) -> None:
    """Digits or characters, not another language; the fourth patient is none."""
    found = {one.rendering: one.source for one in ask(own, "4例")[1].expansions}
    assert found == {"four patients": "number", "四例": "number"}
    assert [one.name for one in ask(own, "第四例")[1].expansions if one.source == "number"] == []


def test_only_renderings_that_a_report_has_in_a_row_are_added(own: Collection) -> None:
    """Four and cases both occur, but nobody writes four cases; of forms with one stem one is enough."""
    assert {"four", "second", "line"} <= set(own.generation.vocabulary.prefix(""))
    names = {one.name for one in ask(own, "四例")[1].expansions}
    assert "四例:four patients" in names
    assert not {"四例:four cases", "四例:4 patients", "四例:4例"} & names


def test_an_english_rendering_is_shown_as_the_collection_writes_it(own: Collection) -> None:
    """Mined units are stems; forms of one stem find the same and are added once."""
    knowledge = Knowledge(number=1, pairs=(TermPair("anaemia", "贫血", 0.9, 9), TermPair("spleen", "脾脏", 0.9, 9)))
    expander = Expander(knowledge, own.generation.vocabulary, lambda _: True)
    assert [one.rendering for one in expander.query(parse("脾脏")).expansions] == ["spleens"]


@pytest.mark.parametrize("query", ["例", "patients"])
def test_a_mined_pair_of_one_ideograph_adds_nothing(own: Collection, query: str) -> None:
    """It is a part of some word as a rule."""
    expander = Expander(
        Knowledge(number=1, pairs=(TermPair("patient", "例", 0.9, 9),)), own.generation.vocabulary, lambda _: True
    )
    assert [one.name for one in expander.query(parse(query)).expansions if one.source == "mined"] == []


def test_marks_show_what_the_renderings_matched(own: Collection) -> None:
    """In the title and in the text of the other language."""
    _, result = ask(own, "splenectomy")
    (hit,) = [hit for hit in result.hits if hit.report.report_id == "only-zh"]
    assert [title.text[start:end] for title in hit.titles for start, end in title.marks] == ["脾切除"]


# ---- what is left alone ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "query",
    [
        '"thrombocytopenia"',
        "=thrombocytopenia",
        "thrombocyt*",
        "au:thrombocytopenia",
        "jo:thrombocytopenia",
        "NOT thrombocytopenia",
        "immune NEAR/3 thrombocytopenia",
        "{en:thrombocytopenia zh:贫血}",
        "xl:off thrombocytopenia",
        "~anaemia2 thrombocytopenia",
    ],
)
def test_only_words_are_expanded(own: Collection, query: str) -> None:
    """Not phrases, literal words, wildcards, names, exclusions, pairs, nor words beside one that is marked."""
    assert groups(own, query) == []


def test_an_expansion_only_widens(own: Collection) -> None:
    """Whatever is found without expansion is found with it, unless it is excluded by what was typed."""
    for query in (
        "splenectomy",
        "贫血",
        "immune thrombocytopenia",
        "四例",
        "anaemia mild",
        "贫血较轻",
        "老年人 OR 出血",
    ):
        assert ask(own, query, on=False)[0] <= ask(own, query)[0]


def test_one_marked_word_is_expanded_alone_although_expansion_is_off(own: Collection) -> None:
    """`~word` stands above the switch."""
    _, result = ask(own, "~splenectomy spleens", on=False)
    assert {one.said for one in result.expansions} == {"splenectomy"}
    assert ask(own, "xl:on splenectomy", on=False)[0] == {"only-zh", "only-en"}


def test_an_expansion_can_be_taken_away(own: Collection) -> None:
    """The others stay, and the answer tells what was taken away; a name that nothing bears is of no account."""
    both = ask(own, "splenectomy")[1].expansions
    ids, result = ask(own, "splenectomy", *(one.name for one in both), "spleen:脾")
    assert (ids, result.expansions) == ({"only-en"}, ())
    assert set(result.removed) == {one.name for one in both}


def test_renderings_that_no_report_holds_are_left_out(own: Collection) -> None:
    """A word of which the collection has no rendering is searched as typed."""
    assert ask(own, "heart")[1].expansions == ()


def test_a_chosen_language_is_found_by_words_of_the_other(own: Collection) -> None:
    """Chinese reports by an English word, since its rendering is Chinese."""
    inquiry = Inquiry("splenectomy", lang="zh", cross_lingual=True)
    assert [hit.report.report_id for hit in search(inquiry, own.generation, own.store).hits] == ["only-zh"]


# ---- ranking -----------------------------------------------------------------------------------------------------


def test_a_report_is_worth_its_better_language_not_both(own: Collection) -> None:
    """A report that says it in both languages is not twice as good as one that says it in one."""
    scores = {hit.report.report_id: hit.score for hit in ask(own, "anaemia")[1].hits}
    assert 0 < scores["one"] <= scores["both"] < 1.5 * scores["one"]


def test_a_rendering_weighs_less_than_what_was_typed(own: Collection) -> None:
    """In the language of the rendering it is all that ranks, with less weight than a word that was typed."""
    query = own.generation.expander.query(parse("splenectomy")).query
    plan = make_plan(query, own.generation.vocabulary).plan
    (chinese,) = plan.renderings
    assert {group.weight for group in chinese if group not in plan.score} == {RENDERING_WEIGHT}
    assert RENDERING_WEIGHT < 1


def test_a_rendering_that_is_rarer_than_what_was_typed_ranks_no_higher_for_it(tmp_path: Path) -> None:
    """Of ten reports eight say the word in English and one in Chinese, alike: the Chinese one comes behind them."""
    texts = [record(f"en{n}", en="Splenectomy was done in this case.") for n in range(8)]
    with collection(tmp_path / "home", 0) as (store, generations):
        write(
            store,
            [*texts, record("a-zh", zh="本例行脾切除。"), *(record(f"b-zh{n}", zh="别无他事。") for n in range(9))],
        )
        reindex(store, generations)
        with generations.lease() as generation:
            hits = search(Inquiry("splenectomy", cross_lingual=True), generation, store).hits
    assert [hit.report.report_id for hit in hits] == [*(f"en{n}" for n in range(8)), "a-zh"]
    assert 0 < hits[-1].score < hits[0].score


def test_free_text_finds_the_other_language(own: Collection) -> None:
    """Only where it is asked to."""
    generation = own.generation
    assert "mds-zh" not in {hit.entry_id for hit in rank("syndrome of old people", generation, 9)}
    assert "mds-zh" in {hit.entry_id for hit in rank("myelodysplastic syndrome", generation, 9, cross_lingual=True)}


def test_an_expander_needs_no_study(own: Collection) -> None:
    """Dictionaries serve a collection that has taught nothing."""
    expander = Expander(Knowledge(number=0), own.generation.vocabulary, lambda _: True)
    assert "脾切除:splenectomy" in {one.name for one in expander.query(parse("脾切除")).expansions}
