"""What a document must hold to the vocabulary of schema.org: known types, their properties, fitting values.

A value may stand in the place of another one as a `Role`, which says the same property again
(https://schema.org/Role).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import orjson

TABLE = Path(__file__).with_name("schemaorg.jsonl")

_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_URL = re.compile(r"https?://\S+|urn:\S+")
_MEMBER = "https://schema.org/"

Node = dict[str, Any]


@cache
def terms() -> dict[str, Node]:
    """The pinned terms by name."""
    rows = map(orjson.loads, TABLE.read_bytes().splitlines())
    return {row["term"]: row for row in rows}


def faults(graph: list[Node]) -> Iterator[str]:
    """What a graph of nodes says that the vocabulary has no room for."""
    types = {node["@id"]: node["@type"] for node in graph if "@id" in node}
    standing_for = _roles(graph)
    for node in graph:
        yield from _of_node(node, types, standing_for.get(node.get("@id", ""), set()))


def _roles(graph: list[Node]) -> dict[str, set[str]]:
    """The properties in whose place a node stands, by its name."""
    found: dict[str, set[str]] = {}
    for node in graph:
        for key, value in node.items():
            for one in value if isinstance(value, list) else [value]:
                if isinstance(one, dict) and "@id" in one:
                    found.setdefault(one["@id"], set()).add(key)
    return found


def ancestors(type: str) -> frozenset[str]:
    """A type with all that it is a kind of."""
    return frozenset({type}).union(*(ancestors(parent) for parent in terms()[type].get("under", ())))


def _of_node(node: Node, types: dict[str, str], stands_for: set[str]) -> Iterator[str]:
    type = node["@type"]
    if terms().get(type, {}).get("kind") != "class":
        yield f"{type} is no type"
        return
    is_role = "Role" in ancestors(type)
    if is_role and not any(key in node for key in stands_for):
        yield f"{type} stands for {sorted(stands_for)} and says none of it"
    for key, value in node.items():
        if not key.startswith("@"):
            for one in value if isinstance(value, list) else [value]:
                yield from _of_value(type, key, one, types, is_role and key in stands_for)


def _of_value(type: str, key: str, value: Any, types: dict[str, str], is_repeated: bool) -> Iterator[str]:
    term = terms().get(key, {})
    if term.get("kind") != "property":
        yield f"{key} is no property"
        return
    if not is_repeated and not ancestors(type).intersection(term["domain"]):
        yield f"{type} has no {key}"
    if isinstance(value, dict):
        if "@type" in value:
            yield from _of_node(value, types, set())
        elif value["@id"] not in types:
            yield f"{key} of {type} leads nowhere: {value['@id']}"
            return
    if not _fits(value, term["range"], types):
        yield f"{key} of {type} may not be {value!r}"


def _fits(value: Any, allowed: list[str], types: dict[str, str]) -> bool:
    if isinstance(value, dict):
        kinds = ancestors(value.get("@type") or types[value["@id"]])
        return bool(kinds.intersection(allowed)) or "Role" in kinds
    if value.startswith(_MEMBER):
        member = terms().get(value.removeprefix(_MEMBER), {})
        return bool(set(member.get("under", ())).intersection(allowed))
    if "Text" in allowed:
        return True
    if "Date" in allowed:
        return _DAY.fullmatch(value) is not None
    return "URL" in allowed and _URL.fullmatch(value) is not None
