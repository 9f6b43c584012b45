"""Who granted a certificate: the body behind "by", "from" or "through".

An issuer is an organisation mention where the entity layer found one, else the run of capitalised words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.entities import Entities, Mention
from pipeline.extract.certifications.scheme import CAPITALISED, Scheme
from pipeline.lexicon.words import is_ordinary

_NOUNS = (
    r"[Cc]ertified|accredited|[Cc]ertifications?|[Aa]ccreditations?|compliant|status|designations?|report"
    r"|audit|approved|registered|recognition|mark|standards?|seal|[Aa]uthori[sz]ation|credentials?|licen[cs]e"
)
_DEEDS = r"issued|granted|awarded|given|performed|conducted|verified|audited|certified|provided"
_AFTER = re.compile(
    rf"(?:\s*[®™])?(?: \([^()]*\))?(?:[ -](?:{_NOUNS})){{0,3}}(?: \([^()]*\))?"
    rf"(?: (?:for|of|in|at|since) [^.;:,()]{{1,60}}?)?,? (?:(?:was |were )?(?:{_DEEDS}) )?"
    rf"(?:by|from|through)\s+"
    rf"(?:the\s+|an?\s+)?(?:(?:[a-z-]+ed|independent|leading|auditors?|firm|its)\s+){{0,3}}(?P<body>{CAPITALISED})"
)
_AND = re.compile(rf"(?:\s*\([^()]*\))?,? and (?:by |from )?(?:[Tt]he )?(?P<body>{CAPITALISED})")
_HYPHENED = re.compile(
    r"(?<!\w)(?P<body>[A-Z][\w.]{1,30})-(?:designated |recognized |approved |certified |accredited )?$"
)
_FOR = re.compile(rf" for the (?P<body>{CAPITALISED})")
_OPENS_TITLE = re.compile(r"(?:Board )?(?:Certified|Chartered|Registered|Licensed|Accredited)\b")
"""What a name opens with that is a part of the credential's and no body's."""
_ACRONYM = re.compile(r"[A-Z][A-Z&]{1,7}\b")
_NAMED_BY_ISSUER = frozenset({"open", "credential"})
"""Kinds of schemes whose names open with their issuer's, if they open with an organisation's."""
_RUN = re.compile(rf"(?:the\s+)?(?P<body>{CAPITALISED})")


@dataclass(frozen=True, slots=True)
class Issuer:
    """The body's fullest name; `pieces` are where its words stand, the first the place of its mention."""

    name: str
    pieces: tuple[tuple[int, int], ...]

    @property
    def end(self) -> int:
        """Offset behind its mention."""
        return self.pieces[0][1]


class Issuers:
    """Finds the issuers of one article; `bodies` are those whose name is their certificate's name too."""

    def __init__(self, text: str, entities: Entities, bodies: Sequence[str]) -> None:
        """Remember the article."""
        self._text = text
        self._entities = entities
        self._bodies = re.compile(rf"(?:{'|'.join(map(re.escape, bodies))})(?!\w)")

    def of_scheme(self, scheme: Scheme) -> Issuer | None:
        """The body that a scheme's own name begins with: "UL certification", "Alder Canada certification"."""
        mention = self._entities.organizations.at(scheme.start)
        if scheme.kind in _NAMED_BY_ISSUER and mention is not None and mention.start == scheme.start:
            is_body = not (_OPENS_TITLE.match(mention.text) or _is_certificate(mention, scheme))
            return self._mentioned(mention, mention.start) if is_body else None
        match = self._bodies.match(self._text, scheme.start, scheme.end)
        if match is not None:
            if mention is not None and mention.text == match.group():
                return self._mentioned(mention, mention.start)
            return Issuer(match.group(), (match.span(),))
        return self._by_acronym(scheme) if scheme.kind in _NAMED_BY_ISSUER else None

    def _by_acronym(self, scheme: Scheme) -> Issuer | None:
        """The organisation of the article for whose acronym a scheme's first word stands."""
        word = _ACRONYM.match(self._text, scheme.start, scheme.end)
        name = self._entities.organizations.resolve(word.group()) if word else None
        spelt = self._entities.organizations.worded(name) if name else ()
        if word is None or not spelt:
            return None
        return Issuer(spelt[0].name, (word.span(), (spelt[0].start, spelt[0].end)))

    def all_at(self, start: int, end: int) -> list[Issuer]:
        """The bodies that are named right at a place: "the Alder Board and the Brent Council"."""
        found: list[Issuer] = []
        match = _RUN.match(self._text, start, end)
        while match and (issuer := self._named(match)):
            found.append(issuer)
            match = _AND.match(self._text, issuer.end, end)
        return found

    def after(self, start: int, end: int) -> Issuer | None:
        """The body that the rest of a clause names as the one that granted it."""
        match = _AFTER.match(self._text, start, end)
        return self._named(match) if match else None

    def before(self, offset: int) -> Issuer | None:
        """The body that a word is joined to by a hyphen: "ABC-designated"."""
        match = _HYPHENED.search(self._text, max(0, offset - 40), offset)
        mention = self._entities.organizations.at(match.start("body")) if match else None
        if match and mention is not None and mention.end > offset:
            return Issuer(match["body"], (match.span("body"),))
        return self._named(match) if match else None

    def beneficiary(self, start: int, end: int) -> Issuer | None:
        """The country or body that something is designated for, and thus by: "for the Republic of Alder"."""
        match = _FOR.match(self._text, start, end)
        return self._named(match) if match else None

    def _named(self, match: re.Match[str]) -> Issuer | None:
        start, end = match.span("body")
        mention = self._entities.organizations.at(start)
        if mention is not None and mention.start >= start - len("the "):
            return self._mentioned(mention, start)
        if self._entities.people.at(start) or self._entities.dates.at(start):
            return None
        name = self._text[start:end].rstrip(".,/-")
        return Issuer(" ".join(name.split()), ((start, start + len(name)),))

    def _mentioned(self, mention: Mention, start: int) -> Issuer:
        here = (max(mention.start, start), mention.end)
        spelt = self._entities.organizations.worded(mention.name)[:1] if mention.text != mention.name else ()
        return Issuer(mention.name, (here, *((full.start, full.end) for full in spelt)))


def _is_certificate(mention: Mention, scheme: Scheme) -> bool:
    """Whether what passed for an organisation is the certificate: "Bree Certification", "Light Drying"."""
    return mention.end > scheme.end or (
        mention.end == scheme.end and " " in mention.text and all(map(is_ordinary, mention.text.split()))
    )
