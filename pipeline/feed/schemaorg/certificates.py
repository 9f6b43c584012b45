"""Certificates that were granted; what is planned or under way has no word in schema.org, and is left out."""

from __future__ import annotations

from pipeline.feed.facts import Fact
from pipeline.feed.kinds import holder_kind
from pipeline.feed.schemaorg.graph import add, say
from pipeline.feed.schemaorg.naming import reference
from pipeline.feed.schemaorg.scene import Scene
from pipeline.feed.spans import common_point
from pipeline.records import Certification, CertificationStatus

_STATUS: dict[CertificationStatus, str] = {
    "awarded": "https://schema.org/CertificationActive",
    "held": "https://schema.org/CertificationActive",
    "renewed": "https://schema.org/CertificationActive",
    "lost": "https://schema.org/CertificationInactive",
}


def is_granted(certificate: Certification) -> bool:
    """Whether a certificate was ever granted."""
    return certificate.status in _STATUS


def add_certificate(scene: Scene, fact: Fact, certificate: Certification) -> None:
    """Add a certificate to its holder."""
    kind = holder_kind(certificate.holder, certificate.scheme)
    holder = scene.party_node(scene.parties.holder(fact), kind)
    issuer = scene.parties.issuer(fact)
    is_renamed = certificate.standard not in (None, certificate.scheme)
    node = say(
        scene.fact_node(fact, "Certification"),
        name=certificate.scheme,
        alternateName=certificate.standard if is_renamed else None,
        about=reference(holder["@id"]),
        issuedBy=reference(scene.party_node(issuer)["@id"]) if issuer else None,
        certificationStatus=_STATUS[certificate.status],
        certificationIdentification=certificate.number,
        validFrom=common_point(certificate.date) if certificate.date else None,
        subjectOf=reference(scene.name),
    )
    add(holder, "hasCertification", reference(node["@id"]))
