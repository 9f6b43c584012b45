"""The verbs that show: explain, schema."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the verbs of this module."""
    for verb in (explain, schema):
        app.command()(verb)


def explain(
    record_id: Annotated[str, typer.Argument(metavar="RECORD_ID", help="a record's id, or how it begins")],
    directory: Annotated[Path, typer.Option("--in", metavar="DIR", help="directory of a run")] = Path("out"),
) -> None:
    """Show why a record says what it says: its rule, its evidence in context, its document and links.

    Example: `pressfacts explain role-4f1c --in out`
    """
    from rich.console import Console

    from pipeline.explain import explanation, rendered

    Console(highlight=False, soft_wrap=True).print(rendered(explanation(record_id, directory)))


def schema() -> None:
    """Print the JSON Schema of a record.

    Example: `pressfacts schema > record.schema.json`
    """
    import orjson
    from pydantic import TypeAdapter

    from pipeline.records import Record

    rows = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "pressfacts record"}
    rows |= TypeAdapter(Record).json_schema(mode="serialization")
    typer.echo(orjson.dumps(rows, option=orjson.OPT_INDENT_2))
