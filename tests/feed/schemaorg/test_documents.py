"""What facts become in schema.org."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
import pytest

from pipeline.feed.schemaorg import deliver
from pipeline.feed.sources import Selection
from pipeline.review.ledger import Ledger
from tests.feed.newsroom import contents, delivered_rows, newsroom_run

Node = dict[str, Any]


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Node]]:
    """The graphs of the run, by the headline of their article."""
    run = newsroom_run(tmp_path_factory.mktemp("newsroom") / "out")
    return {row["@graph"][0]["headline"]: row["@graph"] for row in delivered_rows(deliver, run)}


@pytest.fixture
def congress(rows: dict[str, list[Node]]) -> list[Node]:
    return rows["Pilots meet in Vila Serena"]


@pytest.fixture
def awards(rows: dict[str, list[Node]]) -> list[Node]:
    return rows["Certificates in the harbour"]


def typed(nodes: list[Node], type: str) -> list[Node]:
    return [node for node in nodes if node.get("@type") == type]


def named(nodes: list[Node], name: str) -> Node:
    (found,) = [node for node in nodes if node.get("name") == name]
    return found


def follow(nodes: list[Node], reference: Node) -> Node:
    (found,) = [node for node in nodes if node.get("@id") == reference["@id"]]
    return found


def test_an_article(congress: list[Node], awards: list[Node]) -> None:
    assert congress[0] == {
        "@type": "NewsArticle",
        "@id": "urn:pressfacts:document:congress",
        "headline": "Pilots meet in Vila Serena",
        "url": "https://meridian.example/congress",
        "sameAs": ["https://wire.example/7"],
        "datePublished": "2026-04-30",
        "inLanguage": "en",
        "identifier": {
            "@type": "PropertyValue",
            "propertyID": "content_sha256",
            "value": contents()[0][0].content_sha256,
        },
        "publisher": {"@type": "Organization", "name": "Meridian Newswire"},
        "temporalCoverage": ["2026-05-05", "2021-03/2021-05"],
    }
    assert awards[0]["@id"] == "urn:pressfacts:document:awards%2F2025%20a_b"
    assert awards[0]["isPartOf"] == {"@type": "Collection", "name": "press/awards.txt"}


def test_an_event_has_the_days_between_its_first_and_its_last(congress: list[Node]) -> None:
    (event,) = typed(congress, "ConferenceEvent")
    assert (event["startDate"], event["endDate"]) == ("2026-05-05", "2026-05-08")
    assert event["location"] == {"@type": "Place", "name": "Vila Serena", "address": "Portugal"}
    organizers = [follow(congress, one) for one in event["organizer"]]
    assert [(one["@type"], one["name"]) for one in organizers] == [
        ("Organization", "Pilots' Guild"),
        ("Person", "Ada Quill"),
    ]
    (role,) = [follow(congress, one) for one in event["performer"]]
    assert (role["@type"], role["roleName"]) == ("Role", "speaker")
    assert follow(congress, role["performer"])["name"] == "Ada Quill"


def test_words_and_reports(congress: list[Node]) -> None:
    (quotation,), (claim,) = typed(congress, "Quotation"), typed(congress, "Claim")
    assert quotation["text"] == "A pilot reads water"
    speaker = follow(congress, quotation["spokenByCharacter"])
    assert (speaker["name"], speaker["honorificPrefix"]) == ("Ada Quill", "Dr.")
    assert quotation["isPartOf"] == claim["appearance"] == {"@id": congress[0]["@id"]}
    assert claim["text"] == "Mayor Rui Prado of Vila Serena noted that the quay was full."
    assert follow(congress, claim["author"])["name"] == "Rui Prado"


def test_posts(congress: list[Node]) -> None:
    prado, quill = named(congress, "Rui Prado"), named(congress, "Ada Quill")
    (past,) = [follow(congress, one) for one in prado["worksFor"]]
    assert (past["@type"], past["roleName"]) == ("EmployeeRole", "former harbour master")
    assert "urn:pressfacts:former" in past["additionalType"]
    assert follow(congress, past["worksFor"])["name"] == "Tern Ferries Ltd"
    (office,) = [follow(congress, one) for one in prado["hasOccupation"]]
    assert office["hasOccupation"] == {"@type": "Occupation", "name": "Mayor, Vila Serena"}
    assert office["startDate"] == "2021"  # within the spring, not from its first day to its last
    (seat,) = [follow(congress, one) for one in quill["memberOf"]]
    assert (seat["@type"], seat["roleName"]) == ("OrganizationRole", "chairwoman")
    assert "worksFor" not in quill


def test_no_post_that_is_not_held_looks_like_one(congress: list[Node]) -> None:
    not_held = {"urn:pressfacts:former", "urn:pressfacts:incoming", "urn:pressfacts:outgoing"}
    posts = [*typed(congress, "EmployeeRole"), *typed(congress, "OrganizationRole")]
    marked = {post["roleName"]: bool(not_held.intersection(post.get("additionalType", ()))) for post in posts}
    assert marked == {"chairwoman": False, "former harbour master": True}


def test_certificates_that_were_not_granted_are_left_out(awards: list[Node]) -> None:
    found = {node["name"]: node["certificationStatus"] for node in typed(awards, "Certification")}
    active, inactive = "https://schema.org/CertificationActive", "https://schema.org/CertificationInactive"
    assert found == {
        "ISO 14001:2015": active,
        "LEED Gold": active,
        "Certified Arborist": active,
        "Blue Flag": inactive,
    }
    evidence = [node["target"]["selector"][0]["exact"] for node in awards if "target" in node]
    assert "LEED Gold" in evidence
    assert not {"B Corp", "ISO 50001"}.intersection(evidence)


def test_a_certificate_with_its_holder(awards: list[Node]) -> None:
    certificate = named(awards, "ISO 14001:2015")
    assert (certificate["validFrom"], certificate["certificationIdentification"]) == ("2025-10", "QR 77")
    assert follow(awards, certificate["issuedBy"])["name"] == "Quay Registrars"
    holder = follow(awards, certificate["about"])
    assert (holder["@type"], holder["name"]) == ("Organization", "Tern Ferries Ltd")
    assert {"@id": certificate["@id"]} in holder["hasCertification"]
    assert follow(awards, named(awards, "LEED Gold")["about"])["@type"] == "Place"
    assert follow(awards, named(awards, "Certified Arborist")["about"])["@type"] == "Person"


def test_evidence_finds_its_words_again(congress: list[Node]) -> None:
    (one, records), _ = contents()
    evidence = [node for node in congress if node.get("type") == "Annotation"]
    assert len(evidence) == sum(len(record.evidence) for record in records)
    for node in evidence:
        assert node["@context"] == "http://www.w3.org/ns/anno.jsonld"
        target = node["target"]
        quote, position = target["selector"]
        part = one.title if target["source"].endswith("#title") else one.text
        assert target["scope"] == one.url
        assert part[position["start"] : position["end"]] == quote["exact"]
        around = quote["prefix"] + quote["exact"] + quote["suffix"]
        assert part.count(around) == 1
        assert part.index(around) + len(quote["prefix"]) == position["start"]


def test_what_nobody_has_reviewed_is_marked_and_what_somebody_has_is_not(tmp_path: Path) -> None:
    directory = newsroom_run(tmp_path / "out")
    (unreviewed, *_) = delivered_rows(deliver, directory)
    for node in typed(unreviewed["@graph"], "Certification"):
        assert "urn:pressfacts:unreviewed" in node["additionalType"]
    for node in unreviewed["@graph"]:
        if node.get("type") == "Annotation":
            assert {
                "type": "TextualBody",
                "purpose": "assessing",
                "value": "unreviewed, confidence 0.90",
            } in node["body"]
    with Ledger.opened(directory) as ledger:
        ledger.load()
        one = next(one for sheet in ledger.sheets() for one in sheet.standings if one.record.type == "event")
        ledger.accept(one.record.id, one.seen, "ada")
    (row,) = delivered_rows(deliver, directory, Selection())
    assert b"unreviewed" not in orjson.dumps(row)
    assert [node["@type"] for node in row["@graph"] if "@type" in node][:2] == [
        "NewsArticle",
        "ConferenceEvent",
    ]
