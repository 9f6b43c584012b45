"""Who a fact names: persons and bodies of its document, and not others that bear the same name."""

from __future__ import annotations

from pathlib import Path

from pipeline.article import Article
from pipeline.feed.facts import Fact
from pipeline.feed.identity import opened_database
from pipeline.feed.identity.known import restored
from pipeline.feed.parties import Parties
from pipeline.feed.sources import Selection, feeding
from pipeline.records import Record
from tests.review.making import article, record
from tests.review.runs import written

ALL = Selection(min_confidence=0.0)


def of_a_person() -> tuple[Article, list[Record]]:
    """A surveyor who speaks, and holds a certificate and a round."""
    one = article(
        "“It holds,” said Maren Tollund, certified to DIVE 2. Maren Tollund hosts Bridge Day.", id="a"
    )
    words = {"holder": "Maren Tollund", "scheme": "DIVE 2"}
    hosts = {"name": "Bridge Day", "organizers": "Maren Tollund"}
    return one, [
        record(one, "speaker", {"quote": "It holds", "cue": "said", "person": "Maren Tollund"}, kind="quote"),
        record(one, "certification", words),
        record(one, "event", hosts, organizers=("Maren Tollund",)),
    ]


def of_a_yard() -> tuple[Article, list[Record]]:
    """A shipyard of the same name."""
    one = article("Maren Tollund was certified to ISO 9001 and hosts Keel Week.", id="b")
    return one, [
        record(one, "certification", {"holder": "Maren Tollund", "scheme": "ISO 9001"}),
        record(one, "event", {"name": "Keel Week"}, organizers=("Maren Tollund",)),
    ]


def facts(directory: Path) -> dict[tuple[str, str], Fact]:
    """The facts of both by document and type."""
    written(directory, [of_a_person(), of_a_yard()])
    with feeding(directory, ALL) as feed:
        return {(fact.record.document.id, fact.record.type): fact for fact in feed.facts()}


def test_a_person_who_holds_a_certificate_is_no_body_of_that_name(tmp_path: Path) -> None:
    found = facts(tmp_path)
    person, yard = found["a", "speaker"].person, found["b", "certification"].organizations["holder"]
    assert person
    assert person != yard
    assert (found["a", "certification"].person, found["a", "certification"].organizations) == (person, {})
    assert found["a", "event"].organizations == {}
    assert found["b", "certification"].person is None
    assert found["b", "event"].organizations == {"organizers.0": yard}


def test_a_holder_is_known_though_what_tells_the_person_is_not_selected(tmp_path: Path) -> None:
    one, found = of_a_person()
    written(tmp_path, [(one, [found[0].model_copy(update={"confidence": 0.1}), *found[1:]])])
    with feeding(tmp_path, Selection(min_confidence=0.5)) as feed:
        (document,) = feed.documents()
        certificate = next(fact for fact in document.facts if fact.record.type == "certification")
        assert {fact.record.type for fact in document.facts} == {"certification", "event"}
        assert Parties(document).holder(certificate).is_person
        assert [(one.kind, one.name) for one in feed.entities()] == [("person", "Maren Tollund")]


def test_whoever_has_letters_behind_the_name_is_a_person(tmp_path: Path) -> None:
    one = article("Maren Tollund, CPA, and Tollund Brothers, certified to ISO 9001.")
    letters = {"holder": "Maren Tollund", "scheme": "CPA"}
    records = [
        record(one, "certification", letters, rule="certification.postnominal", status="held"),
        record(one, "certification", {"holder": "Tollund Brothers", "scheme": "ISO 9001"}),
    ]
    written(tmp_path, [(one, records)])
    with feeding(tmp_path, ALL) as feed:
        assert sorted((one.kind, one.name) for one in feed.entities()) == [
            ("organization", "Tollund Brothers"),
            ("person", "Maren Tollund"),
        ]


def test_members_are_those_of_the_entities_of_the_last_run(tmp_path: Path) -> None:
    renamed = article("Maren Tollund was certified to ISO 9001. So was Tollund Brothers.", id="b")
    holders = [
        record(renamed, "certification", {"holder": name, "scheme": "ISO 9001"})
        for name in ("Maren Tollund", "Tollund Brothers")
    ]
    for documents in ([of_a_person(), of_a_yard()], [(renamed, holders)], [of_a_yard()]):
        written(tmp_path, documents)
        with feeding(tmp_path, ALL):
            pass
        with opened_database(tmp_path) as database:
            kept = {id: restored(known) for id, known in database.rows("SELECT id, known FROM entities")}
            found = {(member, entity) for member, entity in database.rows("SELECT * FROM members")}
        assert found == {(member, id) for id, known in kept.items() for member in known["members"]}
        assert found
