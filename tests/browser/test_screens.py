"""Every screen, as wide as a telephone, a tablet and a desk: nothing overlaps, everybody can use it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from pipeline.review.ledger import Ledger
from tests.browser.axe import violations
from tests.browser.contents import beyond_the_first_plane, crowded, hostile
from tests.browser.expecting import expect
from tests.browser.geometry import faults
from tests.browser.people import log_in, with_accounts, with_two_opinions
from tests.browser.screens import SCREENS, Screen
from tests.browser.tabs import Tab
from tests.review.runs import small_contents, small_run, written
from tests.review.serving import Server, served

WIDTHS = {360: 740, 768: 1024, 1440: 900}


@pytest.fixture(scope="module")
def server(chromium: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The page of a run whose articles are awkward to show; nothing is decided there."""
    contents = [*small_contents(), beyond_the_first_plane(), crowded(), hostile()]
    with served(written(tmp_path_factory.mktemp("screens") / "out", contents)) as server:
        yield server


@pytest.fixture(scope="module")
def closed(chromium: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The page of a run that two people have reviewed independently, and at which they log in."""
    run = with_accounts(with_two_opinions(small_run(tmp_path_factory.mktemp("closed") / "out")))
    with served(run, None) as server:
        yield server


@pytest.fixture(scope="module")
def tab(chromium: Any, server: Server) -> Iterator[Tab]:
    """A tab that visits one screen after the other."""
    with closing(chromium.new_context(reduced_motion="reduce")) as context:
        yield Tab(context.new_page(), server.address)


@pytest.mark.parametrize("screen", SCREENS, ids=lambda one: one.name)
def test_nothing_overlaps_and_everybody_can_use_it(tab: Tab, screen: Screen) -> None:
    tab.faults.clear()
    found = {}
    for width, height in WIDTHS.items():
        tab.page.set_viewport_size({"width": width, "height": height})
        screen.show(tab)
        found[f"{width} px"] = faults(tab)
    for scheme in ("light", "dark"):
        tab.page.emulate_media(color_scheme=scheme)
        found[scheme] = violations(tab)
    assert {where: wrong for where, wrong in found.items() if wrong} == {}
    assert [fault for fault in tab.faults if "beforeunload" not in fault] == []


@pytest.mark.parametrize("width", WIDTHS)
def test_those_who_log_in_see_nothing_overlap_either(chromium: Any, closed: Server, width: int) -> None:
    with closing(chromium.new_context(viewport={"width": width, "height": WIDTHS[width]})) as context:
        tab = Tab(context.new_page(), closed.address)
        tab.go("/differences")
        assert tab.at("h1").text_content() == "Log in"
        assert (faults(tab), violations(tab)) == ([], [])
        log_in(tab, "anna")
        expect(tab.at(".difference")).to_have_count(1)
        assert (faults(tab), violations(tab)) == ([], [])
        tab.go("/document?id=tallinn-forum")
        assert (faults(tab), violations(tab)) == ([], [])
        assert tab.faults == []


@pytest.mark.parametrize("width", [1024, 1280, 1920])
def test_no_state_is_out_of_sight_on_a_desk(chromium: Any, tmp_path: Path, width: int) -> None:
    contents = small_contents()
    (one, _), (other, [first, second, third, *_]) = contents[:2]
    run = written(tmp_path / "out", [*contents, beyond_the_first_plane()])
    with Ledger.opened(run) as ledger:
        ledger.load()
        ledger.accept_rest(one.id, "ingrid")
        seen = {record.id: ledger.standing(record.id, None).seen for record in (first, second, third)}
        ledger.accept(first.id, seen[first.id], "ingrid")
        ledger.reject(second.id, seen[second.id], "ingrid", "duplicate")
        renewed = third.model_copy(update={"status": "renewed"})
        ledger.edit(third.id, seen[third.id], "ingrid", renewed)
        ledger.add(other.id, "ingrid", first.model_copy(update={"id": "event-0123456789abcdef"}))
    data = one.model_dump(exclude={"content_sha256"}) | {"text": "The night trains.", "blocks": ()}
    written(run, [(type(one)(**data), []), *contents[1:], beyond_the_first_plane()])
    with (
        served(run) as server,
        closing(chromium.new_context(viewport={"width": width, "height": 900})) as context,
    ):
        tab = Tab(context.new_page(), server.address)
        tab.go("/overview")
        expect(tab.at(".by-state thead th")).to_have_text(
            ["Type", "as a bar", "unreviewed", "changed", "accepted", "edited", "added", "rejected", "all"]
        )
        table = tab.at(".scroll:has(> .by-state)")
        assert table.evaluate("(one) => one.scrollWidth - one.clientWidth") <= 0
        assert faults(tab) == []


@pytest.mark.parametrize(
    ("style", "fault"),
    [
        (".results .matches { margin: 0 0 -2.5rem }", "lies over"),
        (".rows { width: 200vw }", "px too wide"),
        (".buttons { margin-left: -60rem }", "sticks out"),
        (".button { width: 3rem; white-space: nowrap }", "is cut off"),
    ],
)
def test_what_is_wrong_would_be_seen(tab: Tab, style: str, fault: str) -> None:
    tab.go("/")
    tab.page.evaluate(
        "(style) => { document.adoptedStyleSheets = [new CSSStyleSheet()];"
        " document.adoptedStyleSheets[0].replaceSync(style) }",
        style,
    )
    assert any(fault in one for one in faults(tab)), faults(tab)
