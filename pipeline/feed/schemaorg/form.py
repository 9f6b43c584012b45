"""The file: a JSON-LD document a line, by the ids of articles."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import BinaryIO

import orjson

from pipeline.feed.aligning import Pair
from pipeline.feed.facts import Fact
from pipeline.feed.filing import Portion
from pipeline.feed.schemaorg.annotations import evidence_nodes
from pipeline.feed.schemaorg.articles import add_article, add_date, source_name
from pipeline.feed.schemaorg.certificates import add_certificate, is_granted
from pipeline.feed.schemaorg.events import add_address, add_event
from pipeline.feed.schemaorg.naming import CONTEXT, Node, document_of, fact_of
from pipeline.feed.schemaorg.posts import add_post
from pipeline.feed.schemaorg.scene import Scene
from pipeline.feed.schemaorg.statements import add_statement
from pipeline.feed.sources import FedDocument
from pipeline.records import Certification, Date, Event, Role, Speaker


class JsonLd:
    """Lines of JSON-LD."""

    name = "file of schema.org JSON-LD"

    def head(self) -> bytes:
        """Nothing: a line stands for itself."""
        return b""

    def portion(self, document: FedDocument) -> Portion:
        """The line of an article; none where nothing of it can be said in schema.org."""
        nodes = graph(document)
        if not nodes:
            return Portion(document.article.id, "", {}, b"")
        return _portion(nodes, orjson.dumps({"@context": CONTEXT, "@graph": nodes}) + b"\n")

    def written(self, pair: Pair[Portion]) -> bytes:
        """The line as it is now."""
        return pair.after.content if pair.after else b""

    def tail(self) -> Iterable[bytes]:
        """Nothing."""
        return ()

    def portions(self, stream: BinaryIO) -> Iterator[Portion]:
        """The lines of a file."""
        return (_portion(orjson.loads(line)["@graph"], line) for line in stream)


def graph(document: FedDocument) -> list[Node]:
    """The nodes of an article: itself, its facts and those whom they name, and the evidence."""
    facts = [fact for fact in document.facts if _can_be_said(fact)]
    if not facts:
        return []
    scene = Scene(document)
    add_article(scene, facts[0])
    for fact in facts:
        _add(scene, fact)
    evidence = (node for fact in facts for node in evidence_nodes(scene, fact))
    return [*scene.graph.nodes(), *evidence]


def _can_be_said(fact: Fact) -> bool:
    return not isinstance(fact.record, Certification) or is_granted(fact.record)


def _add(scene: Scene, fact: Fact) -> None:
    match fact.record:
        case Event() as event:
            add_event(scene, fact, event)
        case Date() as date:
            add_date(scene, date)
        case Speaker(kind="address") as speaker:
            add_address(scene, fact, speaker)
        case Speaker() as speaker:
            add_statement(scene, fact, speaker)
        case Role() as role:
            add_post(scene, fact, role)
        case Certification() as certificate:
            add_certificate(scene, fact, certificate)


def _portion(nodes: list[Node], line: bytes) -> Portion:
    article, *others = nodes
    said = defaultdict(list)
    for node in others:
        if fact := fact_of(node.get("@id") or node["id"]):
            said[fact].append(orjson.dumps(node))
    facts = {
        fact: hashlib.blake2b(b"\n".join(parts), digest_size=16).digest() for fact, parts in said.items()
    }
    return Portion(document_of(article["@id"]), source_name(article), facts, line)
