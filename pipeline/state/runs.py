"""The runs: when, with which sources and version, and what came of them.

A run that did not finish is continued by the next one under its number, so that a run that was killed and
the run that went on are one run to whoever asks afterwards.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from pipeline.state.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRow:
    """One run; `finished` is None for one that was broken off, `resumed` says how often it was continued."""

    number: int
    started: str
    finished: str | None
    resumed: int
    fingerprint: str
    sources: list[str]
    counts: dict[str, Any]
    seconds: dict[str, float]


class Runs:
    """The table of runs."""

    def __init__(self, database: Database) -> None:
        """Work on a state."""
        self._database = database

    def begin(self, fingerprint: str, sources: Sequence[str], started: str) -> int:
        """Begin a run, or continue the one that did not finish; its number."""
        database = self._database
        with database.transaction():
            database.fingerprint = fingerprint_number(database, fingerprint)
            broken_off = database.row("SELECT number, figures FROM runs WHERE finished IS NULL")
            if broken_off is None:
                database.execute(
                    "INSERT INTO runs (started, fingerprint, figures) VALUES (?, ?, ?)",
                    (started, database.fingerprint, packed_figures({"sources": list(sources)})),
                )
                database.run = database.value("SELECT max(number) FROM runs")
            else:
                database.run = broken_off["number"]
                self._continue(unpacked_figures(broken_off["figures"])["sources"], sources)
        return database.run

    def _continue(self, before: list[str], sources: Sequence[str]) -> None:
        joined = list(dict.fromkeys([*before, *sources]))
        self._database.execute(
            "UPDATE runs SET fingerprint = ?, figures = ?, resumed = resumed + 1 WHERE number = ?",
            (self._database.fingerprint, packed_figures({"sources": joined}), self._database.run),
        )

    def finish(self, counts: Mapping[str, Any], seconds: Mapping[str, float], finished: str) -> None:
        """Close the current run with its figures."""
        kept = self._database.value("SELECT figures FROM runs WHERE number = ?", (self._database.run,))
        figures = unpacked_figures(kept) | {"counts": dict(counts), "seconds": dict(seconds)}
        self._database.execute(
            "UPDATE runs SET finished = ?, figures = ? WHERE number = ?",
            (finished, packed_figures(figures), self._database.run),
        )

    def last(self, count: int) -> list[RunRow]:
        """The last runs, the newest first."""
        rows = self._database.rows(
            "SELECT runs.*, fingerprints.digest FROM runs "
            "JOIN fingerprints ON fingerprints.number = runs.fingerprint ORDER BY runs.number DESC LIMIT ?",
            (count,),
        )
        return [_run(row) for row in rows]


def fingerprint_number(database: Database, digest: str) -> int:
    """The number that stands for a fingerprint in the rows that it marks."""
    known = "SELECT number FROM fingerprints WHERE digest = ?"
    if database.value(known, (digest,)) is None:
        database.execute("INSERT INTO fingerprints (digest) VALUES (?)", (digest,))
    return int(database.value(known, (digest,)))


def sources_of(database: Database) -> list[str]:
    """The sources of the current run; none before there is one."""
    figures = database.value("SELECT figures FROM runs WHERE number = ?", (database.run,))
    sources: list[str] = unpacked_figures(figures)["sources"] if figures else []
    return sources


def packed_figures(figures: Mapping[str, Any]) -> bytes:
    """Sources, counts and seconds of a run as they are kept: small, for a year has 365 of them."""
    return zlib.compress(orjson.dumps(figures), 9)


def unpacked_figures(data: bytes) -> dict[str, Any]:
    """Sources, counts and seconds of a run; of one that has not finished, its sources."""
    figures: dict[str, Any] = orjson.loads(zlib.decompress(data))
    return figures


def _run(row: sqlite3.Row) -> RunRow:
    figures = unpacked_figures(row["figures"])
    return RunRow(
        number=row["number"],
        started=row["started"],
        finished=row["finished"],
        resumed=row["resumed"],
        fingerprint=row["digest"],
        sources=figures["sources"],
        counts=figures.get("counts", {}),
        seconds=figures.get("seconds", {}),
    )
