"""The verbs that judge: validate, score, rules."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from pipeline.cli.app import Model, say, settings


def register(app: typer.Typer) -> None:
    """Add the verbs of this module."""
    for verb in (validate, score, rules):
        app.command()(verb)


def validate(
    records: Annotated[str, typer.Argument(metavar="RECORDS", help="a file of record lines, or -")],
    articles: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="their articles; else the articles.jsonl beside the records"),
    ] = None,
) -> None:
    """Check records: schema, unique ids, evidence that stands in the article, links that lead somewhere.

    Example: `pressfacts validate out/records.jsonl`
    """
    from pipeline.validate import check_records

    beside = Path(records).parent / "articles.jsonl"
    source = articles or (str(beside) if records != "-" and beside.is_file() else None)
    check = check_records(records, source)
    for fault in check.faults:
        typer.echo(f"{records}:{fault.line}: {fault.record}: {fault.message}")
    compared = (
        f"{check.evidence} pieces of evidence compared with {source}" if source else "no articles compared"
    )
    say(f"{check.records} records, {len(check.faults)} faults; {compared}")
    if check.faults:
        raise typer.Exit(1)


def score(
    gold: Annotated[str, typer.Argument(metavar="GOLD", help="gold documents, a line each")],
    records: Annotated[str, typer.Argument(metavar="RECORDS", help="a file of record lines, or -")],
    floors: Annotated[
        str | None, typer.Option(metavar="FILE", help="JSON with the least F1 a type; exit 1 below one")
    ] = None,
    whole_quotes: Annotated[
        bool, typer.Option("--whole-quotes", help="GOLD has whole quotations: compare them from mark to mark")
    ] = False,
    calibration: Annotated[
        bool, typer.Option("--calibration", help="also how well the confidences tell what is right")
    ] = False,
    only_gold_documents: Annotated[
        bool,
        typer.Option(
            "--only-gold-documents", help="GOLD has some of the documents of RECORDS: pass over the others"
        ),
    ] = False,
) -> None:
    """Score records against gold: precision, recall and F1 a type, accuracy of the other fields.

    A field's accuracy stands as: right where the gold has a value / kept null where it has none.

    Example: `pressfacts score corpus/annotated/gold.jsonl out/records.jsonl --whole-quotes`
    """
    from pipeline.errors import WrongUse
    from pipeline.score import read_documents, scored
    from pipeline.score.calibration import calibrated
    from pipeline.score.table import below_floors, calibration_table, score_table

    right, found = read_documents(gold), read_documents(records)
    if not right:
        raise WrongUse(f"{gold}: there is no document in it; a review exports those that are done")
    if only_gold_documents:
        found = {document: lists for document, lists in found.items() if document in right}
    result = scored(right, found, whole_quotes)
    typer.echo(score_table(result))
    if calibration:
        typer.echo("\n" + calibration_table(calibrated(right, found)))
    if floors and (faults := below_floors(result, Path(floors))):
        for fault in faults:
            say(fault)
        raise typer.Exit(1)


def rules(
    type_: Annotated[
        str | None, typer.Argument(metavar="[TYPE]", help="event, date, speaker, role or certification")
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="try every example of every rule")] = False,
    model: Model = None,
) -> None:
    """List the rules with note and examples, or check that each does what its examples say.

    Example: `pressfacts rules role`
    """
    from pipeline.errors import WrongUse
    from pipeline.records import TYPES

    if type_ is not None and type_ not in TYPES:
        raise WrongUse(f"there is no type {type_!r}; there are {', '.join(TYPES)}")
    if check:
        _check_rules(type_, model)
    else:
        _list_rules(type_)


def _list_rules(type_: str | None) -> None:
    from pipeline.extract.rules import rules_of
    from pipeline.records import TYPES

    for each in [type_] if type_ else TYPES:
        for rule in rules_of(each).rules:
            typer.echo(_described(rule))


def _described(rule: Any) -> str:
    lines = [f"{rule.id}  {rule.confidence:.2f}", f"    {' '.join(rule.note.split())}"]
    lines += [f"    + {example}" for example in rule.matches]
    lines += [f"    - {example}" for example in rule.misses]
    return "\n".join(lines) + "\n"


def _check_rules(type_: str | None, model: str | None) -> None:
    from pipeline.analyse import Analyser
    from pipeline.extract.examples import examples, fault

    analyser = Analyser(settings(model=model).model)
    tried = [e for e in examples() if type_ is None or e.rule.id.startswith(f"{type_}.")]
    faults = [(example, message) for example in tried if (message := fault(example, analyser))]
    for example, message in faults:
        typer.echo(f"{example.rule.id}: {message}")
    say(f"{len(tried)} examples tried, {len(faults)} faults")
    if faults:
        raise typer.Exit(1)
