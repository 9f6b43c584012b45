"""What people say: a `Note` on the person."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.feed.facts import Fact
from pipeline.feed.ftm.line import Entity, entity
from pipeline.feed.ftm.scene import Scene
from pipeline.feed.passages import reported
from pipeline.records import Speaker


def statement(scene: Scene, fact: Fact, speaker: Speaker) -> Iterator[Entity]:
    """A quotation, or the sentence in which a person is reported to say something."""
    said = speaker.quote if speaker.kind == "quote" else reported(scene.article, speaker.evidence)
    yield entity(
        fact.fact_id,
        "Note",
        name=speaker.kind,
        entity=scene.party(scene.parties.person(fact)),
        description=said,
        **scene.provenance(fact),
    )
