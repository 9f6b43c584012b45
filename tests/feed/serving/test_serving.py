"""A change feed over HTTP: what is served, what is not, and what a client has to fetch only once."""

from __future__ import annotations

import gzip
import hashlib
import socket
from collections.abc import Iterator
from pathlib import Path

import httpx
import orjson
import pytest

from pipeline.feed.changes import deliver
from tests.command import pressfacts
from tests.feed.newsroom import EVERYTHING, newsroom_run
from tests.feed.press import Document, Press, Sentence
from tests.feed.serving.servers import served

SNAPSHOT = "000001.snapshot.jsonl"
DELTA = "000001.delta.jsonl"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("served")
    deliver(newsroom_run(root / "out"), root / "feed", EVERYTHING)
    (root / "feed" / "notes.txt").write_text("not for others")
    (root / "secret.txt").write_text("not for others")
    return root / "feed"


@pytest.fixture(scope="module")
def url(place: Path) -> Iterator[str]:
    with served(place) as url:
        yield url


@pytest.fixture
def client(url: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=url, headers={"accept-encoding": "identity"}) as client:
        yield client


@pytest.mark.parametrize("name", ["manifest.json", SNAPSHOT, DELTA])
def test_files_are_served_as_they_are(client: httpx.Client, place: Path, name: str) -> None:
    answer = client.get(f"/{name}")
    assert answer.status_code == 200
    assert answer.content == (place / name).read_bytes()
    assert answer.headers["etag"] == f'"{hashlib.sha256(answer.content).hexdigest()}"'
    assert answer.headers["content-length"] == str(len(answer.content))


def test_the_root_leads_to_the_manifest(client: httpx.Client) -> None:
    answer = client.get("/", follow_redirects=True)
    assert answer.json()["sequence"] == 1


@pytest.mark.parametrize("name", ["manifest.json", SNAPSHOT])
def test_gzip_is_smaller_and_has_a_tag_of_its_own(client: httpx.Client, place: Path, name: str) -> None:
    with client.stream("GET", f"/{name}", headers={"accept-encoding": "gzip"}) as answer:
        packed = b"".join(answer.iter_raw())
    assert answer.headers["content-encoding"] == "gzip"
    assert "accept-encoding" in answer.headers["vary"]
    assert answer.headers["etag"] != client.head(f"/{name}").headers["etag"]
    assert gzip.decompress(packed) == (place / name).read_bytes()
    assert len(packed) < (place / name).stat().st_size


@pytest.mark.parametrize("encoding", ["gzip", "identity"])
@pytest.mark.parametrize("name", ["manifest.json", SNAPSHOT])
def test_what_a_client_has_is_not_sent_again(client: httpx.Client, name: str, encoding: str) -> None:
    tag = client.get(f"/{name}", headers={"accept-encoding": encoding}).headers["etag"]
    answer = client.get(f"/{name}", headers={"accept-encoding": encoding, "if-none-match": tag})
    assert (answer.status_code, answer.content, answer.headers["etag"]) == (304, b"", tag)
    assert client.get(f"/{name}", headers={"if-none-match": '"another"'}).status_code == 200


@pytest.mark.parametrize("encoding", ["gzip", "identity"])
def test_head_says_what_get_would(client: httpx.Client, encoding: str) -> None:
    asked = {"accept-encoding": encoding}
    head, whole = client.head(f"/{SNAPSHOT}", headers=asked), client.get(f"/{SNAPSHOT}", headers=asked)
    assert head.content == b""
    names = ("etag", "content-type", "content-encoding", "cache-control", "vary", "content-length")
    assert {name: head.headers.get(name) for name in names} == {
        name: whole.headers.get(name) for name in names
    }


def test_a_download_that_broke_goes_on(client: httpx.Client, place: Path) -> None:
    whole = (place / SNAPSHOT).read_bytes()
    tag = client.head(f"/{SNAPSHOT}").headers["etag"]
    rest = client.get(f"/{SNAPSHOT}", headers={"range": "bytes=100-", "if-range": tag})
    assert (rest.status_code, rest.content) == (206, whole[100:])
    assert rest.headers["content-range"] == f"bytes 100-{len(whole) - 1}/{len(whole)}"
    other = client.get(f"/{SNAPSHOT}", headers={"range": "bytes=100-", "if-range": '"another"'})
    assert (other.status_code, other.content) == (200, whole)
    behind = client.get(f"/{SNAPSHOT}", headers={"range": f"bytes={len(whole)}-"})
    assert (behind.status_code, behind.headers["content-range"]) == (416, f"bytes */{len(whole)}")


@pytest.mark.parametrize(
    "path",
    [
        "/notes.txt",
        "/.feed.lock",
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "//etc/passwd",
        "/%2fetc%2fpasswd",
        "/feed/../manifest.json",
        "/000002.delta.jsonl",
        "/manifest.json/",
        "/manifest.json%00",
    ],
)
def test_nothing_else_can_be_read(url: str, path: str) -> None:
    status, content = raw(url, "GET", path)
    assert status in (400, 404)
    assert b"not for others" not in content
    assert b"root:" not in content


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_it_is_read_only(client: httpx.Client, method: str) -> None:
    for name in ("manifest.json", DELTA):
        answer = client.request(method, f"/{name}")
        assert answer.status_code == 405
        assert set(answer.headers["allow"].split(", ")) == {"GET", "HEAD"}


def test_another_name_is_refused(client: httpx.Client, place: Path) -> None:
    asked = {"host": "feeds.example"}
    assert client.get("/manifest.json", headers=asked).status_code == 400
    with served(place, "--allow-host", "feeds.example") as url:
        assert httpx.get(f"{url}/manifest.json", headers=asked).status_code == 200


def test_a_delivery_while_it_serves(tmp_path: Path) -> None:
    press = Press()
    press.documents["tram"] = Document([Sentence("role", 0)])
    press.write(tmp_path / "out")
    deliver(tmp_path / "out", tmp_path / "feed", EVERYTHING)
    with served(tmp_path / "feed") as url, httpx.Client(base_url=url) as client:
        before = client.get("/manifest.json")
        press.documents["quay"] = Document([Sentence("date", 3)])
        press.write(tmp_path / "out")
        deliver(tmp_path / "out", tmp_path / "feed", EVERYTHING)
        after = client.get("/manifest.json", headers={"if-none-match": before.headers["etag"]})
        assert (after.status_code, after.json()["sequence"]) == (200, 2)
        assert client.get(f"/{SNAPSHOT}").status_code == 404
        rows = map(orjson.loads, client.get("/000002.delta.jsonl").content.splitlines())
        assert "date" in {row["fact"]["record"]["type"] for row in rows if "fact" in row}


def test_a_file_that_is_not_what_the_manifest_says_costs_no_other(tmp_path: Path) -> None:
    place = tmp_path / "feed"
    deliver(newsroom_run(tmp_path / "out"), place, EVERYTHING)
    with served(place) as url:
        (place / SNAPSHOT).write_bytes(b"half of it")
        assert httpx.get(f"{url}/{SNAPSHOT}").status_code == 503
        assert httpx.get(f"{url}/{DELTA}").content == (place / DELTA).read_bytes()
        (place / SNAPSHOT).unlink()
        assert httpx.get(f"{url}/{SNAPSHOT}").status_code == 404
        assert httpx.get(f"{url}/{DELTA}").status_code == 200
        (place / "manifest.json").write_bytes(b"{")
        assert httpx.get(f"{url}/{DELTA}").status_code == 503
        (place / "manifest.json").unlink()
        assert httpx.get(f"{url}/{DELTA}").status_code == 404


def test_a_directory_without_a_feed(tmp_path: Path) -> None:
    _, said = pressfacts("feed", "serve", tmp_path / "none", code=2)
    assert "no change feed was written there" in said


def raw(url: str, method: str, path: str) -> tuple[int, bytes]:
    """Ask for a path as it stands; clients put such ones in order first."""
    host, port = url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=10) as connection:
        head = f"{method} {path} HTTP/1.1\r\nHost: {host}:{port}\r\nConnection: close\r\n\r\n"
        connection.sendall(head.encode())
        content = b"".join(iter(lambda: connection.recv(65536), b""))
    return int(content.split()[1]), content
