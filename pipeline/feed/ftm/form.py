"""The file: the entities of each article, by the ids of articles, and behind all articles what they share."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import BinaryIO

import orjson

from pipeline.feed.aligning import Pair
from pipeline.feed.filing import Portion
from pipeline.feed.ftm.certificates import certificate
from pipeline.feed.ftm.events import address, events
from pipeline.feed.ftm.line import Entity, document_of, line
from pipeline.feed.ftm.natures import Natures
from pipeline.feed.ftm.posts import post
from pipeline.feed.ftm.scene import Scene
from pipeline.feed.ftm.statements import statement
from pipeline.feed.portraits import Portraits
from pipeline.feed.sources import FedDocument
from pipeline.records import Certification, Date, Event, Role, Speaker

_FACT = re.compile(r"fact-[0-9a-f]{16}")
_SHARED = frozenset({"entity", "position"})


class Entities:
    """Lines of FollowTheMoney."""

    name = "file of FollowTheMoney entities"

    def __init__(self, portraits: Portraits) -> None:
        """Gather in `portraits` what articles say of persons and organisations."""
        self._portraits = portraits
        self._natures = Natures()

    def head(self) -> bytes:
        """Nothing."""
        return b""

    def portion(self, document: FedDocument) -> Portion:
        """The entities of an article, itself first."""
        for fact in document.facts:
            self._portraits.add(fact)
        scene = Scene(document, self._natures)
        facts = chain(events(scene), chain.from_iterable(_stated(scene)))
        rows = [scene.article_entity(), *facts, *scene.named()]
        return _portion(
            [(row["id"], line(row)) for row in rows], scene.article.id, document.facts[0].source.name
        )

    def written(self, pair: Pair[Portion]) -> bytes:
        """The entities as they are now."""
        return pair.after.content if pair.after else b""

    def tail(self) -> Iterable[bytes]:
        """The persons, organisations and offices that articles share."""
        yield from map(line, self._natures.entities(self._portraits.entities()))
        for _, office in sorted(self._natures.positions.items()):
            yield line(office)

    def portions(self, stream: BinaryIO) -> Iterator[Portion]:
        """The articles of a file."""
        rows: list[tuple[str, bytes]] = []
        document = source = ""
        for content in stream:
            row = orjson.loads(content)
            kind = row["id"].partition("-")[0]
            if rows and (kind == "article" or kind in _SHARED):
                yield _portion(rows, document, source)
                rows = []
            if kind == "article":
                document, source = document_of(row), "".join(row["properties"].get("publisher", ()))
            elif not document or not row["schema"]:
                raise ValueError("entities begin with an article")
            if kind not in _SHARED:
                rows.append((row["id"], content))
        if rows:
            yield _portion(rows, document, source)


def _stated(scene: Scene) -> Iterator[Iterator[Entity]]:
    for fact in scene.facts:
        match fact.record:
            case Speaker(kind="address") as speaker:
                yield address(scene, fact, speaker)
            case Speaker() as speaker:
                yield statement(scene, fact, speaker)
            case Role() as role:
                yield post(scene, fact, role)
            case Certification() as record:
                yield certificate(scene, fact, record)
            case Event() | Date():
                pass  # events come with those who speak at them, dates with the article


def _portion(rows: list[tuple[str, bytes]], document: str, source: str) -> Portion:
    said = defaultdict(list)
    for id, content in rows:
        if fact := _FACT.match(id):
            said[fact[0]].append(content)
    facts = {fact: hashlib.blake2b(b"".join(parts), digest_size=16).digest() for fact, parts in said.items()}
    return Portion(document, source, facts, b"".join(content for _, content in rows))
