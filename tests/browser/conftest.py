"""A real Chromium, and tabs of it at the page of a run.

The server is the command itself, in a process of its own. A tab remembers what must never happen in it
(dialogs, errors of scripts, refusals of the content policy, requests to anywhere else), and each test ends by
asking whether any of it did.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.browser.chromium import BrowserMissing, launched
from tests.browser.tabs import Tab
from tests.review.runs import small_run
from tests.review.serving import Server, served

Open = Callable[..., Tab]
_PATIENCE = 15_000  # milliseconds


@pytest.fixture(scope="package")
def chromium() -> Iterator[Any]:
    """The browser; without it the tests are skipped."""
    with ExitStack() as stack:
        try:
            browser = stack.enter_context(launched())
        except BrowserMissing as missing:
            pytest.skip(str(missing))
        yield browser


@pytest.fixture
def run(tmp_path: Path) -> Path:
    """A small run; a module with other articles gives its own."""
    return small_run(tmp_path / "out")


@pytest.fixture
def server(chromium: Any, run: Path) -> Iterator[Server]:
    """The page of the run, signed by Ingrid."""
    with served(run) as server:
        yield server


@pytest.fixture
def opened(chromium: Any, server: Server) -> Iterator[Open]:
    """Opens a tab, of a browser of its own, at an address of the server: `opened("/", width=360)`."""
    with ExitStack() as stack:
        tabs: list[Tab] = []

        def open_tab(path: str = "/", width: int = 1440, height: int = 900, **options: Any) -> Tab:
            viewport = {"width": width, "height": height}
            context = chromium.new_context(viewport=viewport, reduced_motion="reduce", **options)
            context.set_default_timeout(_PATIENCE)
            stack.callback(context.close)
            tab = Tab(context.new_page(), server.address)
            tabs.append(tab)
            tab.go(path)
            return tab

        yield open_tab
        assert [fault for tab in tabs for fault in tab.faults] == []
