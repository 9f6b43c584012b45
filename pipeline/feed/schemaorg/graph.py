"""The nodes of a JSON-LD document, each once, in the order in which they are first spoken of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline.feed.schemaorg.naming import Node


class Graph:
    """Nodes by name."""

    def __init__(self) -> None:
        """Begin with none."""
        self._nodes: dict[str, Node] = {}

    def node(self, name: str, type: str) -> Node:
        """The node of a name, made if there is none yet."""
        return self._nodes.setdefault(name, {"@type": type, "@id": name})

    def nodes(self) -> Iterator[Node]:
        """All nodes."""
        return iter(self._nodes.values())


def say(node: Node, **values: Any) -> Node:
    """Say something of a node; what is None or empty is not said."""
    node.update({key: value for key, value in values.items() if value not in (None, "", [], ())})
    return node


def add(node: Node, key: str, value: Any) -> None:
    """Say one more thing under a key, once."""
    said = node.setdefault(key, [])
    if value not in said:
        said.append(value)
