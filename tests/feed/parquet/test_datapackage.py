"""The package tells the files, their rows and digests, and every column."""

from __future__ import annotations

import hashlib
from pathlib import Path

import orjson
import pytest

from pipeline.feed.parquet import deliver
from pipeline.feed.sources import Selection
from tests.feed.newsroom import EVERYTHING, contents, newsroom_run
from tests.review.runs import written

parquet = pytest.importorskip("pyarrow.parquet", reason="needs the extra `parquet`")


def test_files_are_what_the_package_says(tmp_path: Path) -> None:
    place = tmp_path / "tables"
    deliver(newsroom_run(tmp_path / "out"), place, EVERYTHING)
    package = orjson.loads((place / "datapackage.json").read_bytes())
    named = set()
    for resource in package["resources"]:
        assert resource["path"] == [file["path"] for file in resource["files"]]
        for file in resource["files"]:
            path = place / file["path"]
            content, found = path.read_bytes(), parquet.ParquetFile(path)
            assert file["bytes"] == len(content)
            assert file["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
            assert file["rows"] == found.metadata.num_rows
            fields = resource["schema"]["fields"]
            assert [field["name"] for field in fields] == found.schema_arrow.names
            assert all(field["description"] for field in fields)
            required = [not field.nullable for field in found.schema_arrow]
            assert [field["constraints"]["required"] for field in fields] == required
            named.add(path)
        assert resource["rows"] == sum(file["rows"] for file in resource["files"])
    assert named == set(place.rglob("*.parquet"))


def test_files_are_zstd(tmp_path: Path) -> None:
    place = tmp_path / "tables"
    deliver(newsroom_run(tmp_path / "out"), place, EVERYTHING)
    metadata = parquet.ParquetFile(next(place.glob("events/*/*.parquet"))).metadata
    assert metadata.row_group(0).column(0).compression == "ZSTD"


def test_the_package_says_what_was_selected(tmp_path: Path) -> None:
    place = tmp_path / "tables"
    directory = newsroom_run(tmp_path / "out")
    for least in (0.0, 0.1):
        deliver(directory, place, Selection(min_confidence=least))
        package = orjson.loads((place / "datapackage.json").read_bytes())
        assert package["pressfacts:min_confidence"] == least


def test_a_table_without_rows_has_its_columns(tmp_path: Path) -> None:
    place = tmp_path / "tables"
    deliver(written(tmp_path / "out", contents()[1:]), place, EVERYTHING)
    (path,) = place.glob("events/*/*.parquet")
    assert parquet.read_table(path).num_rows == 0
    assert "first_day" in parquet.ParquetFile(path).schema_arrow.names
