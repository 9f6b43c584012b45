"""The consumers of docs/feeds.md, as they stand there, on a feed that goes on."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import TypeAdapter

from pipeline.feed.changes import deliver, delta_lines, read_manifest
from pipeline.feed.changes.lines import DeltaLine
from pipeline.feed.facts import Fact, FeedReason
from pipeline.feed.identity.forgetting import forget_fed
from tests.feed.newsroom import EVERYTHING
from tests.feed.press import SENTENCES, Document, Press, Sentence, forget
from tests.feed.serving.servers import served

PAGE = Path(__file__).parents[3] / "docs" / "feeds.md"


def example(language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    return found[1]


class Newsroom:
    """A run that goes on from day to day, and its feed."""

    def __init__(self, root: Path) -> None:
        """Begin with three pages."""
        self.out, self.feed, self.press = root / "out", root / "feed", Press()
        for number, id in enumerate(("ferry", "quay", "tram")):
            self.press.documents[id] = Document([Sentence(kind, number) for kind in SENTENCES])
        self.fed()

    def fed(self) -> None:
        """Feed the run as it is now."""
        self.press.write(self.out)
        deliver(self.out, self.feed, EVERYTHING, confirm=True)

    def days(self) -> Iterator[str]:
        """What happens, a day after the other."""
        yield "the first"
        self.press.documents["tram"].sentences[0] = Sentence("role", 2, reading=1)
        self.fed()
        yield "a change"
        del self.press.documents["quay"].sentences[1:3]
        self.fed()
        self.press.documents["pier"] = Document([Sentence("quote", 1)])
        self.fed()
        yield "two deliveries"
        forget_fed(self.out, forget(self.press, self.out, person="Beatriz Quiroga"))
        self.fed()
        yield "a forgetting"

    def standing(self) -> dict[str, Any]:
        """What the snapshot has, by id."""
        manifest = read_manifest(self.feed)
        assert manifest is not None
        rows = map(json.loads, (self.feed / manifest.snapshot.file).read_bytes().splitlines())
        return {row.get("fact_id") or row["entity_id"]: row for row in rows}


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    return Newsroom(tmp_path)


def test_the_python_consumer_has_what_stands(newsroom: Newsroom, tmp_path: Path) -> None:
    program, often, seldom = tmp_path / "consume.py", tmp_path / "often.json", tmp_path / "seldom.json"
    program.write_text(example("python"))
    with served(newsroom.feed) as url:
        for number, _ in enumerate(newsroom.days()):
            for store in (often, seldom)[: 2 - number % 2]:
                subprocess.run([sys.executable, program, url, store], check=True)
            assert json.loads(often.read_text())["standing"] == newsroom.standing()
        subprocess.run([sys.executable, program, url, seldom], check=True)
    assert json.loads(seldom.read_text())["standing"] == newsroom.standing()
    assert "Beatriz Quiroga" not in often.read_text()


@pytest.mark.skipif(not (shutil.which("curl") and shutil.which("jq")), reason="needs curl and jq")
def test_the_shell_consumer_hears_of_each_withdrawal_once(newsroom: Newsroom, tmp_path: Path) -> None:
    place = tmp_path / "consumer"
    place.mkdir()
    heard: list[str] = []
    with served(newsroom.feed) as url:
        for _ in newsroom.days():
            for _ in range(2):
                done = subprocess.run(
                    ["sh", "-c", example("sh")],
                    cwd=place,
                    env=os.environ | {"FEED": url},
                    check=True,
                    capture_output=True,
                )
                heard += done.stdout.decode().split()
    ends = [
        row[kind]
        for row in map(json.loads, delta_lines(newsroom.feed))
        for kind in ("fact", "entity")
        if row["op"] == "retract" and kind in row
    ]
    assert heard == [end.get("fact_id") or end["entity_id"] for end in ends]
    assert heard
    manifest = read_manifest(newsroom.feed)
    assert manifest is not None
    assert (place / "last").read_text() == f"{manifest.feed} {manifest.sequence}\n"
    assert not list(place.glob("*.jsonl"))


@pytest.mark.skipif(not (shutil.which("curl") and shutil.which("jq")), reason="needs curl and jq")
def test_a_feed_that_was_begun_anew_is_not_taken_for_the_former_one(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    program, store = tmp_path / "consume.py", tmp_path / "store.json"
    program.write_text(example("python"))
    with served(newsroom.feed) as url:

        def consumed() -> list[tuple[int, bytes]]:
            commands = (["sh", "-c", example("sh")], [sys.executable, str(program), url, str(store)])
            environment = os.environ | {"FEED": url}
            done = [subprocess.run(c, cwd=tmp_path, env=environment, capture_output=True) for c in commands]
            return [(one.returncode, one.stderr) for one in done]

        assert consumed() == [(0, b"")] * 2
        shutil.rmtree(newsroom.feed)
        newsroom.fed()
        assert consumed() == [(1, b"the feed was begun anew: do so too\n")] * 2


def test_the_page_says_what_lines_say() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for line in example("json").splitlines():
        TypeAdapter[Any](DeltaLine).validate_json(line)
    for name in Fact.model_fields:
        assert f"`{name}`" in page
    for reason in get_args(FeedReason):
        assert f"`{reason}`" in page
