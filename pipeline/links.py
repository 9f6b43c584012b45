"""Links between the records of one article.

A link is drawn where two records share evidence: an event's `start` and a date record that stand on
the same words are tied by `date` and `about`. An address names its event; a certificate or a post
is tied to the event that its sentence names.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import timedelta

from pipeline.article import Article
from pipeline.edtf import bounds
from pipeline.evidence import Evidence
from pipeline.occasions import Occasions
from pipeline.records import Certification, Date, DateRole, Event, Link, Record, Role, Speaker

WEEK = timedelta(days=7)
"""How long after an event an article still reports what was said at it."""

_DATED_FIELDS = frozenset({"start", "end", "date", "since"})
_DATE_ROLES: dict[str, DateRole] = {"event": "event", "certification": "award", "role": "appointment"}
_LONGEST_SENTENCE = 600  # characters between two words of one sentence
_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*\s+(?=[A-Z“\"])|\n\s*\n|\n(?=\S)")


def with_links(records: Sequence[Record], article: Article) -> list[Record]:
    """The same records with their links, and each date with the role of what it dates."""
    events = Events([record for record in records if isinstance(record, Event)], article)
    occasions = Occasions(records, article)
    dates, about = _dated_pairs(records)
    out: list[Record] = []
    for record in records:
        if isinstance(record, Date):
            dated = about[record.id] or _by_words(record, occasions)
            links = [Link(rel="about", id=one.id) for one in dated]
            role = _date_role(record, dated, occasions)
            out.append(record.model_copy(update={"links": tuple(links), "role": role}))
        else:
            links = [Link(rel="event", id=event.id) for event in events.of(record)]
            links += [Link(rel="date", id=date.id) for date in dates[record.id]]
            out.append(record.model_copy(update={"links": tuple(links)}))
    return out


def _dated_pairs(records: Sequence[Record]) -> tuple[dict[str, list[Date]], dict[str, list[Record]]]:
    """Which dates each record rests on, and what each date dates, by the records' ids."""
    mentions = sorted(
        ((piece, date) for date in records if isinstance(date, Date) for piece in date.evidence),
        key=lambda pair: pair[0].position,
    )
    places = [piece.position for piece, _ in mentions]
    dates: dict[str, list[Date]] = defaultdict(list)
    about: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        pieces = () if isinstance(record, Date) else record.evidence
        for piece in (p for p in pieces if p.field in _DATED_FIELDS):
            # mentions of dates do not overlap, so only the neighbours can share a character
            near = bisect_left(places, piece.position)
            for mention, date in mentions[max(0, near - 1) : near + 2]:
                if mention.overlaps(piece) and date not in dates[record.id]:
                    dates[record.id].append(date)
                    about[date.id].append(record)
    return dates, about


def _by_words(date: Date, occasions: Occasions) -> list[Record]:
    """What the words around a date tell that it dates; the day of publication dates nothing else."""
    occasion = occasions.of(date) if date.role != "publication" else None
    return [occasion] if occasion else []


def _date_role(date: Date, about: Sequence[Record], occasions: Occasions) -> DateRole:
    if date.role == "publication":
        return date.role
    if about:
        return _DATE_ROLES[about[0].type]
    return "event" if occasions.tells_of_gathering(date) else date.role


class Events:
    """The events of an article, looked up by what other records say."""

    def __init__(self, events: Sequence[Event], article: Article) -> None:
        """Put their names in order."""
        self._article = article
        self._by_name: dict[str, list[Event]] = defaultdict(list)
        for event in events:
            self._by_name[event.name].append(event)
        names = [(p, event) for event in events for p in event.evidence if p.field == "name"]
        self._names = sorted(names, key=lambda pair: pair[0].position)
        self._places = [name.position for name, _ in self._names]
        self._longest = max((name.end - name.start for name, _ in names), default=0)
        self._order = {event.id: number for number, event in enumerate(events)}
        self._over = [event for event in events if _is_just_over(event, article.published)]

    def of(self, record: Record) -> Sequence[Event]:
        """The events that a record is tied to: the one it names, else those that its sentence names."""
        if isinstance(record, Speaker) and record.event:
            return self._by_name[record.event]
        if not isinstance(record, Speaker | Certification | Role):
            return ()
        cues = [piece for piece in record.evidence if piece.field == "cue"]
        named = {event.id: event for cue in cues for event in self._in_sentence_of(cue)}
        return sorted(named.values(), key=lambda event: self._order[event.id]) or self._reported(record)

    def _in_sentence_of(self, cue: Evidence) -> Iterator[Event]:
        in_text = cue.part == "text"
        first = bisect_left(self._places, (in_text, cue.start - _LONGEST_SENTENCE - self._longest, 0))
        behind = bisect_left(self._places, (in_text, cue.end + _LONGEST_SENTENCE + 1, 0))
        for name, event in self._names[first:behind]:
            if _no_sentence_ends(cue, name, self._article):
                yield event

    def _reported(self, record: Record) -> Sequence[Event]:
        """The event that an article reports on, where something is said behind its name."""
        if not isinstance(record, Speaker) or len(self._over) != 1:
            return ()
        first = min(piece.position for piece in self._over[0].evidence)
        return () if first > min(piece.position for piece in record.evidence) else self._over


def _is_just_over(event: Event, published: str | None) -> bool:
    """Whether an event took place on the day of publication or in the week before it."""
    if published is None or event.start is None or len(event.start) < len("2025-01-01"):
        return False
    day = bounds(published)[0]
    return bounds(event.start)[0] <= day and day - bounds(event.end or event.start)[1] <= WEEK


def _no_sentence_ends(one: Evidence, other: Evidence, article: Article) -> bool:
    start, end = min(one.end, other.end), max(one.start, other.start)
    if one.part != other.part or end - start > _LONGEST_SENTENCE:
        return False
    whole = article.title if one.part == "title" else article.text
    return start >= end or not _SENTENCE_END.search(whole, start, end)
