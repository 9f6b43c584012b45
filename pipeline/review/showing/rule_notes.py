"""What a rule finds and why it is right, for the card of a record.

The rule files are read where they lie, without their package: an extractor brings the language model with it.

    >>> note_of("review")
    'added by a reviewer'
    >>> note_of("role.no-such-rule")
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from pipeline.packaged import parsed_yaml

REVIEW = "review"
"""The rule of records that a reviewer added."""

_FILES = {
    "event": "events",
    "date": "dates",
    "speaker": "speakers",
    "role": "roles",
    "certification": "certifications",
}


def note_of(rule: str) -> str | None:
    """The note of a rule; None for one that this version does not know."""
    if rule == REVIEW:
        return "added by a reviewer"
    file = _FILES.get(rule.partition(".")[0])
    return _notes(file).get(rule) if file else None


@cache
def _notes(name: str) -> Mapping[str, str]:
    path = files("pipeline") / "extract" / f"{name}.en.yaml"
    rules = parsed_yaml(path.read_text(encoding="utf-8"))["rules"]
    return {rule["id"]: rule["note"] for rule in rules}
