"""What a page looks like in numbers: what lies over something else, sticks out, or is cut off."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from tests.browser.tabs import Tab


def faults(tab: Tab) -> list[str]:
    """What is wrong with the layout of a page as it stands."""
    found: list[str] = tab.page.evaluate(_measure())
    return found


@cache
def _measure() -> str:
    return (Path(__file__).parent / "geometry.js").read_text(encoding="utf-8")
