"""An invented press: people with posts at companies, and the records of what is written about them.

Names are drawn as they are borne: few are common, most are rare, so that a large run has namesakes.
"""

from __future__ import annotations

import hashlib
import random
from bisect import bisect
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, Literal

from pipeline.evidence import Evidence
from pipeline.names import organization_key, person_key
from pipeline.packaged import word_lines
from pipeline.records import DocumentRef, Record, Role, Speaker

EVIDENCE = (Evidence(field="cue", part="text", start=0, end=1, text="."),)
_TITLES = (
    "CEO,President,Chief Financial Officer,Founder,Director of Sales,Head of Research,Spokesperson".split(",")
)
_ENDS = "Group,Technologies,Bank,Foods,Energy,Partners,Labs,Media,Logistics,Health".split(",")
_SYLLABLES = (
    "ba bro cor dal dex fen gal hal jor kel lum mar nor ost pel quin ros sal tor ul ven wex yor zan".split()
)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the invented world: a name, and posts as title and place in the list of companies."""

    name: str
    posts: tuple[tuple[str, int], ...]


def record_id(kind: str, *parts: str) -> str:
    """An id as records have them."""
    return f"{kind}-{hashlib.sha256(chr(31).join(parts).encode()).hexdigest()[:16]}"


def person_id(name: str, organization: str | None) -> str:
    """The id that the pipeline gives a person."""
    return record_id("person", person_key(name), organization_key(organization) if organization else "")


class World:
    """People and companies, the same for the same seed."""

    def __init__(self, people: int, seed: int = 0) -> None:
        """Invent people, three for each company."""
        self._random = random.Random(seed)
        given = self._drawer("common_names.txt", "given", "given_names.txt")
        surname = self._drawer("common_names.txt", "surname", "surnames.txt")
        self.companies = [self._company() for _ in range(max(2, people // 3))]
        self.people = [Person(f"{given()} {surname()}", self._posts()) for _ in range(people)]
        staff: dict[int, list[int]] = {}
        for place, person in enumerate(self.people):
            staff.setdefault(person.posts[0][1], []).append(place)
        self._staff = list(staff.values())

    def _drawer(self, common: str, part: str, known: str) -> Callable[[], str]:
        """Draws names, the nth with a share of 1/(n + 20)."""
        rows = (line.split() for line in word_lines("pipeline.feed.entities", common))
        names = [name for row in rows if row[0] == part for name in row[1:]]
        names += [line.split()[0] for line in word_lines("pipeline.lexicon", known)]
        names = [name.capitalize() for name in dict.fromkeys(names)]
        bounds = list(accumulate(1 / (place + 20) for place in range(len(names))))
        return lambda: names[bisect(bounds, self._random.random() * bounds[-1])]

    def _company(self) -> str:
        word = "".join(self._random.choices(_SYLLABLES, k=4)).capitalize()
        return f"{word} {self._random.choice(_ENDS)}"

    def _posts(self) -> tuple[tuple[str, int], ...]:
        number = self._random.choices((1, 2), (8, 2))[0]
        return tuple(
            (self._random.choice(_TITLES), self._random.randrange(len(self.companies))) for _ in range(number)
        )

    def records(self, number: int) -> Iterator[Record]:
        """About so many records: each document is about people of one company, and of some tells no post."""
        made = nth = 0
        while made < number:
            staff = self._random.choice(self._staff)
            for record in self._document(nth, self._random.sample(staff, min(3, len(staff)))):
                yield record
                made += 1
            nth += 1

    def _document(self, nth: int, people: Sequence[int]) -> Iterator[Record]:
        reference = DocumentRef(
            id=f"doc-{nth:07}",
            url=None,
            title="",
            site=None,
            published=f"20{nth % 20 + 10}-01-01",
            content_sha256="",
        )
        for place in dict.fromkeys(people):
            yield from self._person(reference, place)

    def _person(self, document: DocumentRef, place: int) -> Iterator[Record]:
        person = self.people[place]
        title, company = person.posts[0] if self._random.random() < 0.8 else person.posts[-1]
        organization = self.companies[company] if self._random.random() < 0.83 else None
        frame: dict[str, Any] = {
            "document": document,
            "evidence": EVIDENCE,
            "confidence": 1.0,
            "rule": f"person.{place}",
            "person": person.name,
            "person_id": person_id(person.name, organization),
        }
        if organization:
            yield Role(
                id=record_id("role", document.id, str(place)),
                title=title,
                organization=organization,
                status="current",
                since=None,
                organization_id=record_id("org", organization_key(organization)),
                **frame,
            )
        kinds: tuple[Literal["quote", "statement"], ...] = ("quote", "statement")
        for kind in kinds:
            identifier = record_id("speaker", document.id, str(place), kind)
            yield Speaker(id=identifier, kind=kind, quote=None, event=None, honorific=None, cue=None, **frame)
