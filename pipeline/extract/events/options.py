"""What may be an event's date, place or hosts: each value with where it stands and what speaks for it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from pipeline.entities import Mention
from pipeline.extract.events.owners import owner_of
from pipeline.extract.events.phrases import InOrder, Phrase
from pipeline.extract.events.reachable import Reachable
from pipeline.extract.events.scene import Scene
from pipeline.extract.events.telling import Told
from pipeline.extract.events.threads import Thread
from pipeline.extract.events.traits import OWNER, date_traits, host_traits, place_traits, thread_traits
from pipeline.extract.events.venues import Where
from pipeline.extract.events.when import When, with_last_day
from pipeline.extract.events.where import venues_in
from pipeline.lexicon.gazetteer import is_place_name

ONLINE = re.compile(
    r"\b(?:online|virtual(?:ly)?|webinars?|webcast(?:s|ed)?|zoom|live ?stream(?:ed|ing)?|dial-in"
    r"|via (?:phone|teleconference))\b",
    re.IGNORECASE,
)
MOST = 6
Reader = Callable[[Told], Iterator[str]]
"""Reads from what a sentence tells the values that it gives."""

V = TypeVar("V", When, Where, Mention)


@dataclass
class Option(Generic[V]):
    """A value, the stretches that state it, and the features that hold of one of them at least."""

    value: str
    stated: list[V] = field(default_factory=list)
    features: set[str] = field(default_factory=set)


class Options:
    """The options for the events of one article."""

    def __init__(self, scene: Scene) -> None:
        """Read what can be dates, places and hosts at all."""
        self._scene = scene
        kind_at = scene.analysis.kind_at
        self._dates = Reachable(d for d in scene.entities.dates.all if kind_at(d.start) != "furniture")
        self._places = Reachable(_places(scene))
        self._parties = Reachable([*scene.entities.organizations.all, *scene.entities.people.all])
        readers: tuple[Reader, ...] = (_period_of, _place, _hosts)
        self._told = {read: _tellers(scene.threads, read) for read in readers}

    def dates(self, thread: Thread) -> list[Option[When]]:
        """The days on which it may take place."""
        options: dict[str, Option[When]] = {}
        for mention in self._dates.by(thread):
            when = with_last_day(self._scene.text, mention, self._scene.entities.dates.all)
            if when.start_at[0] < mention.start:
                continue  # told of with the first of the two days
            key = _period(when)
            option = options.setdefault(key, Option(key))
            option.stated.append(when)
            option.features.update(date_traits(self._scene, thread, mention))
        return self._closed(thread, options, _period_of)

    def places(self, thread: Thread, day: Option[When] | None) -> list[Option[Where]]:
        """The places where it may be held, given when it takes place."""
        options: dict[str, Option[Where]] = {}
        for mention in self._places.by(thread):
            if thread.is_call and mention.name != "online":
                continue
            option = options.setdefault(_folded(mention.name), Option(mention.name))
            option.stated.append(Where(mention.name, (mention.start, mention.end)))
            option.features.update(place_traits(self._scene, thread, mention))
            option.features.add(self._beside_day(mention, day))
        for where in (told.where for _, told in thread.spots if told.where and not thread.is_call):
            option = options.setdefault(_folded(where.place), Option(where.place))
            option.stated.append(where)
        return [*_under_fullest(self._closed(thread, options, _place))]

    def hosts(self, thread: Thread, day: Option[When] | None) -> list[Option[Mention]]:
        """The parties that may hold it, given when it takes place."""
        options: dict[str, Option[Mention]] = {}
        stand_ins = {host for _, told in thread.spots for host in told.hosts}
        parties = (
            party for party in stand_ins.union(self._parties.by(thread)) if not self._is_name(thread, party)
        )
        for mention in sorted(parties, key=_position):
            option = options.setdefault(mention.name, Option(mention.name))
            option.stated.append(mention)
            option.features.update(host_traits(self._scene, thread, mention))
            option.features.add(self._beside_day(mention, day))
        for owner in self._owners(thread):
            option = options.setdefault(owner.name, Option(owner.name))
            option.stated.append(owner)
            option.features.add(OWNER)
        return self._closed(thread, options, _hosts)

    def _is_name(self, thread: Thread, party: Mention) -> bool:
        """Whether what looks like a party is the event's own name, with the head that makes it one."""
        own = (p for p in self._scene.phrases.overlapping(party.start, party.end) if p in thread.names)
        return any(p.form == "proper" and p.head in party.text.casefold() for p in own)

    def _owners(self, thread: Thread) -> Iterator[Mention]:
        """Those whose event it is by its names, each name looked at once."""
        for phrase in {p.name: p for p in thread.names if p.form != "common"}.values():
            if owner := owner_of(self._scene.text, phrase, self._scene.entities):
                yield owner

    def _beside_day(self, mention: Mention, day: Option[When] | None) -> str:
        """Whether the sentence of a place or party also gives the day of the event."""
        if day is None:
            return "day=unknown"
        here = self._scene.at(mention.start, mention.end).sentence
        place = bisect_left(day.stated, here.start, key=lambda when: when.start_at[0])
        beside = place < len(day.stated) and day.stated[place].start_at[0] < here.end
        return f"day={'beside' if beside else 'elsewhere'}"

    def _closed(self, thread: Thread, options: Mapping[str, Option[V]], read: Reader) -> list[Option[V]]:
        """The options with what holds of all stretches together, and with what the rules say."""
        shared = [*thread_traits(thread, len(self._scene.threads)), f"among={min(MOST, len(options))}"]
        further = {value for told in thread.further for value in read(told)}
        for key, option in options.items():
            option.features.update(shared, [f"times={min(4, len(option.stated))}"])
            option.features.update(_by_rule(thread, self._told[read].get(key, ())))
            if key in further:
                option.features.add("rule.further")
        return list(options.values())


Teller = tuple[Thread, Phrase]


def _tellers(threads: Sequence[Thread], read: Reader) -> Mapping[str, Sequence[Teller]]:
    """For each value the phrases, with their threads, whose sentences tell it by the rules."""
    tellers: dict[str, list[Teller]] = defaultdict(list)
    for thread in threads:
        for spot, told in thread.spots:
            for value in read(told):
                tellers[value].append((thread, spot))
    return tellers


def _by_rule(thread: Thread, tellers: Sequence[Teller]) -> Iterator[str]:
    own = [spot.form for owner, spot in tellers if owner is thread]
    other = [spot.form for owner, spot in tellers if owner is not thread]
    yield from (f"rule.{form}" for form in own)
    yield from (f"rule-other.{form}" for form in other)
    yield f"rule={bool(own)}.{bool(other)}"


def _period_of(told: Told) -> Iterator[str]:
    if told.when:
        yield _period(told.when)


def _position(mention: Mention) -> tuple[int, int, str]:
    return mention.start, mention.end, mention.kind


def _period(when: When) -> str:
    return f"{when.start}/{when.end}" if when.end else when.start


def _place(told: Told) -> Iterator[str]:
    if told.where:
        yield _folded(told.where.place)


def _hosts(told: Told) -> Iterator[str]:
    yield from (host.name for host in told.hosts)


def _folded(place: str) -> str:
    return " ".join(re.findall(r"\w+", place.casefold()))


def _under_fullest(options: Sequence[Option[Where]]) -> Iterator[Option[Where]]:
    """Each place together with those that only begin its chain: "Leith" with "Leith, Scotland"."""
    kept: dict[str, Option[Where]] = {}
    for option in sorted(options, key=lambda o: len(o.value), reverse=True):
        key = _folded(option.value)
        home = next((o for k, o in kept.items() if k.startswith(f"{key} ") and "," in o.value), None)
        if home is None:
            kept[key] = option
        else:
            home.stated.extend(option.stated)
            home.features.update(option.features)
    yield from kept.values()


def _places(scene: Scene) -> Iterator[Mention]:
    """The places of an article, venues that only their preposition shows, and words for "online"."""
    names = InOrder(p for p in scene.phrases.all if p.form in ("proper", "context"))
    for passage in scene.analysis.readable():
        known = scene.entities.places.within(passage.start, passage.end)
        dates = scene.entities.dates.within(passage.start, passage.end)
        venues = venues_in(scene.text, passage.start, passage.end, known, dates)
        found = [*known, *(Mention("place", *v.at, scene.text[slice(*v.at)], v.place) for v in venues)]
        yield from (place for place in found if not _is_event(place, names))
        for match in ONLINE.finditer(scene.text, passage.start, passage.end):
            yield Mention("place", *match.span(), match.group(), "online")


def _is_event(place: Mention, names: InOrder) -> bool:
    """Whether what looks like a venue is but an event's name."""
    if is_place_name(place.name.split(", ")[0]):
        return False
    length = place.end - place.start - len(", TX")
    return any(p.end - p.start >= length for p in names.overlapping(place.start, place.end))
