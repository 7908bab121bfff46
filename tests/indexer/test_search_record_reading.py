"""Search records that somebody wrote or damaged: each is refused with the member that is wrong, or can be run again."""

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.errors import QueryError
from indexer.plan import HasValue
from indexer.rerun import rerun
from indexer.search import Inquiry, read_inquiry
from indexer.search_record import MEMBERS_MAX, make_record, record_json
from indexer.search_record_reading import BadRecord, read_record
from indexer.search_record_text import record_text
from tests.indexer.conftest import Collection

INQUIRY = Inquiry(
    "splenectomy", cross_lingual=True, filters=(HasValue("year", frozenset(("2025",))),), added=("platelet",)
)


@pytest.fixture(scope="module")
def valid(bundled: Collection) -> dict[str, Any]:
    record = make_record(read_inquiry(INQUIRY, bundled.generation), bundled.generation)
    members: dict[str, Any] = json.loads(b"".join(record_json(record)))
    assert members["ids"]
    assert members["expansions"]
    return members


FORGED: list[tuple[str, Any, str]] = [
    ("ids", ["r1", "r1", "r2"], "ids: a report is named twice"),
    ("ids", [], "total: .* but ids has 0"),
    ("ids", [""], "ids: '' is no id"),
    ("ids", ["a b"], "ids: 'a b' is no id"),
    ("ids", ["x" * 201], "ids: 'x+' is no id"),
    ("total", 999, "total: 999 were found"),
    ("total", -1, "total: Expected `int` >= 0"),
    ("revision", -1, "revision: Expected `int` >= 0"),
    ("revision", 2**63, "revision: "),
    ("revision", 1.5, "revision: Expected `int`"),
    ("generation", -3, "generation: "),
    ("knowledge", -3, "knowledge: "),
    ("reports", 0, "reports: "),
    ("languages", {"en": 99, "zh": 0, "both": 0}, "languages: there are more"),
    ("languages", {"en": 0, "zh": 0, "both": -1}, "languages.both: "),
    ("searched_at", "2026-01-01T00:00:00", "searched_at: "),
    ("searched_at", "2026-01-01T00:00:00+08:00", "searched_at: the time is not in UTC"),
    ("query", "x" * 1_001, "query: Expected `str` of length <= 1000"),
    ("filters", [{"filter": "year", "values": []}], r"filters\[0\].values: Expected `array` of length >= 1"),
    ("filters", [{"filter": "year", "values": [" "]}], r"filters\[0\].values\[0\]: nothing stands there"),
    ("filters", [{"filter": "year", "values": ["2025"]}] * 2, "filters: a filter is named twice"),
    ("without", [""], r"without\[0\]: "),
    ("without", ["a:b"] * (MEMBERS_MAX + 1), "without: Expected `array` of length <= 1000"),
    ("added", ["\t"], r"added\[0\]: "),
    ("expansions", [{"said": "a", "rendering": "b", "source": "c", "weight": 2}], r"expansions\[0\].weight: "),
    ("engine", "", "engine: "),
    ("sort", "random", "sort: Invalid enum value 'random'"),
    ("format", 2, "format: the record has format 2, this program reads 1"),
    ("format", "1", "format: Expected `int`"),
]


@pytest.mark.parametrize(("name", "value", "words"), FORGED, ids=[f"{row[0]}-{n}" for n, row in enumerate(FORGED)])
def test_what_cannot_be_is_refused_by_its_member(valid: dict[str, Any], name: str, value: Any, words: str) -> None:
    with pytest.raises(BadRecord, match=words):
        read_record(json.dumps(valid | {name: value}).encode())


@pytest.mark.parametrize("name", ["query", "total", "ids_", "searched_at", "languages"])
def test_what_is_missing_is_named(valid: dict[str, Any], name: str) -> None:
    """But members that a search need not have; what is not known is passed over."""
    fewer = {key: value for key, value in valid.items() if key != name} | {"unknown": 1}
    if name in valid:
        with pytest.raises(BadRecord, match=f"`{name}`"):
            read_record(json.dumps(fewer).encode())
    else:
        assert read_record(json.dumps(fewer).encode())


SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**70), 2**70),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=20),
    st.sampled_from(["", " ", "en", "zh", "title.en", "platelet", "NOT", "a" * 300, "⁹", "year:1", "\x00", "血小板*"]),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["filter", "values", "said", "en", "zh", "both", "weight", "x"]), inner, max_size=4
        )
        | st.builds(
            lambda name, values: {"filter": name, "values": values}, st.sampled_from(["year", "lang", "id"]), inner
        )
    ),
    max_leaves=6,
)


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_mutation_is_refused_or_runs_again(bundled: Collection, valid: dict[str, Any], data: st.DataObject) -> None:
    """Members replaced, emptied or taken away: a BadRecord, a query that cannot be read, or an answer and its text."""
    members = dict(valid)
    for name in data.draw(st.lists(st.sampled_from(sorted(valid)), min_size=1, max_size=3, unique=True)):
        if data.draw(st.booleans()):
            members[name] = data.draw(VALUES)
        else:
            del members[name]
    with suppress(BadRecord, QueryError):
        record = read_record(json.dumps(members).encode("utf-8", "surrogatepass"))
        assert rerun(record, bundled.generation, bundled.store).now.query == record.query
        assert list(record_text(record))
