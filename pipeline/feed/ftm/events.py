"""Events, and those who speak at them."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.feed.facts import Fact
from pipeline.feed.ftm.line import Entity, digest_id, entity
from pipeline.feed.ftm.scene import Scene
from pipeline.feed.kinds import holder_kind
from pipeline.feed.kinds.places import country_code
from pipeline.feed.passages import reported
from pipeline.feed.spans import event_days
from pipeline.records import Event, Speaker


def events(scene: Scene) -> Iterator[Entity]:
    """The events of an article, with all who hold them and speak at them."""
    speaking = _speakers(scene)
    for fact in scene.facts:
        if isinstance(fact.record, Event):
            yield _event(scene, fact, fact.record, speaking.pop(fact.fact_id, []))
    for id, addresses in speaking.items():
        record = addresses[0].record
        assert isinstance(record, Speaker)
        involved = [scene.party(scene.parties.person(one)) for one in addresses]
        yield entity(id, "Event", name=record.event, involved=involved, **scene.provenance(addresses[0]))


def address(scene: Scene, fact: Fact, speaker: Speaker) -> Iterator[Entity]:
    """The tie of a speaker to an event, which says where it is stated; a note where the event has no name."""
    person = scene.party(scene.parties.person(fact))
    event = _event_id(scene, fact, speaker)
    if event is None:
        said = reported(scene.article, speaker.evidence)
        yield entity(
            fact.fact_id, "Note", name="address", entity=person, description=said, **scene.provenance(fact)
        )
        return
    yield entity(
        fact.fact_id,
        "UnknownLink",
        subject=person,
        object=event,
        role="speaker",
        recordId=speaker.id,
        **scene.provenance(fact),
    )


def _event(scene: Scene, fact: Fact, event: Event, addresses: list[Fact]) -> Entity:
    first, last = event_days(event)
    organizers = scene.parties.organizers(fact)
    return entity(
        fact.fact_id,
        "Event",
        name=event.name,
        keywords=event.kind,
        startDate=first,
        endDate=last,
        location=event.place,
        country=country_code(event.place) if event.place else None,
        organizer=[scene.party(one, _body(one.name)) for one in organizers],
        involved=[scene.party(scene.parties.person(one)) for one in addresses],
        recordId=event.id,
        **scene.provenance(fact),
    )


def _body(name: str) -> str:
    """An organiser is a person or body; which of them, its name may tell."""
    return "organization" if holder_kind(name, "") == "organization" else "unknown"


def _speakers(scene: Scene) -> dict[str, list[Fact]]:
    """Those who speak at events, by the id of the event."""
    found: dict[str, list[Fact]] = {}
    for fact in scene.facts:
        if isinstance(fact.record, Speaker) and fact.record.kind == "address":
            event = _event_id(scene, fact, fact.record)
            if event is not None:
                found.setdefault(event, []).append(fact)
    return found


def _event_id(scene: Scene, fact: Fact, speaker: Speaker) -> str | None:
    """The event that is fed too, or else one by its name."""
    linked = next((link.fact_id for link in fact.links if link.rel == "event"), None)
    if linked is not None or not speaker.event:
        return linked
    return digest_id("event", scene.article_id, speaker.event.casefold())
