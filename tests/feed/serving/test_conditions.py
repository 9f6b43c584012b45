"""Reading of headers: lists of tags, codings with weights, parts."""

from __future__ import annotations

import pytest

from pipeline.feed.serving.conditions import Part, Unsatisfiable, has_already, takes_gzip, wanted


@pytest.mark.parametrize(
    ("accept", "takes"),
    [
        ("gzip", True),
        ("deflate, GZIP;q=0.2", True),
        ("x-gzip", True),
        ("gzip;q=0", False),
        ("gzip;q=0.000", False),
        ("identity, br", False),
        ("", False),
        (";;,,gzip?", False),
    ],
)
def test_gzip_is_for_those_who_say_so(accept: str, takes: bool) -> None:
    assert takes_gzip(accept) is takes


@pytest.mark.parametrize(
    ("header", "has"),
    [
        ('"aa"', True),
        ('W/"aa-gzip"', True),
        ('"bb", "aa"', True),
        ("*", True),
        ('"bb"', False),
        ("aa", False),
    ],
)
def test_a_content_is_there_in_either_encoding(header: str, has: bool) -> None:
    assert has_already(header, "aa") is has


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("bytes=0-3", Part(0, 4)),
        ("bytes=8-", Part(8, 10)),
        ("bytes=4-999", Part(4, 10)),
        ("bytes=-4", Part(6, 10)),
        ("bytes=-99", Part(0, 10)),
        ("bytes=-", None),
        ("bytes=5-2", None),
        ("lines=0-3", None),
        ("bytes=0-1,3-4", None),
        ("", None),
    ],
)
def test_parts(header: str, part: Part | None) -> None:
    assert wanted(header, 10) == part


@pytest.mark.parametrize("header", ["bytes=10-", "bytes=10-12", "bytes=-0"])
def test_a_part_behind_the_end(header: str) -> None:
    with pytest.raises(Unsatisfiable):
        wanted(header, 10)
