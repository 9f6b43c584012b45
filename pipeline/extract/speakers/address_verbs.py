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

_OFTEN = 3
"""How often an article about an event names its kind at least."""

_SKIPPED = frozenset({"nsubj", "nsubjpass", "conj", "punct", "relcl"})
_SKIPPED_BELOW = frozenset({"relcl", "acl", "conj", "punct", "poss"})
_WILL = frozenset({"will", "’ll", "'ll"})


class AddressVerbs:
    """Tells the verbs of address of one article."""

    def __init__(self, analysis: Analysis, words: Mapping[str, frozenset[str]]) -> None:
        """Prepare; `words` are the lists of the rule file."""
        self._text = analysis.text
        self._words = words

    def rule_of(self, verb: Token) -> str | None:
        """The rule by which a verb says that its subject speaks at an event, if it does."""
        if verb.pos_ not in {"VERB", "AUX"} or any(c.dep_ in {"neg", "auxpass"} for c in verb.children):
            return None
        if self._speaks(verb):
            return "speaker.address-verb"
        if self._testifies(verb):
            return "speaker.address-testified"
        if self._says_there(verb):
            return "speaker.address-said"
        return self._at_this_event(verb) if self._is_about_event else None

    def _speaks(self, verb: Token) -> bool:
        """Whether a verb with what hangs on it says that its subject speaks to an audience."""
        lemma, below = verb.lemma_.lower(), _below(verb)
        if lemma in self._words["address_verbs"]:
            return True
        if lemma in self._words["speaking_verbs"]:
            return bool(below & self._words["occasions"])
        if lemma == "address":
            return bool(below & self._words["audiences"])
        if lemma in self._words["delivering_verbs"]:
            return bool(below & self._words["speeches"])
        if lemma in self._words["joining_verbs"] and below & (
            self._words["panels"] | self._words["speakers"]
        ):
            return True
        if lemma in self._words["leading_verbs"]:
            return bool(below & self._words["sessions"])
        return (
            lemma in {"be", "serve", "act"}
            and bool(below & self._words["speakers"])
            and not below & self._words["habits"]
        )

    def _testifies(self, verb: Token) -> bool:
        """Whether something was said before a court or committee: `told` **the inquiry**, `testified`."""
        lemma = verb.lemma_.lower()
        if lemma == "testify":
            return bool(_below(verb) & self._words["tribunals"])
        objects = (c for c in verb.children if c.dep_ in {"dobj", "dative"})
        return lemma == "tell" and any(c.lemma_.lower() in self._words["tribunals"] for c in objects)

    def _says_there(self, verb: Token) -> bool:
        """Whether something was said at or during an event: `said` **at the opening ceremony**."""
        lemma = verb.lemma_.lower()
        if lemma not in self._words["stating_verbs"] and lemma not in self._words["claiming_verbs"]:
            return False
        prepositions = (c for c in verb.children if c.dep_ == "prep" and c.lower_ in {"at", "during"})
        objects = (c for p in prepositions for c in p.children if c.dep_ == "pobj")
        return any(c.lemma_.lower() in self._words["occasions"] for c in objects)

    def _at_this_event(self, verb: Token) -> str | None:
        """What an article about an event says of what somebody tells, or will tell, its audience."""
        lemma = verb.lemma_.lower()
        if any(c.dep_ == "aux" and c.lower_ in _WILL for c in verb.children):
            return "speaker.address-planned" if lemma in self._words["planned_verbs"] else None
        if lemma in self._words["showing_verbs"] and _below(verb) & self._words["audiences"]:
            return "speaker.address-showed"
        if lemma in {"speak", "present"} and any(c.dep_ == "prep" for c in verb.children):
            return "speaker.address-showed"
        return None

    @cached_property
    def _is_about_event(self) -> bool:
        occasions = "|".join(sorted(self._words["programmes"]))
        return len(re.findall(rf"\b(?:{occasions})s?\b", self._text, re.IGNORECASE)) >= _OFTEN


def _below(verb: Token) -> set[str]:
    """The lemmas of a verb's objects, complements and prepositional phrases, some levels deep."""
    found: set[str] = set()
    frontier = [c for c in verb.children if c.dep_ not in _SKIPPED]
    for _ in range(5):
        found |= {t.lemma_.lower() for t in frontier}
        frontier = [c for t in frontier for c in t.children if c.dep_ not in _SKIPPED_BELOW]
    return found
