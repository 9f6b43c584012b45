"""The pages for people: their links lead somewhere, and the same figure stands wherever it is told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.records import TYPES
from tests.corpus import ROOT

PAGES = sorted(
    {*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), ROOT / "models/README.md", ROOT / "corpus/README.md"}
)
LINK = re.compile(r'\]\(([^)#\s]+)[^)]*\)|<img src="([^"]+)"')
NEAR = 0.0051  # a figure of three digits, told with two


def rows(page: str) -> dict[str, list[str]]:
    """The rows of the tables of a page by their first cell; of two, the first."""
    found: dict[str, list[str]] = {}
    for line in (ROOT / page).read_text(encoding="utf-8").splitlines():
        if line.startswith("| "):
            first, *others = (cell.strip(" *") for cell in line.strip("| ").split("|"))
            found.setdefault(first, others)
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    targets = [one or other for one, other in LINK.findall(page.read_text(encoding="utf-8"))]
    inside = [target for target in targets if "://" not in target]
    assert [target for target in inside if not (page.parent / target).exists()] == []


def test_the_readme_tells_the_figures_of_the_page_on_quality() -> None:
    told = {
        line.split("|")[1].strip(): [float(cell) for cell in line.split("|")[2:6]]
        for line in (ROOT / "README.md")
        .read_text(encoding="utf-8")
        .split("F1, own corpus |")[1]
        .splitlines()[2:7]
    }
    measured = rows("docs/quality.md")
    own = measured["`corpus/raw`, written to be hard"][1:]
    order = [name for name in measured["kind"][1:] if name in TYPES]
    for name in TYPES:
        expected = [*(float(cell) for cell in measured[name][1:4]), float(own[order.index(name)])]
        assert told[name] == pytest.approx(expected, abs=NEAR), name
