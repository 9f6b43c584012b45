"""Fixtures for all tests: the language model once a session, articles made in a line, no network."""

from __future__ import annotations

import socket
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import settings

from pipeline.analyse import Analyser
from pipeline.analysis import Analysis
from pipeline.article import Article, RawDocument
from pipeline.clean import clean
from pipeline.stages import Pipeline
from tests.corpus import Corpus, processed_corpus
from tests.fetch.site import site as site

# how long an example takes says more of what else the machine does than of the code
settings.register_profile("pressfacts", deadline=None)
settings.load_profile("pressfacts")


def make_article(text: str, title: str = "", published: str | None = None, id: str = "article") -> Article:
    """An article cleaned from a text as a JSON line gives it."""
    raw = RawDocument(
        id=id, kind="given", content=text, where="test", source="test", title=title, published=published
    )
    return clean(raw)


@pytest.fixture(scope="session")
def pipeline() -> Pipeline:
    """The loaded pipeline."""
    return Pipeline()


@pytest.fixture(scope="session")
def analyser(pipeline: Pipeline) -> Analyser:
    """The language model."""
    return pipeline.analyser


@pytest.fixture(scope="session")
def corpus(pipeline: Pipeline) -> Corpus:
    """The project's own corpus, cleaned and extracted."""
    return processed_corpus(pipeline)


@pytest.fixture(scope="session")
def analyse(analyser: Analyser) -> Callable[..., Analysis]:
    """A function from text (and title, published) to its analysis."""

    def analysed(text: str, title: str = "", published: str | None = None) -> Analysis:
        return analyser(make_article(text, title, published))

    return analysed


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection but those to this machine."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        host = address[0] if isinstance(address, tuple) else ""
        if host and host not in {"127.0.0.1", "::1", "localhost"}:
            raise AssertionError(f"a test tried to reach {host}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)
