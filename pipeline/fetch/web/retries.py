"""Which failures may pass, and how long a server says that they will last."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx
import stamina
import stamina.instrumentation

from pipeline.errors import DocumentRejected

PASSING = frozenset({429, 500, 502, 503, 504})
_LONGEST_PAUSE = 60.0


class Unavailable(Exception):
    """A server that cannot answer for now; `seconds` is what its Retry-After says."""

    def __init__(self, status: int, seconds: float | None) -> None:
        """Keep the status and the wait."""
        super().__init__(f"the server answered {status}")
        self.seconds = seconds


class BrokenBody(Exception):
    """A body that is not what its headers say."""


def attempts(number: int, pause: float) -> AsyncIterator[stamina.Attempt]:
    """So many attempts, with pauses that begin at `pause` seconds and double, and some chance in them."""
    # the default hook of stamina writes to standard output, which belongs to the data
    stamina.instrumentation.set_on_retry_hooks([])
    return stamina.retry_context(
        on=_may_pass,
        attempts=number,
        timeout=None,
        wait_initial=pause,
        wait_jitter=pause,
        wait_max=_LONGEST_PAUSE,
    )


def _may_pass(error: Exception) -> bool | float:
    """Whether another attempt is worth it; where the server said when, the limiter waits for that."""
    if isinstance(error, Unavailable) and error.seconds is not None:
        return 0.0
    passing = (Unavailable, BrokenBody, httpx.TimeoutException, httpx.NetworkError, httpx.RemoteProtocolError)
    return isinstance(error, passing)


def retry_after(value: str | None, now: datetime) -> float | None:
    """The seconds that a Retry-After header asks for: a number, or a date (RFC 9110, 10.2.3).

    >>> retry_after("120", datetime.now(UTC)), retry_after("soon", datetime.now(UTC))
    (120.0, None)
    """
    value = (value or "").strip()
    if value.isascii() and value.isdigit():
        return float(value[:12])
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError):  # the latter for a text without a year
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())


def as_rejection(error: Exception, seconds: float) -> DocumentRejected:
    """What a failure that did not pass means for the document; `seconds` is the timeout."""
    if isinstance(error, httpx.TimeoutException):
        return DocumentRejected("timeout", f"the server was silent for {seconds:g} seconds")
    if isinstance(error, Unavailable):
        return DocumentRejected("fetch_failed", str(error))
    return DocumentRejected("fetch_failed", f"no page came: {str(error) or type(error).__name__}")
