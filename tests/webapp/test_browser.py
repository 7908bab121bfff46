"""The pages in a real browser: Debian's Chromium, driven by Playwright, against a running server."""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect, sync_playwright

from indexer.titles import alphabetical
from tests.corpus.linking.works import CHINESE, ENGLISH

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
BTKI = "Immune thrombocytopenia (ITP) is an acquired autoimmune disease"

if CHROMIUM is None and not os.environ.get("CI"):
    pytest.skip("no chromium here; on Debian: apt-get install chromium fonts-noto-cjk", allow_module_level=True)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    assert CHROMIUM is not None, "CI needs chromium; on Debian: apt-get install chromium fonts-noto-cjk"
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield launched
        launched.close()


class Complaints(list[str]):
    """What the console, the page or the policy complained of."""

    def listen(self, context: BrowserContext) -> None:
        context.on("console", lambda message: self.append(message.text) if message.type == "error" else None)
        context.on("weberror", lambda error: self.append(str(error.error)))
        context.on("requestfailed", self.lost)

    def lost(self, request: Request) -> None:
        """A request without an answer, unless the visitor had gone on to another page before it came."""
        if "ERR_ABORTED" not in (request.failure or ""):
            self.append(f"{request.url}: {request.failure}")


@pytest.fixture
def complaints() -> Complaints:
    return Complaints()


@pytest.fixture
def page(browser: Browser, server: Any, complaints: Complaints) -> Iterator[Page]:
    """A fresh visitor whose browser asks for English; no test may leave an error in the console."""
    context = browser.new_context(base_url=server.url, locale="en-GB", viewport={"width": 1300, "height": 900})
    complaints.listen(context)
    yield context.new_page()
    context.close()
    assert complaints == []


def open_btki(page: Page, query: str = "BTKi") -> None:
    """Search, and open the report that is there in both languages."""
    page.goto("/")
    page.get_by_role("searchbox").fill(query)
    page.get_by_role("searchbox").press("Enter")
    page.locator(".hit h2 a").first.click()
    page.wait_for_url("**/reports/**")


def test_a_search_in_english_shows_both_versions_with_what_was_searched_marked(page: Page) -> None:
    page.goto("/")
    page.get_by_role("searchbox").fill("platelet")
    page.get_by_role("button", name="Search").click()
    hit = page.locator(".hit", has_text="10.1002/cnr2.70152")
    expect(hit.locator("[lang=en] mark").first).to_have_text("platelet")
    expect(hit.locator(".zh[lang|=zh], .zh [lang|=zh]").first).to_be_visible()
    expect(hit).to_contain_text("11 of 11 aligned")


def test_suggestions_are_chosen_with_the_keyboard(page: Page) -> None:
    """↓ points at a suggestion, Enter takes it into the box without searching, and a second Enter searches."""
    page.goto("/")
    box, options = page.get_by_role("searchbox"), page.get_by_role("option")
    box.press_sequentially("remis")
    expect(options.first).to_contain_text("remission")
    expect(page.get_by_role("status").filter(has_text="suggestions")).to_be_attached()
    box.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", "suggestion-0")
    expect(options.first).to_have_attribute("aria-selected", "true")
    box.press("Enter")
    expect(box).to_have_value("remission")
    expect(options).to_have_count(0)
    assert page.url.endswith("/")
    box.press("Enter")
    expect(page.locator("#count")).to_contain_text("report")


def test_pinyin_suggests_chinese_words_and_a_click_takes_one(page: Page) -> None:
    page.goto("/")
    page.get_by_role("searchbox").press_sequentially("ITP xuexiao")
    page.get_by_role("option", name="血小板").first.click()
    expect(page.get_by_role("searchbox")).to_have_value("ITP 血小板")
    expect(page.get_by_role("searchbox")).to_be_focused()


def test_escape_and_leaving_the_box_close_the_suggestions(page: Page) -> None:
    page.goto("/")
    box, options = page.get_by_role("searchbox"), page.get_by_role("option")
    box.press_sequentially("plat")
    expect(options.first).to_be_visible()
    box.press("Escape")
    expect(options).to_have_count(0)
    box.press_sequentially("e")
    expect(options.first).to_be_visible()
    box.press("Tab")
    expect(options).to_have_count(0)


def test_a_search_in_chinese_finds_the_same_report_first(page: Page) -> None:
    """What says it in Chinese leads; after it come the English reports that a rendering of it found."""
    page.goto("/")
    page.get_by_role("searchbox").fill("血小板减少症")
    page.get_by_role("button", name="Search").click()
    expect(page.locator("#count")).to_have_text("3 reports")
    expect(page.locator(".hit").first).to_contain_text("10.1002/cnr2.70152")
    expect(page.locator(".hit .zh mark").first).to_contain_text("血小板")


def test_the_parallel_abstract_has_a_row_for_each_of_its_eleven_units(page: Page) -> None:
    open_btki(page)
    assert page.locator(".unit").count() == 11
    seventh = page.locator("#s7")
    expect(seventh.locator(".en")).to_contain_text("All three patients achieved")
    expect(seventh.locator(".zh")).to_contain_text("所有3例患者")
    expect(seventh.locator(".zh")).to_have_attribute("lang", "zh-Hans")


def test_pointing_at_a_sentence_lights_its_counterpart(page: Page) -> None:
    """The colour behind both sentences changes, and that behind no other."""
    open_btki(page, "缓解")
    colour = "element => getComputedStyle(element).backgroundColor"
    english, chinese, other = (page.locator(at) for at in ("#s3 .en", "#s3 .zh", "#s4 .zh"))
    page.mouse.move(0, 0)
    before = [at.evaluate(colour) for at in (english, chinese, other)]
    english.hover()
    page.wait_for_timeout(300)  # the wash fades in
    after = [at.evaluate(colour) for at in (english, chinese, other)]
    assert after[0] == after[1] != before[1]
    assert after[2] == before[2]


def test_what_was_searched_is_marked_in_the_report_and_a_link_leads_back(page: Page) -> None:
    open_btki(page, "完全缓解")
    expect(page.locator("#s6 .zh mark")).to_have_text("完全缓解")
    page.get_by_role("link", name="Results for").click()
    expect(page.get_by_role("searchbox")).to_have_value("完全缓解")


def test_a_click_pins_a_unit_and_escape_lets_go(page: Page) -> None:
    open_btki(page)
    page.locator("#s2 .zh").click()
    expect(page.locator("#s2")).to_have_class("unit row pinned")
    expect(page.locator(".said")).to_have_text("Pinned: 2")
    page.keyboard.press("Escape")
    expect(page.locator(".pinned")).to_have_count(0)


def test_the_interface_speaks_chinese_when_asked_and_remembers(page: Page) -> None:
    page.goto("/search?q=platelet")
    page.get_by_role("link", name="中文", exact=True).click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")
    expect(page.get_by_role("button", name="检索")).to_be_visible()
    page.goto("/help")
    expect(page.locator("h1")).to_have_text("怎样检索，怎样阅读")
    page.get_by_role("link", name="English").click()
    expect(page.locator("h1")).to_have_text("How to search, and how to read")


def test_everything_can_be_done_from_the_keyboard(page: Page) -> None:
    """From the box to a hit, into the report, through its units and over to the other side."""
    page.goto("/help")
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("BTKi")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=BTKi*")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/reports/**")
    page.locator(".unit .read").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    focused = "[document.activeElement.closest('.unit').id, document.activeElement.lang]"
    assert page.evaluate(focused) == ["s2", "zh-Hans"]
    page.keyboard.press("Enter")
    expect(page.locator(".pinned")).to_have_id("s2")


def test_n_goes_from_mismatch_to_mismatch_and_round_again(page: Page) -> None:
    """The lost exponent, then the other certainty; then the first again."""
    open_btki(page)
    for unit in ("s7", "s10", "s7"):
        page.keyboard.press("n")
        assert page.evaluate("document.activeElement.closest('.unit').id") == unit


def test_the_address_of_a_flag_that_is_folded_away_opens_its_list(page: Page) -> None:
    page.goto("/quality?rule=damage.exponent")
    folded = page.locator(".more .unit").last
    expect(folded).to_be_hidden()
    key = folded.get_attribute("id")
    page.goto("about:blank")
    page.goto(f"/quality?rule=damage.exponent#{key}")
    expect(page.locator(f"#{key}")).to_be_visible()


def test_copying_gives_the_pair(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_btki(page)
    page.locator("#s11 .en").focus()
    page.keyboard.press("c")
    expect(page.locator(".said")).to_have_text("Copied: 11")
    english, chinese = page.evaluate("navigator.clipboard.readText()").split("\t")
    assert english == "However, more clinical trials are needed to verify the exact data."
    assert chinese.startswith("然而")


def test_single_letter_keys_can_be_switched_off(page: Page) -> None:
    page.goto("/search?q=BTKi")
    page.get_by_role("link", name="switch off").click()
    page.keyboard.press("j")
    expect(page.locator(".hit.here")).to_have_count(0)


def test_the_theme_is_the_systems_until_one_is_chosen(page: Page) -> None:
    paper = "getComputedStyle(document.documentElement).backgroundColor"
    page.emulate_media(color_scheme="dark")
    page.goto("/")
    dark = page.evaluate(paper)
    page.get_by_role("link", name="light", exact=True).click()
    assert page.evaluate(paper) != dark
    page.goto("/help")
    assert page.evaluate(paper) != dark


PATHS = (
    "/", "/help", "/search?q=ITP", "/search?q=zzzzzz", "/search?q=ITP&year=2025", "/reports/doi:10.1002~2Fcnr2.70152",
    "/reports/doi:10.1002~2Fcnr2.70152?view=en", "/reports/doi:10.1002~2Fcnr2.70152?view=zh",
    "/reports/doi:10.1002~2Fcnr2.70152?view=original", "/reports/doi:10.1002~2Fcnr2.70152?view=quality", "/quality",
    "/quality?rule=damage", "/quality?severity=high&page=9",
)  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_page_complains_or_scrolls_sideways_on_a_phone(page: Page, path: str, language: str) -> None:
    """At 360 px, and at 1300; the fixture looks at the console, where a breach of the policy would stand too."""
    page.goto(f"{path}{'&' if '?' in path else '?'}ui={language}")
    for width in (360, 1300):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_query_that_cannot_be_read_stays_with_its_fault_shown(page: Page, complaints: Complaints) -> None:
    page.goto("/search?q=ITP+OR+BTK+remission")
    expect(page.get_by_role("searchbox")).to_have_value("ITP OR BTK remission")
    assert page.locator(".readings a").count() >= 2
    page.locator(".readings a").first.click()
    expect(page.locator(".hit").first).to_be_visible()
    assert [text for text in complaints if "400" not in text] == []
    complaints.clear()  # Chromium logs the 400 itself


def test_everything_is_there_without_javascript(browser: Browser, server: Any) -> None:
    context = browser.new_context(base_url=server.url, java_script_enabled=False, locale="zh-CN")
    page = context.new_page()
    page.goto("/")
    page.get_by_role("searchbox").fill("缓解")
    page.get_by_role("searchbox").press("Enter")
    page.locator(".hit h2 a").first.click()
    assert page.locator(".unit").count() == 11
    page.get_by_role("link", name="原文件").click()
    expect(page.locator(".lines li").first).to_contain_text("Ding Bingjie")
    context.close()


@pytest.fixture
def linked(tmp_path: Path, duizhao: Callable[..., Any], serve: Callable[[Path], Any]) -> str:
    """The address of a server over two records of one work, found to be that by their numbers."""
    lines = [{"id": "e", "lang": "en", "text": ENGLISH}, {"id": "z", "lang": "zh", "text": CHINESE}]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    for arguments in (("ingest", str(tmp_path / "a.jsonl")), ("link", "--auto"), ("index", "rebuild")):
        assert duizhao(tmp_path / "home", *arguments).returncode == 0
    return str(serve(tmp_path / "home").url)


def test_two_linked_records_are_read_side_by_side(page: Page, linked: str) -> None:
    """A search in Chinese finds the Chinese record; its page has both texts in rows, and a link to the other record."""
    page.goto(f"{linked}/search?q=艾曲泊帕")
    expect(page.locator("#hit1")).to_contain_text("English in e")
    page.locator("#hit1 h2 .zh a").click()
    page.wait_for_url("**/reports/z*")
    assert page.locator(".unit").count() == 6
    page.locator("#s6 .zh").click()
    expect(page.locator("#s6 .en")).to_have_text("Nobody died of bleeding.")
    expect(page.locator("#s6")).to_have_class("unit row pinned")
    expect(page.locator(".about")).to_contain_text("The English text is another record: e · Linked: parallel texts")
    for width in (360, 1300):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator(".about a", has_text="e").click()
    page.wait_for_url("**/reports/e")
    assert page.locator(".unit").count() == 6


@pytest.mark.parametrize(("ui", "word"), [("en", "title"), ("zh", "标题")])
def test_the_order_of_results_is_chosen_above_them(page: Page, ui: str, word: str) -> None:
    """By title the first hit is another than by year; the choice shows and stays in the address."""
    page.goto(f"/search?q=platelet&sort=newest&ui={ui}")
    newest = page.locator(".hit h2 a").first.inner_text()
    page.locator(".tools").get_by_role("link", name=word, exact=True).click()
    page.wait_for_url("**sort=title**")
    expect(page.locator(".tools [aria-current]")).to_have_text(word)
    titles = [(hit.locator("h2 a").first.inner_text()) for hit in page.locator(".hit").all()]
    assert titles == sorted(titles, key=alphabetical)
    assert titles[0] != newest
