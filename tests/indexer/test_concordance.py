"""The concordance over a made collection, judged by a scan of all its units."""

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from corpus.model import Citation
from corpus.store import Store
from indexer.concordance import EXAMINED_MAX, Concordance, Wanted, concordance
from indexer.concordance_query import AskedTexts, side_of_text
from indexer.errors import ConcordanceError, QueryError
from indexer.generations import OpenGeneration
from indexer.plan import HasValue
from indexer.units import report_and_number, unit_id
from tests.corpus.store.records import record, write
from tests.indexer.made_collections import collection, reindex

SAYINGS = (
    ("Immune thrombocytopenia was found in 3 patients.", "3例患者诊断为免疫性血小板减少症。"),
    ("Thrombocytopenia persisted after 12 weeks of treatment.", "治疗12周后血小板减少症仍持续。"),
    ("Sustained Thrombocytopenia needed 4 transfusions.", "持续的血小板减少需要4次输血。"),
    ("The low platelet count of 20 × 10⁹/L rose.", "20×10⁹/L的低血小板计数上升。"),
    ("Splenectomy led to remission in 9 patients.", "9例患者经脾切除后缓解。"),
    ("Remission after splenectomy lasted 15 months.", "脾脏切除术后缓解持续15个月。"),
    ("No bleeding was seen in 30 patients.", "30例患者未见出血。"),
    ("Complete remission, low toxicity were reported for 17.", "17例报告完全缓解,毒性低。"),
    ("Prednisone was given at 40 mg daily.", "泼尼松每日40 mg口服。"),
)
JOURNALS = ("Blood", "中华血液学杂志", "")
YEARS = (2019, 2024, None)


class Unit(NamedTuple):
    """A unit as a scan reads it."""

    en: str
    zh: str
    year: int | None
    journal: str


class Made(NamedTuple):
    store: Store
    generation: OpenGeneration
    units: dict[str, Unit]

    def ask(self, term: str, contains: str = "", without: str = "", **more: Any) -> Concordance:
        more = {"limit": 10_000, **more}
        asked = AskedTexts(side_of_text(term), term, contains, without)
        return concordance(Wanted(asked, **more), self.generation, self.store)

    def scan(self, holds: Callable[[Unit], bool]) -> set[str]:
        return {name for name, unit in self.units.items() if holds(unit)}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    """Two hundred reports of five to nine sentence pairs drawn by a seeded generator, and one in English alone."""
    drawn = random.Random(11)
    folder: Path = tmp_path_factory.mktemp("concordance")
    with collection(folder, count=0) as (store, generations):
        records = []
        for number in range(200):
            english, chinese = zip(*drawn.sample(SAYINGS, drawn.randint(5, 9)), strict=True)
            plain = record(f"r{number:03}", en=" ".join(english), zh="".join(chinese))
            records.append(replace(plain, citation=Citation(year=drawn.choice(YEARS), journal=drawn.choice(JOURNALS))))
        records.append(record("alone", en="Splenectomy led to remission in 9 patients."))
        write(store, records)
        reindex(store, generations)
        with generations.lease() as generation:
            yield Made(store, generation, dict(units_of(store)))


def units_of(store: Store) -> Iterator[tuple[str, Unit]]:
    """Every unit of the store, by its own beads."""
    for report in store.every_report():
        texts = {
            version.side: [version.text[start:end] for start, end in version.sentences] for version in report.versions
        }
        for number, bead in enumerate(report.alignment.beads if report.alignment else (), 1):
            english = " ".join(texts["en"][sentence] for sentence in bead.en)
            chinese = "".join(texts["zh"][sentence] for sentence in bead.zh)
            yield (
                unit_id(report.report_id, number),
                Unit(english, chinese, report.citation.year, report.citation.journal),
            )


def word(form: str) -> Callable[[str], bool]:
    return lambda text: re.search(rf"\b{form}\b", text, re.IGNORECASE) is not None


CASES: list[tuple[tuple[str, ...], Callable[[Unit], bool]]] = [
    (("thrombocytopenia",), lambda unit: word("thrombocytopenia")(unit.en)),
    (("血小板",), lambda unit: "血小板" in unit.zh),
    (('"low platelet"',), lambda unit: "low platelet" in unit.en),
    (("splenectomy", '"脾切除"'), lambda unit: word("splenectomy")(unit.en) and "脾切除" in unit.zh),
    (("splenectomy", "", '"脾切除"'), lambda unit: word("splenectomy")(unit.en) and "脾切除" not in unit.zh),
    (("缓解", "splenectomy NOT lasted"), lambda u: "缓解" in u.zh and "Splenectomy led" in u.en),
    (("缓解", "", "complete OR lasted"), lambda u: "缓解" in u.zh and "Splenectomy led" in u.en),
    (("thrombocytop*", "减少症"), lambda unit: word("thrombocytop.*")(unit.en) and "减少症" in unit.zh),
    (("low NEAR/1 count",), lambda unit: "low platelet count" in unit.en),
    (("remission OR year:2019",), lambda unit: word("remission")(unit.en)),
    (("remission year:2019",), lambda unit: word("remission")(unit.en) and unit.year == 2019),
    (("{en:remission NOT zh:完全缓解}",), lambda unit: word("remission")(unit.en) and "完全缓解" not in unit.zh),
]  # fmt: skip


@pytest.mark.parametrize(("texts", "holds"), CASES, ids=[" / ".join(texts) for texts, _ in CASES])
def test_the_units_are_those_that_a_scan_finds(
    made: Made, texts: tuple[str, ...], holds: Callable[[Unit], bool]
) -> None:
    """No more and no fewer, each centred on a marked word of its own side, with its own counterpart."""
    side = "en" if "{" in texts[0] else side_of_text(texts[0])
    asked = AskedTexts(side, *texts)
    found = concordance(Wanted(asked, limit=10_000), made.generation, made.store)
    expected = made.scan(holds)
    assert {line.unit_id for line in found.lines} == expected != set()
    assert found.total == found.units == found.examined == len(found.lines) == len(expected)
    for line in found.lines:
        unit = made.units[line.unit_id]
        own, other = (unit.en, unit.zh) if side == "en" else (unit.zh, unit.en)
        assert (line.own.text, line.other.text if line.other else "") == (own, other)
        assert (line.report_id, line.number) == report_and_number(line.unit_id)
        assert any(line.keyword.start <= start < line.keyword.end for start, _ in line.own.marks)
        assert line.context[0] <= line.keyword.start < line.keyword.end <= line.context[1]


def test_keywords_are_counted_by_form(made: Made) -> None:
    """Capitals are no form of their own; a form is shown as it is mostly written."""
    found = made.ask("thrombocytopenia OR (low count)", group="keyword")
    counts: Counter[str] = Counter()
    for unit in made.units.values():
        if word("thrombocytopenia")(unit.en):
            counts["thrombocytopenia"] += 1
        elif "low platelet count" in unit.en:
            counts["low"] += 1
    assert {group.value: group.units for group in found.groups} == counts
    assert [group.units for group in found.groups] == sorted(counts.values(), reverse=True)
    assert {group.label for group in found.groups} == {"Thrombocytopenia", "low"}


def test_words_beside_the_keyword_are_counted_and_chosen(made: Made) -> None:
    """Left of thrombocytopenia stand immune, sustained, and in some units nothing."""
    found = made.ask("thrombocytopenia", group="left")
    scanned = Counter(
        (re.search(r"(\w*) ?thrombocytopenia", unit.en, re.IGNORECASE) or [""])[1].lower()
        for unit in made.units.values()
        if word("thrombocytopenia")(unit.en)
    )
    assert {group.value: group.units for group in found.groups} == scanned
    assert set(scanned) == {"immune", "sustained", ""}
    chosen = made.ask("thrombocytopenia", group="left", value="Immune")
    assert chosen.total == len(chosen.lines) == scanned["immune"]
    assert (chosen.units, chosen.groups) == (found.units, found.groups)
    assert all("Immune thrombocytopenia" in line.own.text for line in chosen.lines)


def test_renderings_are_counted_where_the_other_side_was_asked_for_something(made: Made) -> None:
    found = made.ask("splenectomy", '"脾切除" OR "脾脏切除"', group="rendering")
    renderings = Counter(
        "脾切除" if "脾切除" in unit.zh else "脾脏切除" for unit in made.units.values() if word("splenectomy")(unit.en)
    )
    assert {group.value: group.units for group in found.groups} == renderings
    assert len(renderings) == 2
    with pytest.raises(ConcordanceError) as refused:
        made.ask("splenectomy", group="rendering")
    assert (refused.value.code, refused.value.part) == ("no-rendering", "contains")


@pytest.mark.parametrize("group", ["year", "journal", "report"])
def test_reports_years_and_journals_are_counted_by_units(made: Made, group: Any) -> None:
    """A unit without a year is in no group; choosing a group leaves the counts as they are."""
    of: dict[str, Callable[[str, Unit], str]] = {
        "year": lambda _, unit: str(unit.year or ""),
        "journal": lambda _, unit: unit.journal,
        "report": lambda name, _: report_and_number(name)[0],
    }
    scanned = Counter(of[group](name, unit) for name, unit in made.units.items() if word("remission")(unit.en))
    del scanned[""]
    found = made.ask("remission", group=group)
    assert {one.value: one.units for one in found.groups} == scanned
    value = found.groups[0].value
    chosen = made.ask("remission", group=group, value=value)
    assert (chosen.total, chosen.units, chosen.groups) == (scanned[value], found.units, found.groups)
    assert all(of[group](line.unit_id, made.units[line.unit_id]) == value for line in chosen.lines)


def test_lines_are_sorted_by_their_context(made: Made) -> None:
    """By the words outwards from the keyword; pages of that order follow each other."""
    whole = made.ask("remission", order="right")
    after = [line.own.text[line.keyword.end :].lower().strip(" .,") for line in whole.lines]
    assert [re.findall(r"\w+", text)[:1] for text in after] == sorted(re.findall(r"\w+", text)[:1] for text in after)
    pages = [made.ask("remission", order="right", offset=offset, limit=100).lines for offset in range(0, 700, 100)]
    assert tuple(line for page in pages for line in page) == whole.lines
    left = made.ask("血小板", order="left").lines
    before = dict.fromkeys(line.own.text[line.keyword.start - 1] for line in left)
    assert "".join(before) == "的低后性"  # de, di, hou, xing


def test_years_are_sorted_by_the_engine(made: Made) -> None:
    years = [line.citation.year for line in made.ask("splenectomy", order="newest").lines]
    assert years == sorted(years, key=lambda year: -(year or 0))
    assert {2024, 2019, None} == set(years)


def test_filters_narrow(made: Made) -> None:
    found = made.ask("splenectomy", filters=(HasValue("journal", frozenset(("Blood",))),))
    assert {line.unit_id for line in found.lines} == made.scan(
        lambda u: word("splenectomy")(u.en) and u.journal == "Blood"
    )


def test_of_very_many_units_the_first_are_examined_and_that_is_said(made: Made) -> None:
    """Totals, years and pages in the engine's order stay whole."""
    every = made.ask("patients OR persisted OR transfusions OR rose OR splenectomy OR toxicity OR mg", limit=1)
    assert every.units > EXAMINED_MAX
    by_left = made.ask(every.texts.term, order="left", group="left")
    assert (by_left.units, by_left.examined, by_left.total) == (every.units, EXAMINED_MAX, EXAMINED_MAX)
    assert sum(group.units for group in by_left.groups) == EXAMINED_MAX
    assert sum(group.units for group in made.ask(every.texts.term, group="report").groups) == every.units
    last = made.ask(every.texts.term, offset=every.units - 1, limit=5)
    assert (len(last.lines), last.total, last.examined) == (1, every.units, every.units)


@pytest.mark.parametrize(
    ("texts", "code", "part"),
    [
        (("",), "empty", "term"),
        (("NOT splenectomy",), "no-keyword", "term"),
        (("year:2019",), "no-keyword", "term"),
        (("au:Zhou",), "no-keyword", "term"),
        (("title.zh:血小板",), "no-keyword", "term"),
        (('"open',), "unbalanced-quote", "term"),
        (("splenectomy", "脾 OR 切 AND 除"), "mixed-operators", "contains"),
        (("splenectomy", "", "*除"), "leading-wildcard", "without"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_the_text_it_stands_in(
    made: Made, texts: tuple[str, ...], code: str, part: str
) -> None:
    with pytest.raises(ConcordanceError) as refused:
        concordance(Wanted(AskedTexts("en", *texts)), made.generation, made.store)
    assert (refused.value.code, refused.value.part) == (code, part)
    assert refused.value.text == texts[("term", "contains", "without").index(part)]


def test_nobody_pages_beyond_the_ten_thousandth_line(made: Made) -> None:
    with pytest.raises(QueryError) as refused:
        made.ask("splenectomy", offset=9_999, limit=2)
    assert refused.value.code == "beyond-reach"
