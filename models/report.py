"""Measures the pipeline on annotated articles that were not read when its rules were made.

    python -m models.report --gold DIR --press RELEASES

prints the tables of fields, kinds of article and errors of `docs/quality.md`. The judge has learned from
most of these articles: how precise it makes the records, `models.train` says, which cross-validates.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated as Option

import typer

from models.documents import Annotated, annotated_documents
from models.errors import error_kinds
from pipeline.records import TYPES
from pipeline.score import Scores, scored
from pipeline.score.documents import LISTS, Documents
from pipeline.score.table import score_table
from pipeline.stages import Pipeline

COMMONEST = 10
NEWS = "Giveme5W1H"
"""What the source of a news article names; all others are press releases."""


def main(
    gold: Option[Path, typer.Option(help="directory with train and dev")],
    press: Option[Path, typer.Option(help="the releases that models/press.jsonl annotates")],
) -> None:
    """Print the tables."""
    pipeline = Pipeline()
    unread = [document for document in annotated_documents(gold, press) if not document.was_read]
    wanted, found = gold_of(unread), found_by(pipeline, unread)
    typer.echo(f"{len(unread)} articles\n\n{score_table(scored(wanted, found))}\n")
    for name, part in _kinds(unread).items():
        scores = scored(_only(wanted, part), _only(found, part))
        typer.echo(f"{name} ({len(part)}): {_f1(scores)}")
    typer.echo("\n" + _errors(wanted, found))


def gold_of(documents: Iterable[Annotated]) -> Documents:
    """The gold records of each document."""
    return {d.raw.id: {kind: d.gold.get(name, []) for kind, name in LISTS.items()} for d in documents}


def found_by(pipeline: Pipeline, documents: Iterable[Annotated]) -> Documents:
    """The records of each document, but those of types that it is not annotated with."""
    found: Documents = {}
    for document in documents:
        records, _ = pipeline.extract(pipeline.clean(document.raw))
        rows = [record.model_dump(mode="json") for record in records if record.type in document.types]
        found[document.raw.id] = {kind: [row for row in rows if row["type"] == kind] for kind in TYPES}
    return found


def _kinds(documents: Iterable[Annotated]) -> dict[str, set[str]]:
    kinds: dict[str, set[str]] = {"news articles": set(), "press releases": set()}
    for document in documents:
        kinds["news articles" if NEWS in document.raw.source else "press releases"].add(document.raw.id)
    return kinds


def _only(documents: Documents, ids: set[str]) -> Documents:
    return {name: lists for name, lists in documents.items() if name in ids}


def _f1(scores: Scores) -> str:
    return "  ".join(f"{kind} {score.f1:.3f} of {score.gold}" for kind, score in scores.types.items())


def _errors(gold: Documents, found: Documents) -> str:
    kinds = error_kinds(gold, found)
    total = sum(kinds.values())
    return "\n".join(f"{n:5}  {n / total:5.1%}  {name}" for name, n in kinds.most_common(COMMONEST))


if __name__ == "__main__":
    typer.run(main)
