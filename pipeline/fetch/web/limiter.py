"""One request at a time a host, a pause between two, and silence while the host asks for it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from pipeline.errors import DocumentRejected

# pages in a row, each of them tried several times; a thousand pages of a dead host would take a day
_MAX_FAILURES = 5


@dataclass(slots=True)
class _Lane:
    """What is known of one host; times are seconds of the monotonic clock."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    ended: float = float("-inf")
    silent_until: float = float("-inf")
    silence: float = 0.0
    failures: int = 0
    closed: str = ""


class Turn:
    """The right to ask a host; `begun` waits until it may be used."""

    def __init__(self, lane: _Lane, delay: float, slots: asyncio.Semaphore) -> None:
        """Belong to a host, whose last request must be `delay` seconds old."""
        self._lane, self._delay, self._slots = lane, delay, slots
        self._has_slot = False

    async def begun(self) -> None:
        """Wait for the pause after the last request, and for one of the slots that all hosts share.

        Raises:
            DocumentRejected: `fetch_failed`, where the host is not asked again in this run.
        """
        lane = self._lane
        if self._has_slot:  # the cache asks a second time, where a 304 fits nothing that it holds
            lane.ended = time.monotonic()
        if lane.closed:
            raise DocumentRejected("fetch_failed", lane.closed)
        await asyncio.sleep(max(0.0, lane.ended + self._delay - time.monotonic()))
        await asyncio.sleep(max(0.0, lane.silent_until - time.monotonic()))
        if not self._has_slot:
            await self._slots.acquire()
            self._has_slot = True

    def end(self) -> None:
        """Give the slot back; the pause counts from here."""
        if self._has_slot:
            self._slots.release()
            self._has_slot = False
            self._lane.ended = time.monotonic()


class Limiter:
    """The turns of all hosts."""

    def __init__(self, hosts: int, longest_wait: float) -> None:
        """Ask so many hosts side by side; each may want `longest_wait` seconds of silence in all."""
        self._slots = asyncio.Semaphore(hosts)
        self._longest_wait = longest_wait
        self._lanes: dict[str, _Lane] = {}

    @asynccontextmanager
    async def turn(self, host: str, delay: float) -> AsyncIterator[Turn]:
        """A turn at a host, for the length of the block; an answer from the cache ends it without a pause."""
        lane = self._lane(host)
        async with lane.lock:
            turn = Turn(lane, delay, self._slots)
            try:
                yield turn
            finally:
                turn.end()

    def silence(self, host: str, seconds: float) -> None:
        """Ask a host nothing for so long; where it asks for too much, nothing at all in this run."""
        lane = self._lane(host)
        lane.silent_until = max(lane.silent_until, time.monotonic() + seconds)
        lane.silence += seconds
        if lane.silence > self._longest_wait:
            lane.closed = (
                f"{host} asks for {lane.silence:.0f} seconds of silence, more than the "
                f"{self._longest_wait:.0f} of longest_wait; it is not asked again in this run"
            )

    def failed(self, host: str) -> None:
        """Count a page that the host did not give, all attempts over; some in a row, and it is left alone."""
        lane = self._lane(host)
        lane.failures += 1
        if lane.failures >= _MAX_FAILURES:
            lane.closed = (
                f"{host} gave nothing {_MAX_FAILURES} times in a row; it is not asked again in this run"
            )

    def answered(self, host: str) -> None:
        """End the row of failures."""
        self._lane(host).failures = 0

    def _lane(self, host: str) -> _Lane:
        return self._lanes.setdefault(host, _Lane())
