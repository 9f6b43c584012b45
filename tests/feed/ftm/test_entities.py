"""What facts become in FollowTheMoney."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
import pytest

from pipeline.feed.ftm import deliver
from pipeline.feed.ftm.line import entity
from pipeline.feed.sources import Selection
from pipeline.records import Role
from pipeline.review.ledger import Ledger
from tests.feed.newsroom import contents, delivered_rows, newsroom_run
from tests.review.making import article, record
from tests.review.runs import written

Row = dict[str, Any]


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> list[Row]:
    return delivered_rows(deliver, newsroom_run(tmp_path_factory.mktemp("newsroom") / "out"))


def of_schema(rows: list[Row], schema: str) -> list[dict[str, Any]]:
    """The properties of the entities of a schema; single values without their list."""
    found = [row for row in rows if row["schema"] == schema]
    return [
        {"id": row["id"]} | {key: one[0] if len(one) == 1 else one for key, one in row["properties"].items()}
        for row in found
    ]


def named(rows: list[Row], name: str) -> Row:
    (found,) = [
        row for row in rows if name in row["properties"].get("name", ()) and row["schema"] != "Mention"
    ]
    return found


def test_an_article(rows: list[Row]) -> None:
    (one, _), _ = contents()
    (found,) = [row for row in of_schema(rows, "Article") if row["fileName"] == "congress"]
    assert found == {
        "id": found["id"],
        "fileName": "congress",
        "title": one.title,
        "bodyText": one.text,
        "publishedAt": "2026-04-30",
        "date": "2026-05-05",
        "sourceUrl": list(one.urls),
        "publisher": "Meridian Newswire",
        "language": "eng",
        "retrievedAt": "2026-05-01T08:00:00",
    }


def test_an_event(rows: list[Row]) -> None:
    (event,) = of_schema(rows, "Event")
    assert (event["startDate"], event["endDate"]) == ("2026-05-05", "2026-05-08")
    assert (event["location"], event["country"]) == ("Vila Serena, Portugal", "pt")
    quill, guild = named(rows, "Ada Quill"), named(rows, "Pilots' Guild")
    assert sorted(event["organizer"]) == sorted([guild["id"], quill["id"]])
    assert event["involved"] == quill["id"]
    (address,) = [link for link in of_schema(rows, "UnknownLink") if link["role"] == "speaker"]
    assert (address["subject"], address["object"]) == (quill["id"], event["id"])


def test_statements(rows: list[Row]) -> None:
    notes = {note["name"]: note for note in of_schema(rows, "Note")}
    assert notes["quote"]["description"] == "A pilot reads water"
    assert notes["statement"]["description"] == "Mayor Rui Prado of Vila Serena noted that the quay was full."
    assert notes["statement"]["entity"] == named(rows, "Rui Prado")["id"]


def test_posts(rows: list[Row]) -> None:
    prado, quill = named(rows, "Rui Prado")["id"], named(rows, "Ada Quill")["id"]
    (past,), (seat,), (office,) = (
        of_schema(rows, schema) for schema in ("Employment", "Directorship", "Occupancy")
    )
    assert (past["employee"], past["status"], past["role"]) == (prado, "former", "harbour master")
    assert past["employer"] == named(rows, "Tern Ferries Ltd")["id"]
    assert (seat["director"], seat["role"], seat["status"]) == (quill, "chairwoman", "current")
    (position,) = of_schema(rows, "Position")
    assert (office["holder"], office["post"], office["startDate"]) == (prado, position["id"], "2021")
    assert "endDate" not in office  # it began within the spring, and did not end with it
    assert (position["name"], position["organization"]) == (
        "Mayor, Vila Serena",
        named(rows, "Vila Serena")["id"],
    )


@pytest.mark.parametrize(
    ("organization", "area"),
    [
        ("Vila Serena, Norland", ["Vila Serena"]),
        ("Ministry of Trade, Tides and Industry", None),
        ("Swansea", None),
    ],
)
def test_the_place_of_an_office(tmp_path: Path, organization: str, area: list[str] | None) -> None:
    one = article(f"Ada Quill, minister, {organization}.", "T")
    office = record(one, "role", {"person": "Ada Quill", "title": "minister", "organization": organization})
    rows = delivered_rows(deliver, written(tmp_path / "out", [(one, [office])]))
    (found,) = [row for row in rows if row["schema"] == "Position"]
    assert found["properties"].get("subnationalArea") == area


def test_a_post_in_no_organisation_is_said_of_the_person(tmp_path: Path) -> None:
    one = article("Ada Quill, mayor, spoke. Bo Tern, once a baker, left.", "T", id="a")
    records = [
        record(
            one, "role", {"person": "Ada Quill", "title": "mayor"}, organization=None, organization_id=None
        ),
        record(one, "role", {"person": "Bo Tern", "title": "baker"}, status="former"),
    ]
    assert all(isinstance(row, Role) and row.organization is None for row in records)
    rows = delivered_rows(deliver, written(tmp_path / "out", [(one, records)]))
    assert {row["name"]: row["position"] for row in of_schema(rows, "Person")} == {
        "Ada Quill": "mayor",
        "Bo Tern": "former baker",
    }


def test_certificates(rows: list[Row]) -> None:
    licences = {row["name"]: row for row in of_schema(rows, "License")}
    assert set(licences) == {"ISO 14001:2015", "ISO 50001 (in progress)"}
    granted, audited = licences["ISO 14001:2015"], licences["ISO 50001 (in progress)"]
    assert (granted["type"], granted["status"], granted["contractDate"]) == (
        "certification",
        "awarded",
        "2025-10",
    )
    assert granted["authority"] == named(rows, "Quay Registrars")["id"]
    assert granted["description"] == "number QR 77"
    assert (audited["type"], audited["status"]) == ("certification applied for", "in_progress")
    links = {link["object"]: link for link in of_schema(rows, "UnknownLink")}
    assert (links[granted["id"]]["role"], links[audited["id"]]["role"]) == ("holder", "applicant")
    assert links[granted["id"]]["subject"] == named(rows, "Tern Ferries Ltd")["id"]


def test_certificates_without_issuer_are_notes_that_tell_their_status(rows: list[Row]) -> None:
    notes = {note["name"]: note["keywords"] for note in of_schema(rows, "Note") if "keywords" in note}
    assert notes == {
        "B Corp (planned)": ["certification applied for", "planned"],
        "LEED Gold": ["certification", "awarded"],
        "Certified Arborist": ["certification", "held"],
        "Blue Flag": ["certification", "lost"],
    }


def test_what_is_no_body_is_no_organisation(rows: list[Row]) -> None:
    assert named(rows, "Old Customs House")["schema"] == "RealEstate"
    assert named(rows, "Tern Ferries Ltd")["schema"] == "Organization"
    assert named(rows, "Vila Serena")["schema"] == "Organization"  # it has a mayor


def test_mentions_lead_from_articles_to_persons_and_bodies(rows: list[Row]) -> None:
    articles = {row["id"]: row["fileName"] for row in of_schema(rows, "Article")}
    found = {(articles[row["document"]], row["resolved"]) for row in of_schema(rows, "Mention")}
    ferries = named(rows, "Tern Ferries Ltd")["id"]
    assert {("congress", ferries), ("awards/2025 a_b", ferries)} <= found
    assert not [row for row in of_schema(rows, "Mention") if row["name"] == "Old Customs House"]


def test_everything_says_where_it_is_from(rows: list[Row]) -> None:
    articles = {row["id"] for row in of_schema(rows, "Article")}
    facts = [row for row in rows if row["id"].startswith("fact-")]
    assert facts
    for row in facts:
        assert set(row["properties"]["proof"]) <= articles
        assert row["properties"]["summary"] == ["unreviewed, confidence 0.90"]
        is_interval = row["schema"] in ("Event", "Employment", "Directorship", "Occupancy", "UnknownLink")
        assert ("recordId" in row["properties"]) == is_interval


def test_what_somebody_has_reviewed_bears_no_mark(tmp_path: Path) -> None:
    directory = newsroom_run(tmp_path / "out")
    with Ledger.opened(directory) as ledger:
        ledger.load()
        one = next(one for sheet in ledger.sheets() for one in sheet.standings if one.record.type == "role")
        ledger.accept(one.record.id, one.seen, "ada")
    rows = delivered_rows(deliver, directory, Selection())
    assert b"unreviewed" not in orjson.dumps(rows)
    assert [row["schema"] for row in rows if row["id"].startswith("fact-")] != []


def test_long_texts_lose_nothing() -> None:
    text = "\n\n".join(f"{number} " + "word " * 400 + "." for number in range(200))
    pieces = entity("a", "Article", bodyText=text)["properties"]["bodyText"]
    assert len(pieces) > 1
    assert max(map(len, pieces)) <= 65_000
    assert "\n\n".join(pieces).split() == text.split()
    assert entity("a", "Person", name="x" * 400)["properties"]["name"] == ["x" * 379 + "…"]
