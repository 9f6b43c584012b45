"""A run that has written new files beside an open page: noticed, and taken in while the page stays usable."""

from __future__ import annotations

import logging
import threading
import time

from pipeline.errors import PipelineError
from pipeline.review.web.ledgers import Ledgers

EVERY = 2.0
"""Seconds between two looks at the run's files."""

log = logging.getLogger(__name__)


class _Stopped(Exception):
    """The server ends."""


class Freshness:
    """Looks whether the ledger has what the run's files say, and loads them in a thread of its own."""

    def __init__(self, ledgers: Ledgers) -> None:
        """Look at nothing yet."""
        self._ledgers = ledgers
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._looked = float("-inf")
        self._stopping = False
        self.documents = 0
        """Documents that the loading which goes on has taken in so far."""
        self.failure: str | None = None
        """Why the last loading failed, for people; None where it did not."""

    @property
    def loading(self) -> bool:
        """Whether a loading goes on."""
        return self._thread is not None and self._thread.is_alive()

    def look(self) -> None:
        """Begin to load where the files have changed; at most every two seconds, and never two at once."""
        with self._lock:
            now = time.monotonic()
            if self.loading or self._stopping or now - self._looked < EVERY:
                return
            self._looked = now
            if self._is_current():
                return
            self._thread = threading.Thread(target=self._load, name="loading", daemon=True)
            self._thread.start()

    def wait(self, seconds: float) -> None:
        """Wait for a loading that goes on."""
        if self._thread is not None:
            self._thread.join(seconds)

    def stop(self) -> None:
        """End a loading between two batches; the next server goes on with it."""
        self._stopping = True
        self.wait(5.0)

    def _is_current(self) -> bool:
        """Whether there is nothing to load; a page that only looks must not fail where a file is missing."""
        try:
            with self._ledgers.borrowed() as ledger:
                current = ledger.is_current()
        except (PipelineError, OSError) as error:
            self._fail(str(error))
            return True
        if current:
            self.failure = None
        return current

    def _load(self) -> None:
        self.documents = 0
        try:
            with self._ledgers.borrowed() as ledger:
                ledger.load(self._progress)
            self.failure = None
        except _Stopped:
            pass
        except (PipelineError, OSError) as error:
            self._fail(str(error))
        except Exception:
            log.exception("taking in the run failed")
            self._fail("something went wrong here; the server's log says what")

    def _fail(self, message: str) -> None:
        if message != self.failure:  # it is tried again with each look
            log.warning("the run's files could not be taken in: %s", message)
        self.failure = message

    def _progress(self, documents: int) -> None:
        self.documents = documents
        if self._stopping:
            raise _Stopped
