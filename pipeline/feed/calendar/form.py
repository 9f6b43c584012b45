"""The file: a calendar, article by article in the order of ids, and last what was withdrawn."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import BinaryIO

from pipeline.feed.aligning import Pair
from pipeline.feed.calendar.content import decoded, folded, plain, unfolded
from pipeline.feed.calendar.vevents import (
    DOCUMENT,
    SOURCE,
    Component,
    component,
    fact_of,
    forgotten,
    is_cancelled,
    revised,
    said,
    value,
    withdrawn,
)
from pipeline.feed.filing import Portion
from pipeline.feed.sources import FedDocument

_HEAD = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//pressfacts//feed ics//EN", "CALSCALE:GREGORIAN")
_BEGIN, _END = "BEGIN:VEVENT", "END:VEVENT"


class Calendar:
    """A calendar of all-day events. Those that are withdrawn stand last, by their ids."""

    name = "calendar"

    def __init__(self, is_forgotten: Callable[[str], bool]) -> None:
        """Begin; the function tells of an event that is withdrawn whether it was forgotten."""
        self._is_forgotten = is_forgotten
        self._withdrawn: dict[str, Component] = {}

    def head(self) -> bytes:
        """What a calendar begins with."""
        return folded(_HEAD)

    def portion(self, document: FedDocument) -> Portion:
        """The events of an article."""
        found = (component(fact, document.article) for fact in document.facts)
        components = [one for one in found if one is not None]
        return _portion(document.article.id, document.facts[0].source.name, components)

    def written(self, pair: Pair[Portion]) -> bytes:
        """The events as they are now; those that are no more are kept for the end."""
        former = {fact_of(one): one for one in _components(pair.before)}
        now = []
        for one in _components(pair.after):
            before = former.pop(fact_of(one), None) or self._withdrawn.pop(fact_of(one), None)
            now.append(revised(before, one) if before else one)
        for id, lost in former.items():
            self._withdrawn[id] = withdrawn(lost)
        return _content(now)

    def tail(self) -> Iterable[bytes]:
        """The events that were withdrawn, and the end."""
        for id, one in sorted(self._withdrawn.items()):
            yield _content([forgotten(one) if self._is_forgotten(id) else one])
        yield folded(["END:VCALENDAR"])

    def portions(self, stream: BinaryIO) -> Iterator[Portion]:
        """The articles of a calendar; what it has withdrawn is read first."""
        self._withdrawn = {fact_of(one): one for one in _read_calendar(stream) if is_cancelled(one)}
        stream.seek(0)
        standing = (one for one in _read_calendar(stream) if not is_cancelled(one))
        for document, components in groupby(standing, key=_document):
            found = list(components)
            yield _portion(document, plain(value(found[0], SOURCE)), found)


def _portion(document: str, source: str, components: list[Component]) -> Portion:
    return Portion(document, source, {fact_of(one): _digest(one) for one in components}, _content(components))


def _digest(lines: Component) -> bytes:
    return hashlib.blake2b("\n".join(said(lines)).encode(), digest_size=16).digest()


def _content(components: Iterable[Component]) -> bytes:
    return b"".join(folded([_BEGIN, *lines, _END]) for lines in components)


def _components(portion: Portion | None) -> Iterator[Component]:
    return _read(unfolded(portion.content.splitlines(keepends=True))) if portion else iter(())


def _read(lines: Iterator[str]) -> Iterator[Component]:
    for line in lines:
        if line != _BEGIN:
            continue
        found: list[str] = []
        while (inner := next(lines, None)) != _END:
            if inner is None:
                raise ValueError("an event has no end")
            found.append(inner)
        yield tuple(found)


def _read_calendar(stream: BinaryIO) -> Iterator[Component]:
    lines = unfolded(stream)
    for expected in _HEAD:
        if next(lines, "") != expected:
            raise ValueError(f"no {expected}")
    return _read(lines)


def _document(lines: Component) -> str:
    return decoded(value(lines, DOCUMENT))
