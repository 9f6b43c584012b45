"""The benchmark of loading works, on a run so small that its figures mean nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.feed import loading
from tests.feed.sql.contents import said
from tests.feed.sql.server import Server


@pytest.mark.slow
@pytest.mark.parametrize("target", loading.TARGETS)
def test_both_ways_leave_the_same_rows(target: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    urls = [f"sqlite:///{tmp_path / name}" for name in ("bulk.sqlite", "delivery.sqlite")]
    if target == "postgresql":
        server: Server = request.getfixturevalue("server")
        urls = [server.new_database(), server.new_database()]
    directory = loading.ready_run(tmp_path / "run", 500)
    for job, url in zip((loading.by_bulk, loading.by_delivery), urls, strict=True):
        cost = loading.cost_of(job, directory, url)
        assert 0 < cost.database <= cost.seconds
    assert said(urls[0]) == said(urls[1])
