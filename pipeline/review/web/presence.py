"""Who is at which document, kept in memory: it matters only while it lasts.

>>> here = Presence(clock=iter([0.0, 5.0, 30.0]).__next__)
>>> here.seen("a", "Ada"), here.seen("a", "Ben"), here.seen("a", "Ben")
((), ('Ada',), ())
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

LASTS = 20.0
"""Seconds after which somebody who sends nothing has left; their page asks every eight."""


class Presence:
    """Remembers who was last seen at a document."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Nobody is anywhere; `clock` tells seconds."""
        self._clock = clock
        self._lock = threading.Lock()
        self._last: dict[str, dict[str, float]] = {}

    def seen(self, document: str, reviewer: str) -> tuple[str, ...]:
        """Note that somebody is at a document; who else is there, by name."""
        with self._lock:
            now = self._clock()
            self._forget_before(now - LASTS)
            here = self._last.setdefault(document, {})
            here[reviewer] = now
            return tuple(sorted(name for name in here if name != reviewer))

    def _forget_before(self, moment: float) -> None:
        for document, here in list(self._last.items()):
            for name, last in list(here.items()):
                if last < moment:
                    del here[name]
            if not here:
                del self._last[document]
