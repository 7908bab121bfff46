"""The terms of the API and of the command line, over the bundled reports."""

import json
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient

from corpus.readers.glossaries import read_glossary
from tests.webapp.commands.running import duizhao

ABBREVIATIONS = {
    ("ITP", "immune thrombocytopenia", "免疫性血小板减少症"),
    ("BTK", "bruton's tyrosine kinase", "布鲁顿酪氨酸激酶"),
    ("BTKi", "bruton's tyrosine kinase inhibitors", "布鲁顿酪氨酸激酶抑制剂"),
}


def ask(client: FlaskClient, arguments: str) -> Any:
    answer = client.get(f"/api/v1/terms?{arguments}")
    assert answer.mimetype in ("application/json", "application/problem+json")
    return answer.get_json(force=True)


def test_the_bundled_report_gives_its_abbreviations_exactly(client: FlaskClient) -> None:
    """Each with its long form in both languages, and no other."""
    found = ask(client, "kind=abbreviations")
    assert {(term["short"], term["en"], term["zh"]) for term in found["terms"]} == ABBREVIATIONS
    assert found["total"] == len(ABBREVIATIONS)


def test_terms_are_mined_from_the_bundled_report(client: FlaskClient) -> None:
    """The mixed one too, which is what BTKi is written out as."""
    found = {term["en"]: term["zh"] for term in ask(client, "size=100")["terms"]}
    assert found["platelet count"] == "血小板计数"
    assert found["sustained remission"] == "持续缓解"
    assert found["BTK inhibitor"] == "BTK抑制剂"


def test_a_page_of_terms_holds_as_many_as_asked_for(client: FlaskClient) -> None:
    first, second = (ask(client, f"size=2&page={page}") for page in (1, 2))
    assert len(first["terms"]) == len(second["terms"]) == 2
    assert first["terms"] != second["terms"]
    assert first["pages"] == -(-first["total"] // 2)


def test_what_cannot_be_asked_is_a_bad_request(client: FlaskClient) -> None:
    for arguments in ("kind=everything", "lang=fr", "page=0", "size=x"):
        assert client.get(f"/api/v1/terms?{arguments}").status_code == 400


def test_without_a_collection_there_is_a_remedy(empty: FlaskClient) -> None:
    answer = empty.get("/api/v1/terms")
    assert answer.status_code == 503
    assert "duizhao ingest" in answer.get_data(as_text=True)


def test_the_command_gives_the_view_of_the_api(client: FlaskClient, bundled_home: Path) -> None:
    done = duizhao("terms", "血小板", "--json", home=bundled_home)
    assert json.loads(done.stdout) == ask(client, "q=血小板")


def test_the_command_lists_a_glossary_with_its_statuses(bundled_home: Path, tmp_path: Path) -> None:
    """And writes it as TBX that is read as the same glossary."""
    glossary = tmp_path / "house.tsv"
    glossary.write_text("platelet count\t血小板计数\nplatelet count\t血小板数目\tforbidden\n", encoding="utf-8")
    done = duizhao("terms", "platelet count", home=bundled_home, DUIZHAO_GLOSSARY=str(glossary))
    assert "glossary+mined  preferred" in done.stdout
    assert done.stdout.splitlines()[-1].endswith("glossary  forbidden")
    done = duizhao("terms", "platelet count", "--format", "tbx", home=bundled_home, DUIZHAO_GLOSSARY=str(glossary))
    written = tmp_path / "terms.tbx"
    written.write_text(done.stdout, encoding="utf-8")
    assert [term.status for term in read_glossary(written).terms] == ["preferred", "forbidden"]


def test_the_command_asks_for_one_list_at_a_time(bundled_home: Path) -> None:
    assert duizhao("terms", "--abbreviations", "--variants", home=bundled_home).returncode == 2
