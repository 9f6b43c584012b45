"""What is written where: the tables that hold a thing, by the columns that the scripts give them.

A *thing* (a document, an entity, a fact) has one row in its head table and any number in the tables of its
details, which hang on it by its key.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table and its columns, in the order of the rows that are put into it."""

    name: str
    columns: tuple[str, ...]

    @property
    def staged(self) -> str:
        """The temporary table that its rows are loaded into first."""
        return f"staged_{self.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of thing: its head table, whose first column is the key, and its details.

    The last columns of the head are the digest and the numbers of deliveries; `kept` are those that stay as
    they were when a thing changes.
    """

    head: Table
    details: tuple[Table, ...]
    kept: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The column that names a thing, in the head table and in those of its details."""
        return self.head.columns[0]

    @property
    def numbers(self) -> int:
        """How many columns hold the number of a delivery."""
        return len(self.head.columns) - self.head.columns.index("digest") - 1

    @property
    def tables(self) -> tuple[Table, ...]:
        """All of them; what others refer to stands first."""
        return (self.head, *self.details)

    @property
    def seen(self) -> str:
        """The temporary table of the keys that a delivery has."""
        return f"seen_{self.head.name}"


def _table(name: str, columns: str) -> Table:
    return Table(name=name, columns=tuple(columns.split()))


DOCUMENTS = Kind(
    head=_table(
        "documents",
        "document_id source url title site author published_edtf published_day language retrieved_at "
        "content_sha256 digest",
    ),
    details=(_table("document_urls", "document_id position url"),),
)
ENTITIES = Kind(
    head=_table("entities", "entity_id kind name first_seen_edtf last_seen_edtf digest"),
    details=(
        _table("aliases", "entity_id position name"),
        _table("successions", "entity_id former_id"),
        _table(
            "tenures",
            "entity_id position title organization status since_edtf first_seen_edtf last_seen_edtf "
            "organization_entity",
        ),
    ),
)
FACTS = Kind(
    head=_table(
        "facts",
        "fact_id type document_id record_id confidence rule review_state reviewer reviewed_at digest "
        "added_in changed_in",
    ),
    details=(
        _table("events", "fact_id name kind start_edtf end_edtf first_day last_day place"),
        _table("event_organizers", "fact_id position name entity_id"),
        _table("dates", "fact_id text value_edtf first_day last_day role"),
        _table("speakers", "fact_id person honorific kind quote event cue person_id person_entity"),
        _table(
            "roles",
            "fact_id person title organization status since_edtf since_day person_id organization_id "
            "person_entity organization_entity title_key",
        ),
        _table(
            "certifications",
            "fact_id holder scheme standard issuer status date_edtf first_day number holder_id "
            "holder_entity issuer_entity",
        ),
        _table("evidence", "fact_id position field part start_offset end_offset text"),
        _table("links", "fact_id position rel to_fact_id"),
    ),
    kept=("added_in",),
)
KINDS = (DOCUMENTS, ENTITIES, FACTS)

DELIVERIES = _table("deliveries", "delivery delivered_at")
RETRACTIONS = _table("retractions", "fact_id reason superseded_by delivery")
