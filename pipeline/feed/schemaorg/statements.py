"""What people say: `Quotation` for their words, `Claim` for what they are reported to say."""

from __future__ import annotations

from pipeline.feed.facts import Fact
from pipeline.feed.passages import reported
from pipeline.feed.schemaorg.graph import say
from pipeline.feed.schemaorg.naming import reference
from pipeline.feed.schemaorg.scene import Scene
from pipeline.records import Speaker


def add_statement(scene: Scene, fact: Fact, speaker: Speaker) -> None:
    """Add a quotation or a claim; a claim's text is the sentence of the article that reports it."""
    person = reference(
        say(scene.party_node(scene.parties.person(fact)), honorificPrefix=speaker.honorific)["@id"]
    )
    article = reference(scene.name)
    if speaker.kind == "quote":
        node = scene.fact_node(fact, "Quotation")
        say(node, text=speaker.quote, spokenByCharacter=person, isPartOf=article)
    else:
        node = scene.fact_node(fact, "Claim")
        say(node, text=reported(scene.article, speaker.evidence), author=person, appearance=article)
