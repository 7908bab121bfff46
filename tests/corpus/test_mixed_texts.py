"""Texts that hold both languages but are read as one are told, with file, record and remedy."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from corpus.intake import take_in
from corpus.intake.tally import REMARKS_SAID_MAX
from corpus.reports import bundled_reports
from corpus.store import Store, open_store

ENGLISH = "The spleen was removed in four patients. All of them recovered within a month. No one died of bleeding."
CHINESE = "四例患者接受了脾切除术。所有患者均在一个月内恢复。无人死于出血。"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "corpus.sqlite3", create=True) as store:
        yield store


def remarks(store: Store, folder: Path, *records: Mapping[str, object]) -> list[str]:
    source = folder / "records.jsonl"
    source.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in records), encoding="utf-8")
    said: list[str] = []
    take_in((source,), store, remark=said.append)
    return said


@pytest.mark.parametrize(
    ("lang", "count", "other", "own"),
    [("en", "3 of its 6", "Chinese", "English"), ("zh", "3 of its 6", "English", "Chinese")],
)
def test_half_a_text_in_the_other_language_is_told(
    store: Store, tmp_path: Path, lang: str, count: str, other: str, own: str
) -> None:
    fine = {"id": "fine", "lang": "en", "title": "A title", "text": ENGLISH}
    mixed = {"id": "mixed", "lang": lang, "text": f"{ENGLISH}\n{CHINESE}"}
    (said,) = remarks(store, tmp_path, fine, mixed)
    assert said.startswith(
        f"{tmp_path / 'records.jsonl'}:2: {count} sentences are {other}, but it was read as {own} alone"
    )
    assert '{"en": …, "zh": …}' in said


def test_the_remedies_named_help(store: Store, tmp_path: Path) -> None:
    both = {"id": "both", "text": {"en": ENGLISH, "zh": CHINESE}}
    told = {"id": "told", "text": f"{ENGLISH}\n{CHINESE}"}
    assert remarks(store, tmp_path, both, told) == []
    for name in ("both", "told"):
        report = store.report(name)
        assert report is not None
        assert {version.side for version in report.versions} == {"en", "zh"}


@pytest.mark.parametrize(
    "text",
    [
        CHINESE,
        f"{ENGLISH} The disease is called 免疫性血小板减少症 in Chinese.",
        f"{CHINESE}患者服用eltrombopag 50 mg，见 Guidelines for immune thrombocytopenia 2019。",
        "",
    ],
)
def test_a_name_in_the_other_language_is_no_mixture(store: Store, tmp_path: Path, text: str) -> None:
    lang = "zh" if text.startswith("四") else "en"
    assert remarks(store, tmp_path, {"id": "a", "lang": lang, "title": "ITP", "text": text}) == []


def test_the_bundled_reports_are_no_mixtures(store: Store) -> None:
    said: list[str] = []
    take_in(bundled_reports(), store, remark=said.append)
    assert said == []


def test_of_many_such_records_the_first_are_named_and_the_others_counted(store: Store, tmp_path: Path) -> None:
    many = [
        {"id": f"r{n}", "lang": "en", "text": f"Case {n}. {ENGLISH}\n{CHINESE}"} for n in range(REMARKS_SAID_MAX + 5)
    ]
    said = remarks(store, tmp_path, *many)
    assert len(said) == REMARKS_SAID_MAX + 1
    assert said[-1] == "5 more records hold both languages but were read as one"
    assert remarks(store, tmp_path, *many) == []
