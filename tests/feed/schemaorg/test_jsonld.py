"""A reader of JSON-LD gets the triples that are meant; rdflib comes with the extra `ftm`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
import pytest

from pipeline.feed.schemaorg import deliver
from tests.feed.newsroom import delivered_rows, newsroom_run

rdflib = pytest.importorskip("rdflib", reason="rdflib comes with the extra `ftm`")

# What the contexts at https://schema.org and http://www.w3.org/ns/anno.jsonld say of the terms that are used:
# the tests have no network.
CONTEXTS: dict[str, Any] = {
    "https://schema.org": {"@vocab": "http://schema.org/", "id": "@id", "type": "@type"},
    "http://www.w3.org/ns/anno.jsonld": {
        "oa": "http://www.w3.org/ns/oa#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "id": "@id",
        "type": "@type",
        "Annotation": "oa:Annotation",
        "TextualBody": "oa:TextualBody",
        "TextQuoteSelector": "oa:TextQuoteSelector",
        "TextPositionSelector": "oa:TextPositionSelector",
        "body": {"@id": "oa:hasBody", "@type": "@id"},
        "target": {"@id": "oa:hasTarget", "@type": "@id"},
        "source": {"@id": "oa:hasSource", "@type": "@id"},
        "scope": {"@id": "oa:hasScope", "@type": "@id"},
        "selector": {"@id": "oa:hasSelector", "@type": "@id"},
        "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
        "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
        "describing": "oa:describing",
        "tagging": "oa:tagging",
        "assessing": "oa:assessing",
        "value": "rdf:value",
        "exact": "oa:exact",
        "prefix": "oa:prefix",
        "suffix": "oa:suffix",
        "start": "oa:start",
        "end": "oa:end",
    },
}


def inlined(value: Any) -> Any:
    """A document whose contexts stand in it."""
    if isinstance(value, dict):
        return {key: CONTEXTS[one] if key == "@context" else inlined(one) for key, one in value.items()}
    return [inlined(one) for one in value] if isinstance(value, list) else value


def test_triples(tmp_path: Path) -> None:
    graph = rdflib.Graph()
    for row in delivered_rows(deliver, newsroom_run(tmp_path / "out")):
        graph.parse(data=orjson.dumps(inlined(row)), format="json-ld")
    found = graph.query(
        """
        PREFIX s: <http://schema.org/> PREFIX oa: <http://www.w3.org/ns/oa#>
        SELECT ?holder ?scheme ?words WHERE {
          ?certificate a s:Certification ; s:name ?scheme ; s:about/s:name ?holder .
          ?evidence a oa:Annotation ; oa:hasBody ?certificate ;
            oa:hasTarget/oa:hasSelector/oa:exact ?words .
          ?evidence oa:hasBody [ oa:hasPurpose oa:tagging ;
            <http://www.w3.org/1999/02/22-rdf-syntax-ns#value> "scheme" ]
        } ORDER BY ?scheme
        """
    )
    assert [tuple(map(str, row)) for row in found] == [
        ("Tern Ferries Ltd", "Blue Flag", "Blue Flag"),
        ("Bo Marsh", "Certified Arborist", "Certified Arborist"),
        ("Tern Ferries Ltd", "ISO 14001:2015", "ISO 14001:2015"),
        ("Old Customs House", "LEED Gold", "LEED Gold"),
    ]


def test_persons_are_one_node_over_articles(tmp_path: Path) -> None:
    graph = rdflib.Graph()
    for row in delivered_rows(deliver, newsroom_run(tmp_path / "out")):
        graph.parse(data=orjson.dumps(inlined(row)), format="json-ld")
    name = rdflib.URIRef("http://schema.org/name")
    assert len(set(graph.subjects(name, rdflib.Literal("Rui Prado")))) == 1
    assert len(set(graph.subjects(name, rdflib.Literal("Tern Ferries Ltd")))) == 1
