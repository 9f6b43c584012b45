"""Web archives made in a line."""

from __future__ import annotations

import gzip


def record(
    url: str,
    body: bytes,
    *,
    kind: str = "text/html",
    status: str = "200 OK",
    type: str = "response",
    date: str = "2025-05-03T10:00:00Z",
    length: int | None = None,
    **headers: str,
) -> bytes:
    """One record; `length` is what it claims to have."""
    more = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: {type}\r\nWARC-Target-URI: {url}\r\nWARC-Date: {date}\r\n"
        "WARC-Record-ID: <urn:uuid:6f1ec6ac-0000-4000-8000-000000000000>\r\n"
        "Content-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http) if length is None else length}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def zipped(*records: bytes) -> bytes:
    """An archive with a member for each record, as CC-NEWS has them."""
    return b"".join(gzip.compress(one, mtime=0) for one in records)
