"""Floors for real pages: body, headline, day of publication; skipped where the pages are missing."""

from __future__ import annotations

import gzip
import json
import re
from typing import Any

import pytest

from pipeline.article import Article, RawDocument
from pipeline.clean import clean
from pipeline.clean.headlines import fold
from tests.shared import SHARED, needs_shared

PAGES = SHARED / "html"
BODY_F1, HEADLINES, DAYS = 0.980, 0.94, 1.0
SHINGLE = 4

pytestmark = needs_shared


def load(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((PAGES / name).read_text("utf-8"))
    return loaded


def html_of(page: str) -> bytes:
    return gzip.decompress((PAGES / f"{page}.html.gz").read_bytes())


def shingles(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[i : i + SHINGLE]) for i in range(max(len(words) - SHINGLE + 1, min(len(words), 1)))}


def body_of(page: str, url: str) -> str:
    raw = RawDocument(id=page, kind="html", content=html_of(page), where=page, source=page, url=url)
    article = clean(raw)
    return "\n".join(article.text[b.start : b.end] for b in article.blocks if b.kind != "caption")


def test_body() -> None:
    pages = load("ground-truth.json")
    precision = recall = 0.0
    for page, truth in pages.items():
        found, marked = shingles(body_of(page, truth["url"])), shingles(truth["articleBody"])
        common = len(found & marked)
        precision += common / max(len(found), 1) / len(pages)
        recall += common / max(len(marked), 1) / len(pages)
    f1 = 2 * precision * recall / (precision + recall)
    assert f1 >= BODY_F1, f"precision {precision:.4f}, recall {recall:.4f}, F1 {f1:.4f}"


@pytest.fixture(scope="module")
def articles() -> dict[str, Article]:
    return {
        page: clean(RawDocument(id=page, kind="html", content=html_of(page), where=page, source=page))
        for page in load("metadata.json")
    }


def test_headlines(articles: dict[str, Article]) -> None:
    truth = load("metadata.json")
    wrong = [page for page, article in articles.items() if fold(article.title) != fold(truth[page]["title"])]
    assert len(wrong) <= (1 - HEADLINES) * len(truth), wrong


def test_days(articles: dict[str, Article]) -> None:
    truth = load("metadata.json")
    wrong = {page: article.published for page, article in articles.items()}
    assert {page: day for page, day in wrong.items() if day != truth[page]["published"]} == {}
