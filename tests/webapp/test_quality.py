"""The Quality page, its API, and the tab of a report."""

import json
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.webapp.commands.running import duizhao
from webapp.application import create_app
from webapp.settings import Settings


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """The bundled reports, without an index: what is flagged can be read all the same."""
    home: Path = tmp_path_factory.mktemp("quality") / "data"
    assert duizhao("ingest", "--bundled", home=home).returncode == 0
    return create_app(Settings(home=str(home))).test_client()


def test_the_counts_are_those_of_the_flags(client: FlaskClient) -> None:
    """Narrowed to a rule, a family or a severity there are as many flags as are counted."""
    view = client.get("/api/v1/flags").get_json()
    assert view["total"] == sum(count["current"] for count in view["counts"]) == len(view["flags"])
    exponents = client.get("/api/v1/flags?rule=damage.code").get_json()
    assert [flag["flag"]["place"]["excerpt"] for flag in exponents["flags"]] == [
        "ENX-1", "CP-466722", "CP-466722", "CP-466722",
    ]  # fmt: skip
    assert client.get("/api/v1/flags?rule=damage").get_json()["total"] <= view["total"]
    assert {flag["flag"]["severity"] for flag in client.get("/api/v1/flags?severity=low").get_json()["flags"]} == {
        "low"
    }


def test_the_most_serious_come_first(client: FlaskClient) -> None:
    """Over all reports."""
    severities = [flag["flag"]["severity"] for flag in client.get("/api/v1/flags").get_json()["flags"]]
    assert severities == sorted(severities, key=["high", "medium", "low"].index)


def test_an_unknown_rule_is_said(client: FlaskClient) -> None:
    """400 with what there is; the page says it too."""
    answer = client.get("/api/v1/flags?rule=colour")
    assert (answer.status_code, "damage.code" in answer.get_data(as_text=True)) == (400, True)
    assert client.get("/quality?page=0").status_code == 400


@pytest.mark.parametrize("tongue", ["en", "zh"])
def test_the_page_and_the_tab_show_each_flag_with_its_key(client: FlaskClient, tongue: str) -> None:
    """The same flags in both places, in both languages of the interface, and no rule without a name in words."""
    flags = client.get("/api/v1/flags").get_json()["flags"]
    page = client.get(f"/quality?ui={tongue}").get_data(as_text=True)
    for flag in flags:
        assert f'id="f{flag["flag"]["key"]}"' in page
        tab = client.get(f"{flag['url'].partition('#')[0]}&ui={tongue}").get_data(as_text=True)
        assert f'id="f{flag["flag"]["key"]}"' in tab
        assert f">{flag['flag']['rule']}</a>" not in page


def test_equal_flags_are_one_group_with_one_command(client: FlaskClient) -> None:
    """The ten collapsed counts stand under one heading, the first of them open, with all keys in the command."""
    exponents = client.get("/api/v1/flags?rule=damage.exponent").get_json()["flags"]
    page = client.get("/quality?rule=damage.exponent&ui=en").get_data(as_text=True)
    assert "10 × lost exponent" in page
    assert "<summary>5 more</summary>" in page
    keys = " ".join(one["flag"]["key"][:8] for one in exponents)
    assert f"<code>duizhao decide {keys} --accept</code>" in page
    assert "<del>3109/L</del> → <ins>3 × 10⁹/L</ins>" in page


def test_a_flag_stands_in_its_sentence_beside_the_other_side(client: FlaskClient) -> None:
    """The lost exponent: both sentences whole, both places marked, the repair from and to."""
    (flag,) = client.get("/api/v1/flags?rule=numbers.power").get_json()["flags"]
    place, counterpart = flag["flag"]["place"], flag["flag"]["counterpart"]
    assert place["before"].startswith("All three patients achieved")
    assert place["after"].endswith("respectively.")
    assert counterpart["before"].startswith("所有3例患者")
    assert flag["flag"]["repair"] == [place["excerpt"], flag["flag"]["suggestion"]]
    page = client.get("/quality?rule=numbers.power&ui=en").get_data(as_text=True)
    assert f'<span class="differs">{place["excerpt"]}</span>' in page
    assert f'<span class="differs">{counterpart["excerpt"]}</span>' in page


def test_the_aligned_page_says_flags_below_their_units_and_lists_them_beside(client: FlaskClient) -> None:
    """In words, linked from the side panel to the unit; a dismissed one is gone from both and quiet in its tab."""
    home = Path(client.application.extensions["duizhao.settings"].home)
    (flag,) = client.get("/api/v1/flags?rule=numbers.power").get_json()["flags"]
    address = flag["url"].partition("?")[0]
    page = client.get(f"{address}?ui=en").get_data(as_text=True)
    unit = page.index('<li class="unit row flagged mismatch" id="s7">')
    assert unit < page.index("The English lost a power of ten") < page.index('id="s8"')
    assert 'view=aligned#s7">power of ten</a>' in page
    assert duizhao("decide", flag["flag"]["key"], "--dismiss", home=home).returncode == 0
    try:
        page = client.get(f"{address}?ui=en").get_data(as_text=True)
        assert "The English lost a power of ten" not in page
        assert "1 more, dismissed" in page
        tab = client.get(f"{address}?view=quality&ui=en").get_data(as_text=True)
        assert f'flagged settled" id="f{flag["flag"]["key"]}"' in tab
        assert f"duizhao decide {flag['flag']['key'][:8]} --undo" in tab
    finally:
        assert duizhao("decide", flag["flag"]["key"], "--undo", home=home).returncode == 0


def test_what_is_new_is_counted_since_the_last_check(client: FlaskClient) -> None:
    """Before the first check everything is new; afterwards nothing."""
    home = Path(client.application.extensions["duizhao.settings"].home)
    before = client.get("/api/v1/flags?new=1").get_json()
    assert (before["checked_revision"], before["total"]) == (0, client.get("/api/v1/flags").get_json()["total"])
    assert json.loads(duizhao("check", "--format", "json", home=home).stdout)["flags"]
    after = client.get("/api/v1/flags?new=1").get_json()
    assert (after["checked_revision"] > 0, after["total"]) == (True, 0)
