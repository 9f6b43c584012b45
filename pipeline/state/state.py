"""The state of an output directory: one object with a part for each subject."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from filelock import FileLock

from pipeline.database import rewrite
from pipeline.state.copies import Copies
from pipeline.state.database import Database
from pipeline.state.documents import Documents
from pipeline.state.forgetting import Forgotten, Subject, forget, found
from pipeline.state.opening import locked, opened_database, readable_database
from pipeline.state.pages import Pages
from pipeline.state.publishing import publish, remove_leftovers
from pipeline.state.runs import Runs
from pipeline.state.tally import Tally, Totals, tally_of, totals_of
from pipeline.state.tombstones import Tombstones
from pipeline.state.unread import Unread


class State:
    """What was seen, with which content and version, and what came of it.

    Every step is written and synced before the call returns. It belongs to one thread. Whatever cannot be
    written raises `OutputUnwritable`, a file that is found broken `StateUnknown`.
    """

    def __init__(self, database: Database, directory: Path, lock: FileLock | None = None) -> None:
        """Work on an opened database; `opened` and `reading` are the ways to get there."""
        self._database = database
        self._lock = lock
        self.directory = directory
        self.runs = Runs(database)
        self.pages = Pages(database)
        self.documents = Documents(database)
        self.copies = Copies(database)
        self.unread = Unread(database)
        self.tombstones = Tombstones(database)

    @classmethod
    def opened(cls, directory: Path) -> State:
        """Open the state of a directory, which is made where it is missing, and keep other runs out.

        Raises:
            DirectoryLocked: another run works on the directory.
            StateUnknown: a later version wrote the state, or it is broken.
            OutputUnwritable: the directory cannot be written, or the disk is full.
        """
        lock = locked(directory)
        try:
            remove_leftovers(directory)
            database = opened_database(directory)
        except BaseException:
            lock.release()
            raise
        state = cls(database, directory, lock)
        try:
            rewrite(database, "state")
        except BaseException:
            state.close()
            raise
        return state

    @classmethod
    def reading(cls, directory: Path) -> State:
        """Open the state of a directory for reading only, also while a run works on it.

        Raises:
            SourceMissing: no run has written there.
            StateUnknown: another version wrote the state, or it is broken.
        """
        return cls(readable_database(directory), directory)

    def close(self) -> None:
        """Close the file and let others in."""
        self._database.close()
        if self._lock:
            self._lock.release()

    def __enter__(self) -> Self:
        """Close at the end of the block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close."""
        self.close()

    @property
    def run(self) -> int:
        """The number of the current run, 0 before there is one."""
        return self._database.run

    def together(self) -> AbstractContextManager[None]:
        """Keep what the block writes together: all of it, or nothing after an error."""
        return self._database.transaction()

    def begin(self, fingerprint: str, sources: Sequence[str], started: str) -> int:
        """Begin a run, or continue the one that did not finish; its number.

        Args:
            fingerprint: digest of the version: code, rules, model and settings.
            sources: the names of its sources.
            started: when, ISO 8601 UTC.
        """
        return self.runs.begin(fingerprint, sources, started)

    def finish(self, counts: Mapping[str, Any], seconds: Mapping[str, float], finished: str) -> None:
        """Close the current run with its figures."""
        self.runs.finish(counts, seconds, finished)

    def tally(self) -> dict[str, Tally]:
        """What the current run did to documents and pages, and what its sources could not give, by source."""
        return tally_of(self._database)

    def totals(self) -> Totals:
        """What the state holds, counted in one pass over it."""
        return totals_of(self._database)

    def publish(self) -> bool:
        """Write the files of the directory, unless they are what the state says; whether they were written.

        Raises:
            OutputUnwritable: they cannot be written, or the disk is full; what stood there stands.
        """
        return publish(self._database, self.directory)

    def found(
        self,
        *,
        url: str | None = None,
        id: str | None = None,
        person: str | None = None,
        urls: Iterable[str] = (),
        ids: Iterable[str] = (),
    ) -> Forgotten:
        """What `forget` would remove."""
        return found(self._database, _subject(url, id, person, urls, ids))

    def forget(
        self,
        *,
        url: str | None = None,
        id: str | None = None,
        person: str | None = None,
        urls: Iterable[str] = (),
        ids: Iterable[str] = (),
    ) -> Forgotten:
        """Remove documents by one of their URLs or by their ids, and all that name a person, for good.

        The bytes leave the file of the state too, which is written anew for it, once a call. The published
        files still have them until `publish`.

        Args:
            url: a URL in its canonical spelling.
            id: a document's id.
            person: a person's name.
            urls: more URLs, such as those of raw pages that were found to name the person.
            ids: ids of documents that go without their copies.

        Raises:
            WrongUse: nothing was named, or the name has no words.
            OutputUnwritable: the disk is full; call it again.
        """
        return forget(self._database, self.tombstones, _subject(url, id, person, urls, ids))


def _subject(
    url: str | None, id: str | None, person: str | None, urls: Iterable[str], ids: Iterable[str]
) -> Subject:
    return Subject(
        urls=frozenset(filter(None, (url, *urls))),
        ids=frozenset(filter(None, (id, *ids))),
        person=person,
        alone=bool(ids),
    )
