"""Ids: of records, persons and organisations, as digests of what one document says.

A record's id is the digest of its type, its document's id, its normalised key fields and its ordinal among
equals in order of position: no offset and no model version, so that a rerun gives the same. The id of a
person rests on the name and on the first organisation that the document gives that person in a role
(`docs/decisions/0008-person-ids.md`).
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from itertools import count

from pipeline.findings import Finding, RoleFinding, SpeakerFinding
from pipeline.names import organization_key, person_key
from pipeline.records import KEY_FIELDS, Record, Role, Speaker

_QUOTE_WORDS = 8

Fact = Finding | Record
"""What has a type and the fields of it, before or after it got its id."""


def record_ids(facts: Iterable[Fact], document: str) -> Iterator[str]:
    """The ids of the facts of one document, which stand in order of position."""
    ordinals: Counter[tuple[str, ...]] = Counter()
    for fact in facts:
        key = _key(fact, document)
        yield _record_id(fact, key, ordinals[key])
        ordinals[key] += 1


def free_record_id(fact: Fact, document: str, taken: Container[str]) -> str:
    """The id that a fact gets behind others of its document: that of the first ordinal which is not taken."""
    key = _key(fact, document)
    return next(id_ for ordinal in count() if (id_ := _record_id(fact, key, ordinal)) not in taken)


def first_organizations(facts: Iterable[Fact]) -> dict[str, str]:
    """The organisation that roles in order of position first give each person; both as the keys of names."""
    first: dict[str, str] = {}
    for fact in facts:
        if isinstance(fact, RoleFinding | Role) and fact.organization:
            first.setdefault(person_key(fact.person), organization_key(fact.organization))
    return first


def person_id(name: str, organizations: Mapping[str, str]) -> str:
    """A person's id, in a document that gives persons these organisations (`first_organizations`)."""
    key = person_key(name)
    return f"person-{_digest(key, organizations.get(key, ''))}"


def organization_id(name: str) -> str:
    """The id of an organisation, or of whatever holds a certificate."""
    return f"org-{_digest(organization_key(name))}"


def _record_id(fact: Fact, key: tuple[str, ...], ordinal: int) -> str:
    return f"{fact.type}-{_digest(*key, str(ordinal))}"


def _key(fact: Fact, document: str) -> tuple[str, ...]:
    """Type, document and the key fields that an id rests on, in one spelling."""
    values = {name: getattr(fact, name) or "" for name in KEY_FIELDS[fact.type]}
    if isinstance(fact, SpeakerFinding | Speaker):
        values["quote"] = " ".join(values["quote"].split()[:_QUOTE_WORDS])
        if fact.kind == "address":
            values["event"] = fact.event or ""
    return (fact.type, document, *map(_folded, values.values()))


def _folded(value: str) -> str:
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", value).casefold()))


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
