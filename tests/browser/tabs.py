"""A tab at the page: what a person does there by keys and mouse, and what must never happen to them."""

from __future__ import annotations

import re
from typing import Any

_HARMLESS = re.compile("Failed to load resource: .* status of 4|Response Status Error Code 4")
"""Chromium and htmx tell each answer of 4xx as an error; the page answers so to what a person did."""

_MOMENT = 2000
"""Milliseconds in which the focus has to be back."""

_WORDS = """(words) => {
    const blocks = [...document.querySelectorAll("#paper [data-part]")];
    const block = blocks.find((one) => one.textContent.includes(words));
    const begin = block.textContent.indexOf(words);
    const at = (place) => {
        const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
            if (place < walker.currentNode.data.length) return [walker.currentNode, place];
            place -= walker.currentNode.data.length;
        }
    };
    block.scrollIntoView({ block: "center" });
    const box = (place) => {
        const range = document.createRange();
        range.setStart(...at(place));
        range.setEnd(at(place)[0], at(place)[1] + 1);
        return range.getBoundingClientRect();
    };
    const [first, last] = [box(begin), box(begin + words.length - 1)];
    const middle = (one) => (one.top + one.bottom) / 2;
    return [first.left + 0.5, middle(first), last.right - 0.5, middle(last)];
}"""

_FOCUS = """() => {
    const element = document.activeElement;
    const box = element.getBoundingClientRect();
    const line = Math.min(box.height, 16);
    const there = document.elementFromPoint(box.left + Math.min(box.width / 2, 12), box.top + line / 2);
    const style = getComputedStyle(element);
    const faults = [
        [element === document.body || element === document.documentElement, "lost"],
        [style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2, "not to be seen"],
        [!there || !(element.contains(there) || there.contains(element)), "covered"],
    ];
    return {
        faults: faults.filter(([found]) => found).map(([, fault]) => fault).join(", "),
        element: `${element.tagName} ${element.id} ${element.textContent.trim().slice(0, 40)}`,
        there: there && `${there.tagName} ${there.id} ${there.className}`,
    };
}"""


class Tab:
    """A tab of a browser; `faults` is what happened in it and must not."""

    def __init__(self, page: Any, address: str) -> None:
        """Watch a tab that visits one server."""
        self.page = page
        self.address = address
        self.faults: list[str] = []
        page.on("dialog", self._dialog)
        page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        page.on("console", self._console)
        page.on("request", self._request)

    def go(self, path: str) -> None:
        """Visit an address of the server."""
        self.page.goto(self.address + path)

    def keys(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def at(self, selector: str) -> Any:
        """The elements of a selector."""
        return self.page.locator(selector)

    @property
    def selected(self) -> Any:
        """The card that is selected."""
        return self.at("#cards > .card.selected")

    @property
    def status(self) -> Any:
        """The line that says what happened."""
        return self.at("#status")

    def card(self, record: str) -> Any:
        """The card of a record, or the form in its place."""
        return self.at(f"#cards > #card-{record}")

    def select_words(self, words: str) -> None:
        """Drag the mouse over words of the article."""
        left, top, right, bottom = self.page.evaluate(_WORDS, words)
        mouse = self.page.mouse
        mouse.move(left, top)
        mouse.down()
        mouse.move((left + right) / 2, (top + bottom) / 2, steps=4)
        mouse.move(right, bottom, steps=4)
        mouse.up()

    def assert_focus(self) -> None:
        """The focus is somewhere, can be seen there, and nothing lies over it.

        An answer of the server exchanges the card that has the focus, so it is given a moment to come back.
        """
        try:
            self.page.wait_for_function(f"() => ({_FOCUS})().faults === ''", timeout=_MOMENT)
        except Exception as error:
            raise AssertionError(self.page.evaluate(_FOCUS)) from error

    def _dialog(self, dialog: Any) -> None:
        self.faults.append(f"dialog: {dialog.type} {dialog.message}")
        dialog.accept()

    def _console(self, message: Any) -> None:
        if message.type in {"error", "warning"} and not _HARMLESS.match(message.text):
            self.faults.append(f"console: {message.text}")

    def _request(self, request: Any) -> None:
        if not request.url.startswith((f"{self.address}/", "data:")):
            self.faults.append(f"request: {request.url}")
