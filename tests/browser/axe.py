"""axe-core, an auditor of accessibility: a script that is installed beside the tests and runs in a page."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.browser.tabs import Tab

_PLACE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
_AUDIT = """() => axe.run(document, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    resultTypes: ["violations"],
})"""
_GRAVE = ("serious", "critical")


def violations(tab: Tab) -> list[str]:
    """The serious and critical violations of a page as it stands."""
    tab.page.evaluate(_script())
    found: list[dict[str, Any]] = tab.page.evaluate(_AUDIT)["violations"]
    return [
        f"{one['id']}: {node['target']} {node['failureSummary']}"
        for one in found
        if one["impact"] in _GRAVE
        for node in one["nodes"]
    ]


@cache
def _script() -> str:
    place = Path(os.environ.get("AXE", _PLACE))
    if not place.is_file():
        pytest.skip("axe-core is missing: make browser-install, or set AXE to the path of axe.min.js")
    return place.read_text()
