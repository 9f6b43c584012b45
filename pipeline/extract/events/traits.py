"""What may speak for a date, a place or a party being that of an event: features that hold or not."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from datetime import date

from pipeline.edtf import bounds
from pipeline.entities import Mention
from pipeline.entities.places import is_venue
from pipeline.extract.events.datable import NOT_BEFORE_DATE, NOT_BEHIND_DATE, TODAY, in_dateline
from pipeline.extract.events.hosts import joined
from pipeline.extract.events.phrases import YEAR
from pipeline.extract.events.scene import Scene
from pipeline.extract.events.threads import Thread
from pipeline.extract.events.wording import folded
from pipeline.lexicon.gazetteer import is_city, is_country, is_region

CLOCK_BEHIND = re.compile(
    r"[\s,–—-]*(?:at|from|@|between|starting at|\|)?\s*\d{1,2}(?::\d\d)?\s*(?:[ap]\.?m|noon|[–-])",
    re.IGNORECASE,
)
DATELINE_BEHIND = re.compile(r".{0,30}(?:\d{4}|\(|/|—|--)")
JOINED = "joined"
OWNER = "owner"
LOWER_CASE = re.compile(r"[a-z]{4}")
LONGEST_DATELINE = 2000
"""Characters before a place that may be in capitals, at most."""

DAYS = (-400, -100, -30, -7, -1, 0, 1, 8, 31, 200, 400)
"""Days from publication to a date, in steps."""

SHAPES = {4: "year", 7: "month", 10: "day"}
BEHIND_DATE = 25
"""Characters from a date to a place that stands right behind it, at most."""


def thread_traits(thread: Thread, threads: int) -> Iterator[str]:
    """What holds of an event, whichever its date or place."""
    yield f"form={thread.first.form}"
    yield f"threads={min(threads, 4)}"
    yield f"head={thread.first.head}"
    yield f"names={min(4, len(thread.names))}"


def date_traits(scene: Scene, thread: Thread, mention: Mention) -> Iterator[str]:
    """What holds of a date as the date of an event."""
    first, slash, _ = mention.name.partition("/")
    shape = SHAPES.get(len(first), "") + "-range" * bool(slash)
    yield from _standing(scene, thread, mention, shape)
    yield from _calendar(scene, thread, mention, shape)
    behind = scene.text[mention.end : mention.end + 40]
    if NOT_BEFORE_DATE.search(_lead(scene, mention)):
        yield "not-before"
    if NOT_BEHIND_DATE.match(behind):
        yield "not-behind"
    if CLOCK_BEHIND.match(behind):
        yield "clock"
    if in_dateline(scene.text, mention):
        yield "dateline"


def place_traits(scene: Scene, thread: Thread, mention: Mention) -> Iterator[str]:
    """What holds of a place as the place of an event."""
    first = mention.name.split(", ")[0]
    rank = _rank(first)
    yield from _standing(scene, thread, mention, rank)
    yield f"{rank}&{thread.first.head}"
    yield f"{rank}<{next(iter(folded(_lead(scene, mention))[-1:]), '^')}"
    last = scene.entities.dates.before(mention.start)
    if last and mention.start - last.end < BEHIND_DATE:
        yield "behind-date"
    yield f"links={min(3, mention.name.count(', '))}"
    yield f"last={first.split()[-1].casefold()}"
    yield f"words={min(6, len(first.split()))}"
    if any(first in name for name in thread.called):
        yield "in-name"
    if _opens_dateline(scene, mention):
        yield "dateline"


def host_traits(scene: Scene, thread: Thread, mention: Mention) -> Iterator[str]:
    """What holds of a party as a host of an event."""
    yield from _standing(scene, thread, mention, mention.kind)
    subject = scene.entities.organizations.subject
    if subject and subject.name == mention.name:
        yield "subject"
    if mention.text[:1].islower() or mention.text in ("We", "Our"):
        yield f"stand-in={mention.text.split()[-1].casefold()}"
    if any(joined(scene.text, mention, phrase) for phrase in thread.around(mention.start)):
        yield JOINED
    if any(mention.name in name or mention.text in name for name in thread.called):
        yield "in-name"
    place = bisect_left(thread.possessors, (mention.end, 0))
    if place and mention.start < thread.possessors[place - 1][1]:
        yield "possessor"


def _standing(scene: Scene, thread: Thread, mention: Mention, kind: str) -> Iterator[str]:
    """Where a mention stands, also together with its kind."""
    stands = [
        *scene.relation(thread, mention.start, mention.end),
        *scene.company(thread, mention.start, mention.end),
    ]
    yield from stands
    yield from (f"{kind}&{trait}" for trait in stands)
    yield f"is={kind}"
    yield from scene.words_between(thread, mention.start, mention.end)
    yield from scene.at(mention.start, mention.end).traits


def _calendar(scene: Scene, thread: Thread, mention: Mention, shape: str) -> Iterator[str]:
    first, last = bounds(mention.name)
    if TODAY.fullmatch(mention.text):
        yield f"today={mention.text.casefold()}"
    if YEAR.fullmatch(mention.name) and mention.name not in mention.text:
        yield "relative-year"
    if thread.years:
        yield f"named-year={mention.name[:4] in thread.years}"
    if published := scene.analysis.article.published:
        days = (first - date.fromisoformat(published[:10])).days
        yield f"days={max((s for s in DAYS if s <= days), default='long ago')}:{shape}"
    if shape == "day-range":
        length = (last - first).days
        yield f"length={'days' if length <= 14 else 'weeks' if length <= 60 else 'months'}"


def _rank(words: str) -> str:
    if words == "online":
        return words
    if is_country(words):
        return "country"
    if is_region(words):
        return "region"
    if is_city(words):
        return "city"
    if words[0].isdigit():
        return "street"
    return "venue" if is_venue(words) else "name"


def _opens_dateline(scene: Scene, mention: Mention) -> bool:
    behind = scene.text[mention.end : mention.end + 60]
    if DATELINE_BEHIND.match(behind) is None:
        return False
    opening = scene.analysis.passage_at(mention.start).start
    return opening + LONGEST_DATELINE > mention.start and not LOWER_CASE.search(
        scene.text, opening, mention.start
    )


def _lead(scene: Scene, mention: Mention) -> str:
    return scene.text[max(0, mention.start - 80) : mention.start]
