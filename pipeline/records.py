"""The five typed records: all that leaves the pipeline.

A record is one fact of one article, with the evidence for each of its fields. `Record` is the union
of the five types, told apart by `type`; `RECORD` reads one.

    >>> sorted(RECORD.json_schema()["discriminator"]["mapping"])
    ['certification', 'date', 'event', 'role', 'speaker']
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from pipeline.article import Article
from pipeline.edtf import Edtf
from pipeline.evidence import Evidence

RecordType = Literal["event", "date", "speaker", "role", "certification"]
EventKind = Literal["conference", "meeting", "ceremony", "exhibition", "training", "social", "other"]
DateRole = Literal["publication", "event", "award", "appointment", "other"]
SpeakerKind = Literal["quote", "statement", "address"]
RoleStatus = Literal["current", "former", "incoming", "outgoing"]
CertificationStatus = Literal["awarded", "held", "renewed", "in_progress", "planned", "lost"]

TYPES: tuple[RecordType, ...] = ("event", "date", "speaker", "role", "certification")
KEY_FIELDS: dict[RecordType, tuple[str, ...]] = {
    "event": ("name", "start"),
    "date": ("value",),
    "speaker": ("person", "kind", "quote"),
    "role": ("person", "title", "organization"),
    "certification": ("holder", "scheme"),
}


class _Model(BaseModel):
    model_config = ConfigDict(
        frozen=True, extra="forbid", validate_by_name=True, validate_by_alias=True, serialize_by_alias=True
    )


class DocumentRef(_Model):
    """The article that a record was found in."""

    id: str = Field(min_length=1, description="the document's id")
    url: str | None = Field(description="the page's canonical URL")
    title: str = Field(description="the headline")
    site: str | None = Field(description="the site or publisher")
    published: Edtf | None = Field(description="day of publication, if stated")
    content_sha256: str = Field(description="digest of the article's title and text")

    @classmethod
    def of(cls, article: Article) -> DocumentRef:
        """What the records of an article say of it."""
        return cls(
            id=article.id,
            url=article.url,
            title=article.title,
            site=article.site,
            published=article.published,
            content_sha256=article.content_sha256,
        )


class Link(_Model):
    """A tie to another record of the same document."""

    rel: Literal["event", "date", "about"] = Field(
        description="event: where it was said, awarded, held; date: a date record that dates it; "
        "about: what a date dates"
    )
    id: str = Field(description="the other record's id")


class _Record(_Model):
    schema_version: Literal["1.0"] = Field(default="1.0", description="version of this schema")
    id: str = Field(pattern=r"^[a-z]+-[0-9a-f]{16}$", description="stable id: type and digest")
    type: RecordType
    document: DocumentRef = Field(description="the article")
    evidence: tuple[Evidence, ...] = Field(min_length=1, description="the words the fields rest on")
    confidence: float = Field(ge=0, le=1, description="estimated probability that the record is right")
    rule: str = Field(min_length=1, description="id of the rule that found it")
    links: tuple[Link, ...] = Field(default=(), description="other records of the same document")


class Event(_Record):
    """A gathering or another public occasion with a beginning and an end."""

    type: Literal["event"] = "event"
    name: str = Field(min_length=1, description="proper name, else the shortest phrase that picks it out")
    kind: EventKind = Field(description="what kind of gathering it is")
    start: Edtf | None = Field(description="first day, EDTF")
    end: Edtf | None = Field(description="last day, EDTF, only if it differs")
    place: str | None = Field(description="most specific place with its container, as written")
    organizers: tuple[str, ...] = Field(description="who holds it")


class Date(_Record):
    """One mention of a calendar date."""

    type: Literal["date"] = "date"
    text: str = Field(min_length=1, description="the expression as written")
    value: Edtf = Field(description="the date, EDTF")
    role: DateRole = Field(description="what the date dates")


class Speaker(_Record):
    """A named person to whom the article attributes speech."""

    type: Literal["speaker"] = "speaker"
    person: str = Field(min_length=1, description="fullest name in the document")
    kind: SpeakerKind = Field(description="direct quotation, indirect statement, or address at an event")
    quote: str | None = Field(description="everything inside the marks, for a quote")
    event: str | None = Field(description="the event's name, for an address")
    honorific: str | None = Field(description="title of courtesy before the name, as written")
    cue: str | None = Field(description="the word that attributes the speech")
    person_id: str = Field(pattern=r"^person-[0-9a-f]{16}$", description="digest of the person's name")


class Role(_Record):
    """A person's position in or for an organisation."""

    type: Literal["role"] = "role"
    person: str = Field(min_length=1, description="fullest name in the document")
    title: str = Field(min_length=1, description="the position as written, without the organisation")
    organization: str | None = Field(description="fullest form in the document")
    status: RoleStatus = Field(description="whether the person holds it, held it or will hold it")
    since: Edtf | None = Field(description="when the post began, EDTF")
    person_id: str = Field(pattern=r"^person-[0-9a-f]{16}$", description="digest of the person's name")
    organization_id: str | None = Field(pattern=r"^org-[0-9a-f]{16}$", description="digest of its name")


class Certification(_Record):
    """A certificate, accreditation or designation: who has it, from whom, and how it stands."""

    type: Literal["certification"] = "certification"
    holder: str = Field(min_length=1, description="who or what is certified")
    scheme: str = Field(min_length=1, description="standard or programme, in the text's form")
    issuer: str | None = Field(description="the body that grants it")
    status: CertificationStatus = Field(description="granted, held, renewed, sought, planned or lost")
    date: Edtf | None = Field(description="date of the grant, EDTF")
    standard: str | None = Field(description="the standard, normalised: ISO/IEC 27001:2022")
    number: str | None = Field(description="the certificate's number")
    holder_id: str = Field(pattern=r"^org-[0-9a-f]{16}$", description="digest of the holder's name")


Record = Annotated[Event | Date | Speaker | Role | Certification, Field(discriminator="type")]

RECORD: TypeAdapter[Record] = TypeAdapter(Record)
"""Reads a record of any type, from a line or from its fields, and checks it."""


def reading_order(record: Record) -> tuple[int, tuple[bool, int, int], str]:
    """What the records of one article are sorted by: type, title before text, start, end, id."""
    return (TYPES.index(record.type), min(piece.position for piece in record.evidence), record.id)
