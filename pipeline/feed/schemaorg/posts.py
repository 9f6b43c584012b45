"""Posts: employment, seats and membership in an organisation, and public office.

schema.org has no word for a post that is over or to come. Such a one says so in its name and its
`additionalType`, so that nobody takes it for a present one.
"""

from __future__ import annotations

from pipeline.feed.facts import Fact
from pipeline.feed.kinds import post_kind
from pipeline.feed.schemaorg.graph import add, say
from pipeline.feed.schemaorg.naming import Node, reference, urn
from pipeline.feed.schemaorg.scene import Scene
from pipeline.feed.spans import common_point
from pipeline.records import Role


def add_post(scene: Scene, fact: Fact, role: Role) -> None:
    """Add a post to its holder."""
    person = scene.party_node(scene.parties.person(fact))
    employer = scene.parties.employer(fact)
    if employer is None:
        node, key = say(scene.fact_node(fact, "Role"), jobTitle=_worded(role)), "jobTitle"
    elif post_kind(role.title, employer.name) == "public_office":
        node, key = scene.fact_node(fact, "Role"), "hasOccupation"
        node[key] = {"@type": "Occupation", "name": f"{role.title}, {employer.name}"}
    else:
        is_employed = post_kind(role.title, employer.name) == "employment"
        node = scene.fact_node(fact, "EmployeeRole" if is_employed else "OrganizationRole")
        key = "worksFor" if is_employed else "memberOf"
        node[key] = reference(scene.party_node(employer)["@id"])
    say(node, roleName=_worded(role), startDate=common_point(role.since) if role.since else None)
    _mark(node, role)
    add(person, key, reference(node["@id"]))


def _worded(role: Role) -> str:
    return role.title if role.status == "current" else f"{role.status} {role.title}"


def _mark(node: Node, role: Role) -> None:
    if role.status != "current":
        add(node, "additionalType", urn(role.status))
