"""Arguments of a URL that an address does not know: told, never silently passed over."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.webapp.test_api import BTKI
from webapp.unknown_arguments import KNOWN, NAMED_MAX

API = (
    "search?q=ITP",
    "concordance?q=ITP",
    "suggest?q=IT",
    "flags?",
    "terms?",
    "collection?",
    "help?",
    f"reports/{BTKI}?",
)


def codes(client: FlaskClient, address: str) -> list[tuple[str, dict[str, str]]]:
    notes = client.get(address).get_json(force=True).get("notes", [])
    return [(note["code"], dict(note["arguments"])) for note in notes]


def test_every_address_of_the_api_and_the_search_page_says_what_it_knows(app: Flask) -> None:
    rules = {rule.rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/api/")}
    assert set(KNOWN) == rules | {"/search"}


def test_what_a_form_writes_into_an_address_is_known(client: FlaskClient) -> None:
    address = "search?q=ITP&lang=en&match=any&xl=off&without=a:b&sort=newest&page=1&size=5&year=2025&has=parallel&ui=en"
    assert codes(client, f"/api/v1/{address}") == []
    assert b"not known here" not in client.get(f"/{address}").data


@pytest.mark.parametrize("address", API)
def test_an_unknown_argument_changes_nothing_but_is_named(client: FlaskClient, address: str) -> None:
    plain = client.get(f"/api/v1/{address}").get_json(force=True)
    answer = client.get(f"/api/v1/{address}&utm_source=mail")
    assert answer.status_code == 200
    found = answer.get_json(force=True)
    (note,) = [one for one in found["notes"] if one["code"] == "unknown-argument"]
    assert note["arguments"] == [["name", "utm_source"]]
    assert set(found) - {"notes"} == set(plain) - {"notes"}
    assert all(found[name] == plain[name] for name in plain if name not in ("notes", "took_ms"))


@pytest.mark.parametrize(
    ("written", "meant"),
    [("langauge=en", "language"), ("limit=5", "size"), ("Sort=newest", "sort"), ("per_page=5", "size")],
)
def test_of_a_slip_the_nearest_known_argument_is_named(client: FlaskClient, written: str, meant: str) -> None:
    name = written.partition("=")[0]
    assert codes(client, f"/api/v1/search?q=ITP&{written}") == [("misspelt-argument", {"name": name, "meant": meant})]
    page = client.get(f"/search?q=ITP&{written}").get_data(as_text=True)
    assert f"“{name}” of this address is not known here" in page


def test_the_note_is_in_the_language_of_the_visitor(client: FlaskClient) -> None:
    page = client.get("/search?q=ITP&langauge=en&ui=zh").get_data(as_text=True)
    assert "您是否想写 language？" in page


def test_where_nothing_is_asked_a_slip_is_refused(client: FlaskClient) -> None:
    """Otherwise the page would lead home, and the search would seem to have been made."""
    for address in ("/search?query=ITP", "/api/v1/search?query=ITP"):
        answer = client.get(address, headers={"Accept-Language": "en"})
        assert answer.status_code == 400
        assert "write q" in answer.get_data(as_text=True)
    assert client.get("/search?utm_source=mail").status_code == 302


def test_a_record_is_not_made_with_an_argument_that_means_nothing(client: FlaskClient) -> None:
    answer = client.get("/api/v1/search/record?q=ITP&fromat=txt")
    assert answer.status_code == 400
    assert answer.get_json(force=True)["parameter"] == "fromat"
    assert "write format" in answer.get_json(force=True)["detail"]


def test_of_many_unknown_arguments_few_are_named_and_long_ones_cut(client: FlaskClient) -> None:
    many = "&".join(f"x{number}{'y' * 500}=1" for number in range(50))
    found = codes(client, f"/api/v1/search?q=ITP&{many}")
    assert len(found) == NAMED_MAX
    assert all(len(arguments["name"]) <= 41 for _, arguments in found)


@pytest.mark.parametrize(
    ("argument", "words"),
    [
        ("page=", "is empty: leave it out, or write a whole number from 1 to"),
        ("size=", "is empty: leave it out, or write a whole number from 1 to"),
        ("year=", "is empty: leave it out, or write a year in digits"),
        ("journal=", "is empty: leave it out, or write 1 to 300 characters"),
        ("match=", "is empty: leave it out, or write one of: all, any"),
        ("year=MMXX", "may be a year in digits"),
        ("page=0", "may be a whole number from 1 to"),
    ],
)
def test_an_empty_argument_is_called_empty(client: FlaskClient, argument: str, words: str) -> None:
    answer = client.get(f"/api/v1/search?q=ITP&{argument}", headers={"Accept-Language": "en"})
    assert answer.status_code == 400
    assert words in answer.get_json(force=True)["detail"]
