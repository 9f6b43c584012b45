"""What a delivery did to its target."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """Facts that were added, changed and retracted, and those that were there as they are."""

    added: int = 0
    changed: int = 0
    retracted: int = 0
    unchanged: int = 0

    @property
    def is_change(self) -> bool:
        """Whether the target says anything else than before."""
        return bool(self.added or self.changed or self.retracted)
