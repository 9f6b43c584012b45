"""Turns news articles and press releases into typed, validated facts with their evidence.

from pipeline import Article, Pipeline, RawDocument

pipeline = Pipeline()
article = pipeline.clean(RawDocument(id="a", kind="html", content=page, where="a.html", source="a.html"))
records, rejected = pipeline.extract(article)
"""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.article import Article, RawDocument
    from pipeline.records import Record
    from pipeline.stages import Pipeline

__all__ = ["Article", "Pipeline", "RawDocument", "Record", "__version__"]
__version__ = version("pressfacts")

_HOMES = {
    "Article": "pipeline.article",
    "RawDocument": "pipeline.article",
    "Record": "pipeline.records",
    "Pipeline": "pipeline.stages",
}


def __getattr__(name: str) -> Any:
    # The language model's library takes seconds to import, and `pressfacts --help` needs none of it.
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
