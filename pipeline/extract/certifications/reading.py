"""One sentence read for certifications: which rules speak, and of what; of whom, `told` says."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Span, Token

from pipeline.extract.certifications.claims import Claim, Finders
from pipeline.extract.certifications.context import Context
from pipeline.extract.certifications.credentials import Credential, credentials
from pipeline.extract.certifications.issuer import Issuer
from pipeline.extract.certifications.lists import scheme_lists
from pipeline.extract.certifications.matches import Matched
from pipeline.extract.certifications.scheme import Scheme, SchemeKind
from pipeline.extract.certifications.told import Told
from pipeline.extract.masked import Masked
from pipeline.extract.rules import RuleFile

FAR = 90
"""Characters before a match in which a word can turn it into mere talk."""

_BOARD = re.compile(r"\bBoard of\b")
_DESIGNATIONS = frozenset({"certification.designated", "certification.recognized"})
_BODIES: frozenset[SchemeKind] = frozenset({"open", "label"})
"""Kinds of schemes whose names are those of bodies."""


class Reading:
    """The certifications of one sentence."""

    def __init__(self, rules: RuleFile, context: Context, finders: Finders, sentence: Span) -> None:
        """Find the schemes of the sentence and mask them."""
        self._rules = rules
        self._context = context
        self._finders = finders
        self._sentence = sentence
        self._text = finders.analysis.text
        self._span = (sentence.start_char, sentence.end_char)
        self._starts = [token.idx for token in sentence]
        names = {person.start for person in finders.entities.people.within(*self._span)}
        self._credentials = list(credentials(self._text, sentence, names))
        found = scheme_lists(self._text, *self._span)
        lists = [group for group in found if not any(map(group.opens, self._titles()))]
        self._masked = Masked(self._text, sentence.start_char, sentence.end_char, lists)
        self._taken = [piece for group in lists for scheme in group.schemes for piece in scheme.pieces]
        self._told = Told(finders, sentence, self._taken)

    def by_patterns(self) -> Iterator[Claim]:
        """What the rules with patterns find; the first rule that can tell a scheme's holder has it."""
        done: set[int] = set()
        for rule, pattern in self._rules.compiled:
            for match in pattern.finditer(self._masked.text):
                matched = Matched(rule, match, self._masked, self._text)
                if matched.key in done:
                    continue
                claims = list(self._claims(matched))
                done.update({matched.key} if any(claim.told for claim in claims) else ())
                yield from claims

    def by_credentials(self) -> Iterator[Claim]:
        """What persons and firms are said to be certified as."""
        start, end = self._span
        headline = self._finders.analysis.kind_at(start) == "headline"
        for credential in self._credentials:
            introduced = self._finders.holders.references.people_after(credential.noun)
            if headline and not (credential.personal and introduced):
                continue
            if self._is_of_body(credential):
                continue
            before, after = self._text[start : credential.start], self._text[credential.end : end]
            if self._context.merely_mentioned(before[-FAR:], after) or self._is_scheme(credential):
                continue
            claim = self._claimed(credential, before, after)
            holders = self._told.by_credential(credential, claim)
            if not credential.plural or len(holders) > 1:
                yield replace(claim, told=holders, personal=credential.personal)

    def _titles(self) -> Iterator[tuple[int, int]]:
        """Where personal titles stand that open with a body: "QXW Certified Life Coach"."""
        for credential in self._credentials:
            if (
                credential.personal
                and credential.start < credential.cue[0]
                and self._text[credential.cue[0]].isupper()
            ):
                yield credential.start, credential.end

    def _is_of_body(self, credential: Credential) -> bool:
        """Whether a credential is part of a body's name: "the Institute of Chartered Surveyors"."""
        mention = self._finders.entities.organizations.at(credential.cue[0])
        return mention is not None and self._text[mention.start : credential.start].endswith(" of ")

    def _claimed(self, credential: Credential, before: str, after: str) -> Claim:
        at = (credential.start, credential.end)
        scheme = Scheme(credential.name, "credential", (at,))
        issuers = self._finders.issuers
        issuer = issuers.after(credential.end, self._sentence.end_char) or issuers.before(credential.start)
        status = self._context.status(before, "", after)
        rule = self._rules.by_id["certification.credential"]
        return Claim(
            rule, self._sentence, credential.noun, [scheme], credential.cue, status, issuer, granted=True
        )

    def _is_scheme(self, credential: Credential) -> bool:
        """Whether a scheme stands in a credential or right before it, and has been read already."""
        return any(start < credential.end and end >= credential.start - 1 for start, end in self._taken)

    def _claims(self, matched: Matched) -> Iterator[Claim]:
        start, end = matched.match.span()
        after = self._masked.text[end : end + 2 * FAR]
        if self._context.merely_mentioned(self._unnamed(start), after) or self._is_grantor(matched):
            return
        before = self._masked.text[max(0, start - FAR) : start]
        status = matched.status or self._context.status(before, matched.match.group(), after)
        for schemes, issuer in self._certificates(matched):
            anchor = self._anchor(matched.cue, schemes[0])
            granted = matched.is_granted(after[:30])
            claim = Claim(matched.rule, self._sentence, anchor, schemes, matched.cue, status, issuer, granted)
            yield self._told.by_match(matched, claim)

    def _is_grantor(self, matched: Matched) -> bool:
        """Whether it is who granted what follows: the body of "an ABC-certified Women's Enterprise (WE)"."""
        if matched.rule.id != "certification.attribute" or not matched.has_one_of(_BODIES):
            return False
        following = matched.end + 1
        named = any(start == following for start, _ in self._taken)
        return named or any(credential.start == following for credential in self._credentials)

    def _unnamed(self, end: int) -> str:
        """Words before a place without the names of organisations: "Helping Hands" helps nobody here."""
        before = self._masked.text[max(0, end - 2 * FAR) : end]
        stop = self._masked.span(end - 1, end)[1] if before else self._sentence.start_char
        first = max(self._sentence.start_char, stop - 3 * FAR)
        for mention in self._finders.entities.organizations.within(first, stop):
            before = before.replace(mention.text, "")
        return before[-FAR:]

    def _certificates(self, matched: Matched) -> Iterator[tuple[Sequence[Scheme], Issuer | None]]:
        """The schemes of a match with their issuer; without a scheme's name, one for each issuer."""
        end, issuers = self._sentence.end_char, self._finders.issuers
        start = matched.issuer_start
        named = issuers.all_at(start, end) if start is not None else []
        if not matched.has_schemes:
            yield from (([matched.composed(issuer)], issuer) for issuer in named)
            return
        issuer = named[0] if named else issuers.after(matched.end, end)
        if matched.rule.id in _DESIGNATIONS:
            issuer = issuer or issuers.before(matched.cue[0]) or issuers.beneficiary(matched.end, end)
        schemes = [s for s in matched.schemes(self._context.head) if self._context.is_certificate(s)]
        is_board = issuer is not None and _BOARD.search(issuer.name) is not None
        if issuer is not None and is_board and any(scheme.kind == "open" for scheme in schemes):
            yield [matched.composed(issuer)], issuer
        elif schemes:
            yield schemes, issuer

    def _anchor(self, cue: tuple[int, int], scheme: Scheme) -> Token:
        """The word whose holder is sought: the cue, or the scheme behind a comma or preposition."""
        token = self._token_at(cue[0])
        return self._token_at(scheme.end - 1) if token.pos_ in {"PUNCT", "ADP", "CCONJ", "PART"} else token

    def _token_at(self, offset: int) -> Token:
        return self._sentence[max(0, bisect_right(self._starts, offset) - 1)]
