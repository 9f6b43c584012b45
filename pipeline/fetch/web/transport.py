"""The connection: to a checked address, and to that one only, while TLS still verifies the host's name."""

from __future__ import annotations

import ssl
import time
from collections.abc import AsyncIterator, Awaitable, Callable

import httpx

from pipeline.fetch.web.addresses import checked_addresses

_MAX_ADDRESSES = 4  # of a host that are tried
_MAX_IDLE = 32  # hosts whose connection is kept open for their next page
_KEPT_SECONDS = 300.0  # for which a host's addresses are not looked up again
_PORTS = {"http": 80, "https": 443}


class CheckedTransport(httpx.AsyncBaseTransport):
    """Sends a request to a checked address of its host, past any proxy.

    Each host has connections of its own: two hosts on one address must not share one, since TLS has verified
    only the name for which it was opened.
    """

    def __init__(self, allow_private: bool, verify: ssl.SSLContext | None = None) -> None:
        """Take the authorities that TLS trusts; by default those of certifi, or of `SSL_CERT_FILE`."""
        self._allow_private = allow_private
        self._verify = verify or httpx.create_ssl_context()
        self._idle: dict[str, httpx.AsyncHTTPTransport] = {}
        self._addresses: dict[tuple[str, int], tuple[float, list[str]]] = {}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request to the first address of its host that takes the connection.

        The host's connection is lent to the answer until that is closed; it then waits for the next request,
        as one of the few that do.
        """
        host = host_of(request.url)
        pool = self._idle.pop(host, None) or self._opened()
        try:
            answer = await self._answer(pool, host, request)
        except BaseException:
            await pool.aclose()
            raise
        stream = _Lent(answer, lambda: self._rest(host, pool))
        return httpx.Response(
            answer.status_code, headers=answer.headers, stream=stream, extensions=answer.extensions
        )

    async def _answer(
        self, pool: httpx.AsyncHTTPTransport, host: str, request: httpx.Request
    ) -> httpx.Response:
        port = request.url.port or _PORTS[request.url.scheme]
        failure: httpx.TransportError = httpx.ConnectError(f"{host} has no address")
        for address in (await self._addresses_of(host, port))[:_MAX_ADDRESSES]:
            try:
                return await pool.handle_async_request(_sent_to(address, host, request))
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                failure = error
        self._addresses.pop((host, port), None)
        raise failure

    async def _addresses_of(self, host: str, port: int) -> list[str]:
        until, addresses = self._addresses.get((host, port), (0.0, []))
        if time.monotonic() >= until:
            addresses = await checked_addresses(host, port, self._allow_private)
            self._addresses[host, port] = (time.monotonic() + _KEPT_SECONDS, addresses)
        return addresses

    def _opened(self) -> httpx.AsyncHTTPTransport:
        limits = httpx.Limits(max_connections=None, max_keepalive_connections=1)
        return httpx.AsyncHTTPTransport(verify=self._verify, limits=limits)

    async def _rest(self, host: str, pool: httpx.AsyncHTTPTransport) -> None:
        """Keep a connection open, and close that of the host that was asked longest ago."""
        self._idle[host] = pool  # the only one, as a host is asked one thing at a time
        if len(self._idle) > _MAX_IDLE:
            await self._idle.pop(next(iter(self._idle))).aclose()

    async def aclose(self) -> None:
        """Close all connections that wait."""
        while self._idle:
            await self._idle.popitem()[1].aclose()


class _Lent(httpx.AsyncByteStream):
    """The body of an answer, whose end tells that its connection is free."""

    def __init__(self, answer: httpx.Response, ended: Callable[[], Awaitable[None]]) -> None:
        self._answer, self._ended = answer, ended

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for chunk in self._answer.aiter_raw():
            yield chunk

    async def aclose(self) -> None:
        try:
            await self._answer.aclose()
        finally:
            await self._ended()


def host_of(url: httpx.URL) -> str:
    """A URL's host in ASCII, without the dot that ends a full name.

    >>> host_of(httpx.URL("http://Bücher.example.:8080/"))
    'xn--bcher-kva.example'
    """
    return url.raw_host.decode("ascii").rstrip(".").lower()


def _sent_to(address: str, host: str, request: httpx.Request) -> httpx.Request:
    """The same request to an address; the Host header stays, and so does the name that TLS verifies."""
    return httpx.Request(
        request.method,
        request.url.copy_with(host=address),
        headers=request.headers,
        extensions={**request.extensions, "sni_hostname": host},
    )
