"""Certifications: schemes, holders, issuers, statuses, dates; sentences with invented names."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from pipeline.analysis import Analysis
from pipeline.entities import Entities
from pipeline.extract.certifications import Certifications
from pipeline.extract.certifications.context import Context
from pipeline.extract.certifications.lists import scheme_lists
from pipeline.extract.certifications.sites import site_certified
from pipeline.extract.certifications.vocabulary import scheme_families
from pipeline.findings import CertificationFinding
from pipeline.standards import standard_of

Analyse = Callable[..., Analysis]
CERTIFICATIONS = Certifications()

ABOUT = "Norvane Lamps Ltd, a maker of street lamps, opened a plant in Leeds this week.\n\n"
ROE = "Jane Roe spoke at the meeting in Leeds on Monday.\n\n"


def found(analyse: Analyse, text: str, title: str = "") -> list[CertificationFinding]:
    analysis = analyse(text, title=title, published="2025-06-16")
    findings = list(CERTIFICATIONS(analysis, Entities(analysis)))
    assert all(piece.stands_in(analysis.article) for f in findings for piece in f.evidence)
    return findings


def pairs(analyse: Analyse, text: str) -> set[tuple[str, str]]:
    return {(f.holder, f.scheme) for f in found(analyse, text)}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("It is ISO 9001, ISO 14001 and HIPAA certified.", [["ISO 9001", "ISO 14001", "HIPAA"]]),
        ("It is certified to ISO 9001, 14001 and 45001.", [["ISO 9001", "ISO 14001", "ISO 45001"]]),
        ("It meets SOC 2 Type II, Ohio PRIV Law, and GDPR.", [["SOC 2 Type II", "Ohio PRIV Law", "GDPR"]]),
        ("It has the International Organization for Standardization (ISO) 13485 mark.", [["ISO 13485"]]),
        ("Its certifications include SOC 2, Tier 4+ and QXGS, as planned.", [["SOC 2", "Tier 4+", "QXGS"]]),
        ("It holds CE and QFS certifications.", [["CE", "QFS"]]),
        ("It earned the new Alder Quality Network certification.", [["Alder Quality Network"]]),
        ("It is certified by UL and sold in shops.", []),
        ("Its GLP-1 study has an FDA-cleared pump and a Small Business Innovation grant.", []),
        ("It runs an FDA-registered plant.", [["FDA"]]),
        ("It earned UL Alder Choice certification.", [["UL Alder Choice"]]),
        ("It earned UL and RoHS certification.", [["UL", "RoHS"]]),
        ("It earned LEED Gold certification and OSHA 30 certification.", [["LEED Gold", "OSHA 30"]]),
        (
            "It has NCQA Alder Care Accreditation and URAC Brent Lamp Accreditation.",
            [["NCQA Alder Care", "URAC Brent Lamp"]],
        ),
        ("It is a certified Minority Business Enterprise (MBE).", [["Minority Business Enterprise (MBE)"]]),
        ("It has an Alder Cross®-certified team.", [["Alder Cross"]]),
        ("It has a Q.X.W.®-certified team.", [["Q.X.W."]]),
        ("It will publish a QX 43-101 compliant report.", [["QX 43-101"]]),
        ("It sells Alder Sky Certified lamps.", [["Alder Sky"]]),
        ("It is QXW Lamp-Safe certified and QXW Part 145 certified.", [["QXW Lamp-Safe"], ["QXW Part 145"]]),
        (
            "It holds Alder Lamp Care and Brent Light Care certifications.",
            [["Alder Lamp Care", "Brent Light Care"]],
        ),
        ("It holds QXW, CISSP and ITIL certifications.", [["QXW", "CISSP", "ITIL"]]),
        ("Certifications: ISO 9001 | ISO 14001 | RoHS.", [["ISO 9001", "ISO 14001", "RoHS"]]),
        ("Nothing is said of any standard here.", []),
    ],
)
def test_schemes_stand_in_lists(text: str, names: list[list[str]]) -> None:
    lists = scheme_lists(text, 0, len(text))
    assert [[scheme.name for scheme in group.schemes] for group in lists] == names
    assert all(text[group.start : group.end] for group in lists)


@pytest.mark.parametrize(
    ("scheme", "standard"),
    [
        ("ISO37101", "ISO 37101"),
        ("ISO-9001", "ISO 9001"),
        ("ISO/IEC 27001: 2022", "ISO/IEC 27001:2022"),
        ("AS9100D", "AS 9100D"),
        ("EN ISO 13485:2016", "EN ISO 13485:2016"),
        ("SOC 2 Type II", None),
        ("LEED Gold", None),
    ],
)
def test_a_standard_is_written_in_one_way(scheme: str, standard: str | None) -> None:
    assert standard_of(scheme) == standard


def test_a_certificate_for_a_site_is_the_sites() -> None:
    text = "earned ISO 9001 certification for its paper mill in Port Alder, Maine."
    site = site_certified(text, text.index(" certification"), len(text))
    assert site is not None
    assert site.name == "mill in Port Alder, Maine"


@pytest.mark.parametrize(
    ("before", "match", "status"),
    [
        ("The firm ", "has achieved ISO 9001", "awarded"),
        ("The firm ", "is ISO 9001 certified", "held"),
        ("The firm ", "renewed its ISO 9001", "renewed"),
        ("The firm plans to ", "obtain ISO 9001", "planned"),
        ("The firm is in the process of ", "obtaining ISO 9001", "in_progress"),
        ("The firm lost its ", "ISO 9001 certification", "lost"),
        ("The award-winning firm ", "holds ISO 9001", "held"),
    ],
)
def test_the_words_before_a_scheme_give_its_status(before: str, match: str, status: str) -> None:
    assert Context(CERTIFICATIONS.rules).status(before, match, "") == status


def test_the_forms_of_a_family_compile_and_none_stands_twice() -> None:
    forms = [form for family, _ in scheme_families() for form in family.forms]
    assert all(re.compile(form) for form in forms)
    assert len(forms) == len(set(forms))


@pytest.mark.parametrize(
    ("text", "holder", "scheme"),
    [
        ("Norvane Ltd is ISO 9001 certified.", "Norvane Ltd", "ISO 9001"),
        ("Norvane Ltd, an ISO 9001 certified maker of lamps, grew.", "Norvane Ltd", "ISO 9001"),
        ("Norvane Ltd’s certifications include SOC 2.", "Norvane Ltd", "SOC 2"),
        ("The lamps of Norvane Ltd comply with EN 60598.", "Norvane Ltd", "EN 60598"),
        ("As a HIPAA compliant clinic, Norvane Ltd keeps data safe.", "Norvane Ltd", "HIPAA"),
        ("Norvane Ltd is a B Corp.", "Norvane Ltd", "B Corp"),
        (
            "Norvane Ltd is among the few firms accredited by the Alder Council.",
            "Norvane Ltd",
            "Alder Council",
        ),
    ],
)
def test_the_parse_leads_to_the_holder(analyse: Analyse, text: str, holder: str, scheme: str) -> None:
    assert any(f.holder == holder and f.scheme.startswith(scheme) for f in found(analyse, text))


@pytest.mark.parametrize(
    "text",
    [
        "We are ISO 9001 certified, and our lamps are known for it.",
        "Its plant is ISO 9001 certified.",
        "The company is ISO 9001 certified.",
    ],
)
def test_what_stands_for_the_company_means_it(analyse: Analyse, text: str) -> None:
    (finding,) = found(analyse, ABOUT + text)
    assert finding.holder == "Norvane Lamps Ltd"
    holders = {piece.text for piece in finding.evidence if piece.field == "holder"}
    assert "Norvane Lamps Ltd" in holders
    assert len(holders) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Organizations that are ISO 9001 certified win more tenders.",
        "The course prepares students for ISO 9001 lead auditor exams.",
        "Norvane Ltd helps firms to achieve ISO 27001 certification.",
        "Bidders must hold ISO 9001 certification.",
        "Norvane Ltd is not ISO 9001 certified.",
        "Norvane Ltd won the Alder Prize and was named a top employer.",
        "Norvane Ltd employs certified technicians and accredited investors.",
        "Norvane Ltd is a fully accredited firm.",
        "Shares are held by accredited investors of Norvane Ltd.",
    ],
)
def test_what_is_only_talked_about_is_no_certification(analyse: Analyse, text: str) -> None:
    assert found(analyse, text) == []


def test_a_list_gives_a_record_a_scheme(analyse: Analyse) -> None:
    text = "Norvane Ltd is ISO 9001, ISO 14001 and ISO 45001 certified."
    assert pairs(analyse, text) == {("Norvane Ltd", f"ISO {number}") for number in (9001, 14001, 45001)}


def test_the_issuer_is_who_granted_it(analyse: Analyse) -> None:
    (finding,) = found(analyse, "Norvane Ltd has been accredited by the Alder Council (AC) in Leeds.")
    assert finding.issuer == "Alder Council"
    assert finding.scheme == "Alder Council accreditation"
    assert finding.status == "awarded"


def test_the_date_is_that_of_the_grant_not_of_the_news(analyse: Analyse) -> None:
    (earned,) = found(analyse, "Norvane Ltd earned ISO 9001 certification in May 2019.")
    assert earned.date == "2019-05"
    (news,) = found(analyse, "Norvane Ltd announced today that it has achieved ISO 9001 certification.")
    assert news.date is None


@pytest.mark.parametrize(
    ("text", "scheme"),
    [
        ("Jane Roe is a board-certified neurologist in Leeds.", "board-certified neurologist"),
        ("Jane Roe, a Certified Financial Planner, spoke.", "Certified Financial Planner"),
        ("Guests heard board-certified surgeon Dr. Jane Roe.", "board-certified surgeon"),
        ("She is board certified in family medicine.", "board certified in family medicine"),
        ("She is a CFA charterholder.", "CFA"),
        ("QXW Certified Lamp Coach® Jane Roe is back.", "QXW Certified Lamp Coach"),
        ("It was founded by Certified Life Coach and Lamp Manager Jane Roe.", "Certified Life Coach"),
        ("She is a Certified Merger & Acquisition Advisor.", "Certified Merger & Acquisition Advisor"),
        (
            "Guests heard Board Certified Expert in Lamp and Light Law, Jane Roe.",
            "Board Certified Expert in Lamp and Light Law",
        ),
        ("Jane Roe, JD, CFP®, spoke first.", "CFP"),
    ],
)
def test_a_person_bears_a_credential(analyse: Analyse, text: str, scheme: str) -> None:
    assert pairs(analyse, ROE + text) == {("Jane Roe", scheme)}


@pytest.mark.parametrize(
    ("text", "schemes"),
    [
        (
            "Jane Roe is board certified in both kite medicine and pathology.",
            {"board certified in kite medicine", "board certified in pathology"},
        ),
        (
            "Jane Roe has certifications in QXW, Lamp Therapy, and Light Repair.",
            {"certifications in QXW", "certifications in Lamp Therapy", "certifications in Light Repair"},
        ),
        (
            "Jane Roe is board certified in cardiology and internal medicine.",
            {"board certified in cardiology", "board certified in internal medicine"},
        ),
        (
            "Jane Roe is board certified in facial plastic and reconstructive surgery.",
            {"board certified in facial plastic and reconstructive surgery"},
        ),
        ("Jane Roe is certified in Strength and Conditioning.", {"certified in Strength and Conditioning"}),
    ],
)
def test_each_field_is_a_certificate(analyse: Analyse, text: str, schemes: set[str]) -> None:
    assert pairs(analyse, ROE + text) == {("Jane Roe", scheme) for scheme in schemes}


def test_each_of_two_persons_bears_a_credential(analyse: Analyse) -> None:
    text = ROE + "The wines were chosen by Certified Sommeliers Jane Roe and Tom Brask."
    assert pairs(analyse, text) == {(name, "Certified Sommelier") for name in ("Jane Roe", "Tom Brask")}


def test_each_of_several_subjects_bears_a_credential(analyse: Analyse) -> None:
    text = ROE + "Jane Roe, Tom Brask and Ann Fell are also Certified Lamp Services Professionals (CLSP)."
    people = ("Jane Roe", "Tom Brask", "Ann Fell")
    assert pairs(analyse, text) == {(name, "Certified Lamp Services Professional") for name in people}


def test_a_credential_of_one_is_not_the_others(analyse: Analyse) -> None:
    text = "Jane Roe, a Board Certified Lamp Analyst, and Tom Poe, a painter, founded Norvane Ltd."
    assert pairs(analyse, text) == {("Jane Roe", "Board Certified Lamp Analyst")}


def test_a_credential_has_its_possessive_and_its_stroke(analyse: Analyse) -> None:
    text = ROE + "Jane Roe, certified lamp design coach/planner, is an Accredited Buyer’s Representative."
    schemes = {scheme for _, scheme in pairs(analyse, text)}
    assert schemes == {"certified lamp design coach/planner", "Accredited Buyer’s Representative"}


def test_a_credential_names_no_issuer_with_its_own_words(analyse: Analyse) -> None:
    (finding,) = found(analyse, ROE + "Jane Roe is a Certified Private Wealth Advisor.")
    assert finding.issuer is None


def test_the_first_word_of_one_name_stands_for_it(analyse: Analyse) -> None:
    text = "Patients trust Brentmore Sleep Laboratory in Leeds.\n\nBrentmore is HIPAA compliant."
    assert pairs(analyse, text) == {("Brentmore Sleep Laboratory", "HIPAA")}


@pytest.mark.parametrize(
    "text",
    [
        "Norvane Ltd sells a lamp for all needs, and it is ISO 9001 certified.",
        "See example.org/lamp-course for more: Norvane Ltd is ISO 9001 certified.",
    ],
)
def test_a_word_of_a_web_address_or_another_clause_makes_no_talk(analyse: Analyse, text: str) -> None:
    assert ("Norvane Ltd", "ISO 9001") in pairs(analyse, text)


def test_an_official_designation_has_its_own_words(analyse: Analyse) -> None:
    text = "In 2016, Hamburg was designated a national heritage district by the Alder Council."
    (finding,) = found(analyse, text)
    assert (finding.scheme, finding.status, finding.date) == ("national heritage district", "awarded", "2016")


def test_certificates_handed_over_have_the_day_of_the_ceremony(analyse: Analyse) -> None:
    text = (
        "On May 5, 2025, the forum met in Leeds. The mayor awarded the certificate to Port Alder and "
        "Lower Brent, two new ISO 37101 areas."
    )
    findings = {f.holder: f for f in found(analyse, text)}
    assert set(findings) == {"Port Alder", "Lower Brent"}
    assert findings["Port Alder"].date == "2025-05-05"
    assert findings["Port Alder"].standard == "ISO 37101"


def test_the_number_of_a_certificate_is_kept(analyse: Analyse) -> None:
    (finding,) = found(analyse, "Norvane Ltd is ISO 9001 certified (certificate no. QM-2041/7).")
    assert finding.number == "QM-2041/7"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jane Roe, PhD, CFA, CAIA, is a partner at Norvane Ltd.", {"CFA", "CAIA"}),
        ("Mr. Tom Poe, P.Eng., reviewed the report for Norvane Ltd.", {"P.Eng"}),
        ("Jane Roe, PE, LEED AP, runs the Leeds office.", {"PE", "LEED AP"}),
        ("Jane Roe, MD, PhD, FACS, runs the Leeds office.", set()),
        ("Jane Roe, CEO, runs the Leeds office.", set()),
        ("Tom Poe, MBA, CTRS, PMI-RMP, runs the Leeds office.", {"CTRS", "PMI-RMP"}),
        ("Jane Roe, LCSW, RN, runs the Leeds office.", set()),
        ("The talk is by Jane Roe, JD, CQXW.", {"CQXW"}),
        ("Jane Roe, CISO, runs the Leeds office.", set()),
    ],
)
def test_letters_behind_a_name_are_credentials(analyse: Analyse, text: str, expected: set[str]) -> None:
    assert {f.scheme for f in found(analyse, text)} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Jane Roe holds certifications including QXWP, Brent Incident Handler, and Alder Security+.",
            {
                ("Jane Roe", "QXWP"),
                ("Jane Roe", "Brent Incident Handler"),
                ("Jane Roe", "Alder Security+"),
            },
        ),
        ("Jane Roe holds Series 7 and 66 licenses.", {("Jane Roe", "Series 7"), ("Jane Roe", "Series 66")}),
        (
            "Norvane Ltd complies with NSF 42 and 53.",
            {("Norvane Ltd", "NSF 42"), ("Norvane Ltd", "NSF 53")},
        ),
        ("Norvane Ltd runs an FDA-registered plant in Leeds.", {("Norvane Ltd", "FDA")}),
        ("Norvane Ltd is a fully accredited community college in Leeds.", set()),
        (
            "Jane Roe holds certifications in Lamp Damage Repair (LDR) and Applied Light Drying (ALD).",
            {("Jane Roe", "LDR"), ("Jane Roe", "Lamp Damage Repair"), ("Jane Roe", "Applied Light Drying")},
        ),
        ("Norvane Ltd offers HIPAA - compliant support.", {("Norvane Ltd", "HIPAA")}),
        (
            "Norvane Ltd, a Federally Qualified Health Center, cares for patients in Leeds.",
            {("Norvane Ltd", "Federally Qualified Health Center")},
        ),
        ("Jane Roe is a Six Sigma Black Belt at Norvane Ltd.", {("Jane Roe", "Six Sigma Black Belt")}),
        ("Norvane Ltd makes NX1, an FDA-designated orphan drug.", set()),
        ("Jane Roe works for the Institute of Chartered Surveyors in Leeds.", set()),
    ],
)
def test_lists_registers_and_numbers(analyse: Analyse, text: str, expected: set[tuple[str, str]]) -> None:
    assert pairs(analyse, text) == expected


def test_a_common_noun_takes_up_what_the_headline_names(analyse: Analyse) -> None:
    text = "Visitors saw it on Monday. The 3X desk lamp is UL 8750 certified."
    findings = found(analyse, text, title="Norvane Introduces the 3X Desk Lamp for Schools")
    assert [(f.holder, f.scheme) for f in findings] == [("3X Desk Lamp", "UL 8750")]


def test_an_acronym_is_spelt_out(analyse: Analyse) -> None:
    text = "The Brent Lamp Network (BLN) met in Leeds.\n\nBLN is ISO 9001 certified."
    assert pairs(analyse, text) == {("Brent Lamp Network", "ISO 9001")}


@pytest.mark.parametrize(
    ("text", "holder", "scheme"),
    [
        ("Jane Roe is proud to be certified in Pediatric Gait Care.", "Jane Roe", "Pediatric Gait Care"),
        ("Jane Roe is a Chartered Accountant (Ireland).", "Jane Roe", "Chartered Accountant"),
        ("Jane Roe is a Master Certified Coach.", "Jane Roe", "Master Certified Coach"),
        (
            "Jane Roe is a brewer and an Alder® Certified Beer Judge.",
            "Jane Roe",
            "Alder Certified Beer Judge",
        ),
        ("Jane Roe is a Certified Lamp PlannerTM Practitioner.", "Jane Roe", "Certified Lamp Planner"),
        ("Jane Roe is a board-certified, Leeds-trained dermatologist.", "Jane Roe", "dermatologist"),
        ("Norvane Lamps Ltd makes lamps that are UL listed and RoHS compliant.", "Norvane Lamps Ltd", "UL"),
        ("The lamps of Norvane Lamps Ltd are QXW-PHY standard-compliant.", "Norvane Lamps Ltd", "QXW-PHY"),
        ("Norvane Lamps Ltd is a Magnet-designated hospital.", "Norvane Lamps Ltd", "Magnet"),
        (
            "Norvane Lamps Ltd completed a SOC 2 Type II examination by Brent LLP.",
            "Norvane Lamps Ltd",
            "SOC 2",
        ),
        ("The platform of Norvane Lamps Ltd is SOC 2 attested.", "Norvane Lamps Ltd", "SOC 2"),
        ("Jane Roe earned her Alder Lamp Coach certificate in 2019.", "Jane Roe", "Alder Lamp Coach"),
        (
            "Jane Roe obtained her certification as an Alder Lamp Coach from the Brent Institute.",
            "Jane Roe",
            "Alder Lamp Coach",
        ),
        ("The lamps of Norvane Lamps Ltd comply with QXW-11 and ABC-5.", "Norvane Lamps Ltd", "ABC-5"),
        ("Norvane Lamps Ltd says its lamp program is fully QXW-accredited.", "Norvane Lamps Ltd", "QXW"),
        (
            "Norvane Lamps Ltd earned clean lamp certification from the Alder Board.",
            "Norvane Lamps Ltd",
            "clean lamp",
        ),
        (
            "The lamps of Norvane Lamps Ltd are made and packed in Leeds under HACCP rules.",
            "Norvane Lamps Ltd",
            "HACCP",
        ),
        ("The plant of Norvane Lamps Ltd is registered with the FDA.", "Norvane Lamps Ltd", "FDA"),
    ],
)
def test_found_with_holder(analyse: Analyse, text: str, holder: str, scheme: str) -> None:
    assert any(h == holder and scheme in s for h, s in pairs(analyse, text))


def test_body_before_a_named_scheme_is_its_issuer(analyse: Analyse) -> None:
    text = ABOUT + "Norvane Lamps Ltd is a QXW-certified Women's Business Enterprise (WBE)."
    assert {(f.scheme, f.issuer) for f in found(analyse, text)} == {
        ("Women's Business Enterprise (WBE)", "QXW")
    }


def test_body_before_a_hyphen_is_the_scheme(analyse: Analyse) -> None:
    text = "The lamps of Norvane Lamps Ltd are installed by QXW-certified crews."
    assert {scheme for _, scheme in pairs(analyse, text)} == {"QXW"}


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        ("Norvane Lamps Ltd holds SGS 372 certification.", "SGS"),
        (
            "The Alder Lamp Network (ALN) met. Norvane Lamps Ltd holds ALN accreditation.",
            "Alder Lamp Network",
        ),
        (
            "In 2005, Norvane Lamps Ltd was designated by the Alder Board as a prime lamp maker.",
            "Alder Board",
        ),
        ("Norvane Lamps Ltd was certified as a lamp museum by the Alder Board.", "Alder Board"),
        ("Norvane Lamps Ltd has been ISO 9001 certified since 2012 by Alder Assurance.", "Alder Assurance"),
        ("Norvane Lamps Ltd gained FedRAMP Moderate Authorization from the Alder Board.", "Alder Board"),
    ],
)
def test_issuer_in_or_before_the_name(analyse: Analyse, text: str, issuer: str) -> None:
    assert issuer in {finding.issuer for finding in found(analyse, ABOUT + text)}


def test_acronym_is_spelt_out_by_initials(analyse: Analyse) -> None:
    text = "Alder Street Network Inc. (NASDAQ: ASTN) makes lamps. ASN is ISO 9001 certified."
    assert {holder for holder, _ in pairs(analyse, text)} == {"Alder Street Network Inc."}
