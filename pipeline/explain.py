"""Why a record says what it says: its rule, its evidence in context, its document and links."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
from pydantic import ValidationError
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from pipeline.article import Article
from pipeline.errors import SourceMissing, WrongUse
from pipeline.evidence import Evidence
from pipeline.extract.rules import Rule, rules_of
from pipeline.records import RECORD, Record
from pipeline.store import numbered_lines

_CONTEXT = 90  # characters shown on either side of a piece of evidence
_COMMON = {"schema_version", "id", "type", "document", "evidence", "confidence", "rule", "links"}
_COLOURS = ("cyan", "magenta", "green", "yellow", "blue", "red")


@dataclass(frozen=True, slots=True)
class Explanation:
    """A record with all that it rests on; `linked` are the records that it has links to."""

    record: Record
    article: Article
    rule: Rule | None
    linked: dict[str, Record]


def explanation(record_id: str, directory: Path) -> Explanation:
    """Look a record up in the files of a run; the beginning of an id that fits one record is enough.

    Raises:
        SourceMissing: the directory holds no run.
        WrongUse: no record has the id, or several begin with it.
    """
    record = _record(record_id, str(directory / "records.jsonl"))
    wanted = {link.id for link in record.links}
    rows = _rows(str(directory / "records.jsonl"), wanted) if wanted else {}
    return Explanation(record, _article(record, str(directory / "articles.jsonl")), _rule(record), rows)


def _record(record_id: str, source: str) -> Record:
    start = record_id.encode()
    found: list[Record] = []
    for number, line in numbered_lines(source):
        if start in line and (record := _parsed(line, f"{source}:{number}")).id.startswith(record_id):
            if record.id == record_id:
                return record
            found.append(record)
    if not found:
        raise WrongUse(f"{source}: no record has the id {record_id}")
    if len(found) > 1:
        ids = ", ".join(record.id for record in found[:3])
        raise WrongUse(f"{source}: {len(found)} records begin with {record_id}, such as {ids}")
    return found[0]


def _parsed(line: bytes, where: str) -> Record:
    try:
        return RECORD.validate_json(line)
    except ValidationError as error:
        raise WrongUse(f"{where}: no valid record; `pressfacts validate` says why") from error


def _rows(source: str, wanted: set[str]) -> dict[str, Record]:
    rows: dict[str, Record] = {}
    for number, line in numbered_lines(source):
        if any(identifier.encode() in line for identifier in wanted):
            record = _parsed(line, f"{source}:{number}")
            rows |= {record.id: record} if record.id in wanted else {}
    return rows


def _article(record: Record, source: str) -> Article:
    wanted = record.document.id
    for number, line in numbered_lines(source):
        try:
            if orjson.loads(line)["id"] == wanted:
                return Article.model_validate_json(line)
        except (ValueError, KeyError, TypeError) as error:
            raise WrongUse(f"{source}:{number}: no valid article") from error
    raise SourceMissing(f"{source}: the article {wanted} of the record is not there")


def _rule(record: Record) -> Rule | None:
    return rules_of(record.type).by_id.get(record.rule)


def rendered(explained: Explanation) -> RenderableType:
    """The explanation as a terminal shows it."""
    record, article = explained.record, explained.article
    colours = _field_colours(record)
    head = Text.assemble((record.id, "bold"), f"   confidence {record.confidence:.2f}\n")
    head.append(f"{article.title or article.id}\n", style="italic")
    place = [article.url or article.source, f"published {article.published or 'on an unknown day'}"]
    head.append(" · ".join(place), style="dim")
    parts: list[RenderableType] = [head, _fields(record, colours), _rule_text(record, explained.rule)]
    parts += [_in_context(piece, article, colours[piece.field]) for piece in record.evidence]
    parts += [
        Text(f"{link.rel} → {link.id} {_named(explained.linked.get(link.id))}") for link in record.links
    ]
    return Group(*parts)


def _field_colours(record: Record) -> dict[str, str]:
    names = list(dict.fromkeys(piece.field for piece in record.evidence))
    return {name: _COLOURS[index % len(_COLOURS)] for index, name in enumerate(names)}


def _fields(record: Record, colours: dict[str, str]) -> Table:
    table = Table(show_header=False, box=None, padding=(0, 2, 0, 0))
    row: dict[str, Any] = record.model_dump(mode="json")
    for name in (name for name in row if name not in _COMMON):
        value = ", ".join(row[name]) if isinstance(row[name], list) else row[name]
        shown = Text("null", style="dim") if value in (None, "") else Text(str(value))
        table.add_row(Text(name, style=f"bold {colours.get(name, 'default')}"), shown)
    return table


def _rule_text(record: Record, rule: Rule | None) -> Text:
    text = Text.assemble("\nrule ", (record.rule, "bold"))
    return text.append(f"\n  {rule.note}\n") if rule else text.append(" (not among the installed rules)\n")


def _in_context(piece: Evidence, article: Article, colour: str) -> Text:
    whole = article.title if piece.part == "title" else article.text
    before = whole[max(0, piece.start - _CONTEXT) : piece.start]
    after = whole[piece.end : piece.end + _CONTEXT]
    text = Text.assemble(
        (piece.field, f"bold {colour}"), (f" in {piece.part} {piece.start}-{piece.end}", "dim")
    )
    text.append("\n  " + ("…" if piece.start > _CONTEXT else "") + _one_line(before))
    text.append(f"[{_one_line(piece.text)}]", style=f"bold {colour}")
    return text.append(_one_line(after) + ("…" if piece.end + _CONTEXT < len(whole) else ""))


def _one_line(words: str) -> str:
    return re.sub(r"\s+", " ", words)


def _named(record: Record | None) -> str:
    if record is None:
        return "(not in this run)"
    for name in ("name", "text", "person", "holder"):
        if value := getattr(record, name, None):
            return f"“{value}”"
    return ""
