"""The queries of the page run, and name the columns that there are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.feed.parquet import deliver
from tests.feed.newsroom import EVERYTHING, newsroom_run

PAGE = (Path(__file__).parents[3] / "docs" / "feeds" / "parquet.md").read_text(encoding="utf-8")

tables = pytest.importorskip("pipeline.feed.parquet.tables", reason="needs the extra `parquet`")


@pytest.fixture(autouse=True)
def _facts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deliver(newsroom_run(tmp_path / "out"), tmp_path / "tables", EVERYTHING)
    monkeypatch.chdir(tmp_path)


def examples(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


def test_the_queries_for_duckdb() -> None:
    duckdb = pytest.importorskip("duckdb", reason="needs the extra `readers`")
    certificates, events, posts = (duckdb.sql(query).fetchall() for query in examples("sql"))
    assert [row[:2] for row in certificates] == [
        ("Bo Marsh", "Certified Arborist"),
        ("Old Customs House", "LEED Gold"),
        ("Tern Ferries Ltd", "ISO 14001:2015"),
    ]
    assert [row[0] for row in events] == ["Congress of Harbour Pilots"]
    assert posts == []


def test_the_program_for_polars(capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("polars", reason="needs the extra `readers`")
    (program,) = examples("python")
    exec(program, {})
    assert "chairwoman" in capsys.readouterr().out


def test_every_column_is_named() -> None:
    columns = {column.name for table in tables.ALL for column in table.columns}
    assert {name for name in columns if f"`{name}`" not in PAGE} == set()
