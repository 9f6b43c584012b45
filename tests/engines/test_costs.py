"""The page about scale says what the figures give."""

from __future__ import annotations

from tests.corpus import ROOT
from tests.engines.costs import table


def test_the_page_has_the_table_of_today() -> None:
    page = (ROOT / "docs" / "scale.md").read_text(encoding="utf-8")
    begin, end = "<!-- python -m tests.engines.costs -->\n", "<!-- end -->"
    assert page.split(begin)[1].split(end)[0] == table()
