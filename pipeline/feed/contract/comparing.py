"""What is between two JSON Schemas, as one who reads by the former one sees it.

Whatever the newer one allows has to be something that the former one allows too, or a reader breaks. So a
value that may now be null breaks, and one that is never null any more does not. Fields that come are passed
over by readers. The schemas are those that Pydantic makes; a keyword of which this module knows nothing
counts as breaking.

>>> old = {"type": "object", "properties": {"name": {"type": "string"}}, "required": ["name"]}
>>> new = {"type": "object", "properties": {"name": {"type": ["string", "null"]}}, "required": ["name"]}
>>> [str(change) for change in compared(old, new)]
['breaking: name: may be null']
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import orjson

Schema = dict[str, Any]
Severity = Literal["additive", "breaking"]

_SAID = frozenset({"$defs", "$id", "$schema", "description", "title", "discriminator", "examples"})
"""Keywords that only explain, or that others repeat."""
_AT_LEAST = ("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties")
_AT_MOST = ("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties")
_BELOW = {"items": "[]", "additionalProperties": "{}"}
_ALTERNATIVES = ("anyOf", "oneOf")
_KNOWN = frozenset(
    {
        *_SAID,
        *_AT_LEAST,
        *_AT_MOST,
        *_BELOW,
        *_ALTERNATIVES,
        "properties",
        "required",
        "type",
        "enum",
        "const",
    }
)


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: what it does to readers, where it is, and what."""

    severity: Severity
    path: str
    what: str

    def __str__(self) -> str:
        """The change in a line."""
        return f"{self.severity}: {self.path or 'all'}: {self.what}"


def compared(old: Schema, new: Schema) -> list[Change]:
    """The differences of two schemas, each once."""
    return list(dict.fromkeys(_Comparison(old, new).changes(old, new, "")))


class _Comparison:
    """Two documents, whose references are followed."""

    def __init__(self, old: Schema, new: Schema) -> None:
        """Take the documents that references lead into."""
        self._old, self._new = old.get("$defs", {}), new.get("$defs", {})
        self._under_way: set[tuple[str, str]] = set()

    def changes(self, old: Schema, new: Schema, path: str) -> Iterator[Change]:
        """The differences of two parts; a pair of types that has itself below it is compared once."""
        if any(name in part for part in (old, new) for name in _ALTERNATIVES):
            yield from self._alternatives(_by_name(old), _by_name(new), path)
            return
        pair = (old.get("$ref", ""), new.get("$ref", ""))
        if pair in self._under_way:
            return
        if any(pair):
            self._under_way.add(pair)
        old, new = _followed(old, self._old), _followed(new, self._new)
        yield from _values(old, new, path)
        yield from self._properties(old, new, path)
        for keyword, mark in _BELOW.items():
            yield from self._below(old.get(keyword, True), new.get(keyword, True), path + mark)
        yield from _limits(old, new, path)
        yield from _others(old, new, path)
        self._under_way.discard(pair)

    def _alternatives(self, olds: dict[str, Schema], news: dict[str, Schema], path: str) -> Iterator[Change]:
        for name in {**olds, **news}:
            if name not in news:
                yield Change("additive", path, f"is never {name} any more")
            elif name not in olds:
                yield Change("breaking", path, f"may be {name}")
            else:
                yield from self.changes(olds[name], news[name], path)

    def _properties(self, old: Schema, new: Schema, path: str) -> Iterator[Change]:
        olds, news = old.get("properties", {}), new.get("properties", {})
        before, after = set(old.get("required", ())), set(new.get("required", ()))
        for name in {**olds, **news}:
            at = f"{path}.{name}".lstrip(".")
            if name not in news:
                yield Change("breaking", at, "is gone")
            elif name not in olds:
                yield Change("additive", at, "is new")
            else:
                if name in before - after:
                    yield Change("breaking", at, "may be missing")
                elif name in after - before:
                    yield Change("additive", at, "is always there")
                yield from self.changes(olds[name], news[name], at)

    def _below(self, old: Schema | bool, new: Schema | bool, path: str) -> Iterator[Change]:
        if isinstance(old, dict) and isinstance(new, dict):
            yield from self.changes(old, new, path)
        elif old != new:
            is_less = old is True or new is False
            yield Change("additive" if is_less else "breaking", path, "is less" if is_less else "may be more")


def _followed(part: Schema, definitions: Schema) -> Schema:
    """A part with what its reference leads to, if it has one."""
    if "$ref" not in part:
        return part
    rest = {name: value for name, value in part.items() if name != "$ref"}
    return _followed(definitions[part["$ref"].rpartition("/")[2]] | rest, definitions)


def _by_name(part: Schema) -> dict[str, Schema]:
    """What a value may be: by the name of a definition, or by its type."""
    found: dict[str, Schema] = {}
    for branch in next((part[name] for name in _ALTERNATIVES if name in part), [part]):
        name = branch["$ref"].rpartition("/")[2] if "$ref" in branch else str(branch.get("type", "anything"))
        found[f"another {name}" if name in found else name] = branch
    return found


def _values(old: Schema, new: Schema, path: str) -> Iterator[Change]:
    """Types and single values."""
    for read in (_types, _singles):
        before, after = read(old), read(new)
        if before is None or after is None:
            if before != after:
                is_less = before is None
                what = "is one of few values" if is_less else "may be any value"
                yield Change("additive" if is_less else "breaking", path, what)
            continue
        for value in sorted(after - before):
            yield Change("breaking", path, f"may be {value}")
        for value in sorted(before - after):
            yield Change("additive", path, f"is never {value} any more")


def _types(part: Schema) -> frozenset[str] | None:
    types = part.get("type")
    if types is None:
        return None
    named = frozenset([types] if isinstance(types, str) else types)
    return named | {"integer"} if "number" in named else named


def _singles(part: Schema) -> frozenset[str] | None:
    values = part.get("enum", [part["const"]] if "const" in part else None)
    return None if values is None else frozenset(orjson.dumps(value).decode() for value in values)


def _limits(old: Schema, new: Schema, path: str) -> Iterator[Change]:
    """Limits of numbers, lengths and counts: readers may have built on them."""
    for keyword in (*_AT_LEAST, *_AT_MOST):
        before, after = old.get(keyword), new.get(keyword)
        if before != after:
            is_less = before is None or (after is not None and (after > before) == (keyword in _AT_LEAST))
            yield Change("additive" if is_less else "breaking", path, f"{keyword} {before} → {after}")


def _others(old: Schema, new: Schema, path: str) -> Iterator[Change]:
    """Keywords that can only be equal; a pattern where none was leaves less."""
    for keyword in sorted((old.keys() | new.keys()) - _KNOWN):
        before, after = old.get(keyword), new.get(keyword)
        if before != after:
            is_less = keyword == "pattern" and before is None
            yield Change("additive" if is_less else "breaking", path, f"{keyword} {before} → {after}")
