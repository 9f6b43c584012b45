"""What the groups of a rule's pattern have matched: its schemes, cue and holders.

Groups: `cue` (or `certified`, where a pattern is an alternative), `schemes` (a masked list), `scheme` (a
scheme in the text's words), `items` (a list of such), `issuer` (where a body's name
begins), `whose` (where that of the certificate's holder does), `holder` (names that are listed).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from pipeline.extract.certifications.fields import per_field
from pipeline.extract.certifications.holder import Holder
from pipeline.extract.certifications.issuer import Issuer
from pipeline.extract.certifications.lists import listed_schemes
from pipeline.extract.certifications.scheme import Scheme, SchemeKind, SchemeList
from pipeline.extract.masked import Masked
from pipeline.extract.rules import Rule
from pipeline.records import CertificationStatus

REFUSED: Mapping[str, frozenset[SchemeKind]] = {
    "certification.is-a": frozenset({"open", "label", "regulation"}),
    "certification.became": frozenset({"open", "label", "regulation"}),
    "certification.possessed": frozenset({"open", "label"}),
    "certification.conformity": frozenset({"open"}),
    "certification.registered": frozenset({"open", "regulation", "standard"}),
    "certification.registered-with": frozenset({"open", "regulation", "standard"}),
    "certification.noun": frozenset({"open"}),
    "certification.before-noun": frozenset({"open", "label", "regulation"}),
    "certification.built-to": frozenset({"open", "label"}),
}
"""Kinds of names that a rule does not take alone: "its Alder certification" may be its course."""

_OF_FIELDS = frozenset({"certification.in", "certification.board"})
_REACH = 120
"""Characters behind a certificate's first field in which others may be listed."""

_NEEDS_NO_HEAD = frozenset(
    {"certification.named", "certification.registered", "certification.registered-with"}
)
_NAMES = re.compile(r"[A-Z][\w-]*(?: (?:of |the ){0,2}[A-Z][\w-]*)*")
_GRANTED = re.compile(r"certif|accredit|approv|listed|verified|recogni", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Matched:
    """A match of a rule in a masked sentence of a text."""

    rule: Rule
    match: re.Match[str]
    masked: Masked
    text: str

    @property
    def key(self) -> int:
        """What it is about: of two matches with one key, the first stands."""
        return self.match.start("schemes" if "schemes" in self.match.re.groupindex else self.cue_group)

    @property
    def cue_group(self) -> str:
        """The group that holds the cue."""
        return "cue" if self.match["cue"] is not None else "certified"

    @property
    def cue(self) -> tuple[int, int]:
        """Where the cue stands."""
        return self.masked.span(*self.match.span(self.cue_group))

    @property
    def end(self) -> int:
        """Offset behind the last matched word; a blank behind it belongs to what follows."""
        last = self.match.start() + len(self.match.group().rstrip())
        return self.masked.span(last - 1, last)[1]

    @property
    def issuer_start(self) -> int | None:
        """Where the name of an issuer begins, if the pattern has its place."""
        return self._start("issuer")

    @property
    def whose_start(self) -> int | None:
        """Where the name of the holder begins, if the pattern has its place."""
        return self._start("whose")

    def _start(self, group: str) -> int | None:
        matched = group in self.match.re.groupindex and self.match[group] is not None
        return self.masked.span(*self.match.span(group))[0] if matched else None

    @property
    def status(self) -> CertificationStatus | None:
        """The status that the rule itself gives, if it gives one."""
        given = self.rule.set.get("status")
        return next((status for status in get_args(CertificationStatus) if status == given), None)

    @property
    def has_schemes(self) -> bool:
        """Whether the pattern names schemes, and not only who granted one."""
        return bool({"schemes", "scheme", "items"} & set(self.match.re.groupindex))

    def is_granted(self, after: str) -> bool:
        """Whether a certificate is spoken of, and not conformity alone."""
        return _GRANTED.search(self.match.group() + after) is not None

    def schemes(self, head: re.Pattern[str]) -> list[Scheme]:
        """The schemes; `head` is what must stand behind a name such as "UL" to make it one."""
        if "items" in self.match.re.groupindex:
            return listed_schemes(self.text, *self.masked.span(*self.match.span("items")))
        if "schemes" not in self.match.re.groupindex:
            worded = self._worded()
            return (
                per_field(worded, self.text, worded.end + _REACH) if self.rule.id in _OF_FIELDS else [worded]
            )
        members = self.masked.mention(self.match, "schemes")
        if not isinstance(members, SchemeList):
            return []
        named = (
            self.rule.id in _NEEDS_NO_HEAD
            or head.match(self.masked.text, self.match.end("schemes"))
            or head.search(self.match.group())
        )
        refused: frozenset[SchemeKind] = frozenset() if named else frozenset({"label"})
        if {scheme.kind for scheme in members.schemes} <= {"open", "label"} or len(members.schemes) == 1:
            refused |= REFUSED.get(self.rule.id, frozenset())
        return [scheme for scheme in members.schemes if scheme.kind not in refused]

    def has_one_of(self, kinds: frozenset[SchemeKind]) -> bool:
        """Whether its masked list has a single scheme, of one of some kinds."""
        members = self.masked.mention(self.match, "schemes")
        return (
            isinstance(members, SchemeList) and len(members.schemes) == 1 and members.schemes[0].kind in kinds
        )

    def _worded(self) -> Scheme:
        """The scheme in the text's words; with "certified in …" the cue is part of it."""
        start, end = self.masked.span(*self.match.span("scheme"))
        start = self.cue[0] if "certified" in self.match.re.groupindex else start
        end = start + len(self.text[start:end].rstrip(".,;:-’'"))
        return Scheme(" ".join(self.text[start:end].split()), "open", ((start, end),))

    def composed(self, issuer: Issuer) -> Scheme:
        """A certificate that has no name but its issuer's: "Alder Council accreditation"."""
        noun = "accreditation" if "accredit" in self.match[self.cue_group].lower() else "certification"
        return Scheme(f"{issuer.name} {noun}", "open", (*issuer.pieces, self.cue))

    def listed_holders(self) -> Sequence[Holder]:
        """The holders that the pattern lists: "Port Alder and Lower Brent"."""
        if "holder" not in self.match.re.groupindex:
            return []
        start, end = self.masked.span(*self.match.span("holder"))
        return [Holder(name.group(), (name.span(),)) for name in _NAMES.finditer(self.text, start, end)]
