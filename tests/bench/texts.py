"""What is measured on: releases, the project's own corpus, and pages of news sites."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from models.documents import raw_document
from pipeline.article import Article, RawDocument
from pipeline.cli.streams import cleaned
from pipeline.settings import Settings
from pipeline.store import json_line
from tests.corpus import raw_corpus

SEED = 20
SAMPLE = 400

Release = dict[str, Any]


def releases(press: Path) -> list[Release]:
    """All releases of a file, by id; the articles of the own corpus where there is no such file."""
    if not press.is_file():
        return [_as_release(article) for article in english(raw_corpus())]
    with gzip.open(press, "rt", encoding="utf-8") as lines:
        return sorted((json.loads(line) for line in lines), key=lambda release: str(release["id"]))


def sample(press: Path, number: int = SAMPLE) -> list[Release]:
    """The releases that are measured on, the same always; fewer where there are no more."""
    found = releases(press)
    return random.Random(SEED).sample(found, min(number, len(found)))


def _as_release(article: Article) -> Release:
    return article.model_dump(include={"id", "source", "title", "published", "text"})


def english(documents: Iterable[RawDocument]) -> list[Article]:
    """The articles of documents, without those that extraction would reject for their language."""
    return [article for article in cleaned(documents, Settings()) if article.language == "en"]


def samples(press: Path, number: int = SAMPLE) -> Iterator[tuple[str, list[Article]]]:
    """The two sets of articles with their names: the releases, where they are there, and the own corpus."""
    if press.is_file():
        articles = english(map(raw_document, sample(press, number)))
        yield f"{len(articles)} releases", articles
    own = english(raw_corpus())
    yield f"own corpus, {len(own)} articles", own


def pages(directory: Path) -> list[RawDocument]:
    """The pages of a directory, unpacked."""
    return [
        RawDocument(
            id=path.name.removesuffix(".html.gz"),
            kind="html",
            content=gzip.decompress(path.read_bytes()),
            where=path.name,
            source=path.name,
        )
        for path in sorted(directory.glob("*.html.gz"))
    ]


def article_file(articles: Iterable[Article], path: Path) -> Path:
    """Write articles as lines; the path."""
    path.write_bytes(b"".join(map(json_line, articles)))
    return path


def release_file(found: Iterable[Release], path: Path) -> Path:
    """Write releases as the documents of a run; the path."""
    kept = ("id", "title", "published", "text")
    lines = (json.dumps({name: release[name] for name in kept}) + "\n" for release in found)
    path.write_text("".join(lines), encoding="utf-8")
    return path
