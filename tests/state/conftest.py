"""A state in a fresh directory, with a run begun."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.state import State
from tests.state.making import begin


@pytest.fixture
def state(tmp_path: Path) -> Iterator[State]:
    with State.opened(tmp_path) as opened:
        begin(opened)
        yield opened
