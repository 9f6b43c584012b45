"""The lines of feeds are what any writer of compact JSON makes of them, so that consumers can replay them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from pipeline.feed.changes import deliver, delta_lines, read_manifest
from pipeline.feed.changes.lines import DeltaLine, SnapshotLine, snapshot_line
from pipeline.feed.facts import FedEntity
from pipeline.feed.sources import Selection
from tests.feed.making import invented_run


def compact(line: bytes) -> bytes:
    return json.dumps(json.loads(line), ensure_ascii=False, separators=(",", ":")).encode()


@pytest.mark.parametrize("name", ["Quay\u2028Registrars", "\x00\x1f\x7f\x85", '"\\/\b\n', "Ørsted 🚋 école"])
def test_any_name_is_written_as_others_write_it(name: str) -> None:
    row = FedEntity(
        entity_id=f"entity-{'0' * 16}", kind="person", name=name, aliases=(), first_seen=None, last_seen=None
    )
    line = snapshot_line(row)
    assert json.loads(line)["name"] == name
    assert compact(line) == line


def test_lines_are_of_their_models(tmp_path: Path) -> None:
    out = invented_run(tmp_path / "out", 700)
    for least in (0.5, 0.9):
        deliver(out, tmp_path / "feed", Selection(min_confidence=least), confirm=True)
    manifest = read_manifest(tmp_path / "feed")
    assert manifest
    deltas = list(delta_lines(tmp_path / "feed"))
    adapter: TypeAdapter[DeltaLine] = TypeAdapter(DeltaLine)
    ops = [adapter.validate_json(line).op for line in deltas]
    counted = {op: ops.count(op) for op in ("add", "change", "retract")}
    assert counted == {op: sum(getattr(delta, op) for delta in manifest.deltas) for op in counted}
    snapshot = (tmp_path / "feed" / manifest.snapshot.file).read_bytes().splitlines()
    rows: TypeAdapter[SnapshotLine] = TypeAdapter(SnapshotLine)
    kinds = [type(rows.validate_json(line)).__name__ for line in snapshot]
    assert kinds.count("Fact") == manifest.snapshot.facts
    assert kinds.count("FedEntity") == manifest.snapshot.entities
    assert all(compact(line) == line.rstrip(b"\n") for line in [*deltas, *snapshot])
