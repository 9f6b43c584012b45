"""What was reviewed in the browser leaves as gold that the scorer reads."""

from __future__ import annotations

from pathlib import Path

import orjson

from tests.browser.conftest import Open
from tests.browser.expecting import expect
from tests.command import pressfacts


def test_what_was_reviewed_is_scored(opened: Open, run: Path, tmp_path: Path) -> None:
    before = (run / "records.jsonl").read_bytes()
    tab = opened("/document?id=tallinn-forum")
    tab.keys("x", "t", "a", "a")
    expect(tab.status).to_contain_text("Nothing is left here")
    tab.keys("d")
    expect(tab.at("h1")).not_to_have_text("Forum in Tallinn")

    pressfacts("review", "export", run, "--to", tmp_path / "reviewed")
    gold = [orjson.loads(line) for line in (tmp_path / "reviewed/gold.jsonl").read_bytes().splitlines()]
    assert [row["id"] for row in gold] == ["tallinn-forum"]
    assert gold[0]["events"] == []
    table, _ = pressfacts(
        "score", tmp_path / "reviewed/gold.jsonl", run / "records.jsonl", "--only-gold-documents"
    )
    numbers = {line.split()[0]: line.split()[1:5] for line in table.splitlines() if "0000" in line}
    assert numbers["event"] == ["0", "1", "0", "0.0000"]
    assert numbers["date"] == numbers["certification"] == ["1", "1", "1", "1.0000"]
    assert (run / "records.jsonl").read_bytes() == before
