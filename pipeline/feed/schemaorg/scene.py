"""An article with its facts, as the writers of nodes see it."""

from __future__ import annotations

from pipeline.article import Article
from pipeline.feed.facts import Fact
from pipeline.feed.parties import Parties, Party
from pipeline.feed.schemaorg.graph import Graph, add
from pipeline.feed.schemaorg.naming import UNREVIEWED, Node, document_urn, urn
from pipeline.feed.sources import FedDocument

_HOLDERS = {"building": "Place", "city": "City", "product": "Product", "person": "Person"}


class Scene:
    """A graph in the making."""

    def __init__(self, document: FedDocument) -> None:
        """Begin with the nodes of none."""
        self.article: Article = document.article
        self.name = document_urn(document.article.id)
        self.parties = Parties(document)
        self.graph = Graph()
        self.facts = {fact.fact_id: fact for fact in document.facts}

    def fact_node(self, fact: Fact, type: str) -> Node:
        """The node of a fact; one that nobody has reviewed is marked."""
        node = self.graph.node(urn(fact.fact_id), type)
        if fact.review.state == "unreviewed":
            add(node, "additionalType", UNREVIEWED)
        return node

    def party_node(self, party: Party, kind: str = "organization") -> Node:
        """The node of a person or another party, by its fullest name here.

        Args:
            party: the person or body.
            kind: what it is if it is no person.
        """
        name = party.id if not party.is_local else f"{self.name.removeprefix('urn:pressfacts:')}:{party.id}"
        type = "Person" if party.is_person else _HOLDERS.get(kind, "Organization")
        node = self.graph.node(urn(name), type)
        known = node.setdefault("name", party.name)
        if party.name != known:
            node["name"] = max(known, party.name, key=len)
            add(node, "alternateName", min(party.name, known, key=len))
        return node
