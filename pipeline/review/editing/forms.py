"""A record as a form: which fields its type has, how each is filled in, what stands in it, and back again.

The fields, their order and their help come from the models (`pipeline.records`), so a field that is added
there is in the form. What a reviewer does not write is left out: the document, ids, links, rule and
confidence.

>>> [field.name for field in form_of("date").fields]
['text', 'value', 'role']
>>> parsed("date", {"text": "3 May", "value": "2025-02-30", "role": "event"}).errors
{'value': '2025-02-30: February 2025 has 28 days'}
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal, get_args, get_origin, get_type_hints

from pipeline.edtf import Edtf
from pipeline.records import KEY_FIELDS, Certification, Date, Event, Record, RecordType, Role, Speaker
from pipeline.review.editing.edtf_faults import EXAMPLES, edtf_fault

FieldKind = Literal["text", "passage", "choice", "edtf", "lines"]
"""`passage`: text of any length; `choice`: one of `choices`; `edtf`: a date; `lines`: a name on each line."""

_MODELS: dict[RecordType, type[Event | Date | Speaker | Role | Certification]] = {
    "event": Event,
    "date": Date,
    "speaker": Speaker,
    "role": Role,
    "certification": Certification,
}
_COMMON = frozenset(Event.model_fields) & frozenset(Date.model_fields) & frozenset(Speaker.model_fields)
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_LONGEST_SHOWN = 40
_PASSAGES = frozenset({"quote"})
_HELP: dict[FieldKind, str] = {"edtf": f": {EXAMPLES}", "lines": ", one on each line"}


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """One field: `choices` are pairs of value and label; `needs_evidence` where words must stand for it."""

    name: str
    label: str
    help: str
    kind: FieldKind
    required: bool
    needs_evidence: bool
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """The form of a record type; `evidence` are the fields that words of the article can be given for."""

    type: RecordType
    fields: tuple[FormField, ...]

    @property
    def evidence(self) -> tuple[str, ...]:
        """The names of the fields that evidence can support, and `cue`."""
        return tuple(dict.fromkeys([*(one.name for one in self.fields if one.kind != "choice"), "cue"]))


@dataclass(slots=True)
class Parsed:
    """What a form says: the value of each field that could be read, be it empty, and what is wrong."""

    values: dict[str, Any] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)


@cache
def form_of(record_type: RecordType) -> Form:
    """The form of a record type."""
    return Form(type=record_type, fields=tuple(_fields(record_type)))


def values_of(record: Record) -> dict[str, str]:
    """What stands in the form of a record, by field."""
    return {one.name: _text(getattr(record, one.name)) for one in form_of(record.type).fields}


def parsed(record_type: RecordType, values: Mapping[str, str]) -> Parsed:
    """Read a form that was filled in; what is no field of the type is passed over, and empty text is null."""
    found = Parsed()
    for one in form_of(record_type).fields:
        text = _LONE_SURROGATE.sub("\ufffd", values.get(one.name, ""))
        value = _names(text) if one.kind == "lines" else " ".join(text.split()) or None
        if fault := _fault(one, value):
            found.errors[one.name] = fault
        if not fault or not value:
            found.values[one.name] = value
    return found


def _fields(record_type: RecordType) -> Iterator[FormField]:
    model = _MODELS[record_type]
    hints = get_type_hints(model, include_extras=True)
    for name, described in model.model_fields.items():
        if name in _COMMON or name.endswith("_id"):
            continue
        options = get_args(hints[name]) if get_origin(hints[name]) is Literal else ()
        kind = _kind(name, hints[name])
        yield FormField(
            name=name,
            label=name.capitalize(),
            help=f"{described.description}{_HELP.get(kind, '')}",
            kind=kind,
            required=kind != "lines" and type(None) not in get_args(hints[name]),
            needs_evidence=kind != "choice" and name in KEY_FIELDS[record_type],
            choices=tuple((option, option.replace("_", " ")) for option in options),
        )


def _kind(name: str, hint: Any) -> FieldKind:
    if get_origin(hint) is Literal:
        return "choice"
    if get_origin(hint) is tuple:
        return "lines"
    if hint == Edtf or Edtf in get_args(hint):
        return "edtf"
    return "passage" if name in _PASSAGES else "text"


def _text(value: str | tuple[str, ...] | None) -> str:
    return "\n".join(value) if isinstance(value, tuple) else value or ""


def _names(text: str) -> tuple[str, ...]:
    """The names of a text that has one on each line, each once."""
    return tuple(dict.fromkeys(name for line in text.splitlines() if (name := " ".join(line.split()))))


def _fault(one: FormField, value: Any) -> str | None:
    if not value:
        return ("choose one" if one.kind == "choice" else "fill this in") if one.required else None
    if one.kind == "choice" and value not in dict(one.choices):
        return f"{value[:_LONGEST_SHOWN]}: no such {one.name}; choose one"
    return edtf_fault(value) if one.kind == "edtf" else None
