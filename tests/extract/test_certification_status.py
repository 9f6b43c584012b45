"""What is news of an article and what a fact in it, and whose names of certificates are no issuers'."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.analysis import Analysis
from pipeline.entities import Entities
from pipeline.extract.certifications import Certifications
from pipeline.extract.certifications.claims import OPENING
from pipeline.findings import CertificationFinding

Analyse = Callable[..., Analysis]

ABOUT = "Norvane Lamps Ltd, a maker of street lamps, opened a plant in Leeds. "
LONG = ABOUT + "The plant makes lamps for streets and squares. " * (OPENING // 40)


def found(analyse: Analyse, text: str, title: str = "A new plant") -> list[CertificationFinding]:
    analysis = analyse(text, title=title, published="2025-06-16")
    return list(Certifications()(analysis, Entities(analysis)))


def statuses(analyse: Analyse, text: str, title: str = "A new plant") -> set[str]:
    return {finding.status for finding in found(analyse, text, title)}


@pytest.mark.parametrize(
    ("deed", "status"),
    [
        ("has earned ISO 9001 certification.", "held"),
        ("has passed ISO 9001 certification.", "held"),
        ("earned ISO 9001 certification in March 2025.", "awarded"),
        ("recently earned ISO 9001 certification.", "awarded"),
        ("today announced that it has earned ISO 9001 certification.", "awarded"),
        ("has renewed its ISO 9001 certification.", "renewed"),
    ],
)
def test_what_is_granted_far_behind_the_opening_is_news_by_its_day_or_word(
    analyse: Analyse, deed: str, status: str
) -> None:
    assert statuses(analyse, f"{LONG}\n\nNorvane Lamps Ltd {deed}") == {status}


def test_what_is_granted_is_news_in_the_opening_and_of_the_headline(analyse: Analyse) -> None:
    deed = "Norvane Lamps Ltd has earned ISO 9001 certification."
    assert statuses(analyse, ABOUT + deed) == {"awarded"}
    assert statuses(analyse, f"{LONG}\n\n{deed}", title="The way to ISO 9001") == {"awarded"}


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("announced that it is now ISO 9001 certified.", "awarded"),
        ("announced that its plant is ISO 9001 certified.", "awarded"),
        ("is officially ISO 9001 certified.", "awarded"),
        ("is the first maker to be ISO 9001 certified.", "awarded"),
        ("is ISO 9001 certified.", "held"),
        ("serves its clients with an ISO 9001 certification.", "held"),
    ],
)
def test_a_certificate_is_granted_as_it_is_announced(analyse: Analyse, said: str, status: str) -> None:
    assert statuses(analyse, f"{ABOUT}Norvane Lamps Ltd {said}") == {status}


@pytest.mark.parametrize(
    ("said", "issuer"),
    [
        ("She earned the Xyqlo Lamps Certification.", None),
        ("She holds certifications in Street Repair (QSR) and Light Drying (QLD).", None),
        ("She earned a certification from Xyqlo Lamps.", "Xyqlo Lamps"),
    ],
)
def test_a_certificates_name_is_no_issuers(analyse: Analyse, said: str, issuer: str | None) -> None:
    findings = found(analyse, f"Jane Roe runs Norvane Lamps Ltd. {said}")
    assert findings
    assert {finding.issuer for finding in findings} == {issuer}
