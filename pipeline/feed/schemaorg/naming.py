"""Names of things in JSON-LD: URNs that say nothing but our own ids.

>>> urn("fact-0123456789abcdef"), document_urn("press/2024 a")
('urn:pressfacts:fact-0123456789abcdef', 'urn:pressfacts:document:press%2F2024%20a')
>>> document_of("urn:pressfacts:document:press%2F2024%20a")
'press/2024 a'
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote, unquote

Node = dict[str, Any]

CONTEXT = "https://schema.org"
ANNOTATION_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
UNREVIEWED = "urn:pressfacts:unreviewed"

_PREFIX = "urn:pressfacts:"
_DOCUMENT = f"{_PREFIX}document:"
_FACT = re.compile(rf"{_PREFIX}(fact-[0-9a-f]{{16}})")


def urn(id: str) -> str:
    """The name of a fact, an entity, or a mark."""
    return _PREFIX + id


def document_urn(document: str) -> str:
    """The name of an article by the id of its document."""
    return _DOCUMENT + quote(document, safe="")


def document_of(name: str) -> str:
    """The id of the document whose article has a name.

    Raises:
        ValueError: it is no name of an article.
    """
    if not name.startswith(_DOCUMENT):
        raise ValueError(f"{name} names no document")
    return unquote(name.removeprefix(_DOCUMENT))


def fact_of(name: str) -> str | None:
    """The id of the fact that a name, or a part of it, is of."""
    found = _FACT.match(name)
    return found[1] if found else None


def reference(name: str) -> Node:
    """A node that stands elsewhere."""
    return {"@id": name}
