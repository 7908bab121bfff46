"""Searches that a page of results offers beside its own, and what it says of arguments that it cannot heed."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

import indexer.search
from indexer.query_parser import Parsed
from tests.corpus.store.records import record, write
from tests.indexer.made_collections import collection, reindex
from webapp.application import create_app
from webapp.request_args import REFUSED_MAX
from webapp.settings import Settings


def found(client: FlaskClient, path: str) -> dict[str, Any]:
    answer = client.get(path.replace("/search", "/api/v1/search", 1))
    assert answer.status_code == 200, answer.text
    made: dict[str, Any] = answer.json
    return made


def test_what_not_leaves_in_is_said_with_the_query_that_excludes_it(client: FlaskClient) -> None:
    (offer,) = found(client, "/search?q=platelet+NOT+splenectomy")["offers"]
    assert "脾切除" in offer["words"]
    assert found(client, offer["url"])["total"] == offer["hits"]
    page = client.get("/search?q=platelet+NOT+splenectomy").text
    assert "NOT excludes only" in page
    assert found(client, "/search?q=platelet+NOT+splenectomy&xl=off")["offers"] == []


def test_what_quotation_marks_leave_out_is_said(client: FlaskClient) -> None:
    (offer,) = found(client, "/search?q=%22complete+response%22")["offers"]
    assert offer["query"].startswith('"complete response" OR "')
    assert found(client, offer["url"])["total"] == offer["hits"] > 0


def test_a_dose_that_reports_give_by_the_day_is_said_with_its_hits(tmp_path: Path) -> None:
    """With the query that finds both; nothing is offered where no more is found."""
    texts = ("Prednisone 10 mg daily was given.", "泼尼松10 mg/d口服。", "She took 10 mg.", "He took 5 mg of it.")
    with collection(tmp_path / "home", count=0) as (store, generations):
        for number, text in enumerate(texts):
            write(store, [record(f"r{number}", **{"en" if text.isascii() else "zh": text})])
        reindex(store, generations)
    client = create_app(Settings(home=str(tmp_path / "home"))).test_client()
    (offer,) = found(client, "/search?q=dose:10mg")["offers"]
    assert (offer["query"], offer["hits"]) == ("dose:10mg OR dose:10mg/d", 3)
    assert found(client, offer["url"])["total"] == 3
    assert found(client, "/search?q=dose:10mg&xl=off")["offers"][0]["hits"] == 3
    assert "10mg/d 是另一个数值" in client.get("/search?q=dose:10mg&ui=zh").text
    assert found(client, "/search?q=dose:5mg")["offers"] == found(client, "/search?q=dose:10mg/d")["offers"] == []


@pytest.mark.parametrize("query", ["q=plateelt&broaden=1", "q=plateelt+remission&lang=en&broaden=1"])
def test_hits_beside_offered_links_are_those_behind_them(client: FlaskClient, query: str) -> None:
    view = found(client, f"/search?{query}")
    offered = view["meant"] + view["ways"]
    assert offered
    assert [found(client, one["url"])["total"] for one in offered] == [one["hits"] for one in offered]


def test_counts_of_facets_are_true_of_a_broadened_search(client: FlaskClient) -> None:
    view = found(client, "/search?q=remission&broaden=1")
    values = [value for facet in view["facets"] for value in facet["values"]]
    assert values
    assert all(found(client, value["url"])["total"] == value["hits"] for value in values)


def test_a_page_beyond_the_last_is_said(client: FlaskClient) -> None:
    view = found(client, "/search?q=platelet&page=7")
    assert [note["code"] for note in view["notes"]] == ["no-such-page"]
    assert "page 7" in view["notes"][0]["message"]


def test_what_cannot_be_taken_away_is_said(client: FlaskClient) -> None:
    """And what can is not: neither a rendering nor an added word."""
    view = found(client, "/search?q=platelet&without=platelet:zebra")
    assert [note["code"] for note in view["notes"]] == ["unknown-expansion"]
    added = found(client, "/search?q=remission&broaden=1")["added"]
    fewer = found(client, added[0]["url"])
    assert fewer["notes"] == []
    assert [one["word"] for one in fewer["added"]] == [one["word"] for one in added[1:]]
    assert added[0]["name"] in {one["name"] for one in fewer["refused"]}


def test_as_many_may_be_taken_away_as_a_query_can_have(client: FlaskClient) -> None:
    names = "".join(f"&without=a:b{number}" for number in range(REFUSED_MAX))
    assert client.get(f"/api/v1/search?q=platelet{names}").status_code == 200
    assert client.get(f"/api/v1/search?q=platelet{names}&without=a:c").status_code == 400


@pytest.mark.parametrize("query", ["zzzz remission AND xxxx", "zzzz yyyy AND year:2025", "zzzz yyyy AND has:parallel"])
def test_words_beside_an_operator_that_find_nothing_are_answered(client: FlaskClient, query: str) -> None:
    """As what was asked, not as an error of another search that was tried for it."""
    view = found(client, f"/search?q={query}")
    assert view["total"] == 0
    assert client.get(f"/search?q={query}").status_code == 200
    assert found(client, f"/search?q={query}&match=any")["total"] == 0


def test_any_of_the_words_beside_a_filter_is_offered(client: FlaskClient) -> None:
    ways = found(client, "/search?q=zzzz remission AND has:parallel")["ways"]
    assert "Reports with any of these words" in {way["words"] for way in ways}


@pytest.mark.parametrize("query", ["q=platelet", "q=platelet&broaden=1", "q=platelet&page=2", 'q="remission"+ITP'])
def test_a_query_is_read_once(client: FlaskClient, monkeypatch: pytest.MonkeyPatch, query: str) -> None:
    """However much is shown of it."""
    read: list[str] = []
    parse: Callable[..., Parsed] = indexer.search.parse_with_notes  # type: ignore[attr-defined]

    def noting(text: str, **more: bool) -> Parsed:
        read.append(text)
        return parse(text, **more)

    monkeypatch.setattr(indexer.search, "parse_with_notes", noting)
    view = found(client, f"/search?{query}")
    assert read.count(view["query"]) == 1
