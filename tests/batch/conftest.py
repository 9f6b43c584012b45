"""A press room on the site of the tests, and workers that load the model once."""

from collections.abc import Iterator
from typing import Any

import pytest

from pipeline.run import Summary
from pipeline.workers import Workers
from tests.batch.pressroom import PressRoom
from tests.batch.runs import QUICK, Ran, ran
from tests.fetch.site import Site


@pytest.fixture
def room(site: Site) -> PressRoom:
    """A press room with three releases."""
    room = PressRoom(site)
    site.robots(room.host, "User-agent: *\nDisallow: /private\n")
    room.publish(0, 3)
    return room


@pytest.fixture(scope="session")
def workers() -> Iterator[Workers]:
    """One worker for all runs of the session."""
    with Workers(QUICK, strict=True) as workers:
        yield workers


@pytest.fixture
def run(workers: Workers) -> Ran:
    """A run with the workers of the session, unless others are given."""

    def with_workers(*arguments: Any, **options: Any) -> Summary:
        return ran(*arguments, **({"engine": workers} | options))

    return with_workers
