"""A quotation: where quoted words stand, and whether its marks are complete."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words inside marks, `start:end` without the marks, `outer_start:outer_end` with them.

    `carried` says that it repeats the opening mark of a quotation still open; `closed` that a
    closing mark ends it, and not the end of the passage or the next opening mark.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    carried: bool = False
    closed: bool = True
