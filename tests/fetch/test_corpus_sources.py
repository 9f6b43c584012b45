"""The example of many sources at once, which needs no network."""

from __future__ import annotations

import io
from pathlib import Path

from pipeline.article import RawDocument
from pipeline.clean import clean
from pipeline.fetch import check_sources, raw_documents
from pipeline.fetch.sources import load_sources
from pipeline.settings import Settings

FILE = Path(__file__).parents[2] / "corpus" / "sources.toml"


def test_the_example_reads_without_rejections() -> None:
    sources = load_sources(FILE)
    check_sources(sources)
    found = list(raw_documents(sources, Settings(), io.BytesIO()))
    assert all(isinstance(raw, RawDocument) for raw in found)
    assert [raw.origin for raw in found] == ["press pages"] * 30 + ["archive"] * 2
    copy, notice = found[-2:]
    assert isinstance(copy, RawDocument)
    assert isinstance(notice, RawDocument)
    assert copy.url == "https://www.tamsarledger.example/newsroom/iso-27001"
    article = clean(notice)
    assert article.title == "Dvorská takes over at Odra Looms"
    assert "Karel Žídek" in article.text
    assert article.published == "2025-03-11"
