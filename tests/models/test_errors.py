"""Tests of `models.errors`."""

from __future__ import annotations

from typing import Any

from models.errors import error_kinds
from pipeline.score.documents import Documents

ROE = {"person": "Jane Roe", "title": "chief owl", "organization": "Orvane"}


def roles(*rows: dict[str, Any]) -> Documents:
    return {"doc": {"event": [], "date": [], "speaker": [], "role": list(rows), "certification": []}}


def test_nothing_wrong_is_no_error() -> None:
    assert error_kinds(roles(ROE), roles(ROE)) == {}


def test_an_almost_right_record_is_named_by_its_field() -> None:
    found = roles(ROE | {"organization": "Acme Mills"})
    assert error_kinds(roles(ROE), found) == {"role with another organization": 1}


def test_two_wrong_fields_are_a_miss_and_a_record_too_many() -> None:
    found = roles({"person": "Jane Roe", "title": "mole", "organization": "Acme Mills"})
    assert error_kinds(roles(ROE), found) == {"role not found": 1, "role that is none": 1}


def test_one_almost_right_record_stands_for_one_miss_only() -> None:
    other = ROE | {"organization": "Beta Works"}
    found = roles(ROE | {"organization": "Acme Mills"})
    assert error_kinds(roles(ROE, other), found) == {"role with another organization": 1, "role not found": 1}
