"""What a person sees at the end of a run, and of the last runs of a directory; all tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from pipeline.records import TYPES
from pipeline.run import Summary
from pipeline.run.summary import VERDICTS
from pipeline.state import RunRow, Totals


def summary_tables(summary: Summary, out: Path) -> None:
    """Print by source what became of its documents, then what the directory holds."""
    console = Console(stderr=True, highlight=False)
    if summary.sources:
        console.print(_by_source({name: counts.row() for name, counts in summary.sources.items()}))
    holds = _holds(summary.articles, summary.records, summary.rejected)
    holds.add_row("seconds", f"{sum(summary.seconds.values()):.1f}", _listed(summary.seconds))
    if summary.requests:
        holds.add_row("requests", f"{summary.requests['sent']}", _listed(summary.requests))
    console.print(holds)
    files = "records.jsonl, articles.jsonl, rejected.jsonl, run.json"
    line = f"written to {out}/: {files}" if summary.written else f"{out}/ is as it was: nothing changed"
    console.print(line, soft_wrap=True)


def status_tables(runs: list[RunRow], totals: Totals) -> None:
    """Print the last runs of a directory, the latest first, and what it holds."""
    console = Console(highlight=False)
    table = Table(box=None, padding=(0, 1, 0, 0))
    for name in ("run", "started", "seconds", "fetched", "new", "updated", "duplicate", "gone", "rejected"):
        table.add_column(name, justify="left" if name == "started" else "right", no_wrap=True)
    for run in runs:
        seconds = f"{sum(run.seconds.values()):.1f}" if run.finished else "unfinished"
        table.add_row(str(run.number), _minute(run.started), seconds, *_in_all(run.counts))
    console.print(table)
    console.print(_holds(totals.articles, totals.records, totals.rejected))
    if runs and not runs[0].finished:
        said = "has not finished: until it does, the files are those of the run before"
        console.print(f"run {runs[0].number} {said}", soft_wrap=True)


def _by_source(rows: Mapping[str, Mapping[str, Any]]) -> Table:
    """A row a source; a verdict that no source has gets no column."""
    met = [name for name in VERDICTS if any(row[name] for row in rows.values())]
    table = Table(box=None, padding=(0, 2, 0, 0))
    table.add_column("source", overflow="fold")
    for name in (*met, "records"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("rejected")
    for source, row in sorted(rows.items()):
        counts = [str(row[name]) for name in met]
        table.add_row(source, *counts, str(sum(row["records"].values())), _listed(row["rejected"]))
    return table


def _holds(articles: int, records: Mapping[str, int], rejected: Mapping[str, int]) -> Table:
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    table.add_row("articles", f"{articles}")
    by_type: dict[str, int] = {kind: records.get(kind, 0) for kind in TYPES}
    table.add_row("records", f"{sum(by_type.values())}", _listed(by_type))
    table.add_row("rejected", f"{sum(rejected.values())}", _listed(rejected))
    return table


def _minute(moment: str) -> str:
    return moment[:16].replace("T", " ")


def _in_all(counts: Mapping[str, Any]) -> list[str]:
    rows = counts.get("sources", {}).values()
    sums = [sum(row[name] for row in rows) for name in ("fetched", "new", "updated", "duplicate", "gone")]
    return [str(count) for count in (*sums, sum(sum(row["rejected"].values()) for row in rows))]


def _listed(counts: Mapping[str, float] | Counter[str]) -> str:
    return ", ".join(
        f"{count} {name}" if isinstance(count, int) else f"{name} {count:.1f}"
        for name, count in counts.items()
    )
