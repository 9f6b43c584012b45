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


class TooSlow(DocumentRejected):
    """A page that takes too long in all, though its server is never silent for long."""

    def __init__(self, seconds: float) -> None:
        """Keep the limit."""
        super().__init__("timeout", f"the page took longer than the {seconds:g} seconds of fetch_seconds")


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
    moment = http_date(value)
    return max(0.0, (moment - now).total_seconds()) if moment else None


def http_date(value: str) -> datetime | None:
    """The moment that a header names, in UTC; None for a text that is no date.

    >>> http_date("Sun, 01 Mar 2026 12:00:30 GMT")
    datetime.datetime(2026, 3, 1, 12, 0, 30, tzinfo=datetime.timezone.utc)
    """
    try:
        moment = parsedate_to_datetime(value)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, OverflowError):  # no date; no year in it; a year that no clock reaches
        return None


def as_rejection(error: Exception, seconds: float) -> DocumentRejected:
    """What a failure that did not pass means for the document; `seconds` is the timeout."""
    if isinstance(error, httpx.TimeoutException):
        return DocumentRejected("timeout", f"the server was silent for {seconds:g} seconds")
    if isinstance(error, Unavailable):
        return DocumentRejected("fetch_failed", str(error))
    return DocumentRejected("fetch_failed", f"no page came: {str(error) or type(error).__name__}")
