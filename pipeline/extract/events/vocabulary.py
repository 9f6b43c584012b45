"""The words by which events are recognised, made ready for look-up.

A *head* is the noun that makes a phrase name a gathering: "summit", "annual meeting". Heads are keyed
by their lower-case words joined by one space; `kind_of` tells the kind of event that a head stands for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import get_args

from pipeline.extract.rules import RuleFile
from pipeline.records import EventKind

HEADS_IN_WORDS = "webinar conference summit forum expo festival fest congress symposium show con".split()
"""Heads that a name may be written together with: "DevCon", "Expo25"."""

_BORDER = re.compile(r"[ -]|$")

LONGEST_HEAD = 3
"""Words in the longest head."""


@dataclass(frozen=True)
class Vocabulary:
    """Look-ups over the word lists of a rule file."""

    file: RuleFile

    def words(self, name: str) -> frozenset[str]:
        """One word list as a set."""
        return self._sets.get(name, frozenset())

    @cached_property
    def _sets(self) -> dict[str, frozenset[str]]:
        return {name: frozenset(words) for name, words in self.file.words.items()}

    @cached_property
    def kinds(self) -> dict[str, EventKind]:
        """Each head's kind."""
        return {head: kind for kind in get_args(EventKind) for head in self.words(kind)}

    @cached_property
    def openings(self) -> frozenset[str]:
        """What a head, or a noun that may refer to an event, can begin with as a word of its own."""
        heads = self.kinds.keys() | self.anaphors
        return frozenset(head[: end.start()] for head in heads for end in _BORDER.finditer(head))

    @cached_property
    def strong(self) -> frozenset[str]:
        """Heads whose phrases are events even with neither date nor place."""
        return self.words("strong")

    def is_strong(self, head: str) -> bool:
        """Whether a head alone makes its phrase an event: "summit", also within "DevSummit"."""
        words = head.split()
        if any(" ".join(words[first:]) in self.strong for first in range(len(words))):
            return True
        return head not in self.kinds and any(head.rstrip("0123456789").endswith(h) for h in HEADS_IN_WORDS)

    @cached_property
    def anaphors(self) -> frozenset[str]:
        """Heads that may stand for an event that is named elsewhere."""
        return self.words("anaphors")

    @cached_property
    def common(self) -> frozenset[str]:
        """Heads that name an event also in lower case."""
        return self.words("common")

    @cached_property
    def months(self) -> frozenset[str]:
        """Names of months, also cut short."""
        return self.words("months")

    @cached_property
    def not_first(self) -> frozenset[str]:
        """Words that cannot begin a name, though a capital may stand on them."""
        return self.words("not_first")

    @cached_property
    def not_in_name(self) -> frozenset[str]:
        """Words, mostly verbs of headlines, at which a name ends towards the left."""
        return self.words("not_in_name")

    @cached_property
    def not_behind(self) -> frozenset[str]:
        """Words behind a head that make it part of another name: a venue, a body, a firm."""
        return self.words("not_behind")

    def kind_of(self, head: str) -> EventKind:
        """The kind that a head stands for, found by its longest known ending."""
        words = head.split()
        for first in range(len(words)):
            if kind := self.kinds.get(" ".join(words[first:])):
                return kind
        for ending in HEADS_IN_WORDS:
            if head.rstrip("0123456789").endswith(ending):
                return self.kinds[ending]
        return "other"

    def kind_in(self, name: str) -> EventKind | None:
        """The kind of the last head within a name, if it holds one."""
        words = re.findall(r"[\w-]+", name.casefold())
        for behind in range(len(words), 0, -1):
            if length := self.head_at(words[:behind]):
                return self.kinds[" ".join(words[behind - length : behind])]
        return None

    def head_at(self, words: Sequence[str]) -> int:
        """How many of the last words of a sequence form a head: 0 if none do."""
        for length in range(min(LONGEST_HEAD, len(words)), 0, -1):
            if " ".join(words[-length:]) in self.kinds:
                return length
        return 0
