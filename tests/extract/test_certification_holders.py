"""Which of several candidates holds a certificate, in invented releases."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from pipeline.analysis import Analysis
from pipeline.entities import Entities
from pipeline.extract.certifications import Certifications
from pipeline.extract.certifications.bonds import Bonds
from pipeline.extract.certifications.candidates import Candidates
from pipeline.extract.certifications.claims import Claim, Finders
from pipeline.ranking import fitted_weights

Analyse = Callable[..., Analysis]
CERTIFICATIONS = Certifications()

RELEASE = (
    "LEEDS, UK – Norvane Lamps Ltd today announced a pact with Brent Steel Inc. “We grow,” said Jane Roe."
    "\n\n{}\n\nAbout Norvane Lamps Ltd\n\nNorvane Lamps Ltd is a maker of street lamps."
)


def claims_of(analysis: Analysis, entities: Entities) -> Sequence[Claim]:
    finders = Finders(analysis, entities, CERTIFICATIONS.rules.words["bodies"])
    return list(CERTIFICATIONS.claims(finders))


def held(analyse: Analyse, sentence: str) -> dict[str, str]:
    analysis = analyse(RELEASE.format(sentence), title="Norvane Lamps Ltd and Brent Steel Join Hands")
    return {f.scheme: f.holder for f in CERTIFICATIONS(analysis, Entities(analysis))}


def test_nobody_told_is_the_release_s_subject(analyse: Analyse) -> None:
    assert held(analyse, "* ISO 9001 certified") == {"ISO 9001": "Norvane Lamps Ltd"}


@pytest.mark.parametrize(
    ("sentence", "holder"),
    [
        ("BREE, Ohio — Norvane Ltd has achieved ISO 9001 certification.", "Norvane Ltd"),
        ("BREE, Ohio--(WIRE)--Norvane Ltd has achieved ISO 9001 certification.", "Norvane Ltd"),
        ("On May 5, 2025, Norvane Ltd was ISO 9001 certified.", "Norvane Ltd"),
        ("The ISO 9001 certificate of Norvane Ltd was suspended by Alder Audit.", "Norvane Ltd"),
        ("Alder Audit issued the ISO 9001 certificate to Norvane Ltd in May.", "Norvane Ltd"),
        ("Alder Audit has granted Norvane Ltd its ISO 9001 certification.", "Norvane Ltd"),
        ("Alder Audit issued Norvane Ltd an FSC certificate.", "Norvane Ltd"),
        ("Alder Audit certified Norvane Ltd to ISO 9001.", "Norvane Ltd"),
    ],
)
def test_holder_of_a_single_sentence(analyse: Analyse, sentence: str, holder: str) -> None:
    analysis = analyse(sentence)
    assert {found.holder for found in CERTIFICATIONS(analysis, Entities(analysis))} == {holder}


def test_named_subject_holds_it_though_another_s_release(analyse: Analyse) -> None:
    assert held(analyse, "Brent Steel is ISO 9001 certified.") == {"ISO 9001": "Brent Steel Inc."}


def test_credential_is_a_person_s(analyse: Analyse) -> None:
    sentence = "Jane Roe of Brent Steel is a Certified Lighting Designer."
    assert held(analyse, sentence) == {"Certified Lighting Designer": "Jane Roe"}


def test_candidates_are_named_once_and_no_issuers(analyse: Analyse) -> None:
    analysis = analyse(RELEASE.format("Brent Steel is accredited by the Alder Metal Board."))
    entities = Entities(analysis)
    (claim,) = claims_of(analysis, entities)
    names = [candidate.name for candidate in Candidates(analysis, entities).of(claim)]
    assert names[0] == "Brent Steel Inc."
    assert {"Norvane Lamps Ltd", "Jane Roe"} <= set(names)
    assert "Alder Metal Board" not in names
    assert len(names) == len(set(names))


def test_what_is_held_holds_nothing(analyse: Analyse) -> None:
    act = "Health Insurance Portability and Accountability Act"
    analysis = analyse(RELEASE.format(f"The {act} (HIPAA) binds clinics. HIPAA compliance is simple."))
    entities = Entities(analysis)
    (claim,) = claims_of(analysis, entities)
    assert claim.told[0].name == act
    names = {candidate.name for candidate in Candidates(analysis, entities).of(claim)}
    assert act not in names


def test_every_candidate_has_features(analyse: Analyse) -> None:
    analysis = analyse(RELEASE.format("Brent Steel is ISO 9001 certified."))
    entities = Entities(analysis)
    claims = claims_of(analysis, entities)
    bonds = Bonds(analysis, entities, claims)
    candidates = [*Candidates(analysis, entities).of(claims[0]), None]
    features = [set(bonds.of(claims[0], candidate)) for candidate in candidates]
    assert "told" in features[0]
    assert features[-1] >= {"none", "none|told"}


def test_weights_know_what_the_parse_tells() -> None:
    weights = fitted_weights("pipeline.extract.certifications", "holder_weights.json")
    assert weights["told"] > 0
