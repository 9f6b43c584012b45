"""Attempts to log in, counted, so that passwords cannot be tried by the thousand.

Each failure beyond a few doubles the time that the next attempt has to wait, for the name and for the address
that it came from. A name that does not exist is counted like one that does.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

FREE_FOR_NAME = 5
FREE_FOR_ADDRESS = 20
FIRST_WAIT = 5.0
"""Seconds."""
LONGEST_WAIT = 900.0
"""Seconds; whoever mistyped a password, or had theirs tried by others, gets in again after a break."""
FORGOTTEN_AFTER = 24 * 3600.0
"""Seconds after which a failure counts no more."""

_MOST = 10_000  # names and addresses that are remembered; the oldest give way


@dataclass(slots=True)
class _Count:
    failures: int = 0
    last: float = 0.0

    def wait(self, now: float, free: int) -> float:
        """Seconds until another attempt is allowed, 0 for at once."""
        if self.failures < free:
            return 0.0
        wait = min(LONGEST_WAIT, FIRST_WAIT * 2.0 ** min(self.failures - free, 20))
        return max(0.0, self.last + wait - now)


class Attempts:
    """The failures of the last day."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """Begin with none; `clock` gives seconds."""
        self._clock = clock
        self._lock = threading.Lock()
        self._counts: OrderedDict[tuple[str, str], _Count] = OrderedDict()

    def begin(self, name: str, address: str) -> float:
        """Count an attempt as failed before it is tried, so that many at once are counted too.

        Returns:
            0, or the seconds to wait; then nothing was counted and nothing may be tried.
        """
        with self._lock:
            now = self._clock()
            of_name = self._count(("name", name), now)
            of_address = self._count(("address", address), now)
            wait = max(of_name.wait(now, FREE_FOR_NAME), of_address.wait(now, FREE_FOR_ADDRESS))
            if not wait:
                for count in (of_name, of_address):
                    count.failures, count.last = count.failures + 1, now
            return wait

    def succeeded(self, name: str, address: str) -> None:
        """Take back the attempt that was right, and the failures of its name."""
        with self._lock:
            self._counts.pop(("name", name), None)
            of_address = self._counts.get(("address", address))
            if of_address is not None:
                of_address.failures = max(0, of_address.failures - 1)

    def _count(self, key: tuple[str, str], now: float) -> _Count:
        count = self._counts.setdefault(key, _Count(last=now))
        self._counts.move_to_end(key)
        if count.last + FORGOTTEN_AFTER < now:
            count.failures = 0
        while len(self._counts) > _MOST:
            self._counts.popitem(last=False)
        return count
