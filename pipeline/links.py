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

from pipeline.article import Article
from pipeline.evidence import Evidence
from pipeline.records import Certification, Date, DateRole, Event, Link, Record, Role, Speaker

_DATED_FIELDS = frozenset({"start", "end", "date", "since"})
_DATE_ROLES: dict[str, DateRole] = {"event": "event", "certification": "award", "role": "appointment"}
_LONGEST_SENTENCE = 600  # characters between two words of one sentence
_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*\s+(?=[A-Z“\"])|\n\s*\n|\n(?=\S)")


def with_links(records: Sequence[Record], article: Article) -> list[Record]:
    """The same records with their links, and each date with the role of what it dates."""
    events = [record for record in records if isinstance(record, Event)]
    dates, about = _dated_pairs(records)
    out: list[Record] = []
    for record in records:
        if isinstance(record, Date):
            links = [Link(rel="about", id=dated.id) for dated in about[record.id]]
            role = _date_role(record, about[record.id])
            out.append(record.model_copy(update={"links": tuple(links), "role": role}))
        else:
            links = [Link(rel="event", id=event.id) for event in _events_of(record, events, article)]
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


def _date_role(date: Date, about: Sequence[Record]) -> DateRole:
    if date.role == "publication" or not about:
        return date.role
    return _DATE_ROLES[about[0].type]


def _events_of(record: Record, events: Sequence[Event], article: Article) -> Iterator[Event]:
    if isinstance(record, Speaker):
        if record.event:
            yield from (event for event in events if event.name == record.event)
    elif isinstance(record, Certification | Role):
        yield from (event for event in events if _in_one_sentence(record, event, article))


def _in_one_sentence(record: Record, event: Event, article: Article) -> bool:
    names = [piece for piece in event.evidence if piece.field == "name"]
    cues = [piece for piece in record.evidence if piece.field == "cue"]
    return any(_no_sentence_ends(cue, name, article) for cue in cues for name in names)


def _no_sentence_ends(one: Evidence, other: Evidence, article: Article) -> bool:
    start, end = min(one.end, other.end), max(one.start, other.start)
    if one.part != other.part or end - start > _LONGEST_SENTENCE:
        return False
    whole = article.title if one.part == "title" else article.text
    return start >= end or not _SENTENCE_END.search(whole, start, end)
