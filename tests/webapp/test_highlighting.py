"""What is marked on a report's page: all that made it a hit, in every part of it."""

import json
import re
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from corpus.ingest import make_report
from corpus.knowledge import UNTAUGHT
from corpus.model import Report, Section
from indexer.entries import make_entries
from indexer.planning import make_plan
from indexer.query_parser import parse
from tests.corpus.store.records import record
from tests.indexer.test_vocabulary import vocabulary_of
from tests.webapp.test_pages import BTKI
from webapp.highlighting import marks_in

ENGLISH = "Platelets fell early. Prednisone 20 mg was given. Platelets rose to 50 × 10⁹/L."
CHINESE = "血小板早期下降。给予泼尼松20 mg。血小板升至50×10⁹/L。"


def marked(report: Report, query: str) -> dict[str, list[str]]:
    """The marked parts of each side."""
    whole, *_ = make_entries(report)
    marks = marks_in(report, make_plan(parse(query), vocabulary_of(whole)).plan.match)
    texts = {version.side: version.text for version in report.versions}
    return {side: [texts[side][mark.start : mark.end] for mark in found] for side, found in marks.items()}


@pytest.fixture(scope="module")
def report() -> Report:
    return make_report([record("r", en=ENGLISH, zh=CHINESE)], UNTAUGHT)


def test_amounts_are_marked_in_every_notation(report: Report) -> None:
    assert marked(report, "qty:50e9/L") == {"en": ["50 × 10⁹/L"], "zh": ["50×10⁹/L"]}
    assert marked(report, "dose:20mg") == {"en": ["20 mg"], "zh": ["20 mg"]}
    assert marked(report, "lang:zh AND qty:20mg") == {"en": [], "zh": ["20 mg"]}
    assert marked(report, "platelets NOT qty:20mg") == {"en": ["Platelets", "Platelets"], "zh": []}


def test_a_pair_is_marked_in_its_unit_alone(report: Report) -> None:
    assert marked(report, "{en:platelets zh:下降}") == {"en": ["Platelets"], "zh": ["下降"]}
    assert marked(report, "{en:platelets zh:qty:50e9/L}") == {"en": ["Platelets"], "zh": ["50×10⁹/L"]}
    assert marked(report, "{en:platelets NOT zh:下降}") == {"en": ["Platelets"], "zh": []}


def test_text_between_sections_is_marked(report: Report) -> None:
    """A section that covers one sentence leaves the others to be marked too."""
    (english, chinese) = report.versions
    second = english.sentences[1]
    section = Section("METHODS", "Methods", second.start, second.end)
    apart = replace(report, versions=(replace(english, sections=(section,)), chinese))
    assert marked(apart, "platelets OR prednisone")["en"] == ["Platelets", "Prednisone", "Platelets"]


def test_words_that_broaden_a_search_are_marked_on_the_page_of_a_hit(client: FlaskClient) -> None:
    """And on no other page of the same report."""
    answer = json.loads(client.get("/api/v1/search?q=remission&broaden=1").data)
    hit = next(hit for hit in answer["hits"] if hit["id"] == BTKI)
    broadened = [reason for reason in hit["why"] if reason["added"] == "added to broaden the search"]
    told = {form["text"].lower() for reason in broadened for form in reason["forms"]}
    assert told
    assert told <= marked_words(client, hit["page_url"])
    assert not told & marked_words(client, f"/reports/{BTKI}?q=remission")


def marked_words(client: FlaskClient, path: str) -> set[str]:
    """The marked parts of a page, in lower case."""
    return {word.lower() for word in re.findall(r"<mark[^>]*>([^<]*)</mark>", client.get(path).text)}
