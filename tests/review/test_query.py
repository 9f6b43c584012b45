"""A filter and its URL."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import QueryParams

from pipeline.review.query import Query

FULL = Query(
    types=("event", "role"),
    states=("unreviewed",),
    rules=("role.names",),
    confidence_from=0.25,
    confidence_to=0.9,
    sources=("Meridian Newswire", "a&b=c"),
    published_from="2024-01-01",
    published_to="2024-12",
    reviewers=("Zoë",),
    text='night "chief executive"',
    sort="newest",
    done=True,
    at=0.31,
)


def query_of(url: str) -> Query:
    return Query.from_params(QueryParams(url))


def test_a_filter_comes_back_from_its_url() -> None:
    assert query_of(FULL.params()) == FULL


def test_no_filter_has_an_empty_url() -> None:
    assert Query().params() == ""
    assert query_of("") == Query()


def test_a_value_twice_counts_once_and_empty_ones_not_at_all() -> None:
    assert query_of("type=role&type=&type=role&from=&text=") == Query(types=("role",))


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("from=high", ("from", "high")),
        ("to=nan", ("to", "nan")),
        ("from=1e999", ("from", "1e999")),
        ("since=yesterday", ("since", "yesterday")),
        ("until=2024-02-30", ("until", "2024-02-30")),
        ("since=2024-01-01/2024-02-01", ("since", "2024-01-01/2024-02-01")),
    ],
)
def test_what_cannot_be_read_is_kept_and_stays_in_the_url(url: str, kept: tuple[str, str]) -> None:
    query = query_of(url)
    assert query.unreadable == (kept,)
    assert query_of(query.params()) == query


def test_a_comma_is_a_decimal_point() -> None:
    assert query_of("from=0,5").confidence_from == 0.5


def test_a_very_long_text_is_cut() -> None:
    assert len(query_of(f"text={'word ' * 10_000}").text) < 1_000


def test_a_bulk_decision_is_about_open_records_unless_states_are_named() -> None:
    assert set(Query(types=("role",)).deciding().states) == {"unreviewed", "changed", "disputed"}
    assert Query(states=("rejected",)).deciding().states == ("rejected",)


def test_only_what_narrows_counts_as_a_filter() -> None:
    assert not Query(sort="newest", done=True, at=0.5).asks
    assert Query(text="rail").asks
    assert not Query(text="rail", sources=("a",)).asks_of_records
    assert Query(confidence_to=0.0).asks_of_records


@given(
    st.lists(
        st.tuples(st.sampled_from("type state from to since until text sort done at".split()), st.text())
    )
)
def test_anything_is_read_and_settles(pairs: list[tuple[str, str]]) -> None:
    first = Query.from_params(QueryParams(pairs))
    assert query_of(first.params()) == first
