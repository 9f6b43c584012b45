"""What DuckDB and Polars read is what the run says."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest

from pipeline.feed.parquet import deliver
from pipeline.feed.sources import feeding
from tests.feed.newsroom import EVERYTHING, newsroom_run
from tests.feed.newsroom import generated_run as generated_run

dataset = pytest.importorskip("pyarrow.dataset", reason="needs the extra `parquet`")
tables = pytest.importorskip("pipeline.feed.parquet.tables")
delivering = pytest.importorskip("pipeline.feed.parquet.delivering")

Rows = list[dict[str, Any]]


@pytest.fixture(scope="module")
def run(generated_run: Path) -> Path:
    """The generated run; its feed lies beside it."""
    deliver(generated_run, generated_run.parent / "tables", EVERYTHING)
    return generated_run


def expected(run: Path) -> dict[str, Rows]:
    """All rows by table, with their months."""
    rows: dict[str, Rows] = defaultdict(list)
    with feeding(run, EVERYTHING) as feed:
        for document in feed.documents():
            if document.facts:
                month = {"month": delivering.month_of(document.article.published)}
                rows["documents"].append(row(tables.DOCUMENTS, document) | month)
                for fact in document.facts:
                    table = tables.FACTS[fact.record.type]
                    rows[table.name].append(row(table, fact) | month)
        rows["entities"] = [row(tables.ENTITIES, one) for one in feed.entities()]
    return rows


def row(table: Any, thing: object) -> dict[str, Any]:
    return dict(zip([column.name for column in table.columns], table.row(thing), strict=True))


def by_key(rows: Rows) -> dict[str, dict[str, Any]]:
    return {str(next(iter(row.values()))): row for row in rows}


def test_duckdb_reads_every_row(run: Path) -> None:
    duckdb = pytest.importorskip("duckdb", reason="needs the extra `readers`")
    for table, rows in expected(run).items():
        pattern = f"{run.parent}/tables/{table}/**/*.parquet"
        found = duckdb.sql(f"SELECT * FROM read_parquet('{pattern}', hive_partitioning = true)")
        read = [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]
        assert len(read) == len(rows)
        assert by_key(read) == by_key(rows)


def test_polars_reads_every_row(run: Path) -> None:
    polars = pytest.importorskip("polars", reason="needs the extra `readers`")
    for table, rows in expected(run).items():
        read = polars.read_parquet(run.parent / "tables" / table, hive_partitioning=table != "entities")
        assert by_key(read.to_dicts()) == by_key(rows)


def test_pyarrow_reads_every_row_as_it_is_typed(run: Path) -> None:
    for table in (*tables.FACTS.values(), tables.DOCUMENTS):
        read = dataset.dataset(run.parent / "tables" / table.name, partitioning="hive")
        assert read.schema.remove(read.schema.get_field_index("month")).equals(table.schema)
        assert by_key(read.to_table().to_pylist()) == by_key(expected(run)[table.name])


def test_months_are_partitions_that_queries_skip(run: Path) -> None:
    duckdb = pytest.importorskip("duckdb", reason="needs the extra `readers`")
    rows = expected(run)["roles"]
    months = Counter(row["month"] for row in rows)
    assert len(months) > 1
    month = min(months)
    place = run.parent / "tables"
    found = duckdb.sql(
        f"SELECT count(*) FROM read_parquet('{place}/roles/*/*.parquet', hive_partitioning = true) "
        f"WHERE month = '{month}'"
    )
    assert found.fetchall() == [(months[month],)]
    assert sorted(path.name for path in (place / "roles").iterdir()) == sorted(f"month={m}" for m in months)


def test_articles_without_a_day_and_tables_without_rows(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb", reason="needs the extra `readers`")
    place = tmp_path / "tables"
    deliver(newsroom_run(tmp_path / "out"), place, EVERYTHING)
    pattern = f"{place}/certifications/*/*.parquet"
    found = duckdb.sql(
        f"SELECT month, count(*), sum(len(evidence)) FROM "
        f"read_parquet('{pattern}', hive_partitioning = true) GROUP BY month"
    )
    ((month, facts, pieces),) = found.fetchall()
    assert (month, facts) == ("unknown", 6)
    assert pieces > facts


def test_evidence_is_a_list_of_structures(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb", reason="needs the extra `readers`")
    place = tmp_path / "tables"
    deliver(newsroom_run(tmp_path / "out"), place, EVERYTHING)
    found = duckdb.sql(
        "SELECT piece.field, piece.text FROM (SELECT unnest(evidence) AS piece "
        f"FROM read_parquet('{place}/events/*/*.parquet')) WHERE piece.field = 'place'"
    )
    assert found.fetchall() == [("place", "Vila Serena, Portugal")]
