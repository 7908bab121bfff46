"""From URLs to inquiries."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from indexer.plan import HasValue
from webapp.request_args import FACETS, BadArgument, SearchForm, read_form, read_leniently

FORMS = st.builds(
    SearchForm,
    q=st.text(max_size=50),
    lang=st.sampled_from(("", "en", "zh")),
    match=st.sampled_from(("all", "any")),
    sort=st.sampled_from(("relevance", "newest", "oldest")),
    page=st.integers(1, 50),
    chosen=st.lists(
        st.tuples(st.sampled_from(("journal", "type")), st.text(min_size=1, max_size=20).filter(str.strip)),
        max_size=4,
        unique=True,
    ).map(lambda pairs: tuple(sorted(pairs, key=lambda pair: list(FACETS).index(pair[0])))),
)


@given(FORMS)
def test_a_form_comes_back_from_the_arguments_of_its_own_address(form: SearchForm) -> None:
    assert read_form(MultiDict(form.arguments()), 10) == form


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("lang", "fr"), ("match", "some"), ("sort", "random"), ("page", "0"), ("page", "-1"), ("page", "x"),
        ("page", "1001"), ("page", "٣"), ("page", "9" * 5000), ("size", "101"), ("year", "MMXX"), ("year", "20251"),
        ("journal", " "), ("journal", "x" * 301),
    ],
)  # fmt: skip
def test_an_argument_that_cannot_be_used_is_named(name: str, value: str) -> None:
    with pytest.raises(BadArgument) as caught:
        read_form(MultiDict([("q", "a"), (name, value)]), 10)
    assert caught.value.name == name


def test_a_lenient_reading_keeps_what_can_be_used_and_drops_the_rest() -> None:
    given = [("q", "a"), ("lang", "fr"), ("size", "0"), ("page", "3"), ("year", "MMXX"), ("journal", "Blood")]
    assert read_leniently(MultiDict(given), 10) == SearchForm(q="a", page=3, chosen=(("journal", "Blood"),))
    many = MultiDict([("journal", str(n)) for n in range(21)])
    assert read_form(MultiDict(read_leniently(many, 10).arguments()), 10).chosen == read_leniently(many, 10).chosen


@given(FORMS)
def test_both_readings_of_a_good_address_agree(form: SearchForm) -> None:
    assert read_leniently(MultiDict(form.arguments()), 10) == form


def test_more_facet_values_than_anybody_chooses_are_refused() -> None:
    with pytest.raises(BadArgument):
        read_form(MultiDict([("journal", str(n)) for n in range(21)]), 10)


def test_chosen_values_become_filters_and_the_page_an_offset() -> None:
    form = read_form(MultiDict([("q", "a"), ("year", "2025"), ("has", "parallel"), ("page", "3")]), 10)
    inquiry = form.inquiry(10)
    assert inquiry.filters == (HasValue("has", frozenset({"parallel"})), HasValue("year", frozenset({"2025"})))
    assert (inquiry.offset, inquiry.limit) == (20, 10)


def test_choosing_a_value_begins_at_the_first_page_and_can_be_undone() -> None:
    form = SearchForm(q="a", page=4)
    narrowed = form.having("year", "2025")
    assert (narrowed.page, narrowed.chosen) == (1, (("year", "2025"),))
    assert narrowed.no_longer_having("year", "2025") == SearchForm(q="a")
