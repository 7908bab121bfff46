"""Passages as HTML."""

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from webapp.markup import marked_up, operators
from webapp.views.passages import Fault, Mark, ShownPassage


def test_what_matched_is_marked_and_the_rest_escaped() -> None:
    assert marked_up(ShownPassage("en", "a<b & c", (Mark(2, 3),))) == "a&lt;<mark>b</mark> &amp; c"


def test_a_mark_over_a_damaged_place_wears_both() -> None:
    passage = ShownPassage("en", "abcdef", (Mark(1, 4),), (Fault(2, 6, "damage.replaced"),))
    assert marked_up(passage) == 'a<mark>b</mark><mark class="damaged">cd</mark><span class="damaged">ef</span>'


def test_a_place_where_the_sides_differ_is_drawn_otherwise_than_damage() -> None:
    assert (
        marked_up(ShownPassage("zh-Hans", "50", (), (Fault(0, 2, "numbers.changed"),)))
        == '<span class="differs">50</span>'
    )


RANGES = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(sorted)


@given(st.text(max_size=30), st.lists(RANGES, max_size=5), st.lists(RANGES, max_size=5))
def test_no_mark_changes_the_text(text: str, marks: list[list[int]], faults: list[list[int]]) -> None:
    """Whatever overlaps: without its tags, the HTML is the escaped text."""
    passage = ShownPassage(
        "en",
        text,
        tuple(Mark(min(a, len(text)), min(b, len(text))) for a, b in marks),
        tuple(Fault(min(a, len(text)), min(b, len(text)), "damage.x") for a, b in faults),
    )
    bare = re.sub(r'</?(?:mark|span)(?: class="[a-z ]+")?>', "", marked_up(passage))
    assert html.unescape(bare) == text


def test_operators_are_set_apart_and_the_query_escaped() -> None:
    assert operators("ITP AND <b> OR NOT x") == "ITP <b>AND</b> &lt;b&gt; <b>OR</b> <b>NOT</b> x"
