"""What the code makes of each document of the corpus today; `make golden` writes it anew.

Golden files are made by the code and may be wrong: a change of one is read before it is committed.
What is true stands in `corpus/annotated/`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pytest_regressions.data_regression import DataRegressionFixture

from pipeline.article import Article
from pipeline.records import Record
from tests.corpus import CORPUS_IDS, Corpus

HERE = Path(__file__).parent / "test_golden"
_EVERYWHERE = {"schema_version", "document", "evidence", "links", "type"}


@pytest.mark.parametrize("document", CORPUS_IDS)
def test_clean(document: str, corpus: Corpus, data_regression: DataRegressionFixture) -> None:
    data_regression.check(shown_article(corpus.articles[document]), basename=f"{document}.article")


@pytest.mark.parametrize("document", CORPUS_IDS)
def test_extract(document: str, corpus: Corpus, data_regression: DataRegressionFixture) -> None:
    records = [shown_record(record) for record in corpus.records[document]]
    data_regression.check({"records": records}, basename=f"{document}.records")


def test_there_is_a_golden_file_for_each_document_and_no_other() -> None:
    expected = {f"{document}.{stage}.yml" for document in CORPUS_IDS for stage in ("article", "records")}
    assert {path.name for path in HERE.iterdir()} == expected


def shown_article(article: Article) -> dict[str, Any]:
    """An article with the words of its blocks instead of their offsets."""
    row = article.model_dump(mode="json", exclude={"text", "blocks", "content_sha256"})
    blocks = [{block.kind: article.text[block.start : block.end]} for block in article.blocks]
    return row | {"blocks": blocks}


def shown_record(record: Record) -> dict[str, Any]:
    """A record with each piece of evidence on a line of its own."""
    row = record.model_dump(mode="json")
    shown = {"type": row["type"]} | {name: value for name, value in row.items() if name not in _EVERYWHERE}
    shown["evidence"] = [
        f"{piece.field} @ {piece.part} {piece.start}-{piece.end}: {piece.text}" for piece in record.evidence
    ]
    return shown | {"links": [f"{link.rel} {link.id}" for link in record.links]}
