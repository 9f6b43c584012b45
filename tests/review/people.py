"""People at the page who never pause: each with a connection, all at once, and how long they wait."""

from __future__ import annotations

import html
import http.client
import random
import re
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from tests.review.serving import Server

_LINK = re.compile(r'href="(/document\?[^"]+)"')
_FORM = re.compile(r'<form [^>]*action="([^"]+)".*?</form>', re.DOTALL)
_REVISION = re.compile(r'name="revision" value="(\d+)"')
_INPUT = re.compile(r'name="(\w+)" value="([^"]*)"')
_LOOKED_AT = range(1, 200, 8)  # pages of the queue from which people take documents


@dataclass(frozen=True, slots=True)
class Timing:
    """How one way of asking went: times in milliseconds, `processor` that of the server for a request."""

    name: str
    requests: int
    seconds: float
    median: float
    p95: float
    worst: float
    processor: float

    @property
    def share(self) -> float:
        """How much of its core the server had; the rest went to others, or it had nothing to do."""
        return self.requests * self.processor / 1000 / self.seconds


class Person:
    """A browser without a screen; `times` are the seconds of each request."""

    def __init__(self, server: Server, number: int) -> None:
        """Open a connection and take the session's cookie."""
        self.drawn = random.Random(number)
        self.times: list[float] = []
        self.documents: Sequence[str] = ()
        self._connection = http.client.HTTPConnection(server.host, server.port, timeout=60)
        self._headers: dict[str, str] = {}
        self._page = ""
        self._revision = ""
        self.get("/")

    def get(self, path: str) -> str:
        """Ask for a page; what it says."""
        return self._asked("GET", path, None, {})

    def post(self, path: str, fields: dict[str, str]) -> str:
        """Send a form as the script of the page does; what is answered."""
        headers = {"Content-Type": "application/x-www-form-urlencoded", "HX-Request": "true"}
        return self._asked("POST", path, urlencode(fields | {"revision": self._revision}), headers)

    def forms(self, action: str) -> list[dict[str, str]]:
        """The fields of the forms of the last page that lead somewhere."""
        return [
            {name: html.unescape(value) for name, value in _INPUT.findall(form[0]) if name != "reason"}
            for form in _FORM.finditer(self._page)
            if form[1] == action
        ]

    def links(self) -> list[str]:
        """The addresses of the documents on the last page."""
        return [html.unescape(link) for link in _LINK.findall(self._page)]

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def _asked(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> str:
        began = time.perf_counter()
        self._connection.request(method, path, body, self._headers | headers)
        answer = self._connection.getresponse()
        content = answer.read()
        self.times.append(time.perf_counter() - began)
        # 409: somebody else was quicker, which happens where so many are at work
        expected = {200} if method == "GET" else {200, 409}
        assert answer.status in expected, f"{method} {path}: {answer.status} {content[:500]!r}"
        if cookie := answer.getheader("set-cookie"):
            self._headers["Cookie"] = cookie.split(";")[0]
        text = content.decode()
        if revision := _REVISION.search(text):
            self._revision = revision[1]
        if method == "GET":
            self._page = text
        return text


def asking(server: Server, name: str, way: Callable[[Person], None], people: int, seconds: float) -> Timing:
    """Let so many people ask in one way for so long."""
    everybody = [Person(server, number) for number in range(people)]
    known = _known(everybody[0])
    for person in everybody:
        person.documents = known
        way(person)  # what is counted once is counted
        person.times.clear()
    used, began = server.processor_seconds(), time.perf_counter()
    _at_once(everybody, way, began + seconds)
    elapsed, used = time.perf_counter() - began, server.processor_seconds() - used
    times = sorted(1000 * taken for person in everybody for taken in person.times)
    return Timing(
        name=name,
        requests=len(times),
        seconds=elapsed,
        median=times[len(times) // 2],
        p95=times[len(times) * 95 // 100],
        worst=times[-1],
        processor=1000 * used / len(times),
    )


def _known(person: Person) -> list[str]:
    """Documents from all over the queue."""
    found: dict[str, None] = {}
    for page in _LOOKED_AT:
        person.get(f"/?page={page}")
        found |= dict.fromkeys(person.links())
    return list(found)


def _at_once(everybody: Sequence[Person], way: Callable[[Person], None], until: float) -> None:
    failures: list[BaseException] = []

    def ask(person: Person) -> None:
        try:
            while time.perf_counter() < until:
                way(person)
        except BaseException as error:
            failures.append(error)
        finally:
            person.close()

    threads = [threading.Thread(target=ask, args=(person,)) for person in everybody]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
