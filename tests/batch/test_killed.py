"""A run that is killed at any moment is gone on with, and ends with the bytes of one that was not."""

from __future__ import annotations

import ast
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.batch.pressroom import PressRoom
from tests.batch.runs import FILES
from tests.corpus import RAW
from tests.fetch.site import Site

_RETRIEVED = re.compile(rb'"retrieved_at":"[^"]+"')
pytestmark = pytest.mark.slow
Undisturbed = tuple[dict[str, bytes], dict[str, int], float]
LOCAL = [str(path) for path in sorted(RAW.glob("*.html"))[:3]]


def command(out: Path, room: PressRoom, kind: str = "none", number: int = 0) -> list[str]:
    run = ["run", *LOCAL, room.feed, "--out", str(out), "-q"]
    return [sys.executable, "-m", "tests.batch.killing", kind, str(number), *run]


def environment() -> dict[str, str]:
    return os.environ | {"PRESSFACTS_DELAY": "0"}


def final_bytes(out: Path) -> dict[str, bytes]:
    """The three files, without the moments at which the pages were fetched."""
    return {name: _RETRIEVED.sub(b"", (out / name).read_bytes()) for name in FILES}


@pytest.fixture(scope="module")
def room() -> Iterator[PressRoom]:
    with Site() as site:
        room = PressRoom(site)
        room.publish(0, 3)
        wire = PressRoom(site, host="wire.example")
        wire.publish(0, 1)
        site.feed(
            room.host, "/feed.xml", {room.url(p): "" for p in room.shown} | {wire.url(wire.shown[0]): ""}
        )
        yield room


@pytest.fixture(scope="module")
def undisturbed(room: PressRoom, tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    """The bytes of a run that nobody kills, its write steps, and its seconds."""
    out, begun = tmp_path_factory.mktemp("whole"), time.monotonic()
    done = subprocess.run(command(out, room), env=environment(), capture_output=True, check=True)
    return final_bytes(out), ast.literal_eval(done.stdout.decode()), time.monotonic() - begun


def resumed(out: Path, room: PressRoom) -> dict[str, bytes]:
    subprocess.run(command(out, room), env=environment(), capture_output=True, check=True)
    return final_bytes(out)


def killed_at(out: Path, room: PressRoom, kind: str, number: int) -> None:
    done = subprocess.run(
        command(out, room, kind, number), env=environment(), capture_output=True, check=False
    )
    assert done.returncode == -signal.SIGKILL, done.stderr


def killed_after(out: Path, room: PressRoom, seconds: float) -> None:
    with subprocess.Popen(command(out, room), env=environment(), stdout=subprocess.DEVNULL) as process:
        time.sleep(seconds)
        process.kill()


@pytest.mark.parametrize("kind", ["commit", "sync", "rename"])
def test_every_write_step(kind: str, room: PressRoom, undisturbed: Undisturbed, tmp_path: Path) -> None:
    whole, steps, _ = undisturbed
    for number in range(1, steps[kind] + 1):
        out = tmp_path / str(number)
        killed_at(out, room, kind, number)
        assert resumed(out, room) == whole, number


@pytest.mark.parametrize("seed", range(20))
def test_random_moments(seed: int, room: PressRoom, undisturbed: Undisturbed, tmp_path: Path) -> None:
    whole, _, seconds = undisturbed
    killed_after(tmp_path, room, random.Random(seed).uniform(0.1, seconds))
    assert resumed(tmp_path, room) == whole


def test_killed_twice_and_in_the_second_run(
    room: PressRoom, undisturbed: Undisturbed, tmp_path: Path
) -> None:
    whole, _, seconds = undisturbed
    killed_after(tmp_path, room, seconds * 0.5)
    killed_at(tmp_path, room, "sync", 1)
    assert resumed(tmp_path, room) == whole
    assert resumed(tmp_path, room) == whole
