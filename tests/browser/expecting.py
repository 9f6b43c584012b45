"""Expectations that wait until they come true, or fail; collected also without playwright."""

from __future__ import annotations

from typing import Any


def expect(what: Any, seconds: float = 10) -> Any:
    """What is expected of a page or of elements, within some seconds."""
    from playwright.sync_api import expect

    expect.set_options(timeout=1000 * seconds)
    return expect(what)
