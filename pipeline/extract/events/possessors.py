"""The possessor before a name: "Acme's" of "Acme's Annual Gala", which the name leaves out."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from pipeline.extract.events.phrases import POSSESSIVE

NAMING = frozenset(
    "alzheimer parkinson children kids men people readers valentine veterans women writers year".split()
)
"""Words whose possessive belongs to a name, and tells no owner of it: "Women's Film Festival"."""


def without_possessor(words: Sequence[Token], start: int, first: int) -> tuple[int, tuple[int, int] | None]:
    """Leave out "Acme's" before a name that tells enough without it; also where the possessor stands."""
    marks = [p for p in range(start + 1, first) if words[p].text in POSSESSIVE]
    marks = [p for p in marks if words[p - 1].lower_ not in NAMING]
    if not marks:
        return start, None
    position = marks[-1]
    enough = first - position > 2
    if enough or words[start].ent_type_ == "DATE" or words[start].lower_ == "company":
        last = words[position - 1]
        return position + 1, (words[start].idx, last.idx + len(last))
    return start, None
