"""Runs in tests: over a site or files, without pauses, and what their files say."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pipeline.errors import Rejection
from pipeline.fetch.sources import Source, sources_of
from pipeline.run import Summary, run
from pipeline.settings import Settings

Ran = Callable[..., Summary]
FILES = ("articles.jsonl", "records.jsonl", "rejected.jsonl")
QUICK = Settings(delay=0.0, longest_wait=2.0, timeout=2.0, fetch_seconds=5.0)


class Silent:
    """Progress that nobody watches."""

    def begin(self, stage: str, total: int | None) -> None:
        pass

    def advance(self, document: str, verdict: str) -> None:
        pass

    def reject(self, rejection: Rejection) -> None:
        pass


def ran(out: Path, *sources: str | Source, settings: Settings = QUICK, **options: Any) -> Summary:
    """One run; a source is a name as on the command line, or a whole one."""
    named = [one if isinstance(one, Source) else source for one in sources for source in _sources(one)]
    return run(named, out, settings, io.BytesIO(), Silent(), **options)


def _sources(one: str | Source) -> list[Source]:
    return [one] if isinstance(one, Source) else list(sources_of([one]))


def bytes_of(out: Path) -> dict[str, bytes]:
    return {name: (out / name).read_bytes() for name in FILES}


def rows(out: Path, name: str) -> list[dict[str, Any]]:
    """The rows of one of the files."""
    return [json.loads(line) for line in (out / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def verdicts(summary: Summary) -> dict[str, int]:
    """What a run did, over all its sources, without zeros."""
    total: dict[str, int] = {}
    for counts in summary.sources.values():
        for name, count in counts.verdicts.items():
            if count:
                total[name] = total.get(name, 0) + count
    return total
