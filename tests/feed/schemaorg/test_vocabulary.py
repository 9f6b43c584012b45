"""Whatever is written is in the vocabulary of schema.org: types, properties, values."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline.feed.schemaorg import deliver
from tests.feed.newsroom import corpus_run as corpus_run
from tests.feed.newsroom import delivered_rows, newsroom_run
from tests.feed.newsroom import generated_run as generated_run
from tests.feed.vocabulary.checking import Node, ancestors, faults, terms


def vocabulary_nodes(row: dict[str, Any]) -> list[Node]:
    """The nodes of a document that are in schema.org; evidence is in another vocabulary."""
    return [node for node in row["@graph"] if "@context" not in node]


def test_the_corpus(corpus_run: Path) -> None:
    check(corpus_run)


def test_a_generated_run(generated_run: Path) -> None:
    check(generated_run)


def test_facts_of_every_shape(tmp_path: Path) -> None:
    check(newsroom_run(tmp_path / "out"))


def check(directory: Path) -> None:
    rows = delivered_rows(deliver, directory)
    assert rows
    for row in rows:
        assert list(faults(vocabulary_nodes(row))) == []
        names = [node.get("@id") or node["id"] for node in row["@graph"]]
        assert len(names) == len(set(names))


def test_the_table_has_what_the_mapping_rests_on() -> None:
    assert terms()["CertificationActive"]["under"] == ["CertificationStatusEnumeration"]
    assert "CreativeWork" in ancestors("Certification")
    assert "additionalProperty" in terms()
    assert "Role" not in terms()["additionalProperty"]["domain"]


PERSON: Node = {"@type": "Person", "@id": "urn:p", "name": "Ada Quill"}
BODY: Node = {"@type": "Organization", "@id": "urn:o", "name": "Quay"}


@pytest.mark.parametrize(
    ("nodes", "fault"),
    [
        ([PERSON | {"@type": "Human"}], "Human is no type"),
        ([PERSON | {"spokenBy": "x"}], "spokenBy is no property"),
        ([PERSON | {"issuedBy": {"@id": "urn:o"}}, BODY], "Person has no issuedBy"),
        ([PERSON | {"worksFor": {"@id": "urn:p"}}], "worksFor of Person may not be {'@id': 'urn:p'}"),
        ([PERSON | {"worksFor": {"@id": "urn:x"}}], "worksFor of Person leads nowhere: urn:x"),
        ([PERSON | {"birthDate": "2019/2020"}], "birthDate of Person may not be '2019/2020'"),
        (
            [
                PERSON | {"worksFor": {"@id": "urn:r"}},
                {"@type": "EmployeeRole", "@id": "urn:r", "roleName": "cook"},
            ],
            "EmployeeRole stands for ['worksFor'] and says none of it",
        ),
        (
            [{"@type": "Certification", "@id": "urn:c", "certificationStatus": "https://schema.org/InStock"}],
            "certificationStatus of Certification may not be 'https://schema.org/InStock'",
        ),
        ([{"@type": "Role", "@id": "urn:r", "performer": {"@id": "urn:p"}}, PERSON], "Role has no performer"),
    ],
)
def test_what_is_not_in_the_vocabulary_is_found(nodes: list[Node], fault: str) -> None:
    assert fault in list(faults(nodes))


def test_a_role_may_stand_for_an_organisation() -> None:
    role: Node = {
        "@type": "EmployeeRole",
        "@id": "urn:r",
        "worksFor": {"@id": "urn:o"},
        "startDate": "2021-03",
    }
    assert list(faults([PERSON | {"worksFor": {"@id": "urn:r"}}, role, BODY])) == []
