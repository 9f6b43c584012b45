"""The lines that join the words of a record keep off the words that stand between them."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Open
from tests.browser.expecting import expect

_STRUCK = """() => {
    const walker = document.createTreeWalker(document.getElementById("paper"), NodeFilter.SHOW_TEXT);
    const boxes = [];
    while (walker.nextNode()) {
        const range = document.createRange();
        range.selectNodeContents(walker.currentNode);
        if (walker.currentNode.data.trim()) boxes.push(...range.getClientRects());
    }
    const frame = document.querySelector(".lines").getBoundingClientRect();
    const struck = [];
    for (const path of document.querySelectorAll(".links path"))
        for (let at = 0; at <= path.getTotalLength(); at += 1) {
            const point = path.getPointAtLength(at);
            const [x, y] = [point.x + frame.left, point.y + frame.top];
            if (boxes.some((box) => x > box.left && x < box.right && y > box.top + 1 && y < box.bottom - 1))
                struck.push([path.getAttribute("d"), Math.round(point.x), Math.round(point.y)]);
        }
    return struck;
}"""


@pytest.mark.parametrize("width", [360, 768, 1440])
def test_lines_strike_through_no_words(opened: Open, width: int) -> None:
    tab = opened("/document?id=halvorsen-rail", width=width)
    cards = tab.at("#cards > .card")
    drawn = 0
    for number in range(cards.count()):
        cards.nth(number).locator("h3").click()
        expect(tab.selected).to_have_count(1)
        drawn += tab.at(".links path").count()
        assert tab.page.evaluate(_STRUCK) == []
    assert drawn > 1
