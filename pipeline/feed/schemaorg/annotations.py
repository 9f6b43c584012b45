"""Evidence as Web Annotations: what was read where, by the words, by those around them, and by offsets.

Offsets are Unicode code points of the text of `articles.jsonl` whose digest the article gives. The words with
those around them find the place on the page too, and after small changes of the text.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.evidence import Evidence
from pipeline.feed.facts import Fact
from pipeline.feed.passages import context
from pipeline.feed.schemaorg.naming import ANNOTATION_CONTEXT, Node, urn
from pipeline.feed.schemaorg.scene import Scene
from pipeline.records import Date


def evidence_nodes(scene: Scene, fact: Fact) -> Iterator[Node]:
    """The annotations of a fact, one a piece of evidence."""
    for number, piece in enumerate(fact.record.evidence):
        yield {
            "@context": ANNOTATION_CONTEXT,
            "id": f"{urn(fact.fact_id)}:evidence:{number}",
            "type": "Annotation",
            "motivation": "describing",
            "body": [_subject(fact), _text("tagging", piece.field), *_doubts(fact)],
            "target": _target(scene, piece),
        }


def _subject(fact: Fact) -> str | Node:
    """What rests on the words: the node of the fact, or a date, which has none."""
    if isinstance(fact.record, Date):
        return _text("describing", fact.record.value)
    return urn(fact.fact_id)


def _doubts(fact: Fact) -> Iterator[Node]:
    if fact.review.state == "unreviewed":
        yield _text("assessing", f"unreviewed, confidence {fact.record.confidence:.2f}")


def _text(purpose: str, value: str) -> Node:
    return {"type": "TextualBody", "purpose": purpose, "value": value}


def _target(scene: Scene, piece: Evidence) -> Node:
    prefix, suffix = context(scene.article, piece)
    quote = {"type": "TextQuoteSelector", "exact": piece.text, "prefix": prefix, "suffix": suffix}
    position = {"type": "TextPositionSelector", "start": piece.start, "end": piece.end}
    return {
        "source": f"{scene.name}#{piece.part}",
        "scope": scene.article.url or scene.name,
        "selector": [quote, position],
    }
