"""The conditions of a filter one by one: each named, with the address that leaves it out.

>>> [(chip.label, chip.without) for chip in chips(Query(types=("role",), confidence_to=0.8))]
[('type: role', 'to=0.8'), ('confidence to: 0.8', 'type=role')]
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from pipeline.review.query import Query

_CALLED = {
    "from": "confidence from",
    "to": "confidence to",
    "since": "published since",
    "until": "published until",
    "text": "words",
}


@dataclass(frozen=True, slots=True)
class Chip:
    """One condition: how it is called, the parameter that says it, and the query string without it."""

    label: str
    name: str
    value: str
    without: str


def chips(query: Query) -> Iterator[Chip]:
    """All conditions of a filter; the order of the queue is none."""
    pairs = pairs_of(query)
    for number, (name, value) in enumerate(pairs):
        if name != "sort":
            label = "documents done too" if name == "done" else f"{_CALLED.get(name, name)}: {value}"
            unread = " (cannot be read, so that nothing matches)" if (name, value) in query.unreadable else ""
            yield Chip(label + unread, name, value, urlencode(pairs[:number] + pairs[number + 1 :]))


def pairs_of(query: Query) -> list[tuple[str, str]]:
    """The parameters of a filter, as a form's hidden fields carry them on."""
    return parse_qsl(query.params())
