"""A server of PostgreSQL of the tests' own, on a socket in a directory of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import quote

_OWNERS = ("postgres", "nobody")  # the server does not run as root
_PORT = "5432"  # only the name of the socket


def programs() -> Path | None:
    """The directory of initdb and pg_ctl; None where there is none."""
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    found = shutil.which("initdb") or next(iter(reversed(installed)), None)
    return Path(found).resolve().parent if found else None


class Server:
    """A cluster of databases that can be started and stopped.

    Its users are `ada`, who may do everything, and those that are made; `eve` needs a password.
    """

    def __init__(self, programs: Path, directory: Path, owner: str | None) -> None:
        """Make the cluster in a directory that the owner can write."""
        self._programs, self._directory, self._owner = programs, directory, owner
        self._data = directory / "data"
        self._names = count()
        options = ("--auth=trust", "--username=ada", "--encoding=UTF8", "--no-locale", "--no-sync")
        self._run("initdb", *options, str(self._data))
        (self._data / "pg_hba.conf").write_text("local all eve scram-sha-256\nlocal all all trust\n")

    def start(self) -> None:
        """Start it, and wait until it answers."""
        options = (
            f"-c listen_addresses='' -c fsync=off -c unix_socket_directories={self._directory} -p {_PORT}"
        )
        log = self._directory / "log"
        self._run("pg_ctl", "start", "--wait", "-D", str(self._data), "-l", str(log), "-o", options)

    def stop(self) -> None:
        """Stop it, as a power cut would: nothing is written any more, and the next start recovers."""
        self._run("pg_ctl", "stop", "--wait", "--mode=immediate", "-D", str(self._data))

    def url(self, database: str, *, user: str = "ada", password: str = "") -> str:
        """The URL of a database."""
        who = f"{user}:{quote(password, safe='')}" if password else user
        return f"postgresql://{who}@{quote(str(self._directory), safe='')}:{_PORT}/{database}"

    def new_database(self) -> str:
        """The URL of an empty database."""
        name = f"facts_{next(self._names)}"
        self.execute(f"CREATE DATABASE {name}")
        return self.url(name)

    def execute(self, statement: str) -> None:
        """Execute a statement as `ada`."""
        import psycopg

        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement.encode())

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self._programs / program), *arguments]
        settings: dict[str, Any] = {"user": self._owner} if self._owner else {}
        # the server keeps what it is given: a pipe would not end before it does
        with (self._directory / "output").open("wb") as output:
            settings |= {"stdout": output, "stderr": output, "cwd": self._directory}
            done = subprocess.run(command, timeout=120, check=False, **settings)
        assert done.returncode == 0, (self._directory / "output").read_text()


@contextmanager
def running_server(programs: Path) -> Iterator[Server]:
    """A server that runs for a block."""
    owner = next(filter(_exists, _OWNERS)) if os.geteuid() == 0 else None
    directory = Path(tempfile.mkdtemp(prefix="pressfacts-"))  # a socket's path must be short
    try:
        if owner:
            shutil.chown(directory, owner)
        server = Server(programs, directory, owner)
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(directory)


def _exists(user: str) -> bool:
    import pwd

    return any(entry.pw_name == user for entry in pwd.getpwall())
