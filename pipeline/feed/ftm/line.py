"""An entity of FollowTheMoney as a line of JSON, with values as its model takes them.

The library cuts or drops what it does not take without a word, so nothing of that kind may leave: letters are
composed (NFC), what is invisible is gone, spaces are plain and single, times are in UTC without fractions,
texts are no longer than a property may be.

>>> entity("fact-1", "Note", name="two  words", description=None, keywords=["a", "a"])
{'id': 'fact-1', 'schema': 'Note', 'properties': {'name': ['two words'], 'keywords': ['a']}}
>>> plain("Cafe\u0301\u200b 7\u202fh")
'Café 7 h'
>>> moment("2024-05-01T12:00:00.25+02:00"), language("en")
('2024-05-01T10:00:00', 'eng')
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote, unquote

import orjson
import pycountry

Entity = dict[str, Any]
Values = str | Iterable[str] | None

_LONG = frozenset({"bodyText", "description", "summary", "notes"})
_LONGEST_TEXT, _LONGEST, _LONGEST_URL = 65_000, 380, 4_096
"""Characters that a text may have, a name, which may have least, and a URL, which is no use if it is cut."""

_SPACES = (*range(0x2000, 0x200B), 0x2028, 0x2029, 0x0A00, 0x1680, 0x202F, 0x205F, 0x3000)
_UNSEEN = (
    *(code for code in range(0x20) if chr(code) not in "\t\n\r"),
    *range(0x7F, 0xA0),
    0xAD,
    0x61C,
    *range(0x200B, 0x2010),
    *range(0x2060, 0x2065),
    0xFEFF,
)
_PLAIN: dict[int, str | None] = dict.fromkeys(_SPACES, " ") | dict.fromkeys(_UNSEEN)
"""What the library writes as a space, and what it takes out."""

_ENDS = "\n\n", "\n", " "


def entity(id: str, schema: str, **properties: Values) -> Entity:
    """An entity; properties without a value are left out."""
    found = {name: _values(name, values) for name, values in properties.items() if values}
    return {
        "id": id,
        "schema": schema,
        "properties": {name: values for name, values in found.items() if values},
    }


def line(row: Entity) -> bytes:
    """An entity as a line."""
    return orjson.dumps(row) + b"\n"


def digest_id(kind: str, *parts: str) -> str:
    """An id of a thing that has none of ours; ids of documents may have letters that the model refuses."""
    digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()
    return f"{kind}-{digest[:16]}"


def plain(text: str) -> str:
    """A text as the library leaves it."""
    return unicodedata.normalize("NFC", text).translate(_PLAIN).strip()


def document_note(document: str) -> str | None:
    """A document's id in whole, percent-encoded, where `fileName` cannot say it as it is."""
    return quote(document, safe="") if short(document) != document else None


def document_of(article: Entity) -> str:
    """The id of the document of an `Article` that we have written."""
    properties = article["properties"]
    noted = "".join(properties.get("notes", ()))
    return unquote(noted) if noted else str(properties["fileName"][0])


def moment(time: str | None) -> str | None:
    """A time as the model writes it, in UTC."""
    if time is None:
        return None
    return datetime.fromisoformat(time).astimezone(UTC).replace(tzinfo=None, microsecond=0).isoformat()


def language(code: str) -> str | None:
    """The three letters of a language that has two."""
    found = pycountry.languages.get(alpha_2=code)
    return found.alpha_3 if found else None


def _values(name: str, values: str | Iterable[str]) -> list[str]:
    all = [values] if isinstance(values, str) else values
    pieces = (piece for value in all for piece in _pieces(name, value))
    return list(dict.fromkeys(filter(None, pieces)))


def _pieces(name: str, value: str) -> Iterator[str]:
    """A value, in as many pieces as it takes; a name that is too long is cut, and says so."""
    rest = plain(value)
    if name == "sourceUrl":
        yield rest if len(rest) <= _LONGEST_URL else ""
        return
    if name not in _LONG:
        yield short(rest)
        return
    while len(rest) > _LONGEST_TEXT:
        end = _end(rest)
        yield rest[:end].strip()
        rest = rest[end:].strip()
    yield rest


def short(text: str) -> str:
    """A text on one line, with single spaces, cut where a name may not be as long."""
    whole = " ".join(plain(text).split())
    return whole if len(whole) <= _LONGEST else f"{whole[: _LONGEST - 1]}…"


def _end(text: str) -> int:
    """Where the first piece of a long text ends: behind a paragraph, a line or a word."""
    ends = (text.rfind(mark, 0, _LONGEST_TEXT) for mark in _ENDS)
    return next((end for end in ends if end > 0), _LONGEST_TEXT)
