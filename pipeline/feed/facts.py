"""A fact: a record as it is fed, with an id that outlives it and what people decided of it."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from pipeline.edtf import Edtf
from pipeline.feed.entities.entity import EntityKind
from pipeline.records import Record, RoleStatus

FACT_ID = r"^fact-[0-9a-f]{16}$"
ENTITY_ID = r"^entity-[0-9a-f]{16}$"

ReviewState = Literal["unreviewed", "accepted", "edited", "added"]
FeedReason = Literal[
    "rejected_in_review",  # a reviewer says that it is wrong
    "disputed",  # two reviewers do not agree on it
    "page_withdrawn",  # the page is gone, or says something else now
    "not_found",  # the pipeline does not find it any more
    "superseded",  # another fact has taken its place
    "below_threshold",  # nobody decided it, and the registry asks for more confidence than it has
    "forgotten",  # it was forgotten on request; nothing else is said of it
]


class Model(BaseModel):
    """What the lines of feeds and their manifest have in common: no other fields than their own."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Review(Model):
    """What people decided of a record."""

    state: ReviewState = Field(
        description="unreviewed: nobody has looked at it yet, or not since the run says something else"
    )
    reviewer: str | None = Field(default=None, description="who decided")
    at: str | None = Field(default=None, description="when, ISO 8601 in UTC")


class Source(Model):
    """Where the article of a fact was found."""

    name: str = Field(description="the site, the host of its URL, or the folder it was read from")
    retrieved_at: str | None = Field(description="when the page was fetched")
    urls: tuple[str, ...] = Field(description="every URL the article was found under")


class FactLink(Model):
    """A tie to another fact of the same document that is fed too."""

    rel: Literal["event", "date", "about"] = Field(description="as in the links of the record")
    fact_id: str = Field(pattern=FACT_ID, description="the other fact")


class Tenure(Model):
    """A post that a person is said to hold, as the facts that are fed say it."""

    title: str = Field(min_length=1, description="the position, in its most frequent wording")
    organization: str | None = Field(description="the organisation's name, in its most frequent form")
    organization_id: str | None = Field(description="the organisation's entity")
    status: RoleStatus = Field(description="how the facts speak of it")
    since: Edtf | None = Field(description="when the post began, the earliest that is stated")
    first_seen: Edtf | None = Field(description="earliest day of publication that says so")
    last_seen: Edtf | None = Field(description="latest day of publication that says so")


class FedEntity(Model):
    """A person or an organisation, as the facts that are fed name it.

    Which facts name it, their `person` and `organizations` say.
    """

    entity_id: str = Field(pattern=ENTITY_ID, description="kept from run to run, never given twice")
    kind: EntityKind = Field(description="what it is")
    name: str = Field(min_length=1, description="the best name: the fullest of the frequent ones")
    aliases: tuple[str, ...] = Field(description="all other names, the most frequent first")
    first_seen: Edtf | None = Field(description="earliest day of publication that names it")
    last_seen: Edtf | None = Field(description="latest day of publication that names it")
    tenures: tuple[Tenure, ...] = Field(default=(), description="a person's posts over time")
    supersedes: tuple[str, ...] = Field(default=(), description="ids of entities that were merged into it")


class Fact(Model):
    """One fact of one article, as a registry takes it."""

    fact_id: str = Field(pattern=FACT_ID, description="stays for as long as the fact does")
    record: Record = Field(description="the record, as the pipeline found it or as a reviewer left it")
    review: Review = Field(description="what people decided of it")
    source: Source = Field(description="where its article was found")
    person: str | None = Field(
        default=None,
        description="id, across documents, of the person who speaks, has the post or holds the certificate",
    )
    organizations: dict[str, str] = Field(
        default_factory=dict,
        description="ids of organisations across documents, by the field that names them; organizers.0, …",
    )
    links: tuple[FactLink, ...] = Field(default=(), description="the links of the record, by ids of facts")
