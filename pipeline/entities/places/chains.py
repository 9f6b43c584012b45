"""Chains: places that stand one behind the other, each in the next, `Bree Hall, Bree, Ohio`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.entities.places.kinds import REGION, STREET, VENUE, Piece
from pipeline.lexicon.gazetteer import is_city, is_region_code

CODE = re.compile(r",?\s((?:[A-Z]\.){2}|[A-Z][a-z]{1,4}\.|[A-Z]{2})(?!\w)(?:\s\d{5}(?:-\d{4})?\b)?")
"""The abbreviation of a state behind a place, with or without its ZIP code."""

_COMMA = re.compile(r",\s")
_WITHIN = re.compile(r",?\s(?:(?:in|at|located (?:in|at)|near)\s)(?:the\s|downtown\s|historic\s)*")


def chains_of(text: str, pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """Pieces in order joined to chains; the abbreviation of a state behind one is its last link."""
    chain: list[Piece] = []
    for piece in pieces:
        if chain and not _contains(text, chain[-1], piece):
            yield chain
            chain = []
        chain.append(piece)
        code = CODE.match(text, piece.end)
        if code and is_region_code(code.group(1)) and _may_have_region(text, piece):
            chain.append(Piece(code.start(1), code.end(), REGION))
    if chain:
        yield chain


def _may_have_region(text: str, piece: Piece) -> bool:
    return piece.rank < REGION or (piece.rank == REGION and is_city(text[piece.start : piece.end]))


def _contains(text: str, inner: Piece, outer: Piece) -> bool:
    if outer.rank <= inner.rank or outer.start < inner.end:
        return False
    gap = text[inner.end : outer.start]
    if _COMMA.fullmatch(gap) or (outer.rank == STREET and gap.isspace()):
        return True
    if gap == " " and inner.rank == STREET:
        return True
    return inner.rank in (VENUE, STREET) and _WITHIN.fullmatch(gap) is not None


def name_of(text: str, chain: Sequence[Piece]) -> str:
    """The links of a chain with commas between them."""
    return ", ".join(" ".join(text[piece.start : piece.end].split()) for piece in chain)


def fullest_names(names: Iterable[str]) -> Mapping[str, str]:
    """Each chain with the one longer chain that begins with it."""
    unique = sorted(set(names), key=len, reverse=True)
    longer: dict[str, list[str]] = {}
    for name in unique:
        links = name.split(", ")
        for count in range(1, len(links)):
            longer.setdefault(", ".join(links[:count]), []).append(name)
    return {name: longer[name][0] if len(longer.get(name, ())) == 1 else name for name in unique}
