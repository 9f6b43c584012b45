"""Measures the joining of persons and organisations on pairs of mentions that were judged by reading.

    python -m models.entities --gold DIR --press RELEASES [--records FILE]

`models/entities.jsonl` has the pairs: two mentions in two documents, by the digests of their ids and by
offsets, and whether they are of one person or organisation. They were drawn at random from all pairs of alike
names, by stratum and with few pairs a name; `weight` is how many pairs of names of its stratum one stands
for. Pairs `drawn_from` the annotated articles are measured on their gold records; the others need
`--records`, the `records.jsonl` of a run over all releases, for the releases that are not annotated. Half of
the pairs, told by the digest of their names, were used to choose the weights; the other half tells what they
are worth.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Annotated as Option
from typing import Any

import orjson
import typer
from pydantic import TypeAdapter

from models.documents import annotated_documents
from models.entity_pairs import SIDES, Count, Judged, judged_pairs, pairs, total
from models.gold_records import gold_records
from pipeline.records import Record

_RECORD: TypeAdapter[Record] = TypeAdapter(Record)


def main(
    gold: Option[Path, typer.Option(help="directory with train and dev")],
    press: Option[Path, typer.Option(help="the releases that models/press.jsonl annotates")],
    records: Option[Path | None, typer.Option(help="records.jsonl of a run over all releases")] = None,
    show: Option[bool, typer.Option(help="the wrong and missed pairs of the tuning half")] = False,
) -> None:
    """Print precision and recall by half, kind and stratum."""
    annotated = list(of_gold(gold, press))
    judged = list(judged_pairs(pairs("gold", gold, press), annotated))
    if records:
        known = {record.document.id for record in annotated}
        others = (record for record in read_records(records) if record.document.id not in known)
        judged += judged_pairs(pairs("records", gold, press), [*annotated, *others])
    for half, kind in product(("tuning", "report"), ("person", "organization")):
        _print_table(half, kind, [j for j in judged if (j.pair["half"], j.pair["kind"]) == (half, kind)])
    if show:
        for one in judged:
            if one.pair["half"] == "tuning" and one.joined != (one.pair["verdict"] == "same"):
                typer.echo(f"{'wrong' if one.joined else 'missed'} {one.pair['stratum']} {_sides(one.pair)}")


def of_gold(gold: Path, press: Path) -> Iterator[Record]:
    """The gold of all annotated articles as records."""
    for document in annotated_documents(gold, press):
        yield from gold_records(document)


def read_records(path: Path) -> Iterator[Record]:
    """The records of a file."""
    with path.open("rb") as lines:
        yield from (_RECORD.validate_python(orjson.loads(line)) for line in lines)


def _print_table(half: str, kind: str, judged: list[Judged]) -> None:
    typer.echo(f"\n{kind}, {half} half: {len(judged)} pairs")
    strata: dict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        drawn_from = one.pair["drawn_from"]
        strata[f"{drawn_from} {one.pair['stratum']}"].append(one)
        strata[f"all of {drawn_from}"].append(one)
    for label, part in sorted(strata.items(), key=lambda row: (row[0].startswith("all"), row[0])):
        typer.echo(_line(label, part))
    typer.echo(_line("all", judged))


def _line(label: str, judged: list[Judged]) -> str:
    plain = total(judged)
    weighted = sum((one.counted(one.pair["weight"]) for one in judged), Count())
    figures = " ".join(f"{int(part):4}" for part in plain)
    return (
        f"{label:40} {figures}   precision {plain.precision:.3f} recall {plain.recall:.3f}"
        f"   weighted {weighted.precision:.3f} {weighted.recall:.3f}"
    )


def _sides(pair: dict[str, Any]) -> str:
    return " | ".join(f"{pair[side]['name']} ({pair[side]['document'][:24]})" for side in SIDES)


if __name__ == "__main__":
    typer.run(main)
