"""Articles and records made directly, without the language model.

>>> one = article("Halvorsen Rail named Beatriz Quiroga chief executive.", "A new head")
>>> words = {"person": "Beatriz Quiroga", "title": "chief executive", "organization": "Halvorsen Rail"}
>>> record(one, "role", words, status="current").evidence[1].text
'chief executive'
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter

from pipeline.article import Article, Block
from pipeline.evidence import Evidence
from pipeline.records import KEY_FIELDS, DocumentRef, Record, RecordType

_ADAPTER: TypeAdapter[Record] = TypeAdapter(Record)
_PARAGRAPH = re.compile(r".+(?:\n.+)*")
_DEFAULTS: dict[RecordType, dict[str, Any]] = {
    "event": {"kind": "conference", "start": None, "end": None, "place": None, "organizers": ()},
    "date": {"role": "other"},
    "speaker": {"kind": "statement", "quote": None, "event": None, "honorific": None, "cue": None},
    "role": {"organization": None, "status": "current", "since": None},
    "certification": {"issuer": None, "status": "awarded", "date": None, "standard": None, "number": None},
}
_ENTITIES: dict[RecordType, dict[str, tuple[str, str]]] = {
    "speaker": {"person_id": ("person", "person")},
    "role": {"person_id": ("person", "person"), "organization_id": ("org", "organization")},
    "certification": {"holder_id": ("org", "holder")},
}


def article(text: str, title: str = "", id: str = "doc", **fields: Any) -> Article:
    """An article whose paragraphs are what stands between empty lines; a line `Photo: …` is a caption."""
    blocks = tuple(
        Block(
            kind="caption" if found[0].startswith("Photo:") else "paragraph",
            start=found.start(),
            end=found.end(),
        )
        for found in _PARAGRAPH.finditer(text)
    )
    return Article(
        **({"id": id, "source": f"{id}.txt", "title": title, "text": text, "blocks": blocks} | fields)
    )


def record(
    source: Article,
    type: RecordType,
    words: Mapping[str, str],
    *,
    after: int = 0,
    confidence: float = 0.9,
    rule: str | None = None,
    ordinal: int = 0,
    **fields: Any,
) -> Record:
    """A record of an article, with the words that its fields rest on.

    Args:
        source: the article.
        type: what kind of fact it is.
        words: the words of each piece of evidence, which are the field's value too unless `fields` says
            otherwise; they are looked for in the text, then in the headline.
        after: the offset in the text behind which they stand.
        confidence: as a run would give it.
        rule: the rule's id; `<type>.test` if none is given.
        ordinal: tells records apart whose type and key fields are the same.
        fields: values of the type's fields, and `links`.
    """
    values = _DEFAULTS[type] | ({} if type != "date" else {"text": words["value"]})
    values |= {name: text for name, text in words.items() if name != "cue" or "cue" in values} | fields
    entities = {
        name: values[field] and f"{kind}-{_digest(values[field])}"
        for name, (kind, field) in _ENTITIES.get(type, {}).items()
    }
    keys = (str(values[name]) for name in KEY_FIELDS[type])
    return _ADAPTER.validate_python(
        values
        | entities
        | {
            "type": type,
            "id": f"{type}-{_digest(type, source.id, *keys, str(ordinal))}",
            "document": _reference(source),
            "evidence": tuple(_piece(source, name, text, after) for name, text in words.items()),
            "confidence": confidence,
            "rule": rule or f"{type}.test",
        }
    )


def _piece(source: Article, field: str, words: str, after: int) -> Evidence:
    start = source.text.find(words, after)
    part = "text" if start >= 0 else "title"
    start = start if start >= 0 else source.title.index(words)
    return Evidence(field=field, part=part, start=start, end=start + len(words), text=words)


def _reference(source: Article) -> DocumentRef:
    names = ("id", "url", "title", "site", "published", "content_sha256")
    return DocumentRef(**{name: getattr(source, name) for name in names})


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
