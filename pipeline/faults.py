"""What is wrong with data that fails its model, in words for those who made it."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import ValidationError
from pydantic_core import ErrorDetails

_IN_OUR_WORDS = {
    "model_type": "it is no JSON object",
    "model_attributes_type": "it is no JSON object",
    "union_tag_not_found": "it has no `type`, so it is no record",
}


def faults(error: ValidationError) -> Iterator[str]:
    """Every fault: the place inside of the data, if it has one, and what is wrong there."""
    return (_said(fault) for fault in error.errors())


def first_fault(error: ValidationError) -> str:
    """The first of them."""
    return next(faults(error))


def _said(fault: ErrorDetails) -> str:
    place = ".".join(str(part) for part in fault["loc"])
    reason = _IN_OUR_WORDS.get(fault["type"], fault["msg"].removeprefix("Value error, "))
    return f"{place}: {reason}" if place else reason
