"""Who holds a certificate: from the cue up the parse to the subject, owner or noun it stands for.

"Acme, an ISO 9001 certified maker of lamps, …" and "Its plant is ISO 9001 certified" end at the same
Acme. What names nobody in particular ("organizations that are certified") has no holder.
"""

from __future__ import annotations

import re
from itertools import chain

from spacy.tokens import Span, Token

from pipeline.analysis import Analysis
from pipeline.entities import Entities
from pipeline.extract.certifications.holder import Holder, Stretches, mentioned_holder, overlaps
from pipeline.extract.certifications.references import References
from pipeline.extract.certifications.syntax import (
    SUBJECTS,
    are_people,
    holding_nouns,
    is_description,
    is_generic,
    modified_by,
)
from pipeline.names import is_initialism, without_suffix

REACH_OF_OPENING = 60
"""Characters behind a dateline in which the name that opens the news must begin and end."""

_DATELINE = re.compile(
    r"[^\n]{2,160}?(?:(?:\b\d{4}\b|\)|/|[A-Z]{2}|@[^\n]{0,40}?)\s{0,3}(?:--?|[—–/])\s+|\)(?:--|[—–]))(?=[A-Z“\"(])"
)
_DASH = re.compile(r"\s{0,3}(?:--?|[—–])\s{1,3}(?=[A-Z“\"(])")
_OPENS_WITH_AS = re.compile(r"[“\"‘]?As (?:an?|the|one|[A-Z][\w-]*(?: [A-Z]\w*){0,5}[’']s)\b")
_ACRONYM = re.compile(r"[A-Z][A-Z&]{1,5}")
_FULL_NAME = r"(?<![\w’'-])(?!The )[A-Z][\w&’'-]+(?:(?: (?:and|for|of|the))?,? [A-Z][\w&.’'-]+){1,7}"


class Holders:
    """Finds the holders of one article."""

    def __init__(self, analysis: Analysis, entities: Entities) -> None:
        """Remember the article."""
        self._analysis = analysis
        self._organizations = entities.organizations
        self._people = entities.people
        self._places = entities.places
        self._glosses: dict[str, Holder | None] = {}
        self.references = References(analysis, entities)

    def of(self, anchor: Token, sentence: Span, taken: Stretches) -> tuple[Holder, ...]:
        """The holders that the words around a cue name; none where nobody in particular is meant.

        `taken` are the stretches that name schemes or issuers, and hence no holder.
        """
        opening = self._behind_as(anchor, sentence, taken)
        if opening is not None:
            return (opening,)
        modified = modified_by(anchor)
        if modified is not None and are_people(modified):
            return ()
        named = modified is not None and modified.pos_ == "PROPN" and not is_description(modified)
        first = [(modified, False)] if named and modified is not None else []
        start = self._dateline_end(sentence)
        for noun, is_last in chain(first, holding_nouns(anchor, sentence)):
            if overlaps(noun.idx, noun.idx + 1, taken) or noun.idx < start:
                continue
            if holders := self._named_together(noun, taken):
                return holders
            if is_last or is_generic(noun):
                return ()
        return self._by_position(anchor, sentence, taken)

    def named_at(self, offset: int) -> Holder | None:
        """The organisation whose name begins at a place."""
        named = self._organizations.at(offset)
        begins = named is not None and named.start == offset
        return mentioned_holder(named, self._organizations) if named is not None and begins else None

    def spelt_out(self, holder: Holder) -> Holder:
        """The holder by the full name that the article gives: "Alder Lamp Network (ALN)", "Alder" for it."""
        is_acronym = _ACRONYM.fullmatch(holder.name) is not None
        if holder.person or not (is_acronym or (holder.kind == "other" and holder.name.isalpha())):
            return holder
        if holder.name not in self._glosses:
            spell = self._full_name if is_acronym else self._begun_by
            self._glosses[holder.name] = spell(holder)
        full = self._glosses[holder.name]
        return Holder(full.name, (*holder.pieces, *full.pieces), holder.kind) if full else holder

    def _full_name(self, holder: Holder) -> Holder | None:
        gloss = re.compile(rf"(?P<name>{_FULL_NAME}) \((?:[^()]{{0,40}}[ “\"‘'])?{holder.name}\b")
        match = gloss.search(self._analysis.text)
        if match is None or match["name"][0] != holder.name[0]:
            return self._with_initials(holder)
        return Holder(match["name"].rstrip(","), (match.span("name"),))

    def _begun_by(self, holder: Holder) -> Holder | None:
        """The one organisation whose name begins with a name that is nobody else's."""
        opening = f"{holder.name} "
        begun = {m.name: m for m in self._organizations.all if m.name.startswith(opening)}
        if len(begun) != 1:
            return None
        ((name, mention),) = begun.items()
        return Holder(name, ((mention.start, mention.end),))

    def _with_initials(self, holder: Holder) -> Holder | None:
        """The organisation whose initials an acronym is."""
        for mention in self._organizations.all:
            if is_initialism(holder.name, without_suffix(mention.name)):
                return Holder(mention.name, ((mention.start, mention.end),))
        return None

    def _named_together(self, noun: Token, taken: Stretches) -> tuple[Holder, ...]:
        """The holder that a noun names, and those named beside it as joint subjects."""
        holder = self.references.named(noun, taken)
        if holder is None or holder.overlaps(taken):
            return ()
        beside = noun.conjuncts if noun.dep_ in SUBJECTS else ()
        others = (self.references.named(token, taken) for token in beside)
        return tuple(dict.fromkeys([holder, *(o for o in others if o and o.kind == holder.kind)]))

    def _by_position(self, anchor: Token, sentence: Span, taken: Stretches) -> tuple[Holder, ...]:
        """Where the parse leads nowhere: who stands right before, who opens the news, else who speaks."""
        adjacent = self._organizations.at(max(0, anchor.idx - 2))
        if adjacent is not None and adjacent.end == anchor.idx - 1:
            return (mentioned_holder(adjacent, self._organizations),)
        start = self._dateline_end(sentence)
        if start > sentence.start_char:
            return self._opening(start, min(start + REACH_OF_OPENING, anchor.idx))
        subjects = [t for t in sentence if t.dep_ in SUBJECTS]
        main = next((t for t in subjects if t.i < anchor.i and t.head.dep_ == "ROOT"), None)
        if main is not None and not overlaps(main.idx, main.idx + 1, taken):
            found = self.references.named(main, taken)
        else:
            found = None if subjects else self.references.implied(anchor.idx)
        return (found,) if found else ()

    def _opening(self, start: int, end: int) -> tuple[Holder, ...]:
        """The firm or the person named first in a stretch."""
        named = [
            (mention, kind)
            for kind in (self._people, self._organizations)
            for mention in kind.within(start, end)[:1]
        ]
        if not named:
            return ()
        mention, kind = min(named, key=lambda pair: pair[0].start)
        return (mentioned_holder(mention, kind),)

    def _behind_as(self, anchor: Token, sentence: Span, taken: Stretches) -> Holder | None:
        """The Acme of "As an ISO 9001 certified maker, Acme …"."""
        if not _OPENS_WITH_AS.match(sentence.text):
            return None
        text = self._analysis.text
        for mention in self._organizations.within(sentence.start_char, sentence.end_char):
            is_subject = text[mention.start - 2 : mention.start] == ", " and text.startswith(" ", mention.end)
            if is_subject and not overlaps(mention.start, mention.end, taken):
                is_behind = mention.start > anchor.idx
                return mentioned_holder(mention, self._organizations) if is_behind else None
        return None

    def _dateline_end(self, sentence: Span) -> int:
        """Where a sentence begins behind a dateline: "LEEDS, UK – May 5, 2025 – ", "LEEDS, UK – "."""
        if self._analysis.passage_at(sentence.start_char).start != sentence.start_char:
            return sentence.start_char
        match = _DATELINE.match(self._analysis.text, sentence.start_char, sentence.end_char)
        end = match.end() if match else sentence.start_char
        place = self._places.at(end)
        dash = _DASH.match(self._analysis.text, place.end) if place and place.start == end else None
        return dash.end() if dash else end
