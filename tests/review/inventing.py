"""A run of any size, of invented releases: for measuring, and for pages that hold more than a handful.

Each sentence names people, organisations, places and days that are drawn anew, and gives two records.
The same numbers give the same run.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from pipeline.article import Article
from pipeline.records import Record, RecordType
from tests.review.making import article, record
from tests.review.runs import written

_FIRST_DAY = date(2025, 1, 1)
_DAYS = 600
_SITES = (
    "Meridian Newswire",
    "Beacon Wire",
    "Harbour Press",
    "Polder Post",
    "Fjord Report",
    "Tramontana News",
)
_GIVEN = "Beatriz Etienne Waabanang Sangjin Yicheng Ingrid Kofi Maren Tomasz Amina Ruaridh Chiara".split()
_ENDINGS = ("son", "berg", "wala", "escu", "ini", "ova", "mann", "aga", "dottir", "ides")
_TITLES = (
    "chief executive",
    "finance director",
    "head of operations",
    "chair",
    "site manager",
    "spokesperson",
)
_SCHEMES = ("ISO 9001:2015", "ISO 14001", "ISO/IEC 27001:2022", "SA8000", "FSC", "LEED Gold")
_ISSUERS = ("Baltic Assurance", "Norvera", "TRC Inspection", "Quay Registrars")
_PLACES = ("Tallinn", "Ghent, Belgium", "Trondheim", "Accra", "Busan", "Porto")
_PADDING = (
    "The group employs about two thousand people and runs workshops in four countries. Work on the site "
    "goes on while the offices move, and customers were told in spring what would change and what would not."
)
_KINDS = 4  # sentences of different kinds, two records each


class _Fact(NamedTuple):
    type: RecordType
    words: dict[str, str]
    fields: dict[str, str]
    rule: str


def invented_run(directory: Path, documents: int = 10_000, records: int = 150_000) -> Path:
    """Write a run with so many articles and about as many records; the directory.

    The records are spread unevenly: every tenth article has four times as many as most.
    """
    return written(directory, invented_contents(documents, records))


def invented_contents(documents: int, records: int) -> Iterator[tuple[Article, list[Record]]]:
    """Articles with their records; see `invented_run`."""
    usual = records / documents / 1.3  # a tenth of the articles has four times as many
    for number in range(documents):
        drawn = random.Random(number)
        wanted = usual * (4 if number % 10 == 3 else 1) / 2
        yield _content(number, drawn, int(wanted) + (drawn.random() < wanted % 1))


def _content(number: int, drawn: random.Random, sentences: int) -> tuple[Article, list[Record]]:
    day = _FIRST_DAY + timedelta(days=drawn.randrange(_DAYS))
    site = drawn.choices(_SITES, weights=range(1, len(_SITES) + 1))[0]
    paragraphs: list[str] = []
    facts: list[tuple[int, _Fact]] = []
    offset = 0
    for _ in range(sentences):
        sentence, found = _sentence(drawn, day)
        paragraphs.append(f"{sentence} {_PADDING}")
        facts += [(offset, fact) for fact in found]
        offset += len(paragraphs[-1]) + 2
    one = article(
        "\n\n".join(paragraphs) or _PADDING,
        f"{_organization(drawn)} and {_organization(drawn)} report {number}",
        id=f"release-{number:06d}",
        site=site,
        url=f"https://{site.split()[0].lower()}.example/{number}",
        published=day.isoformat() if drawn.random() < 0.95 else None,
    )
    return one, [_record(one, offset, fact, drawn, place) for place, (offset, fact) in enumerate(facts)]


def _record(one: Article, after: int, fact: _Fact, drawn: random.Random, place: int) -> Record:
    confidence = round(min(0.99, drawn.betavariate(5, 1.2)), 2)
    return record(
        one,
        fact.type,
        fact.words,
        after=after,
        confidence=confidence,
        rule=fact.rule,
        ordinal=place,
        **fact.fields,
    )


def _sentence(drawn: random.Random, day: date) -> tuple[str, list[_Fact]]:
    """A sentence, and the two facts in it."""
    later = day + timedelta(days=drawn.randrange(400))
    when, value = f"{later.day} {later:%B %Y}", later.isoformat()
    person, organization, title = _person(drawn), _organization(drawn), drawn.choice(_TITLES)
    kind = drawn.randrange(_KINDS)
    rule = f".{drawn.choice(('names', 'of', 'apposition', 'list'))}"
    dated = _Fact("date", {"value": when}, {"value": value, "role": "other"}, "date.day-month" + rule)
    post = {"person": person, "title": title, "organization": organization}
    if kind == 0:
        return f"{organization} named {person} {title} on {when}.", [
            _Fact("role", post, {}, "role" + rule),
            dated,
        ]
    if kind == 1:
        quote = f"We will finish what {_organization(drawn)} began"
        said = _Fact(
            "speaker", {"quote": quote, "cue": "said", "person": person}, {"kind": "quote"}, "speaker" + rule
        )
        return f"“{quote},” said {person}, {title} of {organization}.", [
            said,
            _Fact("role", post, {}, "role" + rule),
        ]
    if kind == 2:
        scheme, issuer = drawn.choice(_SCHEMES), drawn.choice(_ISSUERS)
        award = {"holder": organization, "scheme": scheme, "issuer": issuer, "date": when}
        held = _Fact("certification", award, {"date": value}, "certification" + rule)
        return f"{organization} was certified to {scheme} by {issuer} on {when}.", [held, dated]
    name, place = f"{_organization(drawn)} Forum", drawn.choice(_PLACES)
    forum = _Fact("event", {"name": name, "place": place, "start": when}, {"start": value}, "event" + rule)
    return f"The {name} opens in {place} on {when}.", [forum, dated]


def _person(drawn: random.Random) -> str:
    return f"{drawn.choice(_GIVEN)} {_syllables(drawn)}{drawn.choice(_ENDINGS)}"


def _organization(drawn: random.Random) -> str:
    return f"{_syllables(drawn)} {drawn.choice(('Rail', 'Ledger', 'Mills', 'Harbour', 'Energy', 'Labs'))}"


def _syllables(drawn: random.Random) -> str:
    return "".join(drawn.choice("bdfghklmnprstv") + drawn.choice("aeiou") for _ in range(3)).capitalize()
