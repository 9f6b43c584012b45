"""The phrases of an article that mean one event, put together: its thread."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.extract.events.phrases import YEAR, Phrase
from pipeline.extract.events.telling import Told

SMALL = frozenset("a an and at for in of on our the their this".split())
_CALL = re.compile(r"\b(?:(?:conference|earnings) call|video ?conference|teleconference)\b", re.I)

Spot = tuple[Phrase, Told]
"""A phrase that means an event, with what its sentence tells by the rules."""


@dataclass(frozen=True, eq=False)
class Thread:
    """One event: the phrases that name it, and all that mean it, in order.

    `further` is what the rules tell of it from other sentences.
    """

    names: Sequence[Phrase]
    spots: Sequence[Spot]
    further: Sequence[Told]

    @property
    def first(self) -> Phrase:
        """The first phrase that names it."""
        return self.names[0]

    @cached_property
    def years(self) -> frozenset[str]:
        """The years in its names."""
        return frozenset(year for phrase in self.names for year in YEAR.findall(phrase.name))

    @cached_property
    def called(self) -> Sequence[str]:
        """Its names, each once."""
        return list(dict.fromkeys(phrase.name for phrase in self.names))

    @cached_property
    def is_call(self) -> bool:
        """Whether it is by its names a call, which is held online at most: the city is the caller's."""
        return any(map(_CALL.search, self.called))

    @cached_property
    def possessors(self) -> Sequence[tuple[int, int]]:
        """Where those stand that its names leave out, in order."""
        return sorted(phrase.host for phrase in self.names if phrase.host)

    @cached_property
    def starts(self) -> Sequence[int]:
        """Where its phrases begin."""
        return [spot.start for spot, _ in self.spots]

    def around(self, offset: int) -> Sequence[Phrase]:
        """The last of its phrases before a place and the first behind it."""
        index = bisect_right(self.starts, offset)
        return [spot for spot, _ in self.spots[max(0, index - 1) : index + 1]]


def threads_of(told: Mapping[Phrase, Sequence[Spot]], further: Mapping[Phrase, Told]) -> list[Thread]:
    """Put names with the same words to one thread; a description without a name stays alone.

    Args:
        told: for each phrase that names an event the phrases that mean it, itself among them.
        further: what is told of some of them elsewhere.
    """
    keys = {phrase: _key(phrase) for phrase in told}
    fullest = _fullest(frozenset(keys.values()))
    groups: dict[object, list[Phrase]] = defaultdict(list)
    for phrase, key in keys.items():
        groups[phrase if phrase.form == "common" else fullest[key]].append(phrase)
    return [_thread(group, told, further) for group in groups.values()]


def _thread(
    group: Sequence[Phrase], told: Mapping[Phrase, Sequence[Spot]], further: Mapping[Phrase, Told]
) -> Thread:
    return Thread(
        sorted(group, key=lambda phrase: phrase.start),
        sorted((spot for phrase in group for spot in told[phrase]), key=lambda spot: spot[0].start),
        [further[phrase] for phrase in group if phrase in further],
    )


def _key(phrase: Phrase) -> frozenset[str]:
    return frozenset(w for w in re.findall(r"\w+", phrase.name.casefold()) if w not in SMALL)


def _fullest(keys: frozenset[frozenset[str]]) -> dict[frozenset[str], frozenset[str]]:
    """For each name of several words the one fuller name that it can be short for, else itself."""
    having: dict[str, set[frozenset[str]]] = defaultdict(set)
    for key in keys:
        for word in key:
            having[word].add(key)
    fuller = {}
    for key in keys:
        if len(key) > 1:  # the rarest word first, so that few names are looked at
            fuller[key] = set.intersection(*sorted((having[word] for word in key), key=len)) - {key}
    return {key: next(iter(fuller[key])) if len(fuller.get(key, ())) == 1 else key for key in keys}
