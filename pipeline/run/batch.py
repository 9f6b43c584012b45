"""What the stages of a run share: the state, the sources, the settings, and whom to tell."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from pipeline.errors import Rejection
from pipeline.fetch.sources import Source
from pipeline.run.summary import Summary
from pipeline.settings import Settings
from pipeline.state import State
from pipeline.state.publishing import RAW

__all__ = ["CACHE", "RAW", "RUN_FILE", "Batch", "Progress"]

CACHE = Path("cache") / "http.sqlite"
RUN_FILE = "run.json"


class Progress(Protocol):
    """Who wants to know how far a run is."""

    def begin(self, stage: str, total: int | None) -> None:
        """A stage begins, with so many documents, if that is known."""

    def advance(self, document: str, verdict: str) -> None:
        """A document, or page, is through; `verdict` says in a few words what became of it."""

    def reject(self, rejection: Rejection) -> None:
        """A document, or page, was rejected."""


@dataclass(frozen=True, slots=True)
class Batch:
    """One run over one output directory."""

    state: State
    sources: tuple[Source, ...]
    settings: Settings
    progress: Progress
    summary: Summary
    dropped: set[str] = field(default_factory=set)
    """Documents of this run that name a person who was forgotten."""

    @property
    def raw(self) -> Path:
        """The directory of the fetched pages."""
        return self.state.directory / RAW

    @property
    def cache(self) -> Path:
        """The file of the HTTP cache."""
        return self.state.directory / CACHE

    def done(self, origin: str, document: str, verdict: str) -> None:
        """Count what became of a document, and tell."""
        self.summary.count(origin, verdict)
        self.progress.advance(document, verdict)
