"""Short makers of what goes into a state."""

from __future__ import annotations

import hashlib
import random
from collections import Counter
from pathlib import Path

import orjson

from pipeline.article import Article
from pipeline.errors import Rejection
from pipeline.state import Page, ReadDocument, State
from pipeline.state.contents import kept_content
from pipeline.state.document_rows import known_row
from pipeline.store import json_line

BEGUN = "2031-05-0{}T06:00:00+00:00"


def digest_of(text: str) -> str:
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()


def signature_for(seed: int) -> bytes:
    """A signature of the right length; equal seeds are copies."""
    return random.Random(seed).randbytes(256)


def read_document(id: str, version: str = "a", **fields: str) -> ReadDocument:
    known = {"origin": "room", "place": f"{id}.html", "kind": "html", "raw": digest_of(id + version)}
    return ReadDocument(**({"id": id} | known | fields))  # type: ignore[arg-type]


def article_line(id: str, text: str = "A plant was opened.", **fields: str) -> bytes:
    url = fields.get("url")
    article = Article(id=id, title=f"News of {id}", text=text, source="room", urls=(url,) if url else ())
    return json_line(article.model_copy(update=fields))


def record_line(id: str, text: str = "", **fields: str) -> bytes:
    return orjson.dumps({"id": f"date-{id}", "type": "date", "text": text} | fields) + b"\n"


def rejection(document: str | None, where: str = "x", message: str = "m", code: str = "no_text") -> Rejection:
    return Rejection.model_validate(
        {"document": document, "where": where, "stage": "clean", "code": code, "message": message}
    )


def page(url: str, document: str = "", content: str = "", **fields: str) -> Page:
    known = {
        "document": document or digest_of(url)[:16],
        "canonical": url,
        "final_url": url,
        "origin": "room",
        "sha256": digest_of(url + content),
        "retrieved_at": "2031-05-01T06:00:01+00:00",
    }
    return Page(**({"url": url} | known | fields))


def begin(state: State, day: int = 1, fingerprint: str = "first") -> int:
    return state.begin(fingerprint, ["room"], BEGUN.format(day))


def finish(state: State) -> None:
    state.finish({}, {}, "2031-05-09T00:00:00+00:00")


def next_run(state: State, day: int = 2, fingerprint: str = "first") -> int:
    finish(state)
    return begin(state, day, fingerprint)


def put_done(
    state: State, id: str, text: str = "A plant was opened.", records: int = 1, **fields: str
) -> None:
    """A document with all its steps behind it."""
    lines = [record_line(f"{id}-{number}") for number in range(records)]
    state.documents.put_cleaned(read_document(id, text, **fields), article_line(id, text, **fields), b"")
    state.documents.put_records(id, lines, Counter(date=records))


def records_of(state: State, id: str) -> list[bytes]:
    """The lines of a document's records."""
    content = kept_content(state._database, known_row(state._database, id)["number"])
    assert content is not None
    return content.records.splitlines(keepends=True)


def states_of(state: State) -> dict[str, str]:
    """The documents that are there, and how far each has come."""
    return {row["id"]: row["state"] for row in state._database.rows("SELECT id, state FROM documents")}


def lines_of(path: Path) -> list[dict[str, object]]:
    return [orjson.loads(line) for line in path.read_bytes().splitlines()]
