r"""A text with the line breaks that its page lost, and the way between its offsets and those without them.

>>> restored = Restored.of("Jane RoeCEO", [8])
>>> restored.text, restored.without(9, 12), restored.within(8, 11)
('Jane Roe\nCEO', (8, 11), (9, 12))
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Restored:
    """The text with its breaks; `seams` are the places of the text without them at which they were lost."""

    text: str
    seams: tuple[int, ...] = ()

    @classmethod
    def of(cls, text: str, seams: Sequence[int]) -> Restored:
        """The text with a line break at each seam."""
        if not seams:
            return cls(text)
        return cls("\n".join(text[a:b] for a, b in pairwise((0, *seams, len(text)))), tuple(seams))

    def without(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the text stands in the one without breaks."""
        return start - self._breaks_before(start), end - self._breaks_before(end)

    def within(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the text without breaks stands in this one."""
        return start + bisect_right(self.seams, start), end + bisect_left(self.seams, end)

    def _breaks_before(self, offset: int) -> int:
        """How many of the breaks stand before an offset; the one of seam n has n breaks before itself."""
        return bisect_left(range(len(self.seams)), offset, key=lambda n: self.seams[n] + n)
