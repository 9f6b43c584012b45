"""Posts: `Employment`, `Directorship` and `Membership`, and public office as `Occupancy` of a `Position`."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.feed.facts import Fact
from pipeline.feed.ftm.line import Entity, digest_id, entity
from pipeline.feed.ftm.scene import Scene
from pipeline.feed.kinds import post_kind
from pipeline.feed.kinds.places import country_code
from pipeline.feed.parties import Party
from pipeline.feed.spans import common_point
from pipeline.records import Role

_ENDS = {
    "employment": ("Employment", "employee", "employer"),
    "directorship": ("Directorship", "director", "organization"),
    "membership": ("Membership", "member", "organization"),
}


def post(scene: Scene, fact: Fact, role: Role) -> Iterator[Entity]:
    """A post in an organisation; one in none is said of the person (see `natures`)."""
    person, employer = scene.parties.person(fact), scene.parties.employer(fact)
    holder = scene.party(person)
    if employer is None:
        return
    organization = scene.party(employer, "organization")
    kind = post_kind(role.title, employer.name)
    common: dict[str, str | list[str] | None] = {
        "status": role.status,
        "startDate": common_point(role.since) if role.since else None,
        "recordId": role.id,
        **scene.provenance(fact),
    }
    if kind == "public_office":
        office = _position(role.title, organization, employer)
        scene.natures.positions[office["id"]] = office
        yield entity(fact.fact_id, "Occupancy", holder=holder, post=office["id"], **common)
    else:
        schema, one, other = _ENDS[kind]
        ends = {one: holder, other: organization}
        yield entity(fact.fact_id, schema, role=role.title, **ends, **common)


def _position(title: str, organization: str, employer: Party) -> Entity:
    """The office; two articles that give it the same title in the same organisation mean the same one."""
    return entity(
        digest_id("position", organization, title.casefold()),
        "Position",
        name=f"{title}, {employer.name}",
        organization=organization,
        country=country_code(employer.name),
        subnationalArea=_area(employer.name),
    )


def _area(name: str) -> str | None:
    """The place within a country or state that a name begins with; authorities have commas in names too."""
    area, comma, _ = name.partition(",")
    return area if comma and " of " not in area else None
