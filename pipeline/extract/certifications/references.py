"""Whom a noun phrase or pronoun means: "it", "our plant", "the company", "Acme's lamps".

Who speaks of itself as "we" is the organisation of the About section, else the release's subject.
"""

from __future__ import annotations

import re

from spacy.tokens import Token

from pipeline.analysis import Analysis
from pipeline.entities import Entities, Mention
from pipeline.extract.certifications.definites import Definites
from pipeline.extract.certifications.holder import Holder, Stretches, mentioned_holder, overlaps
from pipeline.extract.certifications.sites import capitalised_name, named_site
from pipeline.extract.certifications.syntax import SUBJECTS, complement_of, counted_of, is_definite, owner_of
from pipeline.extract.certifications.words import is_noun_of, nouns

REACH_OF_PRONOUN = 80
"""Tokens before a pronoun in which its antecedent stands."""

REACH_OF_PLACE = 40
"""Characters behind a site in which its place stands."""

_OWN = frozenset({"we", "our", "us", "ours", "i", "my"})
_PERSONAL = frozenset({"he", "she", "his", "her", "him"})
_IMPERSONAL = frozenset({"it", "its", "their", "itself"})
_HONORIFIC = re.compile(
    r"[®™]?(?: (?:and|&)(?: [A-Z][\w-]+){0,4} (?:[A-Z][\w-]+|[a-z-]+(?:er|or|ist|ian)))?"
    r",? (?:(?:Dr|Mr|Mrs|Ms|Prof)\.? )?"
)
_JOINS = re.compile(r",? (?:and )?(?:(?:Dr|Mr|Mrs|Ms|Prof)\.? )?")


class References:
    """Resolves the noun phrases of one article."""

    def __init__(self, analysis: Analysis, entities: Entities) -> None:
        """Remember the article."""
        self._analysis = analysis
        self._entities = entities
        self._definites = Definites(analysis, entities)

    def named(self, noun: Token, taken: Stretches) -> Holder | None:
        """The holder that a noun phrase names; `taken` are stretches that name schemes or issuers."""
        word = noun.lower_
        if word in _OWN:
            return _standing_for(noun, self.implied(noun.idx) or self._last_subject(noun, 0, taken))
        if word in _PERSONAL:
            person = self._entities.people.antecedent(noun.idx)
            return mentioned_holder(person, self._entities.people).named_by(noun) if person else None
        if word in _IMPERSONAL:
            return _standing_for(noun, self._antecedent(noun, taken))
        if word == "they":
            return _standing_for(noun, self._antecedent(noun, taken, noun.sent.start_char))
        inner = counted_of(noun)
        return self.named(inner, taken) if inner is not None else self._named_by_noun(noun, taken)

    def people_after(self, noun: Token) -> tuple[Holder, ...]:
        """Whom a noun introduces: "surgeon Dr. Jane Roe", "surgeons Jane Roe and Tom Poe"."""
        end, between = noun.idx + len(noun), _HONORIFIC
        found: list[Holder] = []
        for person in self._entities.people.within(end, end + REACH_OF_PRONOUN):
            if not between.fullmatch(self._analysis.text, end, person.start):
                break
            found.append(mentioned_holder(person, self._entities.people))
            end, between = person.end, _JOINS
        return tuple(found if noun.tag_ in {"NNS", "NNPS"} else found[:1])

    def people_said_to_be(self, noun: Token) -> tuple[Holder, ...]:
        """The several persons of whom a noun is said: "Jane Roe, Tom Poe and Ann Fee are planners"."""
        verb = noun.head
        subject = next((child for child in verb.children if child.dep_ in SUBJECTS), None)
        if noun.dep_ != "attr" or subject is None or verb.idx < subject.idx:
            return ()
        people = self._entities.people
        found = people.within(subject.left_edge.idx, verb.idx)
        return tuple(dict.fromkeys(mentioned_holder(person, people) for person in found))

    def person_before(self, offset: int, start: int) -> Holder | None:
        """The person last named before a place, not before `start`."""
        people = self._entities.people.within(start, offset)
        return mentioned_holder(people[-1], self._entities.people) if people else None

    def implied(self, offset: int) -> Holder | None:
        """The organisation that speaks of itself at a place."""
        subject = self._about(offset) or self._entities.organizations.subject
        return mentioned_holder(subject, self._entities.organizations) if subject else None

    def _named_by_noun(self, noun: Token, taken: Stretches) -> Holder | None:
        place = self._entities.places.at(noun.idx)
        if place is not None and noun.dep_ == "poss" and not (place.text.isupper() and len(place.text) > 3):
            return None  # "the county's first"; a long acronym is an organisation that was taken for a place
        if is_noun_of(noun, "achievements") and owner_of(noun) is None:
            return _standing_for(noun, self._antecedent(noun, taken))
        if is_definite(noun) and (taken_up := self._definites.named(noun)) is not None:
            return taken_up
        proper = noun.text[0].isupper() and noun.lower_ not in nouns("company")
        named = self._mentioned(noun, taken) or (self._unmentioned(noun) if proper else None)
        found = named or self._owned(noun, taken) or self._unmentioned(noun)
        if found is None and is_noun_of(noun, "sites") and (is_definite(noun) or noun.tag_ == "NNS"):
            return _standing_for(noun, self._antecedent(noun, taken))
        return found

    def _about(self, offset: int) -> Mention | None:
        passages = self._analysis.passages
        here = self._analysis.passage_at(offset)
        if here.kind != "boilerplate":
            return None
        index = passages.index(here)
        while index and passages[index - 1].kind == "boilerplate" and not self._opens(passages[index].start):
            index -= 1
        inside = self._entities.organizations.within(passages[index].start, here.end)
        return inside[0] if inside else None

    def _opens(self, start: int) -> bool:
        return self._analysis.text.startswith(("About", "ABOUT"), start)

    def _mentioned(self, noun: Token, taken: Stretches) -> Holder | None:
        for mentions in (self._entities.organizations, self._entities.people, self._entities.places):
            mention = mentions.at(noun.idx)
            if mention is not None and not overlaps(mention.start, mention.end, taken):
                return mentioned_holder(mention, mentions)
        return None

    def _antecedent(self, noun: Token, taken: Stretches, since: int | None = None) -> Holder | None:
        """What was last the subject of a sentence before a pronoun, else the organisation spoken of.

        `since` is where to look from; none is spoken of, if it is given.
        """
        if since is not None:
            return self._last_subject(noun, since, taken)
        start = self._analysis.passage_at(noun.idx).start
        here = self._last_subject(noun, start, taken) or self._last_actor(noun, start, taken)
        return here or self.implied(noun.idx) or self._last_subject(noun, 0, taken)

    def _last_actor(self, noun: Token, start: int, taken: Stretches) -> Holder | None:
        """The organisation that was last the subject of any clause, from `start` on."""
        organizations = self._entities.organizations
        for token in reversed(noun.doc[max(0, noun.i - REACH_OF_PRONOUN) : noun.i]):
            mention = organizations.at(token.idx) if token.dep_ in SUBJECTS and token.idx >= start else None
            if mention is not None and not overlaps(mention.start, mention.end, taken):
                return mentioned_holder(mention, organizations)
        return None

    def _last_subject(self, noun: Token, start: int, taken: Stretches) -> Holder | None:
        """What is no person and was last the subject of a sentence, from `start` on."""
        for token in reversed(noun.doc[max(0, noun.i - REACH_OF_PRONOUN) : noun.i]):
            if token.idx >= start and self._can_be_meant(token):
                found = self._mentioned(token, taken) or self._inner(token, taken) or self._unmentioned(token)
                if found is not None and not found.person:
                    return found
        return None

    def _can_be_meant(self, token: Token) -> bool:
        is_subject = token.dep_ in SUBJECTS and token.head.dep_ in {"ROOT", "conj"} and token.pos_ != "PRON"
        return is_subject and self._entities.places.at(token.idx) is None

    def _owned(self, noun: Token, taken: Stretches) -> Holder | None:
        """The owner of "its plant", of "the sensors of Acme"; the company of "the company"."""
        if (owner := owner_of(noun)) is not None:
            holder = self.named(owner, taken)
            return self._located(noun, holder) if holder else None
        if noun.pos_ == "NOUN" and (complement := complement_of(noun)) is not None:
            return self._mentioned(complement, taken)
        if is_noun_of(noun, "company") and noun.tag_ == "NN" and is_definite(noun):
            return _standing_for(noun, self._antecedent(noun, taken))
        return self._inner(noun, taken)

    def _located(self, noun: Token, owner: Holder) -> Holder:
        """A site of its owner by where it lies: "Acme plant in Leeds"; else the owner."""
        if not is_noun_of(noun, "sites") or owner.person:
            return owner
        place = next(iter(self._entities.places.within(noun.idx, noun.idx + REACH_OF_PLACE)), None)
        between = self._analysis.text[noun.idx + len(noun) : place.start] if place else ""
        if place is None or between.strip() not in {"in", "at", "near"}:
            return owner
        at = (noun.idx, place.end)
        return Holder(f"{owner.name} {self._analysis.text[slice(*at)]}", (*owner.pieces, at))

    def _inner(self, noun: Token, taken: Stretches) -> Holder | None:
        """The organisation or person inside a noun phrase: "Acme products", "founder Jane Roe"."""
        left = noun.doc[noun.left_edge.i : noun.i + 1]
        for mentions in (self._entities.people, self._entities.organizations):
            inside = mentions.within(left.start_char, left.end_char)
            free = [mention for mention in inside if not overlaps(mention.start, mention.end, taken)]
            if free:
                return mentioned_holder(free[-1], mentions)
        return None

    def _unmentioned(self, noun: Token) -> Holder | None:
        """A site or product that is no entity; in a headline, where every word has a capital, none."""
        if self._analysis.kind_at(noun.idx) in {"headline", "heading"}:
            return None
        return named_site(noun) or capitalised_name(noun)


def _standing_for(word: Token, holder: Holder | None) -> Holder | None:
    return holder.named_by(word) if holder else None
