"""The screens of the page: an address, and what is opened there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.browser.tabs import Tab


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen with a name: where it is, what is done there, and what is seen then."""

    name: str
    path: str
    seen: str
    opened: Callable[[Tab], Any] = lambda tab: None

    def show(self, tab: Tab) -> None:
        """Bring it before somebody's eyes."""
        tab.go(self.path)
        self.opened(tab)
        tab.at(self.seen).first.wait_for()


def _edit(tab: Tab) -> None:
    tab.selected.wait_for()
    tab.keys("n", "e")
    tab.at("#field-since").fill("next year")
    tab.page.get_by_role("button", name="Save").click()


def _press(key: str) -> Callable[[Tab], None]:
    def pressed(tab: Tab) -> None:
        tab.selected.wait_for()
        tab.keys(key)

    return pressed


def _select(tab: Tab) -> None:
    tab.selected.wait_for()
    tab.select_words("Photo: Beatriz")


_APPOINTMENT = "/document?id=halvorsen-rail"
_NARROW = "/?type=role&type=date&state=unreviewed&to=0.9&source=Beacon+Wire&source=%3Cb%3E&text=forum"

SCREENS = (
    Screen("queue", "/", ".rows"),
    Screen("filtered", _NARROW, ".chips"),
    Screen("article", _APPOINTMENT, ".card.selected"),
    Screen("crowded", "/document?id=crowded", ".card.selected"),
    Screen("form", _APPOINTMENT, ".error", _edit),
    Screen("reasons", _APPOINTMENT, ".reasons[open]", _press("x")),
    Screen("picker", _APPOINTMENT, "#picker:not([hidden])", _select),
    Screen("help", _APPOINTMENT, "dialog[open]", _press("?")),
    Screen("add", "/document?id=quiet", ".menu[open]", lambda tab: tab.at(".menu > summary").click()),
    Screen("bulk", "/bulk?type=role", ".decide"),
    Screen("overview", "/overview", "h1"),
    Screen("rules", "/rules", "h1"),
    Screen("history", "/history?id=halvorsen-rail", "h1"),
    Screen("original", "/original?id=halvorsen-rail", "h1"),
    Screen("end", "/end", "h1"),
    Screen("missing", "/document?id=nothing", "h1"),
)
