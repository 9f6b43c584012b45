"""Each kind of change of a schema, and what it does to readers."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.feed.contract.comparing import Change, compared
from pipeline.feed.contract.releasing import owed

TEXT: dict[str, Any] = {"type": "string"}
NUMBER: dict[str, Any] = {"type": "number"}
NULL: dict[str, Any] = {"type": "null"}
NAME: dict[str, Any] = {"$ref": "#/$defs/Name"}
POST: dict[str, Any] = {"$ref": "#/$defs/Post"}
DEFINITIONS = {"Name": {"type": "object", "properties": {"text": TEXT}, "required": ["text"]}, "Post": TEXT}


def an_object(required: tuple[str, ...] = (), **fields: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": fields, "required": list(required), "$defs": DEFINITIONS}


def severities(old: dict[str, Any], new: dict[str, Any]) -> set[str]:
    return {change.severity for change in compared(old, new)}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (TEXT, TEXT | {"description": "a name", "title": "Name"}),
        (an_object(a=TEXT, b=NULL), an_object(b=NULL, a=TEXT)),
        ({"enum": ["a", "b"]}, {"enum": ["b", "a"]}),
        ({"enum": ["a"]}, {"const": "a"}),
        ({"anyOf": [TEXT, NULL]}, {"anyOf": [NULL, TEXT]}),
        ({"anyOf": [NAME, POST]}, {"oneOf": [POST, NAME], "discriminator": {"propertyName": "type"}}),
    ],
)
def test_what_is_no_change(old: dict[str, Any], new: dict[str, Any]) -> None:
    assert compared(old | {"$defs": DEFINITIONS}, new | {"$defs": DEFINITIONS}) == []


# what is less in the second is more in the first: each pair adds in one direction, and breaks in the other
LESS = [
    ({"anyOf": [TEXT, NULL]}, TEXT),
    ({"type": ["string", "null"]}, TEXT),
    ({"anyOf": [NAME, POST]}, {"anyOf": [NAME]}),
    ({"anyOf": [NAME, NULL]}, NAME),
    (NUMBER, {"type": "integer"}),
    ({}, TEXT),
    ({"enum": ["a", "b"]}, {"enum": ["a"]}),
    (TEXT, TEXT | {"const": "a"}),
    (TEXT, TEXT | {"minLength": 1}),
    (TEXT | {"minLength": 1}, TEXT | {"minLength": 2}),
    (TEXT | {"maxLength": 9}, TEXT | {"maxLength": 8}),
    (NUMBER, NUMBER | {"maximum": 1}),
    (TEXT, TEXT | {"pattern": "^a"}),
    (an_object(a=TEXT), an_object(("a",), a=TEXT)),
    ({"type": "array"}, {"type": "array", "items": TEXT}),
    ({"type": "array", "items": {}}, {"type": "array", "items": TEXT}),
    ({"type": "object"}, {"type": "object", "additionalProperties": False}),
    ({"type": "object"}, {"type": "object", "additionalProperties": TEXT}),
    (
        {"type": "object", "additionalProperties": NUMBER | TEXT},
        {"type": "object", "additionalProperties": False},
    ),
    (an_object(a={"anyOf": [TEXT, NULL]}), an_object(a=TEXT)),
]


@pytest.mark.parametrize(("more", "less"), LESS)
def test_less_is_additive_and_more_breaks(more: dict[str, Any], less: dict[str, Any]) -> None:
    more, less = more | {"$defs": DEFINITIONS}, less | {"$defs": DEFINITIONS}
    assert severities(more, less) == {"additive"}
    assert severities(less, more) == {"breaking"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (TEXT, NUMBER),
        (TEXT | {"pattern": "^a"}, TEXT | {"pattern": "^b"}),
        (TEXT | {"const": "a"}, TEXT | {"const": "b"}),
        (TEXT | {"default": "a"}, TEXT | {"default": "b"}),
        (TEXT, TEXT | {"keyword-of-tomorrow": 1}),
        (an_object(a=TEXT), an_object(b=TEXT)),
    ],
)
def test_what_breaks_in_both_directions(old: dict[str, Any], new: dict[str, Any]) -> None:
    assert "breaking" in severities(old, new)
    assert "breaking" in severities(new, old)


@pytest.mark.parametrize("required", [(), ("b",)])
def test_a_new_field_is_additive_and_one_that_goes_breaks(required: tuple[str, ...]) -> None:
    old, new = an_object(a=TEXT), an_object(required, a=TEXT, b=TEXT)
    assert compared(old, new) == [Change("additive", "b", "is new")]
    assert compared(new, old) == [Change("breaking", "b", "is gone")]


def test_the_path_leads_through_lists_maps_and_definitions() -> None:
    def schema(innermost: dict[str, Any]) -> dict[str, Any]:
        item = {"$defs": {"Item": {"type": "object", "properties": {"deep": innermost}}}}
        refs = {"type": "array", "items": {"$ref": "#/$defs/Item"}}
        return an_object(a={"type": "object", "additionalProperties": refs}) | item

    assert compared(schema(TEXT), schema(NUMBER))[0].path == "a{}[].deep"


def test_a_type_that_has_itself_below_it_has_an_end() -> None:
    def tree(leaf: dict[str, Any]) -> dict[str, Any]:
        node = {"type": "object", "properties": {"leaf": leaf, "next": {"$ref": "#/$defs/Node"}}}
        return {"$ref": "#/$defs/Node", "$defs": {"Node": node}}

    assert compared(tree(TEXT), tree(TEXT)) == []
    assert {change.path for change in compared(tree(TEXT), tree(NUMBER))} == {"leaf"}


ADDS, BREAKS = Change("additive", "a", "is new"), Change("breaking", "a", "is gone")


@pytest.mark.parametrize(
    ("versions", "changes", "least"),
    [
        (("1.0", "1.0"), [], None),
        (("1.0", "1.1"), [ADDS], None),
        (("1.0", "1.0"), [ADDS], (1, 1)),
        (("1.9", "1.10"), [ADDS], None),
        (("1.3", "1.4"), [ADDS, BREAKS], (2, 0)),
        (("1.3", "2.0"), [BREAKS], None),
        (("2.0", "1.9"), [], (2, 0)),
    ],
)
def test_the_version_that_a_change_asks_for(
    versions: tuple[str, str], changes: list[Change], least: tuple[int, int] | None
) -> None:
    assert owed(versions, changes) == least
