"""When two certification findings are one, and what stands of both."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.evidence import Evidence
from pipeline.findings import CertificationFinding
from pipeline.merge.certifications import merged_certifications
from pipeline.standards import standard_of


def certificate(scheme: str, holder: str = "Norvane", at: int = 0, **fields: Any) -> CertificationFinding:
    piece = Evidence(field="scheme", part="text", start=at, end=at + len(scheme), text=scheme)
    return CertificationFinding(
        rule="certification.x",
        evidence=(piece,),
        confidence=0.8,
        holder=holder,
        scheme=scheme,
        standard=standard_of(scheme),
        **fields,
    )


@pytest.mark.parametrize(
    ("first", "second", "stands"),
    [
        ("ISO 9001", "ISO 9001:2015", "ISO 9001:2015"),
        ("ISO 27001", "ISO/IEC 27001:2022", "ISO/IEC 27001:2022"),
        ("SOC 2", "SOC 2 Type II", "SOC 2 Type II"),
        ("LEED", "LEED Gold", "LEED Gold"),
        ("SOC 2 Type 2", "SOC 2 Type II", "SOC 2 Type 2"),
        ("GMP", "Good Manufacturing Practice", "Good Manufacturing Practice"),
        ("EPA", "EPA certification", "EPA"),
        ("B Corp", "Certified B Corporation", "B Corp"),
    ],
)
def test_one_scheme_in_two_forms_is_one_record(first: str, second: str, stands: str) -> None:
    (merged,) = merged_certifications([certificate(first), certificate(second, at=100)])
    assert merged.scheme == stands
    assert merged.standard == standard_of(stands)
    assert len(merged.evidence) == 2


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("ISO 9001", "ISO 14001"),
        ("ISO 9001:2008", "ISO 9001:2015"),
        ("SOC 1", "SOC 2"),
        ("HIPAA", "GDPR"),
        ("LEED Gold", "BREEAM"),
    ],
)
def test_two_schemes_are_two_records(first: str, second: str) -> None:
    assert len(merged_certifications([certificate(first), certificate(second)])) == 2


@pytest.mark.parametrize(
    ("first", "second", "records"),
    [
        ("Norvane", "Norvane Lamps Ltd", 1),
        ("Norvane Inc.", "The Norvane Company", 1),
        ("Norvane", "Norvane plant in Leeds", 2),
        ("Norvane", "Alder Lamps", 2),
    ],
)
def test_a_holder_and_the_form_of_its_name(first: str, second: str, records: int) -> None:
    findings = [certificate("ISO 9001", first), certificate("ISO 9001", second)]
    merged = merged_certifications(findings)
    assert len(merged) == records
    assert merged[0].holder == (second if records == 1 else first)


def test_the_most_telling_status_stands_with_its_date() -> None:
    held = certificate("ISO 9001", status="held")
    awarded = certificate("ISO 9001", status="awarded", date="2019-05", issuer="Alder Council")
    sought = certificate("ISO 9001", status="in_progress")
    (merged,) = merged_certifications([held, awarded, sought])
    assert (merged.status, merged.date, merged.issuer) == ("awarded", "2019-05", "Alder Council")


def test_a_name_from_the_text_stands_before_one_made_of_the_issuers() -> None:
    made = certificate("Alder Board of Nursing certification", issuer="Alder Board of Nursing")
    said = certificate("board-certified nurse")
    (merged,) = merged_certifications([made, said])
    assert merged.scheme == "board-certified nurse"
    assert merged.issuer == "Alder Board of Nursing"
