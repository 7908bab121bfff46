"""The concordance of the API over the bundled reports."""

from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict

from webapp.concordance_args import ConcordanceForm, read_concordance_form

BTKI = "sha256:6285c0006d9831719840f2f1188494daaa400d28ba554009a53f94bcf6eb2527"


def ask(client: FlaskClient, arguments: str) -> Any:
    answer = client.get(f"/api/v1/concordance?{arguments}")
    assert answer.mimetype in ("application/json", "application/problem+json")
    return answer.get_json(force=True)


def test_each_line_is_a_unit_with_its_keyword_and_its_counterpart(client: FlaskClient) -> None:
    """Ranges count code points of the passage shown; the address leads to the unit's row."""
    found = ask(client, "q=platelet&other=血小板")
    assert (found["units"], found["total"], found["pages"], found["lang"]) == (3, 3, 1, "en")
    assert (found["generation"], found["revision"]) == (1, 4)
    assert sorted(line["number"] for line in found["lines"]) == [1, 7, 8]
    for line in found["lines"]:
        text, (start, end) = line["passage"]["text"], line["keyword"]
        assert text[start:end] == "platelet"
        assert line["context"][0] <= start < end <= line["context"][1] <= len(text)
        start, end = line["rendering"]
        assert line["counterpart"]["text"][start:end] == "血小板"
        assert (line["report"], line["id"]) == (BTKI, f"{BTKI}#{line['number']}")
        page = client.get(line["url"].split("#")[0]).get_data(as_text=True)
        assert f'id="{line["url"].split("#")[1]}"' in page


def test_what_the_other_side_does_not_say_excludes(client: FlaskClient) -> None:
    with_it, without = (ask(client, f"q=缓解&{part}=response") for part in ("other", "without"))
    assert (with_it["total"], without["total"]) == (1, 2)
    assert ask(client, "q=缓解")["total"] == 3
    assert all("response" not in line["counterpart"]["text"] for line in without["lines"])
    assert (without["term"], without["without"]) == ("缓解", "response")


def test_every_group_leads_to_as_many_lines(client: FlaskClient) -> None:
    """And from the chosen group the address leads back to all."""
    for group in ("keyword", "left", "right", "rendering", "report", "year", "journal"):
        found = ask(client, f"q=ITP+OR+platelet&other=ITP+OR+血小板&group={group}")
        assert found["groups"], group
        for one in found["groups"]:
            chosen = ask(client, one["url"].split("?", 1)[1])
            assert chosen["total"] == one["units"] == len(chosen["lines"])
            (again,) = [other for other in chosen["groups"] if other["chosen"]]
            assert (again["value"], again["units"]) == (one["value"], one["units"])
            assert ask(client, again["url"].split("?", 1)[1])["total"] == found["total"]


def test_pages_follow_each_other_and_the_context_is_as_wide_as_asked_for(client: FlaskClient) -> None:
    whole = ask(client, "q=ITP&sort=left&context=2")
    pages = [ask(client, f"q=ITP&sort=left&context=2&size=2&page={page}") for page in (1, 2, 3, 4)]
    assert [line["id"] for page in pages for line in page["lines"]] == [line["id"] for line in whole["lines"]]
    assert [page["pages"] for page in pages] == [3, 3, 3, 3]
    line = pages[0]["lines"][0]
    left = line["passage"]["text"][line["context"][0] : line["keyword"][0]]
    assert 0 < len(left.split()) <= 2


@pytest.mark.parametrize(
    ("arguments", "code", "parameter"),
    [
        ("", "query.empty", "q"), ("q=%22open", "query.unbalanced-quote", "q"),
        ("q=year:2025", "query.no-keyword", "q"), ("q=ITP&other=%22open", "query.unbalanced-quote", "other"),
        ("q=ITP&without=colour:red", "query.unknown-field", "without"),
        ("q=ITP&group=rendering", "query.no-rendering", "other"), ("q=ITP&group=colour", "bad-argument", "group"),
        ("q=ITP&sort=title", "bad-argument", "sort"), ("q=ITP&context=0", "bad-argument", "context"),
        ("q=ITP&page=201", "bad-argument", "page"), ("q=ITP&size=101", "bad-argument", "size"),
        ("q=" + "x" * 1001, "query.too-long", "q"), ("q=ITP&year=x", "bad-argument", "year"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_a_400_that_names_the_argument(
    client: FlaskClient, arguments: str, code: str, parameter: str
) -> None:
    problem = ask(client, arguments)
    assert (problem["status"], problem["code"], problem["parameter"]) == (400, code, parameter)
    assert problem["detail"]


def test_an_error_is_told_in_chinese_too(client: FlaskClient) -> None:
    english, chinese = (ask(client, f"q=year:2025&ui={ui}")["detail"] for ui in ("en", "zh"))
    assert "word to show" in english
    assert "上下文" in chinese


def test_an_answer_that_has_not_changed_is_not_sent_again(client: FlaskClient) -> None:
    """Though it took another time to make."""
    first = client.get("/api/v1/concordance?q=ITP")
    again = client.get("/api/v1/concordance?q=ITP", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert client.get("/api/v1/concordance?q=platelet").headers["ETag"] != first.headers["ETag"]


def test_without_an_index_it_says_what_to_do(empty: FlaskClient) -> None:
    problem = ask(empty, "q=ITP")
    assert (problem["status"], problem["code"]) == (503, "nothing-ingested")


def test_a_form_comes_back_from_its_own_address() -> None:
    """The empty group is a group too: lines with nothing left of the keyword."""
    for value in (None, "", "免疫"):
        form = ConcordanceForm("ITP", "en", "免疫*", "脾", "left", value, "right", 5, 3, 20, (("year", "2025"),))
        assert read_concordance_form(MultiDict(form.arguments()), 50) == form
