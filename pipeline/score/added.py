"""Fields that only some gold has: whole quotations, organisers, standards, numbers, beginnings, links.

They are judged over matched records, and only where the gold document names the field at all: a gold
that leaves `since` out has not looked for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pipeline.records import RecordType
from pipeline.score.agreement import Fields, equal, loosely_equal

ADDED_FIELDS: dict[RecordType, tuple[str, ...]] = {
    "event": ("organizers",),
    "date": ("role", "links"),
    "speaker": ("quote", "links"),
    "role": ("since", "links"),
    "certification": ("standard", "number", "links"),
}
_NAMES = ("name", "holder", "person")


def is_asked(name: str, gold: Fields, whole_quotes: bool) -> bool:
    """Whether the gold says something about a field, be it null; a quotation only where it is whole."""
    return whole_quotes and bool(gold.get("quote")) if name == "quote" else name in gold


def same_added(name: str, gold: Fields, predicted: Fields, linked: Callable[[str], Fields | None]) -> bool:
    """Whether an added field of a matched pair agrees.

    Args:
        name: the field.
        gold: the gold record.
        predicted: the record found.
        linked: the record of the same document that has an id, for links.
    """
    mine, its = gold.get(name), predicted.get(name)
    if name == "quote":
        return any(_spaced(one) == _spaced(its) for one in (mine if isinstance(mine, list) else [mine]))
    if name == "organizers":
        return _same_names(mine or [], its or [])
    if name == "links":
        return all(_has_link(link, its or [], linked) for link in mine or [])
    return equal(mine or None, its or None)


def _spaced(words: str | None) -> str:
    return " ".join((words or "").split())


def _same_names(gold: Iterable[Any], predicted: Iterable[Any]) -> bool:
    mine, its = list(gold), list(predicted)
    return all(any(loosely_equal(a, b) for b in its) for a in mine) and all(
        any(loosely_equal(a, b) for a in mine) for b in its
    )


def _has_link(
    gold: Mapping[str, Any], predicted: Iterable[Mapping[str, Any]], linked: Callable[[str], Fields | None]
) -> bool:
    if "name" not in gold:  # a gold made of records, as another run found them, has ids
        return any(
            link.get("rel") == gold.get("rel") and link.get("id") == gold.get("id") for link in predicted
        )
    found = [linked(link["id"]) for link in predicted if link.get("rel") == gold["rel"] and "id" in link]
    return any(
        loosely_equal(gold["name"], row[name])
        for row in found
        if row and row.get("type") == gold.get("type", row.get("type"))
        for name in _NAMES
        if row.get(name)
    )
