"""Where a page lost a line break, so that lines are glued to one another.

"Media Contact:Jane RoeVP Corporate Access325 Main Street", "Paint for AllThe mill makes paint.It is in Bree."

A sentence is glued to its heading or to another one (`sentences`), a line of a contact block to the next
(`contacts`). Words that stand glued elsewhere too are a name, and have no seam.

    >>> text = "Media Contact: Jane RoeSales DirectorZorbex Inc.jane.roe@zorbex.com"
    >>> cuts = [0, *seams(text, 0, len(text)), len(text)]
    >>> [text[a:b] for a, b in zip(cuts, cuts[1:])]
    ['Media Contact: Jane Roe', 'Sales Director', 'Zorbex Inc.', 'jane.roe@zorbex.com']
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.analyse.seams.contacts import glued_lines
from pipeline.analyse.seams.sentences import glued_sentences
from pipeline.analysis import Passage
from pipeline.restored import Restored


def with_lines(text: str, passages: Sequence[Passage]) -> tuple[Restored, tuple[Passage, ...]]:
    """A text with the line breaks that were lost, and its passages, each line of them by itself."""
    cuts = {passage: seams(text, passage.start, passage.end) for passage in passages}
    restored = Restored.of(text, [at for found in cuts.values() for at in found])
    if not restored.seams:
        return restored, tuple(passages)
    return restored, tuple(
        Passage(passage.kind, *restored.within(start, end))
        for passage, found in cuts.items()
        for start, end in pairwise((passage.start, *found, passage.end))
    )


def seams(text: str, start: int, end: int) -> Sequence[int]:
    """The places of a passage at which a line break was lost, in order."""
    return sorted({*glued_sentences(text, start, end), *glued_lines(text, start, end)})
