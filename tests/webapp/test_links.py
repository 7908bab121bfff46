"""Two records of one work on their pages, in the API and among the results."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from corpus.linking import link_reports, unlink_reports
from corpus.store import open_store
from indexer.generations import Generations
from indexer.rebuild import rebuild
from tests.corpus.linking.works import CHINESE, CHINESE_TITLE, ENGLISH, ENGLISH_TITLE, OTHER_CHINESE, work
from tests.corpus.store.records import write
from webapp.application import create_app
from webapp.settings import Settings


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A linked pair with a title each, and a Chinese report without a link; indexed."""
    settings = Settings(home=str(tmp_path))
    records = [work("e:1", "en", ENGLISH, title=ENGLISH_TITLE, doi="10.1000/a")]
    records += [work("z/1", "zh", CHINESE, title=CHINESE_TITLE), work("y", "zh", OTHER_CHINESE)]
    with open_store(settings.database_path(), create=True) as store:
        write(store, records)
        link_reports(store, "e:1", "z/1", who="ann")
        generations = Generations(settings.index_folder(), store)
        rebuild(store, generations, engine="whoosh", jobs=1, progress=print)
        generations.close()
    return tmp_path


@pytest.fixture
def app(home: Path) -> Iterator[Flask]:
    made = create_app(Settings(home=str(home)))
    yield made
    made.extensions["duizhao"].close()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def json_of(answer: TestResponse) -> Any:
    assert answer.status_code == 200
    return answer.get_json()


@pytest.mark.parametrize(
    ("path", "says", "other"),
    [
        ("/reports/e:1", "The Chinese text is another record:", ("/reports/z~2F1", "z/1")),
        ("/reports/z~2F1", "The English text is another record:", ("/reports/e:1", "e:1")),
    ],
)
def test_either_page_shows_both_texts_in_rows(
    client: FlaskClient, path: str, says: str, other: tuple[str, str]
) -> None:
    """Seven units with anchors, both titles over them, and a line that says where the other text comes from."""
    page = client.get(path).text
    assert re.findall(r'id="s(\d+)"', page) == [str(n) for n in range(1, 8)]
    heading = page.partition("<h1")[2].partition("</h1>")[0]
    assert ENGLISH_TITLE in heading
    assert CHINESE_TITLE in heading
    about = page.partition("</h1>")[2].partition("</header>")[0]
    assert says in about
    assert f'<a href="{other[0]}"><span class="code">{other[1]}</span></a> · Linked by hand' in about
    assert "Nobody died of bleeding." in page
    assert "无人死于出血。" in page


def test_the_tabs_show_each_text_and_only_its_own_source(client: FlaskClient) -> None:
    """English, 中文, and the original of the report asked for."""
    assert "无人死于出血。" in client.get("/reports/e:1?view=zh").text
    assert "Nobody died" not in client.get("/reports/e:1?view=zh").text
    assert "Nobody died" in client.get("/reports/z~2F1?view=en").text
    original = client.get("/reports/e:1?view=original").text
    assert "Nobody died" in original
    assert "无人死于出血。" not in original


def test_the_page_speaks_chinese(client: FlaskClient) -> None:
    page = client.get("/reports/e:1?ui=zh").text
    assert "中文来自另一条记录" in page
    assert "人工关联" in page


def test_what_was_searched_is_marked_on_both_sides(client: FlaskClient) -> None:
    page = client.get("/reports/e:1?q=bleeding+OR+出血").text
    assert "<mark>bleeding</mark>" in page
    assert "<mark>出血</mark>" in page


def test_the_api_gives_what_the_page_shows_and_carries_the_link(client: FlaskClient) -> None:
    """Both versions, aligned, both titles; the link with the id, the side, the reason and the beads of the two."""
    report = json_of(client.get("/api/v1/reports/z~2F1"))
    assert [version["side"] for version in report["versions"]] == ["en", "zh"]
    assert [title["text"] for title in report["titles"]] == [ENGLISH_TITLE, CHINESE_TITLE]
    (link,) = report["links"]
    assert report["alignment"] == link["alignment"]
    assert report["alignment_summary"] == link["alignment_summary"]
    assert (report["id"], len(report["sources"])) == ("z/1", 1)
    assert (link["id"], link["url"], link["side"], link["reason"]) == ("e:1", "/reports/e:1", "en", "hand")
    assert [title["text"] for title in link["titles"]] == [ENGLISH_TITLE]
    assert [bead[:2] for bead in link["alignment"]["beads"]] == [[[n], [n]] for n in range(7)]
    assert link["parallel_score"] == link["alignment"]["parallel_score"] > 0.5
    assert (link["alignment_summary"]["aligned"], link["alignment_summary"]["units"]) == (7, 7)
    assert json_of(client.get("/api/v1/reports/y"))["links"] == []


def test_both_are_found_apart_and_each_hit_names_the_other(client: FlaskClient) -> None:
    hits = json_of(client.get("/api/v1/search?q=eltrombopag+OR+艾曲泊帕+OR+肥胖"))["hits"]
    assert {hit["id"]: hit["linked"] for hit in hits} == {"e:1": "z/1", "z/1": "e:1", "y": None}
    page = client.get("/search?q=艾曲泊帕").text
    assert re.search(r'class="en absent">English in <a href="/reports/e:1">e:1</a>', page)
    assert "Chinese only" not in page
    assert "No English version" not in page


def test_an_alias_leads_to_its_own_report(client: FlaskClient) -> None:
    """A DOI that the English record alone carries does not lead to the Chinese one."""
    assert client.get("/reports/doi:10.1000~2Fa").headers["Location"].endswith("/reports/e:1")


def test_a_link_that_is_undone_is_gone_at_once(client: FlaskClient, home: Path) -> None:
    """The page is asked for again with the ETag it had, and is another one."""
    before = client.get("/reports/z~2F1")
    with open_store(Settings(home=str(home)).database_path()) as store:
        unlink_reports(store, "e:1", "z/1", who="ann")
    after = client.get("/reports/z~2F1", headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200
    assert "another record" not in after.text
    assert "Nobody died" not in after.text
    assert client.get("/reports/z~2F1?view=en").status_code == 400


def test_a_hit_says_linked_only_while_the_page_does(client: FlaskClient, home: Path) -> None:
    """One of the two became bilingual: neither the hits nor the page nor the API speak of the link any more."""
    with open_store(Settings(home=str(home)).database_path()) as store:
        write(store, [work("z/1", "en", ENGLISH, title=ENGLISH_TITLE)])
    assert json_of(client.get("/api/v1/reports/e:1"))["links"] == []
    assert "another record" not in client.get("/reports/e:1").text
    hits = json_of(client.get("/api/v1/search?q=eltrombopag+OR+艾曲泊帕"))["hits"]
    assert [hit["linked"] for hit in hits] == [None, None]


def test_each_record_keeps_its_own_citation(client: FlaskClient) -> None:
    """Neither title is cited with the other record's DOI: on the page, for reference managers, in the API."""
    page = client.get("/reports/e:1").text
    cites = re.findall(r'<p class="cite">(.*?)</p>', page)
    assert cites == [f"{ENGLISH_TITLE}. doi:10.1000/a.", f"{CHINESE_TITLE}."]
    assert re.search(r'The Chinese record: <a href="/reports/z~2F1">', page.replace("</span>", ""))
    assert re.findall(r'name="citation_title" content="(.*?)"', page) == [ENGLISH_TITLE]
    report = json_of(client.get("/api/v1/reports/z~2F1"))
    assert report["citation_text"] == f"{CHINESE_TITLE}."
    assert report["links"][0]["citation_text"] == f"{ENGLISH_TITLE}. doi:10.1000/a."
    assert report["links"][0]["citation"]["doi"] == "10.1000/a"


def test_a_link_of_unlike_texts_says_so_over_them(client: FlaskClient, home: Path) -> None:
    """A curator's link of two works that share nothing; the pair that fits says nothing of the kind."""
    words = "These texts do not look like translations of each other"
    assert words not in client.get("/reports/e:1").text
    with open_store(Settings(home=str(home)).database_path()) as store:
        unlink_reports(store, "e:1", "z/1", who="ann")
        link_reports(store, "e:1", "y", who="ann")
    about = client.get("/reports/e:1").text.partition("</h1>")[2].partition("</header>")[0]
    assert words in about
    assert "看来不是互为译文" in client.get("/reports/y?ui=zh").text


def test_the_first_record_of_a_file_has_its_number_too(client: FlaskClient) -> None:
    """As the others have; only a plain text file is one record without a number."""
    source = client.get("/reports/e:1").text.partition("<h2>Source</h2>")[2].partition("</section>")[0]
    assert "record 1" in source
