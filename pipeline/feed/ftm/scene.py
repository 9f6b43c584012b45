"""An article with its facts, as the writers of entities see it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from pipeline.feed.facts import Fact
from pipeline.feed.ftm.line import Entity, digest_id, document_note, entity, language, moment
from pipeline.feed.ftm.natures import Natures, is_body, schema_of
from pipeline.feed.parties import Parties, Party
from pipeline.feed.sources import FedDocument
from pipeline.feed.spans import common_point
from pipeline.records import Date


class Scene:
    """The entities of one article in the making."""

    def __init__(self, document: FedDocument, natures: Natures) -> None:
        """Begin with none; what parties are is noted in `natures`."""
        self.article = document.article
        self.article_id = digest_id("article", document.article.id)
        self.facts = document.facts
        self.parties = Parties(document)
        self.natures = natures
        self._names: dict[tuple[str, bool], dict[str, None]] = defaultdict(dict)
        self._kinds: dict[str, set[str]] = defaultdict(set)

    def party(self, party: Party, kind: str = "unknown") -> str:
        """The id of a party, which the article mentions.

        Args:
            party: the person or body.
            kind: what it is where it is no person.
        """
        nature = "person" if party.is_person else kind
        self._names[party.id, party.is_local][party.name] = None
        self._kinds[party.id].add(nature)
        if not party.is_local:
            self.natures.add(party.id, nature)
        return party.id

    def provenance(self, fact: Fact) -> dict[str, str | list[str] | None]:
        """What every entity of a fact says of where it is from, and that nobody has reviewed it."""
        doubts = f"unreviewed, confidence {fact.record.confidence:.2f}"
        return {
            "proof": self.article_id,
            "sourceUrl": fact.source.urls[0] if fact.source.urls else None,
            "publisher": fact.source.name,
            "retrievedAt": moment(fact.source.retrieved_at),
            "summary": doubts if fact.review.state == "unreviewed" else None,
        }

    def article_entity(self) -> Entity:
        """The article itself, with the days that it speaks of."""
        article, source = self.article, self.facts[0].source
        dates = [fact.record for fact in self.facts if isinstance(fact.record, Date)]
        return entity(
            self.article_id,
            "Article",
            fileName=article.id,
            notes=document_note(article.id),
            title=article.title,
            bodyText=article.text,
            author=article.author,
            publishedAt=common_point(article.published) if article.published else None,
            date=[date.value for date in dates if "/" not in date.value and date.role != "publication"],
            sourceUrl=source.urls,
            publisher=source.name,
            language=language(article.language),
            retrievedAt=moment(source.retrieved_at),
        )

    def named(self) -> Iterator[Entity]:
        """The parties that are known in this article only, and mentions of all that are a person or body."""
        for (id, is_local), names in self._names.items():
            schema = schema_of(self._kinds[id])
            if is_local:
                yield entity(id, schema, name=names, proof=self.article_id)
            if is_body(schema):
                yield entity(
                    digest_id("mention", self.article_id, id),
                    "Mention",
                    document=self.article_id,
                    name=names,
                    detectedSchema=schema,
                    resolved=id,
                )
