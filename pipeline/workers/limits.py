"""The limits of one document, as the operating system keeps them for the process that works on it.

Both are kept by the system and not by a thread, for a regular expression or a parser in C lets no other
thread of Python run.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform != "win32":
    import resource

PATIENCE = 4.0
"""Times its seconds that a document may take by the clock: what counts is the processor's time, so that a
busy machine rejects no document that an idle one reads; a process that only waits is ended all the same."""
GRACE = 5.0
"""Seconds that a worker outlives its deadline by the clock: the run ends it before, if there is one."""

_SIZE = Path("/proc/self/statm")


@contextmanager
def memory_limit(size: int) -> Iterator[None]:
    """Let the process take so many bytes more than it has; further ones are a `MemoryError`.

    Does nothing where the system tells no process its size (it is Linux that does).
    """
    if sys.platform == "win32" or not _SIZE.exists():
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = int(_SIZE.read_text().split()[0]) * resource.getpagesize() + size
    ceilings = [given for given in (soft, hard) if given != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_AS, (min(limit, *ceilings) if ceilings else limit, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """End the process by SIGPROF when it has computed so long, by SIGALRM when it has waited much longer.

    The run keeps an eye on the clock too; the alarm is for a process whose run was killed meanwhile.
    """
    if sys.platform == "win32":
        yield
        return
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.setitimer(signal.ITIMER_REAL, seconds * PATIENCE + GRACE)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)
