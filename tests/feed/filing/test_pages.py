"""The examples of the pages are what the feeds write."""

from __future__ import annotations

import re
from pathlib import Path

import orjson

from pipeline.feed import calendar, ftm, schemaorg
from tests.feed.newsroom import EVERYTHING, delivered_rows, newsroom_run

PAGES = Path(__file__).parents[3] / "docs" / "feeds"


def example(page: str, language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", (PAGES / page).read_text(encoding="utf-8"), re.DOTALL)
    assert found
    return found[1]


def test_schemaorg(tmp_path: Path) -> None:
    rows = delivered_rows(schemaorg.deliver, newsroom_run(tmp_path / "out"))
    nodes = [node for row in rows for node in row["@graph"]]
    for line in example("schemaorg.md", "json").splitlines():
        assert orjson.loads(line) in nodes


def test_ftm(tmp_path: Path) -> None:
    rows = delivered_rows(ftm.deliver, newsroom_run(tmp_path / "out"))
    for line in example("ftm.md", "json").splitlines():
        assert orjson.loads(line) in rows


def test_ics(tmp_path: Path) -> None:
    place = tmp_path / "events.ics"
    calendar.deliver(newsroom_run(tmp_path / "out"), place, EVERYTHING)
    assert example("ics.md", "ics").replace("\n", "\r\n") in place.read_bytes().decode()
