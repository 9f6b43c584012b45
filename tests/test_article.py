"""Tests of `pipeline.article`."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from pipeline.article import Article, Block


def test_reads_back_what_it_wrote() -> None:
    article = Article(
        id="a", title="T", text="body", blocks=(Block(kind="paragraph", start=0, end=4),), source="a.txt"
    )
    assert Article.model_validate_json(article.model_dump_json()) == article


def test_refuses_a_digest_that_is_not_its_own() -> None:
    row = Article(id="a", text="body", source="a.txt").model_dump() | {"text": "another body"}
    with pytest.raises(ValidationError, match="content_sha256"):
        Article.model_validate(row)


@pytest.mark.parametrize(
    "places",
    [[(0, 3), (2, 4)], [(2, 4), (0, 1)], [(0, 5)], [(1, 1)]],
    ids=["overlap", "order", "outside", "empty"],
)
def test_refuses_blocks_that_do_not_fit_the_text(places: list[tuple[int, int]]) -> None:
    blocks = tuple(Block(kind="paragraph", start=start, end=end) for start, end in places)
    with pytest.raises(ValidationError, match="out of order"):
        Article(id="a", text="body", blocks=blocks, source="a.txt")
