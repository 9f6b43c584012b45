"""The pictures of docs/review.md, made from a run: `make pictures`.

The run is copied, and half of its documents are decided by two people who do not exist, so that the pictures
show a review that is under way.
"""

from __future__ import annotations

import argparse
import io
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pipeline.review.ledger import Ledger
from pipeline.review.query import Query
from tests.browser.chromium import launched
from tests.browser.tabs import Tab
from tests.review.serving import served

_COLOURS = 200
_SURE = 0.6  # what the two who do not exist believe
_ARTICLE = "/document?id=halvorsen-rail-names-cfo"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: a file's name, an address, and what is done there first."""

    name: str
    path: str
    done: Callable[[Tab], Any] = lambda tab: None
    width: int = 1280
    height: int = 800
    scheme: str = "light"


def _choose_role(tab: Tab) -> None:
    tab.at('.card[data-type="role"] h3').first.click()


def _mistake(tab: Tab) -> None:
    _choose_role(tab)
    tab.keys("e")
    tab.at("#field-since").fill("January 1, 2025")
    tab.page.get_by_role("button", name="Save").click()
    tab.at(".field .error").wait_for()


PICTURES = (
    Picture("queue", "/"),
    Picture("article", _ARTICLE, _choose_role),
    Picture("edit", _ARTICLE, _mistake),
    Picture("dark", _ARTICLE, _choose_role, scheme="dark"),
    Picture("narrow", _ARTICLE, _choose_role, 390, 800),
    Picture("bulk", "/bulk?type=event&to=0.5", height=760),
    Picture("overview", "/overview", height=1000),
)


def main() -> None:
    """Make them all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", type=Path, help="directory of a run")
    parser.add_argument("to", type=Path, help="directory for the pictures")
    chosen = parser.parse_args()
    chosen.to.mkdir(parents=True, exist_ok=True)
    with (
        TemporaryDirectory() as temporary,
        launched() as browser,
        served(_under_way(chosen.run, Path(temporary)), "Anna") as server,
    ):
        for picture in PICTURES:
            taken = _taken(browser, server.address, picture)
            _smaller(taken).save(chosen.to / f"{picture.name}.png", optimize=True)


def _under_way(run: Path, copy: Path) -> Path:
    """A copy of a run, of which half is decided."""
    for name in ("articles.jsonl", "records.jsonl", "rejected.jsonl", "run.json"):
        shutil.copy(run / name, copy)
    with Ledger.opened(copy) as ledger:
        ledger.load()
        rows = ledger.queue(Query(sort="newest"), "Anna").rows
        for number, row in enumerate(rows[::2]):
            _decide(ledger, row.id, ("Anna", "Ben")[number % 2])
    return copy


def _decide(ledger: Ledger, document: str, reviewer: str) -> None:
    for standing in ledger.sheet(document, reviewer).standings:
        if standing.record.confidence < _SURE:
            ledger.reject(standing.record.id, standing.seen, reviewer, "wrong_field")
    ledger.accept_rest(document, reviewer)
    ledger.done(document, reviewer)


def _taken(browser: Any, address: str, picture: Picture) -> bytes:
    viewport = {"width": picture.width, "height": picture.height}
    context = browser.new_context(viewport=viewport, color_scheme=picture.scheme, reduced_motion="reduce")
    tab = Tab(context.new_page(), address)
    tab.go(picture.path)
    picture.done(tab)
    tab.page.mouse.move(0, 0)
    taken: bytes = tab.page.screenshot()
    context.close()
    return taken


def _smaller(taken: bytes) -> Any:
    from PIL import Image  # it comes with `make train-install`

    return Image.open(io.BytesIO(taken)).convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE)


if __name__ == "__main__":
    main()
