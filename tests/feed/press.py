"""An invented press whose runs change from day to day: texts, what is found in them, pages that go.

>>> press = Press()
>>> press.documents["tram"] = Document([Sentence("role", 0)])
>>> [found.person for found in press.records("tram")]
['Beatriz Quiroga']
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from pipeline.article import Article
from pipeline.records import Record
from pipeline.state import State
from pipeline.state.forgetting import Subject
from tests.review.making import article, record
from tests.review.runs import written

SentenceKind = Literal["role", "date", "quote", "certificate"]
SENTENCES: tuple[SentenceKind, ...] = ("role", "date", "quote", "certificate")
PERSONS = ("Beatriz Quiroga", "Etienne Cailleau", "Waabanang Commanda")
ORGANIZATIONS = ("Halvorsen Rail", "Tamsar Ledger", "Quay Registrars")
TITLES = ("chief executive", "finance director")
SCHEMES = ("ISO 9001", "ISO 14001")
QUOTES = ("The night trains come first", "We count every crate")
_MONTHS = ("March", "October")
SITES = ("Meridian Newswire", "Beacon Wire")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with one fact in it.

    `choice` picks its words; `is_found` is whether the run finds the fact; `reading` another reading of the
    same words, `confidence` how sure of it the run is.
    """

    kind: SentenceKind
    choice: int
    is_found: bool = True
    reading: int = 0
    confidence: float = 0.9


@dataclass(slots=True)
class Document:
    """A page: its sentences, and whether it is gone."""

    sentences: list[Sentence] = field(default_factory=list)
    is_gone: bool = False


class Press:
    """The documents of a run; `write` leaves them as `pressfacts run` does."""

    def __init__(self) -> None:
        """Begin with none."""
        self.documents: dict[str, Document] = {}

    def write(self, directory: Path) -> None:
        """Write the files of a run; those that say the same stay as they are."""
        beside = written(
            directory.with_name(f"{directory.name}-next"),
            [(self.article(id), self.records(id)) for id in self.documents],
        )
        directory.mkdir(exist_ok=True)
        for path in beside.iterdir():
            if (
                not (directory / path.name).exists()
                or (directory / path.name).read_bytes() != path.read_bytes()
            ):
                path.replace(directory / path.name)

    def article(self, id: str) -> Article:
        """The article of a document."""
        document = self.documents[id]
        text = "\n\n".join(_words(sentence, place)[0] for place, sentence in enumerate(document.sentences))
        return article(
            text or "Nothing to report.",
            f"News of {id}",
            id=id,
            site=SITES[len(id) % 2],
            url=f"https://press.example/{id}",
            published="2025-03-01",
            state="gone" if document.is_gone else "live",
        )

    def records(self, id: str) -> list[Record]:
        """What the run finds in it."""
        one, found, offset = self.article(id), [], 0
        for place, sentence in enumerate(self.documents[id].sentences):
            text, words, fields = _words(sentence, place)
            if sentence.is_found:
                type = _TYPES[sentence.kind]
                after = one.text.index(text, offset)
                row = record(one, type, words, after=after, confidence=sentence.confidence, **fields)
                found.append(row)
            offset += len(text)
        return _numbered(found)

    def naming(self, person: str) -> list[str]:
        """The documents that name a person."""
        return [id for id in self.documents if person in self.article(id).text]


_TYPES: dict[SentenceKind, Literal["role", "date", "speaker", "certification"]] = {
    "role": "role",
    "date": "date",
    "quote": "speaker",
    "certificate": "certification",
}


def _words(sentence: Sentence, place: int) -> tuple[str, dict[str, str], dict[str, Any]]:
    """A sentence, the words its fact rests on, and what is read out of them."""
    n, reading = sentence.choice, sentence.reading
    person, organization = PERSONS[n % len(PERSONS)], ORGANIZATIONS[n % len(ORGANIZATIONS)]
    if sentence.kind == "role":
        title = TITLES[n % 2]
        words = {"person": person, "title": title, "organization": organization}
        status = ("current", "incoming")[reading % 2]
        return f"{organization} named {person} {title}.", words, {"status": status}
    if sentence.kind == "quote":
        quote = QUOTES[n % 2]
        words = {"quote": quote, "cue": "said", "person": person}
        return f"“{quote},” said {person}.", words, {"kind": "quote"}
    if sentence.kind == "certificate":
        scheme = SCHEMES[n % 2]
        status = ("awarded", "planned")[reading % 2]
        words = {"holder": organization, "scheme": scheme}
        return f"{organization} was certified to {scheme}.", words, {"status": status}
    day = f"{n % 28 + 1} {_MONTHS[n % 2]} 2025"
    value = f"2025-{(3, 10)[n % 2]:02}-{n % 28 + 1:02}"
    return f"It opens on {day}.", {"value": day}, {"value": value if reading % 2 == 0 else value[:7]}


def _numbered(records: list[Record]) -> list[Record]:
    """The records, each with an id of its own: those after the first of one id with another."""
    seen: set[str] = set()
    found = []
    for row in records:
        id = row.id
        while id in seen:
            kind, _, digest = id.partition("-")
            id = f"{kind}-{(int(digest, 16) + 1) % 16**16:016x}"
        seen.add(id)
        found.append(row.model_copy(update={"id": id}))
    return found


def forget(press: Press, directory: Path, *, document: str = "", person: str = "") -> Subject:
    """Forget a document or a person as the verb does, up to the files of the run; what is forgotten."""
    ids = frozenset([document] if document else press.naming(person))
    with State.opened(directory) as state:
        if person:
            state.forget(person=person)
        if ids:
            state.forget(ids=ids)
    for id in ids:
        press.documents.pop(id, None)
    press.write(directory)
    return Subject(ids=ids, person=person or None, alone=True)
