r"""Annotations of articles whose texts are kept elsewhere: each name as offsets, not as words.

A line a document: its `id`, the SHA-256 of `title + "\n\n" + text`, whether it is `kept_aside` to
measure on (its errors are not read), and the lists of records that `docs/guidelines.md` describes. A
field whose value stands in the article is

    [start, end]                      a stretch of `title + "\n\n" + text`
    [[start, end], "certification"]   stretches, and words that the article does not have, joined by spaces
    {"any": [value, …]}               forms that are equally right

and anything else (a kind, a status, a date, "online") is the value itself.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.analysis import SEPARATOR
from pipeline.score.documents import LISTS

WORDED = frozenset(
    "name place organizers text person quote event title organization holder scheme issuer".split()
)
"""The fields whose values are words of the article."""

ADDED = frozenset({"accreditation", "certification"})
"""Words that name a scheme after its issuer, though the article has them in another form."""

_WORD = re.compile(r"\w+|[^\w\s]")
_MARKS = str.maketrans("‘’“”–—", "''\"\"--")


class Untrue(ValueError):
    """An annotation that does not fit its document."""


def whole_text(document: Mapping[str, Any]) -> str:
    """Headline and text of a document, as the offsets count them."""
    return f"{document['title'] or ''}{SEPARATOR}{document['text']}"


def digest(whole: str) -> str:
    """The digest that tells whether a text is the one that was annotated."""
    return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()


def worded(annotation: Mapping[str, Any], document: Mapping[str, Any]) -> dict[str, Any]:
    """The gold document of an annotation: offsets replaced by the words that stand there.

    Raises:
        Untrue: the document is another one than was annotated.
    """
    whole = whole_text(document)
    if digest(whole) != annotation["sha256"]:
        raise Untrue(f"{annotation['id']}: the text is not the one that was annotated")
    return {"id": annotation["id"]} | {
        name: [
            {k: _worded(v, whole, k) if k in WORDED else v for k, v in row.items()}
            for row in annotation[name]
        ]
        for name in LISTS.values()
        if name in annotation
    }


def _worded(value: Any, whole: str, field: str) -> Any:
    if isinstance(value, dict):
        return [_worded(one, whole, field) for one in value["any"]]
    if not isinstance(value, list):
        return value
    if len(value) == 2 and all(isinstance(end, int) for end in value):
        return whole[value[0] : value[1]]
    if field == "organizers":
        return [_worded(one, whole, "name") for one in value]
    return " ".join(part if isinstance(part, str) else whole[part[0] : part[1]] for part in value)


def offsets(gold: Mapping[str, Any], document: Mapping[str, Any]) -> dict[str, Any]:
    """The annotation of a gold document: words replaced by where they stand.

    Raises:
        Untrue: a value does not stand in the document.
    """
    whole = whole_text(document)
    index = _Index(whole)
    return {"id": gold["id"], "sha256": digest(whole)} | {
        name: [{k: _placed(v, index, k) if k in WORDED else v for k, v in row.items()} for row in gold[name]]
        for name in LISTS.values()
        if name in gold
    }


def _placed(value: Any, index: _Index, field: str) -> Any:
    if value is None or value == [] or value == "online":
        return value
    if isinstance(value, list):
        placed = [_placed(one, index, field) for one in value]
        return placed if field == "organizers" else {"any": placed}
    return index.place(value)


class _Index:
    """The words of a text with their places."""

    def __init__(self, whole: str) -> None:
        self._folded = whole.translate(_MARKS).lower()
        self._places = [(m.start(), m.end()) for m in _WORD.finditer(whole)]
        self._words = [self._folded[start:end] for start, end in self._places]

    def place(self, value: str) -> list[Any]:
        """Where the words of a value stand: in one stretch, else in several."""
        folded = value.translate(_MARKS).lower()
        words = [m.group() for m in _WORD.finditer(folded)]
        if (at := self._folded.find(folded)) >= 0 and self._longest_of(words) < len(words):
            return [at, at + len(folded)]  # glued to a neighbour, where a line's end was lost
        parts = list(self._parts(words))
        if len(parts) == 1 and isinstance(parts[0], list):
            return parts[0]
        if not any(isinstance(part, list) for part in parts):
            raise Untrue(f"{value!r} does not stand in the document")
        return parts

    def _parts(self, wanted: list[str]) -> Iterator[list[int] | str]:
        while wanted:
            size, at = max(
                (self._longest(wanted, i) for i in range(len(self._words))), key=lambda s: (s[0], -s[1])
            )
            if size:
                yield [self._places[at][0], self._places[at + size - 1][1]]
            elif wanted[0] in ADDED:
                yield wanted[0]
            else:
                raise Untrue(f"{wanted[0]!r} does not stand in the document")
            wanted = wanted[max(1, size) :]

    def _longest_of(self, wanted: list[str]) -> int:
        return max((self._longest(wanted, i)[0] for i in range(len(self._words))), default=0)

    def _longest(self, wanted: list[str], at: int) -> tuple[int, int]:
        size = 0
        while size < len(wanted) and at + size < len(self._words) and self._words[at + size] == wanted[size]:
            size += 1
        return size, at
