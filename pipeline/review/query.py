"""What the queue is narrowed to and sorted by, as a URL writes it.

Each condition narrows the others; several values of one condition widen it. What cannot be read as the
number or day that it should be is kept, told, and matches nothing: a slip of the hand must never make a bulk
decision larger.

>>> from starlette.datastructures import QueryParams
>>> query = Query.from_params(QueryParams("type=role&type=event&to=0,8&text=night+train"))
>>> query.types, query.confidence_to, query.text
(('role', 'event'), 0.8, 'night train')
>>> query.params()
'type=role&type=event&to=0.8&text=night+train'
>>> Query.from_params(QueryParams("from=high")).unreadable
(('from', 'high'),)
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, Protocol, TypeVar
from urllib.parse import urlencode

from pipeline.edtf import is_edtf
from pipeline.review.decisions import OPEN

Sort = Literal["surest_last", "newest"]
T = TypeVar("T")

_LONGEST = 300
"""Characters that are read of what was typed in."""
_CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]+")


class Params(Protocol):
    """Names with their values, as Starlette's `QueryParams` and `FormData` give them."""

    def multi_items(self) -> Sequence[tuple[str, Any]]:
        """Each name with a value, in order, as often as it has one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A filter over documents and their records, and the order of the queue.

    A document matches where it has all that is asked of documents (source, day, words) and, where something
    is asked of records (type, state, rule, confidence, reviewer), a record that has all of it. Those that are
    done are left out unless `done`. Types and states that do not exist match nothing. `reviewers` are those
    whose decision counts now. Days are EDTF points; both ends are included. `text` is words of headline and
    text, all of which must stand there, with a `*` behind one that is only a beginning and quotation marks
    around what must stand together. `surest_last` begins with the document whose open record is the least
    sure, `newest` with the latest day.

    `at` is no condition: it is the place in the queue that a document was opened at, so that the way to the
    next one does not jump while decisions move the document.
    """

    types: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    confidence_from: float | None = None
    confidence_to: float | None = None
    sources: tuple[str, ...] = ()
    published_from: str | None = None
    published_to: str | None = None
    reviewers: tuple[str, ...] = ()
    text: str = ""
    sort: Sort = "surest_last"
    done: bool = False
    at: float | None = None
    unreadable: tuple[tuple[str, str], ...] = ()

    @classmethod
    def from_params(cls, params: Params) -> Query:
        """Read a filter off a URL's or form's parameters; others among them are passed over."""
        read = _Parameters(params)
        return cls(
            types=read.every("type"),
            states=read.every("state"),
            rules=read.every("rule"),
            confidence_from=read.one("from", _number),
            confidence_to=read.one("to", _number),
            sources=read.every("source"),
            published_from=read.one("since", _day),
            published_to=read.one("until", _day),
            reviewers=read.every("reviewer"),
            text=read.one("text", str) or "",
            sort="newest" if read.one("sort", str) == "newest" else "surest_last",
            done=read.one("done", str) == "1",
            at=read.one("at", _number),
            unreadable=tuple(read.unreadable),
        )

    def params(self) -> str:
        """The filter as a URL's query string, empty for no filter; the same filter gives the same string."""
        pairs: list[tuple[str, str]] = [("type", value) for value in self.types]
        pairs += [("state", value) for value in self.states]
        pairs += [("rule", value) for value in self.rules]
        pairs += [("source", value) for value in self.sources]
        pairs += [("reviewer", value) for value in self.reviewers]
        pairs += [(name, str(value)) for name, value in self._single() if value not in (None, "")]
        return urlencode([*pairs, *self.unreadable])

    def _single(self) -> tuple[tuple[str, object], ...]:
        return (
            ("from", self.confidence_from),
            ("to", self.confidence_to),
            ("since", self.published_from),
            ("until", self.published_to),
            ("text", self.text),
            ("sort", "newest" if self.sort == "newest" else None),
            ("done", 1 if self.done else None),
            ("at", self.at),
        )

    @property
    def asks_of_records(self) -> bool:
        """Whether it asks anything of single records."""
        bounds = (self.confidence_from, self.confidence_to)
        return bool(self.types or self.states or self.rules or self.reviewers) or bounds != (None, None)

    @property
    def asks(self) -> bool:
        """Whether it asks anything at all."""
        return replace(self, sort="surest_last", done=False, at=None) != Query()

    def deciding(self) -> Query:
        """What a bulk decision by this filter is about: open records, unless it names the states."""
        return self if self.states else replace(self, states=OPEN)


class _Parameters:
    """Parameters as they come, and what of them cannot be read."""

    def __init__(self, params: Params) -> None:
        self._values: dict[str, list[str]] = {}
        for name, value in params.multi_items():
            if isinstance(value, str) and value:
                self._values.setdefault(name, []).append(value)
        self.unreadable: list[tuple[str, str]] = []

    def every(self, name: str) -> tuple[str, ...]:
        """All values of a name, each once."""
        return tuple(dict.fromkeys(self._values.get(name, ())))

    def one(self, name: str, read: Callable[[str], T]) -> T | None:
        """The last value of a name, None where it has none or one that cannot be read."""
        values = self._values.get(name, [""])
        cleaned = _CONTROL.sub(" ", values[-1][:_LONGEST]).strip()
        try:
            return read(cleaned) if cleaned else None
        except ValueError:
            self.unreadable.append((name, cleaned))
            return None


def _number(value: str) -> float:
    number = float(value.replace(",", "."))
    if not math.isfinite(number):
        raise ValueError(value)
    return number


def _day(value: str) -> str:
    if "/" in value or not is_edtf(value):
        raise ValueError(value)
    return value
