"""Events, and those who speak at them."""

from __future__ import annotations

import hashlib

from pipeline.feed.facts import Fact
from pipeline.feed.kinds import EventKind, event_kind
from pipeline.feed.schemaorg.graph import add, say
from pipeline.feed.schemaorg.naming import Node, reference, urn
from pipeline.feed.schemaorg.scene import Scene
from pipeline.feed.spans import event_days
from pipeline.records import Event, Speaker

_TYPES: dict[EventKind, str] = {
    "conference": "ConferenceEvent",
    "meeting": "BusinessEvent",
    "ceremony": "SocialEvent",
    "exhibition": "ExhibitionEvent",
    "training": "EducationEvent",
    "social": "SocialEvent",
    "festival": "Festival",
    "sports": "SportsEvent",
    "concert": "MusicEvent",
    "other": "Event",
}
_ONLINE = frozenset({"online", "virtual", "webinar", "zoom", "internet"})


def add_event(scene: Scene, fact: Fact, event: Event) -> None:
    """Add an event."""
    first, last = event_days(event)
    node = say(
        scene.fact_node(fact, _TYPES[event_kind(event.name, event.kind)]),
        name=event.name,
        keywords=event.kind,
        startDate=first,
        endDate=last,
        subjectOf=reference(scene.name),
    )
    if event.place:
        node.update(_location(event.place))
    for organizer in scene.parties.organizers(fact):
        add(node, "organizer", reference(scene.party_node(organizer)["@id"]))


def add_address(scene: Scene, fact: Fact, speaker: Speaker) -> None:
    """Add someone who speaks at an event: the one that is fed too, or else one by its name."""
    person = scene.party_node(scene.parties.person(fact))
    role = say(scene.fact_node(fact, "Role"), roleName="speaker", performer=reference(person["@id"]))
    add(_event_of(scene, fact, speaker), "performer", reference(role["@id"]))


def _event_of(scene: Scene, fact: Fact, speaker: Speaker) -> Node:
    linked = [link.fact_id for link in fact.links if link.rel == "event"]
    if linked:
        event = scene.facts[linked[0]].record
        assert isinstance(event, Event)
        return scene.graph.node(urn(linked[0]), _TYPES[event_kind(event.name, event.kind)])
    name = f"{scene.name}:event:{_digest(speaker.event)}" if speaker.event else f"{urn(fact.fact_id)}:event"
    return say(scene.graph.node(name, "Event"), name=speaker.event, subjectOf=reference(scene.name))


def _digest(name: str) -> str:
    """What two who speak at the same event share."""
    return hashlib.sha256(name.casefold().encode()).hexdigest()[:16]


def _location(place: str) -> Node:
    if place.casefold() in _ONLINE:
        mode = "https://schema.org/OnlineEventAttendanceMode"
        return {"location": {"@type": "VirtualLocation", "name": place}, "eventAttendanceMode": mode}
    name, _, container = place.partition(", ")
    return {"location": say({"@type": "Place", "name": name}, address=container)}
