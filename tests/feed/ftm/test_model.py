"""Every line is what the real model takes, and takes whole: nothing is cut, dropped or left dangling."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest

from pipeline.feed.ftm import deliver
from pipeline.feed.ftm.line import entity
from tests.feed.newsroom import EVERYTHING, delivered_rows, newsroom_run
from tests.feed.newsroom import corpus_run as corpus_run
from tests.feed.newsroom import generated_run as generated_run
from tests.review.making import article, record
from tests.review.runs import written

followthemoney = pytest.importorskip("followthemoney", reason="needs the extra `ftm`")

Row = dict[str, Any]

_LONG_URL = f"https://press.example/{'a' * 1_000}"


def test_the_corpus(corpus_run: Path) -> None:
    check(delivered_rows(deliver, corpus_run))


def test_a_generated_run(generated_run: Path) -> None:
    check(delivered_rows(deliver, generated_run))


def test_facts_of_every_shape(tmp_path: Path) -> None:
    check(delivered_rows(deliver, newsroom_run(tmp_path / "out")))


def test_letters_that_the_model_rewrites_are_written_as_it_has_them(tmp_path: Path) -> None:
    odd = "".join(map(chr, [*range(0x20), *range(0x7F, 0x100), *range(0x2000, 0x2070), 0x3000, 0xFEFF]))
    one = article(f"Bo{odd}Marsh cafe\u0301\u200b.", f"A{odd}b", id=f"a{odd}b", site=odd, url=_LONG_URL)
    said = record(one, "speaker", {"person": "Marsh", "quote": "cafe\u0301\u200b"}, kind="quote")
    rows = delivered_rows(deliver, written(tmp_path / "out", [(one, [said])]))
    check(rows)
    assert [row["properties"].get("sourceUrl") for row in rows if row["schema"] == "Article"] == [[_LONG_URL]]


def check(rows: list[Row]) -> None:
    assert rows
    assert [fault for row in rows for fault in faults(row)] == []
    assert [id for id, count in Counter(row["id"] for row in rows).items() if count > 1] == []
    assert list(loose_ends(rows)) == []


def faults(row: Row) -> Iterator[object]:
    """What the model would refuse, cut or ignore."""
    schema = followthemoney.model.get(row["schema"])
    unknown = row["properties"].keys() - schema.properties.keys()
    if unknown:
        yield row["id"], schema.name, unknown
        return
    loaded = followthemoney.model.get_proxy(row, cleaned=False)
    if loaded.id != row["id"]:
        yield row["id"], loaded.id
    for name in schema.required:
        if not loaded.get(name):
            yield row["id"], schema.name, name, "is missing"
    for name, values in row["properties"].items():
        if sorted(loaded.get(name)) != sorted(values):
            yield row["id"], schema.name, name, values, loaded.get(name)
    try:
        schema.validate(row)
    except followthemoney.exc.InvalidData as error:
        yield row["id"], schema.name, error.errors


def loose_ends(rows: list[Row]) -> Iterator[object]:
    """References to nothing, or to an entity of a schema that may not stand there."""
    model = followthemoney.model
    schemata = {row["id"]: model.get(row["schema"]) for row in rows}
    for row in rows:
        for name, values in row["properties"].items():
            range = schemata[row["id"]].get(name).range
            for value in values if range is not None else ():
                if value not in schemata or not schemata[value].is_a(range):
                    yield row["id"], name, value, schemata.get(value)


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (entity("a", "Event", name="x", startDate="2025-10-28/2025-10-29"), "startDate"),
        (entity("a", "License", name="x"), "authority"),
        (entity("a", "Person", name="x", colour="red"), "colour"),
        (entity("a", "Note", sourceUrl="no url"), "sourceUrl"),
        (entity("a", "Note", name="x") | {"properties": {"name": ["x" * 400]}}, "name"),
    ],
)
def test_what_the_model_would_cut_or_drop_is_found(row: Row, fault: str) -> None:
    assert [found for found in faults(row) if fault in str(found)]


def test_the_command_of_the_library_takes_the_file(corpus_run: Path, tmp_path: Path) -> None:
    place = tmp_path / "feed.ftm.json"
    deliver(corpus_run, place, EVERYTHING)
    command = Path(sys.executable).with_name("ftm")
    out = tmp_path / "validated.json"
    subprocess.run([command, "validate", "-i", place, "-o", out], check=True)
    given = {row["id"]: row["properties"] for row in map(orjson.loads, place.read_bytes().splitlines())}
    taken = {row["id"]: row["properties"] for row in map(orjson.loads, out.read_bytes().splitlines())}
    assert {id: {key: sorted(values) for key, values in row.items()} for id, row in taken.items()} == {
        id: {key: sorted(values) for key, values in row.items()} for id, row in given.items()
    }
