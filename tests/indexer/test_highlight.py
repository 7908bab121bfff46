"""What is marked in a text: the words that matched, whole rows only, nothing excluded, in both languages."""

from itertools import pairwise

import pytest

from corpus.model import Side
from indexer.fields import LineName
from indexer.highlight import Marker
from indexer.plan import EVERY_ENTRY, Match
from indexer.planning import make_plan, plan_bag
from indexer.query_parser import parse
from tests.indexer.test_vocabulary import entry_of, vocabulary_of

ENGLISH = "The platelet count was 50 × 10⁹/L; low-dose lenalidomide raised platelets. Haemorrhage (CD4⁺) in ALL."
CHINESE = "血小板计数>50×10⁹/L，血小板减少症患者获得完全缓解。ＢＴＫ抑制剂无效；部分或完全 缓解。"
VOCABULARY = vocabulary_of(entry_of(ENGLISH, CHINESE))


def marked(text: str, query: str, scope: Side | None = None) -> list[str]:
    """The marked parts of a text for a query."""
    return _parts(text, make_plan(parse(query), VOCABULARY, scope).plan.match)


def _parts(text: str, match: Match) -> list[str]:
    line: LineName = "text.en" if text.isascii() or text == ENGLISH else "text.zh"
    ranges = Marker(match, (line,)).mark(text)
    assert all(a < b for a, b in ranges)
    assert all(before[1] < after[0] for before, after in pairwise(ranges))
    return [text[start:end] for start, end in ranges]


@pytest.mark.parametrize(
    ("query", "parts"),
    [
        ("platelet", ["platelet", "platelets"]),
        ('"platelet"', ["platelet"]),
        ('"platelet count"', ["platelet count"]),
        ("count platelet", ["platelet", "count", "platelets"]),
        ("platelet NOT count", ["platelet", "platelets"]),
        ("50x10^9/L", ["50 × 10⁹/L"]),
        ("10^9/L", ["10⁹/L"]),
        ("hemorrhage", ["Haemorrhage"]),
        ("CD4+", ["CD4⁺"]),
        ("ALL", ["ALL"]),
        ("low-dose", ["low-dose"]),
        ("lenalido*", ["lenalidomide"]),
        ("h?emorrhage", ["Haemorrhage"]),
        ("platelet NEAR/0 count", ["platelet", "count"]),
        ("count NEAR/20 lenalidomide", ["count", "lenalidomide"]),
        ("count NEAR/1 lenalidomide", []),
        ("title:platelet", []),
        ("血小板", []),
        ("year:2025", []),
    ],
)
def test_english(query: str, parts: list[str]) -> None:
    """English is marked as written: by stem, British, superscripts and all."""
    assert marked(ENGLISH, query) == parts


@pytest.mark.parametrize(
    ("query", "parts"),
    [
        ("血小板", ["血小板", "血小板"]),
        ('"血小板减少症"', ["血小板减少症"]),
        ("血小板减少症", ["血小板", "血小板减少症"]),
        ('"小板"', ["小板", "小板"]),
        ("板小", []),
        ('"完全缓解"', ["完全缓解"]),
        ('"血小板減少症"', ["血小板减少症"]),
        ("BTK", ["ＢＴＫ"]),
        ("BTK抑制剂", ["ＢＴＫ抑制剂"]),
        ("50×10⁹/L", ["50×10⁹/L"]),
        ("血?板", ["血小板", "血小板"]),
        ("血小板 NEAR/2 50", ["血小板", "50", "血小板"]),
        ("缓解 NOT 部分", ["缓解", "缓解"]),
    ],
)
def test_chinese(query: str, parts: list[str]) -> None:
    """Chinese is marked where the characters stand in a row, full-width Latin as written."""
    assert marked(CHINESE, query) == parts


def test_a_scope_marks_one_side_only() -> None:
    """Looked for in Chinese, BTK is not marked in English."""
    assert marked(CHINESE, "血小板", "zh") == ["血小板", "血小板"]
    assert marked(ENGLISH, "platelet", "zh") == []


def test_free_text_marks_nothing() -> None:
    """What matches by bags has no place in a line."""
    assert _parts(ENGLISH, plan_bag("the count of many platelets").match) == []


def test_an_empty_text_and_an_empty_match_mark_nothing() -> None:
    """No text, no marks."""
    assert marked("", "platelet") == []
    assert _parts(ENGLISH, EVERY_ENTRY) == []
