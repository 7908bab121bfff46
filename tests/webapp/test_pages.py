"""The pages over the bundled reports, as HTML."""

import json
import re
from html.parser import HTMLParser

import pytest
from flask.testing import FlaskClient

from webapp.security import HEADERS

BTKI = "sha256:6285c0006d9831719840f2f1188494daaa400d28ba554009a53f94bcf6eb2527"
PAGES = [
    "/", "/help", "/search?q=ITP", "/search?q=ITP&year=2025", "/search?q=zzzz", "/search?q=%22open", "/nowhere",
    f"/reports/{BTKI}", f"/reports/{BTKI}?view=en&q=ITP", f"/reports/{BTKI}?view=zh", f"/reports/{BTKI}?view=original",
]  # fmt: skip
# Elements that HTML never closes (https://html.spec.whatwg.org/#void-elements), and two of SVG's.
VOID = frozenset({"meta", "link", "input", "br", "rect", "line"})


class Structure(HTMLParser):
    """Reads a page and notes what is wrong with it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.faults: list[str] = []
        self.links: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag not in VOID:
            self.open.append(tag)
        self.ids += [attributes["id"] or ""] if "id" in attributes else []
        self.faults += [f"{tag} {name}" for name in attributes if name == "style" or name.startswith("on")]
        if tag in ("a", "link", "script"):
            self.links.append((tag, attributes))

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing")


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_page_is_well_formed_without_inline_style_or_script(
    client: FlaskClient, path: str, language: str
) -> None:
    """Elements nest, ids are unique, and nothing needs a looser policy."""
    page = client.get(path, headers={"Accept-Language": language}).get_data(as_text=True)
    structure = Structure(page)
    assert structure.faults == []
    assert structure.open == []
    assert len(structure.ids) == len(set(structure.ids))
    assert "<style" not in page
    assert not re.search(r"<script(?![^>]* src=)", page)


@pytest.mark.parametrize("path", [*PAGES, "/static/style.css", "/api/v1/help", "/api/nowhere"])
def test_every_answer_carries_the_security_headers(client: FlaskClient, path: str) -> None:
    with client.get(path) as answer:
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS


@pytest.mark.parametrize("path", [path for path in PAGES if "open" not in path and path != "/nowhere"])
def test_every_page_links_to_json_that_is_there(client: FlaskClient, path: str) -> None:
    links = Structure(client.get(path).get_data(as_text=True)).links
    twins = [at["href"] for _, at in links if at.get("rel") == "alternate" and at.get("type") == "application/json"]
    assert len(twins) == 1
    assert json.loads(client.get(twins[0] or "").data)


@pytest.mark.parametrize("path", PAGES)
def test_every_link_of_a_page_leads_somewhere(client: FlaskClient, path: str) -> None:
    """No address of our own is dead; fragments stand on their page."""
    structure = Structure(client.get(path).get_data(as_text=True))
    for _, attributes in structure.links:
        target = attributes.get("href") or attributes.get("src") or ""
        if target.startswith("#"):
            assert target[1:] in structure.ids
        elif target.startswith("/"):
            expected = {client.get(path).status_code} if re.search(r"[?&](ui|theme|keys)=", target) else {200, 302}
            with client.get(target) as answer:
                assert answer.status_code in expected, target


def test_home_counts_the_collection_and_offers_searches_that_hit(client: FlaskClient) -> None:
    home = json.loads(client.get("/api/v1/collection").data)
    assert (home["reports"], home["parallel"]) == (3, 1)
    assert {count["value"]: count["hits"] for count in home["languages"]} == {"en": 3, "zh": 1}
    assert {example["side"] for example in home["examples"]} == {"en", "zh"}
    for example in home["examples"]:
        total = json.loads(client.get(example["url"].replace("/search", "/api/v1/search", 1)).data)["total"]
        assert total == example["hits"] > 0


def test_without_a_query_the_results_are_the_home_page(client: FlaskClient) -> None:
    assert client.get("/search").headers["Location"] == "/"
    assert client.get("/search?q=+").headers["Location"] == "/"


def test_what_is_typed_is_escaped(client: FlaskClient) -> None:
    for path in ("/search", f"/reports/{BTKI}"):
        page = client.get(path, query_string={"q": '<script>alert(1)</script> "'}).get_data(as_text=True)
        assert "<script>alert" not in page
        assert "&lt;script&gt;" in page


def test_an_alias_leads_to_the_report_and_keeps_the_search(client: FlaskClient) -> None:
    answer = client.get("/reports/doi:10.1002~2Fcnr2.70152?view=zh&q=缓解")
    assert (answer.status_code, answer.headers["Location"]) == (
        302,
        f"/reports/{BTKI}?view=zh&q=%E7%BC%93%E8%A7%A3",
    )


@pytest.mark.parametrize(
    "search",
    [
        "/search?q=ITP&language=en&year=2025",
        "/search?year=2025",
        "/search?lang=en&page=2&size=1",
        "/search?q=ITP&size=1",
    ],
)
def test_a_report_leads_back_to_the_page_of_results_it_was_found_on(client: FlaskClient, search: str) -> None:
    """With every value that narrowed the search, from each of its tabs."""
    hit = json.loads(client.get(search.replace("/search", "/api/v1/search", 1)).data)["hits"][0]
    links = Structure(client.get(hit["page_url"]).get_data(as_text=True)).links
    assert [at["href"] for _, at in links if at.get("rel") == "up"] == [search]
    (english,) = (at["href"] for _, at in links if "view=en" in (at.get("href") or ""))
    links = Structure(client.get(english or "").get_data(as_text=True)).links
    assert [at["href"] for _, at in links if at.get("rel") == "up"] == [search]


def test_a_report_opened_by_itself_leads_back_nowhere(client: FlaskClient) -> None:
    links = Structure(client.get(f"/reports/{BTKI}").get_data(as_text=True)).links
    assert [at for _, at in links if at.get("rel") == "up"] == []


def test_the_original_says_what_each_line_was_read_as(client: FlaskClient) -> None:
    page = client.get(f"/reports/{BTKI}?view=original").get_data(as_text=True)
    rows = re.findall(r'<span class="as">(\w+)', page)
    assert rows[:4] == ["authors", "affiliation", "affiliation", "citation"]
    assert rows[4:] == ["paragraph"] * 6
    assert "btki-refractory-itp.txt" in page
    assert "/corpus/reports" not in page


def test_a_choice_is_kept_in_a_cookie_that_scripts_cannot_read(client: FlaskClient) -> None:
    cookie = client.get("/help?ui=zh").headers["Set-Cookie"]
    assert cookie.startswith("ui=zh;")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "怎样检索" in client.get("/help").get_data(as_text=True)


def test_browsers_that_ask_for_chinese_in_any_form_get_it(client: FlaskClient) -> None:
    """Babel knows no zh-CN; unmapped it would be an error."""
    for tag in ("zh-CN", "zh-TW", "zh", "zh-Hans-CN", "zh-SG;q=0.9,de;q=1"):
        page = client.get("/help", headers={"Accept-Language": tag}).get_data(as_text=True)
        assert '<html lang="zh-Hans"' in page, tag


def test_a_query_error_shows_the_fault_in_what_was_typed(client: FlaskClient) -> None:
    answer = client.get("/search", query_string={"q": 'ITP "open'})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 400
    assert 'ITP <span class="fault">&#34;</span>open' in page
    assert 'value="ITP &#34;open"' in page
    assert "/search?q=ITP+%22open%22" in page


def test_before_there_is_a_collection_the_page_names_the_commands(empty: FlaskClient) -> None:
    answer = empty.get("/search?q=a")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert "duizhao ingest PATH" in answer.get_data(as_text=True)
    assert "duizhao index rebuild" in answer.get_data(as_text=True)


@pytest.mark.parametrize("asked", ["flag:numbers", "flag:power", "flag:certainty.hedge", "flag:damage.code"])
def test_flags_are_found_by_family_and_by_rule(client: FlaskClient, asked: str) -> None:
    """With the count in words beside the hit, and the families as a facet."""
    page = client.get(f"/search?q={asked}&ui=en").get_data(as_text=True)
    assert "1 report" in page
    assert ("1 number mismatch" in page) == (asked != "flag:damage.code")
    assert ("scrape damage, " in page) == (asked == "flag:damage.code")
