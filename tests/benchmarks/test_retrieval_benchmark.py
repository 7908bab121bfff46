"""The figures that the retrieval benchmark prints are what their names say."""

import gzip
import json
import math
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


@pytest.fixture
def scores(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The module of figures."""
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    return import_module("retrieval_scores")


@pytest.fixture
def sets(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The module of sets."""
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    return import_module("retrieval_sets")


def test_figures_of_one_ranking(scores: ModuleType) -> None:
    """Found second of two, grade 1 where 2 and 1 exist."""
    found = scores.score(["x", "b"], {"a": 2, "b": 1})
    assert found.ndcg_10 == pytest.approx((1 / math.log2(3)) / (2 + 1 / math.log2(3)))
    assert (found.recall_100, found.mrr_10) == (0.5, 0.5)


def test_only_ten_count_for_ndcg_and_a_hundred_for_recall(scores: ModuleType) -> None:
    """An eleventh hit is recalled and gains nothing."""
    ranked = [str(n) for n in range(200)]
    assert scores.score(ranked, {"10": 1, "150": 1}) == (0.0, 0.5, 0.0)


def test_p_is_small_for_a_steady_difference_and_large_for_none(scores: ModuleType) -> None:
    """Forty gains out of forty are no chance; as many losses as gains are."""
    base = [0.5] * 40
    assert scores.p_value([0.6] * 40, base, seed=1) < 0.001
    assert scores.p_value([0.4, 0.6] * 20, base, seed=1) > 0.9


def test_a_set_is_read_with_all_its_splits(sets: ModuleType, tmp_path: Path) -> None:
    """Queries that nothing answers are left out; texts are told by language."""
    folder = tmp_path / "made"
    folder.mkdir()
    files = {
        "docs.jsonl.gz": [{"id": "a", "lang": "en", "title": "T", "text": "x"}, {"id": "b", "text": {"zh": "血"}}],
        "queries.one.jsonl.gz": [{"id": "1", "lang": "en", "text": "x"}, {"id": "2", "lang": "en", "text": "y"}],
        "queries.two.jsonl.gz": [{"id": "3", "lang": "zh", "text": "血"}],
    }
    for name, rows in files.items():
        with gzip.open(folder / name, "wt", encoding="utf-8") as stream:
            stream.writelines(json.dumps(row) + "\n" for row in rows)
    with gzip.open(folder / "qrels.all.tsv.gz", "wt", encoding="utf-8") as stream:
        stream.write("1\ta\t2\n2\ta\t0\n3\tb\t1\n")
    (judged,) = sets.judged_sets(tmp_path)
    assert [query.query_id for query in judged.queries] == ["1", "3"]
    assert judged.judgements == {"1": {"a": 2}, "3": {"b": 1}}
    assert judged.languages() == {"en", "zh"}
    assert sets.texts_of(judged.documents[0]) == {"en": ("T", "x")}


def test_bundled_reports_are_known_items(sets: ModuleType) -> None:
    """Every query is a part of the one document that answers it."""
    judged = sets.bundled_set()
    texts = {document["id"]: sets.texts_of(document) for document in judged.documents}
    assert len(texts) == 3
    assert len(judged.queries) > 20
    for query in judged.queries:
        (answer,) = judged.judgements[query.query_id]
        assert query.text in texts[answer][query.language][1]
