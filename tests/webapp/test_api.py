"""The API over the bundled reports."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from markupsafe import escape
from werkzeug.test import TestResponse

from corpus.errors import StoreError
from indexer.errors import IndexDamaged, IndexMissing, IndexStale, IndexUnavailable
from indexer.titles import alphabetical
from webapp.errors import problem_of

BTKI = "sha256:6285c0006d9831719840f2f1188494daaa400d28ba554009a53f94bcf6eb2527"
DOI = "doi:10.1002~2Fcnr2.70152"


def json_of(answer: TestResponse) -> Any:
    assert answer.mimetype in ("application/json", "application/problem+json")
    return answer.get_json(force=True)


def test_a_search_gives_its_reading_its_hits_and_what_makes_it_reproducible(client: FlaskClient) -> None:
    found = json_of(client.get("/api/v1/search?q=platelet+缓解&xl=off"))
    assert (found["query"], found["canonical"], found["total"]) == ("platelet 缓解", "platelet AND 缓解", 1)
    assert (found["generation"], found["revision"]) == (1, 4)
    assert found["took_ms"] > 0
    (hit,) = found["hits"]
    assert (hit["id"], hit["citation"]["doi"]) == (BTKI, "10.1002/cnr2.70152")
    assert hit["alignment"] | {"parallel_score": 1} == {"units": 11, "aligned": 11, "doubtful": 0, "parallel_score": 1}
    assert [title["derived"] for title in hit["titles"]] == [True, True]


def test_marks_count_code_points_of_the_text_shown(client: FlaskClient) -> None:
    (hit,) = json_of(client.get("/api/v1/search?q=BTKi+缓解&xl=off"))["hits"]
    for snippet in hit["snippets"]:
        text = snippet["passage"]["text"]
        assert {text[start:end] for start, end in snippet["passage"]["marks"]} <= {"BTKi", "缓解"}
        assert snippet["passage"]["marks"]


def test_where_one_language_matched_the_other_shows_what_is_aligned_with_it(client: FlaskClient) -> None:
    (hit,) = json_of(client.get("/api/v1/search?q=颅内出血"))["hits"]
    english, chinese = hit["snippets"]
    assert "颅内出血" in chinese["passage"]["text"]
    assert "intracranial haemorrhage" in english["passage"]["text"]
    assert english["passage"]["marks"] == []


def test_facets_count_hits_and_lead_to_as_many(client: FlaskClient) -> None:
    """Each address of a facet's value finds exactly the number of reports beside it."""
    facets = json_of(client.get("/api/v1/search?q=ITP"))["facets"]
    assert {facet["name"] for facet in facets if facet["values"]} >= {"lang", "has", "year", "journal"}
    for facet in facets:
        for value in facet["values"]:
            found = json_of(client.get(value["url"].replace("/search", "/api/v1/search", 1)))
            assert found["total"] == value["hits"], (facet["name"], value["value"])


def test_where_nothing_was_found_other_ways_are_offered_that_find_something(client: FlaskClient) -> None:
    """The JSON has those that the page shows, each with as many hits as it says."""
    found = json_of(client.get("/api/v1/search?q=ITP+zzzz&year=2025"))
    assert (found["total"], len(found["ways"])) == (0, 2)
    page = client.get("/search?q=ITP+zzzz&year=2025").get_data(as_text=True)
    for way in found["ways"]:
        assert escape(way["url"]) in page
        total = json_of(client.get(way["url"].replace("/search", "/api/v1/search", 1)))["total"]
        assert total == way["hits"] > 0
    assert json_of(client.get("/api/v1/search?q=ITP"))["ways"] == []


def test_a_page_beyond_the_last_is_empty_and_pages_follow_each_other(client: FlaskClient) -> None:
    every = [json_of(client.get(f"/api/v1/search?q=ITP&size=1&page={page}"))["hits"] for page in (1, 2, 3, 4)]
    assert [len(hits) for hits in every] == [1, 1, 1, 0]
    assert [hits[0]["rank"] for hits in every[:3]] == [1, 2, 3]
    assert len({hits[0]["id"] for hits in every[:3]}) == 3


def test_a_report_is_whole(client: FlaskClient) -> None:
    """Every sentence of both versions is a range of its text, in exactly one bead; the raw text is the file."""
    report = json_of(client.get(f"/api/v1/reports/{BTKI}"))
    english, chinese = report["versions"]
    assert (english["side"], chinese["language"]) == ("en", "zh-Hans")
    start, end = chinese["sentences"][6]
    assert chinese["text"][start:end].startswith("所有3例患者均实现持续缓解")
    assert [bead[:2] for bead in report["alignment"]["beads"]] == [[[n], [n]] for n in range(11)]
    assert english["raw"].startswith("Ding Bingjie")
    assert report["sources"][0]["file"] == "btki-refractory-itp.txt"
    assert report["citation_text"].endswith("Cancer Rep (Hoboken). 2025;8(2):e70152. doi:10.1002/cnr2.70152.")


def test_an_alias_leads_to_the_report(client: FlaskClient) -> None:
    moved = client.get(f"/api/v1/reports/{DOI}")
    assert (moved.status_code, moved.headers["Location"]) == (302, f"/api/v1/reports/{BTKI}")


@pytest.mark.parametrize("path", ["/api/v1/search?q=ITP", f"/api/v1/reports/{BTKI}", "/search?q=ITP", "/help", "/"])
def test_what_has_not_changed_is_not_sent_again(client: FlaskClient, path: str) -> None:
    first = client.get(path)
    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (first.status_code, again.status_code, again.data) == (200, 304, b"")


PROBLEMS = [
    ("GET", "/api/v1/search", 400, "query.empty"),
    ("GET", "/api/v1/search?q=%22open", 400, "query.unbalanced-quote"),
    ("GET", "/api/v1/search?q=a&page=0", 400, "bad-argument"),
    ("GET", "/api/v1/search?q=" + "a" * 1001, 400, "query.too-long"),
    ("GET", "/api/v1/search?q=a&page=1000&size=100", 400, "bad-argument"),
    ("GET", "/api/v1/reports/nothing", 404, "unknown-report"),
    ("GET", "/api/v1/reports/~zz", 404, "unknown-report"),
    ("GET", "/api/v1/reports/~FF~00", 404, "unknown-report"),
    ("GET", "/api/v2/search", 404, "http-404"),
    ("GET", "/api", 404, "http-404"),
    ("POST", "/api/v1/search", 405, "http-405"),
    ("DELETE", f"/api/v1/reports/{BTKI}", 405, "http-405"),
]


@pytest.mark.parametrize(("method", "path", "status", "code"), PROBLEMS, ids=[p[3] + p[1][-20:] for p in PROBLEMS])
def test_every_error_has_the_one_shape(client: FlaskClient, method: str, path: str, status: int, code: str) -> None:
    answer = client.open(path, method=method)
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    problem = json_of(answer)
    assert {"type", "title", "status", "detail", "code"} <= set(problem)
    assert (problem["status"], problem["code"], problem["type"]) == (status, code, f"urn:duizhao:problem:{code}")
    assert problem["detail"]


def test_a_fault_of_ours_says_nothing_of_itself(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    """A broken collection ends in a 500 without the text of the exception, which goes to the log."""

    class Broken:
        def lease(self) -> None:
            raise RuntimeError("secret path /srv/x")

    kept, app.extensions["duizhao"] = app.extensions["duizhao"], Broken()
    try:
        for path in ("/api/v1/search?q=a", "/search?q=a"):
            answer = app.test_client().get(path)
            assert answer.status_code == 500
            assert b"secret" not in answer.data
            assert b"Traceback" not in answer.data
    finally:
        app.extensions["duizhao"] = kept
    assert "secret path" in caplog.text


@pytest.mark.parametrize(
    ("fault", "code", "command"),
    [
        (IndexUnavailable("/srv/x is held by another"), "index-unavailable", "duizhao doctor"),
        (IndexMissing("no index in /srv/x"), "index-missing", "duizhao index rebuild"),
        (IndexDamaged("/srv/x/a.bin differs"), "index-damaged", "duizhao index rebuild"),
        (IndexStale("/srv/x is old"), "index-stale", "duizhao index rebuild"),
        (StoreError("/srv/x is no database"), "store", "duizhao doctor"),
    ],
)
def test_each_way_of_not_being_searchable_has_its_own_remedy(
    app: Flask, fault: Exception, code: str, command: str
) -> None:
    """No folder of the server is told to strangers, and only a missing index is called missing."""
    with app.test_request_context("/api/v1/search"):
        app.preprocess_request()
        problem = problem_of(fault)
    assert (problem.status, problem.code, problem.commands) == (503, code, (command,))
    assert "/srv" not in problem.detail


def test_a_place_counts_in_the_query_as_typed(client: FlaskClient) -> None:
    """Also behind spaces and Chinese."""
    query = "  缓解 foo:bar"
    problem = json_of(client.get("/api/v1/search", query_string={"q": query}))
    position: Mapping[str, int] = problem["position"]
    assert query[position["start"] : position["end"]].startswith("foo")
    assert client.get("/api/v1/search", query_string={"q": problem["suggestion"]}).status_code == 200


def test_each_reading_of_a_mixed_query_can_be_searched(client: FlaskClient) -> None:
    problem = json_of(client.get("/api/v1/search?q=ITP+OR+BTK+remission"))
    assert problem["code"] == "query.mixed-operators"
    assert len(problem["readings"]) == 2
    for reading in problem["readings"]:
        assert client.get("/api/v1/search", query_string={"q": reading["query"]}).status_code == 200


def test_before_there_is_a_collection_it_is_alive_but_not_ready(empty: FlaskClient) -> None:
    assert empty.get("/healthz").status_code == 200
    for path in ("/readyz", "/api/v1/search?q=a", "/api/v1/collection", "/api/v1/reports/x"):
        answer = empty.get(path)
        assert (answer.status_code, json_of(answer)["code"]) == (503, "nothing-ingested")
        assert "Retry-After" in answer.headers


def test_readiness_names_the_generation(client: FlaskClient) -> None:
    assert json_of(client.get("/readyz")) == {"status": "ready", "generation": 1, "revision": 4, "behind": 0}


def test_every_member_of_the_answers_is_described(client: FlaskClient) -> None:
    """docs/api.md names each member of a search, a hit, a report and a problem."""
    described = (Path(__file__).parents[2] / "docs" / "api.md").read_text(encoding="utf-8")
    found = json_of(client.get("/api/v1/search?q=ITP"))
    problem = json_of(client.get("/api/v1/search?q=%22open"))
    answers = (found, found["hits"][0], found["facets"][0], json_of(client.get(f"/api/v1/reports/{BTKI}")), problem)
    for name in {name for answer in answers for name in answer}:
        assert re.search(rf"[`\"]{name}(?:\[\])?[`\"]", described), name


def test_every_address_is_in_the_table_and_no_other(app: Flask) -> None:
    """docs/api.md begins with the addresses that there are."""
    described = (Path(__file__).parents[2] / "docs" / "api.md").read_text(encoding="utf-8")
    served = {rule.rule.replace("<segment>", "{id}") for rule in app.url_map.iter_rules()}
    expected = {address for address in served if address.startswith(("/api/", "/healthz", "/readyz"))}
    assert set(re.findall(r"^\| `(/[^`]*)` \|", described, re.MULTILINE)) == expected


@pytest.mark.parametrize("address", ["/api/v1/search/record?q=platelet", "/healthz", "/readyz"])
def test_what_is_made_anew_each_time_is_kept_by_no_cache(client: FlaskClient, address: str) -> None:
    """It has no ETag, as docs/api.md says; every other answer has one."""
    made, other = client.get(address), client.get("/api/v1/search?q=platelet")
    assert (made.headers["Cache-Control"], made.headers.get("ETag")) == ("no-store", None)
    assert other.headers["ETag"]


def test_a_note_is_an_object_with_its_place(client: FlaskClient) -> None:
    """What was noted of a query has names in the JSON: code, message, place and arguments."""
    (note,) = json_of(client.get("/api/v1/search?q=flag:nonsense"))["notes"]
    assert set(note) == {"code", "message", "start", "end", "arguments"}
    assert (note["code"], note["start"], note["end"]) == ("unknown-value", 5, 13)


def facet_counts(client: FlaskClient, arguments: str) -> dict[str, dict[str, int]]:
    """The counts of every facet by its name."""
    facets = json_of(client.get(f"/api/v1/search?{arguments}"))["facets"]
    return {facet["name"]: {value["value"]: value["hits"] for value in facet["values"]} for facet in facets}


def test_a_chosen_value_narrows_the_other_facets_and_not_its_own(client: FlaskClient) -> None:
    """With Chinese chosen English still says how many it has; origins are those of the one Chinese report."""
    whole, narrowed = facet_counts(client, "q=ITP"), facet_counts(client, "q=ITP&language=zh")
    assert narrowed["lang"] == whole["lang"] == {"en": 3, "zh": 1}
    assert (whole["origin"], narrowed["origin"]) == ({"unknown": 3}, {"unknown": 1})


def test_two_values_of_one_facet_find_what_either_finds(client: FlaskClient) -> None:
    """And with a value of another facet what holds both."""
    totals = {
        arguments: json_of(client.get(f"/api/v1/search?q=ITP&{arguments}"))["total"]
        for arguments in ("language=zh", "language=en", "language=zh&language=en", "language=en&year=2025")
    }
    assert totals == {"language=zh": 1, "language=en": 3, "language=zh&language=en": 3, "language=en&year=2025": 1}


def test_titles_sort_in_the_order_in_which_they_are_read(client: FlaskClient) -> None:
    """A report without a title stands by the sentence that is shown in its place."""
    hits = json_of(client.get("/api/v1/search?q=platelet&sort=title"))["hits"]
    titles = [hit["titles"][0]["text"] for hit in hits]
    assert len(titles) > 1
    assert [alphabetical(title) for title in titles] == sorted(alphabetical(title) for title in titles)


def test_the_word_being_typed_is_completed(client: FlaskClient) -> None:
    answer = client.get("/api/v1/suggest", query_string={"q": "ITP AND 血小"}).get_json()
    assert (answer["start"], answer["completions"][0]) == (
        8, {"word": "血小板", "query": "ITP AND 血小板", "reports": 1},
    )  # fmt: skip
    assert "血小板计数" in {one["word"] for one in answer["completions"]}
    assert client.get("/api/v1/suggest").get_json() == {"start": 0, "completions": []}


def test_a_search_record_is_a_file_to_keep(client: FlaskClient) -> None:
    """JSON by default; as text in the language of the interface; anything else is refused."""
    answer = client.get("/api/v1/search/record?q=platelet&size=1")
    assert re.fullmatch(r'attachment; filename="search-\d{8}-\d{6}\.json"', answer.headers["Content-Disposition"])
    assert len(json_of(answer)["ids"]) == json_of(answer)["total"] == 3
    english, chinese = (client.get(f"/api/v1/search/record?q=platelet&format=txt&ui={ui}").text for ui in ("en", "zh"))
    assert "Interpreted as: platelet" in english
    assert "理解为：platelet" in chinese
    assert client.get("/api/v1/search/record?q=platelet&format=pdf").status_code == 400
    assert client.get("/api/v1/search/record?q=%22open").status_code == 400


def test_a_record_of_too_many_reports_is_refused(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """One more than there may be; as many are given."""
    monkeypatch.setattr("indexer.reach.RESULTS_REACH_MAX", 3)
    assert client.get("/api/v1/search/record?q=platelet").status_code == 200
    monkeypatch.setattr("indexer.reach.RESULTS_REACH_MAX", 2)
    refused = client.get("/api/v1/search/record?q=platelet")
    assert (refused.status_code, json_of(refused)["code"]) == (400, "query.beyond-reach")


def test_little_found_offers_what_may_have_been_meant_and_the_hits_of_each_clause(client: FlaskClient) -> None:
    found = json_of(client.get("/api/v1/search?q=plateelt+缓解&has=parallel"))
    (offer,) = found["meant"]
    assert (offer["query"], offer["hits"]) == ("platelet 缓解", 1)
    assert json_of(client.get(offer["url"].replace("/search", "/api/v1/search")))["total"] == 1
    assert found["clauses"] == [{"text": "plateelt", "hits": 0}, {"text": "缓解", "hits": 3}]
    assert json_of(client.get("/api/v1/search?q=platelet"))["meant"] == []


def test_a_hit_says_why_it_matched(client: FlaskClient) -> None:
    (hit,) = json_of(client.get("/api/v1/search?q=%22完全缓解%22+OR+zebra"))["hits"]
    found, lacking = hit["why"]
    assert found["clause"] == '"完全缓解"'
    assert {form["line"] for form in found["forms"]} == {"text.zh"}
    assert (lacking["clause"], lacking["holds"], lacking["forms"]) == ("zebra", False, [])


def test_why_names_the_unit_of_a_pair_what_is_excluded_and_what_was_added_in_words(client: FlaskClient) -> None:
    query = "{en:splenectomy zh:脾切除} AND 脾切除 AND NOT zebra"
    (hit,) = json_of(client.get("/api/v1/search", query_string={"q": query}))["hits"]
    pair, _, added, excluded = hit["why"]
    assert pair["units"] == [5]
    assert pair["words"] == "in one pair of aligned sentences: splenectomy in English, 脾切除 in Chinese"
    assert (added["words"], added["added"]) == (
        "splenectomy", "for 脾切除, from the built-in list of medical words"
    )  # fmt: skip
    assert (excluded["words"], excluded["excludes"], excluded["holds"]) == ("not zebra", True, True)
    page = client.get("/search", query_string={"q": query}).text
    assert f"{hit['page_url'].replace('&', '&amp;')}#s5" in page
    assert "not zebra" in page


def test_a_snippet_shows_the_amount_that_was_asked_for(client: FlaskClient) -> None:
    (hit,) = json_of(client.get("/api/v1/search?q=qty:50e9/L"))["hits"]
    chinese = next(snippet for snippet in hit["snippets"] if snippet["side"] == "zh")["passage"]
    assert [chinese["text"][start:end] for start, end in chinese["marks"]] == [">50×10⁹/L"]


def test_a_search_is_broadened_only_where_that_is_asked_and_each_word_can_be_taken_away(client: FlaskClient) -> None:
    assert json_of(client.get("/api/v1/search?q=remission"))["added"] == []
    found = json_of(client.get("/api/v1/search?q=remission&broaden=1"))
    first = found["added"][0]
    fewer = json_of(client.get(first["url"].replace("/search", "/api/v1/search")))
    assert first["word"] not in {one["word"] for one in fewer["added"]}
    assert found["total"] >= json_of(client.get("/api/v1/search?q=remission"))["total"]
    record = json_of(client.get("/api/v1/search/record?q=remission&broaden=1"))
    assert record["added"] == [one["word"] for one in found["added"]]
    assert client.get("/api/v1/search?q=remission&broaden=yes").status_code == 400
