"""Short makers of records, as an article of an invented press would give them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import count
from typing import Any

from models.entity_pairs import mentioned
from pipeline.evidence import Evidence
from pipeline.feed.entities import Entity, resolve
from pipeline.names import organization_key
from pipeline.records import Certification, DocumentRef, Record, Role, Speaker
from tests.feed.entities.world import EVIDENCE, person_id, record_id


class Article:
    """An article; its records are added by what it says, and `person_id` rests on the first post."""

    def __init__(self, identifier: str, published: str | None = None, site: str | None = None) -> None:
        """Begin without records."""
        self.records: list[Record] = []
        self._number = count()
        self._homes: dict[str, str | None] = {}
        self._frame: dict[str, Any] = {
            "document": DocumentRef(
                id=identifier, url=None, title="", site=site, published=published, content_sha256=""
            ),
            "confidence": 1.0,
            "rule": "test",
        }

    def post(
        self, person: str, title: str, organization: str | None, short: str = "", **fields: Any
    ) -> Article:
        """A role; `short` is another word for the organisation in the article."""
        words = short or title
        pieces = (Evidence(field="organization", part="text", start=0, end=len(words), text=words),)
        self.records.append(
            Role(
                **self._fields("role", person, self._homes.setdefault(person, organization)),
                **{"status": "current", "since": None} | fields,
                title=title,
                organization=organization,
                organization_id=organization and record_id("org", organization_key(organization)),
                evidence=pieces,
            )
        )
        return self

    def says(self, person: str, honorific: str | None = None) -> Article:
        """A statement."""
        fields = self._fields("speaker", person, self._homes.get(person))
        self.records.append(
            Speaker(
                **fields,
                kind="statement",
                quote=None,
                event=None,
                honorific=honorific,
                cue=None,
                evidence=EVIDENCE,
            )
        )
        return self

    def certified(self, holder: str, issuer: str | None = None) -> Article:
        """A certification."""
        self.records.append(
            Certification(
                **self._frame,
                id=self._id("certification"),
                evidence=EVIDENCE,
                holder=holder,
                issuer=issuer,
                scheme="ISO 9001",
                status="held",
                date=None,
                standard=None,
                number=None,
                holder_id=record_id("org", organization_key(holder)),
            )
        )
        return self

    def _fields(self, kind: str, person: str, organization: str | None) -> dict[str, Any]:
        return self._frame | {
            "id": self._id(kind),
            "person": person,
            "person_id": person_id(person, organization),
        }

    def _id(self, kind: str) -> str:
        return record_id(kind, self._frame["document"].id, str(next(self._number)))


def written(*articles: Article) -> list[Record]:
    """The records of articles."""
    return [record for article in articles for record in article.records]


def names(records: Sequence[Record], kind: str) -> list[list[str]]:
    """The names that records give each entity of a kind, sorted."""
    found: dict[str, set[str]] = defaultdict(set)
    for named in mentioned(records, resolve(records)):
        if named.kind == kind:
            found[named.entity].add(named.name)
    return sorted(map(sorted, found.values()))


def only(entities: Iterable[Entity], kind: str) -> Entity:
    """The one entity of a kind."""
    (found,) = (entity for entity in entities if entity.kind == kind)
    return found
