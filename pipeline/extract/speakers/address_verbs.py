"""Verbs that say that somebody speaks to an audience: `will speak at`, `delivered a keynote`, `moderates`.

In: a verb of the article. Out: the id of the rule by which it is one, from the strictest down: what
hangs on the verb tells; in an article about an event, less will do.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property

from spacy.tokens import Token

from pipeline.analysis import Analysis
from pipeline.extract.speakers.lemmas import Lemmas

_OFTEN = 3
"""How often an article about an event names its kind at least."""

_OWN_LEMMAS = frozenset({"address", "be", "serve", "act", "testify", "tell", "speak", "present"})
_VERBS = (
    *("address_verbs", "speaking_verbs", "delivering_verbs", "joining_verbs", "leading_verbs"),
    *("stating_verbs", "claiming_verbs", "planned_verbs", "showing_verbs", "inviting_verbs"),
)
"""The verbs that rules turn on, by themselves and as lists."""

_SKIPPED = frozenset({"nsubj", "nsubjpass", "conj", "punct", "relcl"})
_SKIPPED_BELOW = frozenset({"relcl", "acl", "conj", "punct", "poss"})
_NAME_PARTS = frozenset({"compound", "nmod"})
_WILL = frozenset({"will", "’ll", "'ll"})


class AddressVerbs:
    """Tells the verbs of address of one article."""

    def __init__(self, analysis: Analysis, lemmas: Lemmas, words: Mapping[str, frozenset[str]]) -> None:
        """Prepare; `words` are the lists of the rule file, of which what the article lacks plays no part."""
        self._text = analysis.text
        self._programmes = words["programmes"]
        self._words = {name: listed & lemmas.all for name, listed in words.items()}
        self.lemmas = _OWN_LEMMAS.union(*(self._words[name] for name in _VERBS))

    def rule_of(self, verb: Token) -> str | None:
        """The rule by which a word with one of the `lemmas` says that its subject speaks at an event."""
        if verb.pos_ not in {"VERB", "AUX"} or any(c.dep_ == "neg" for c in verb.children):
            return None
        if any(c.dep_ == "auxpass" for c in verb.children):
            return "speaker.address-verb" if self._is_invited(verb) else None
        if self._speaks(verb):
            return "speaker.address-verb"
        if self._testifies(verb):
            return "speaker.address-testified"
        if self._says_there(verb):
            return "speaker.address-said"
        return self._at_this_event(verb) if self._is_about_event else None

    def _speaks(self, verb: Token) -> bool:
        """Whether a verb with what hangs on it says that its subject speaks to an audience."""
        lemma = verb.lemma_.lower()
        if lemma in self._words["address_verbs"]:
            return True
        if lemma in self._words["speaking_verbs"]:
            return self._has(verb, "occasions") or (_is_planned(verb) and _has_topic(verb))
        if lemma == "address":
            return self._has(verb, "audiences")
        if lemma in self._words["delivering_verbs"] and (
            self._has(verb, "speeches") or (self._has(verb, "reports") and not _is_interview(verb))
        ):
            return True
        if lemma in self._words["joining_verbs"] and self._has(verb, "panels", "speakers"):
            return True
        if lemma in self._words["leading_verbs"]:
            return self._has(verb, "sessions")
        return (
            lemma in {"be", "serve", "act"} and self._has(verb, "speakers") and not self._has(verb, "habits")
        )

    def _is_invited(self, verb: Token) -> bool:
        """Whether somebody is made a speaker: "was named keynote speaker of the forum", no "of the house"."""
        invited = verb.lemma_.lower() in self._words["inviting_verbs"] and self._has(verb, "speakers")
        return invited and self._has(verb, "occasions") and not self._has(verb, "habits")

    def _has(self, verb: Token, *lists: str) -> bool:
        """Whether a word of one of some lists hangs on a verb."""
        listed = frozenset().union(*(self._words[name] for name in lists))
        return bool(listed) and not listed.isdisjoint(_below(verb))

    def _testifies(self, verb: Token) -> bool:
        """Whether something was said before a court or committee: `told` **the inquiry**, `testified`."""
        lemma = verb.lemma_.lower()
        if lemma == "testify":
            return self._has(verb, "tribunals")
        objects = (c for c in verb.children if c.dep_ in {"dobj", "dative"})
        return lemma == "tell" and any(c.lemma_.lower() in self._words["tribunals"] for c in objects)

    def _says_there(self, verb: Token) -> bool:
        """Whether something was said at an event, or in a speech: `said` **at the opening ceremony**."""
        lemma = verb.lemma_.lower()
        if lemma not in self._words["stating_verbs"] and lemma not in self._words["claiming_verbs"]:
            return False
        lists = {"at": "occasions", "during": "occasions", "in": "told_in"}
        prepositions = (c for c in verb.children if c.dep_ == "prep" and c.lower_ in lists)
        return any(not self._words[lists[p.lower_]].isdisjoint(_objects(p)) for p in prepositions)

    def _at_this_event(self, verb: Token) -> str | None:
        """What an article about an event says of what somebody tells, or will tell, its audience."""
        lemma = verb.lemma_.lower()
        if _is_planned(verb) and lemma in self._words["planned_verbs"]:
            return "speaker.address-planned"
        if lemma in self._words["showing_verbs"] and self._has(verb, "audiences"):
            return "speaker.address-showed"
        if lemma in {"speak", "present"} and any(c.dep_ == "prep" for c in verb.children):
            return "speaker.address-showed"
        return None

    @cached_property
    def _is_about_event(self) -> bool:
        named = {*self._programmes, *(f"{occasion}s" for occasion in self._programmes)}
        words = re.findall(r"\w+", self._text.casefold())
        return sum(map(named.__contains__, words)) >= _OFTEN


def _is_planned(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ in _WILL for c in verb.children)


def _is_interview(verb: Token) -> bool:
    """Whether somebody is joined for what a verb tells: "joined John Low to give an overview"."""
    return verb.head.lemma_.lower() in {"join", "sit"}


def _has_topic(verb: Token) -> bool:
    """Whether a verb tells what the talk will be about: "will speak on boats"."""
    return any(c.dep_ == "prep" and c.lower_ in {"on", "about"} for c in verb.children)


def _objects(preposition: Token) -> set[str]:
    """The lemmas of what a preposition leads to; of "the Bree Forum 2025" all words."""
    objects = [c for c in preposition.children if c.dep_ == "pobj"]
    return {t.lemma_.lower() for c in objects for t in (c, *(t for t in c.lefts if t.dep_ in _NAME_PARTS))}


def _below(verb: Token) -> set[str]:
    """The lemmas of a verb's objects, complements and prepositional phrases, some levels deep."""
    found: set[str] = set()
    frontier = [c for c in verb.children if c.dep_ not in _SKIPPED]
    for _ in range(5):
        found |= {t.lemma_.lower() for t in frontier}
        frontier = [c for t in frontier for c in t.children if c.dep_ not in _SKIPPED_BELOW]
    return found
