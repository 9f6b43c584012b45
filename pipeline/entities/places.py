"""The places of an article: venues, cities, regions, countries, each with what contains it.

    at the Bree Hall in Bree, Ohio       Bree Hall, Bree, Ohio
    12 Elm Street, Bree, OH 43210        12 Elm Street, Bree, OH 43210
    Zhejiang province                    Zhejiang province

A mention covers the whole chain; its `name` has the chain's links with commas between them, or the
longer chain that the document gives elsewhere for the same place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.analysis import Analysis
from pipeline.entities.gazetteer import is_city, is_country, is_place_name, is_region, is_region_code
from pipeline.entities.lexicon import (
    is_given_name,
    is_opener,
    is_ordinary,
    is_surname,
    is_title_word,
    word_list,
)
from pipeline.entities.mention import Mention, Mentions

VENUE, STREET, CITY, COUNTY, REGION, COUNTRY = range(6)
"""How much a place contains: a later kind may contain an earlier one."""

_LABELS = {"GPE": CITY, "LOC": CITY, "FAC": VENUE}
_WORD = r"[A-Z][\w&-]*(?:[.’'](?=[A-Z])[\w&-]*)*"
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_NAME = rf"{_WORD}(?:(?: (?:of|de|del|la|&|by|on)(?! {_DAY}))? (?:the )?{_WORD}){{0,6}}"
_AT = re.compile(
    rf"(?:\b([a-z-]{{1,60}},? )?(?:at|inside|in|on) (?:the |historic |iconic |its |new )*"
    rf"|(?i:\b(?:location|venue|where|place)): *)({_NAME})"
)
_PREPOSITION_BEFORE = re.compile(
    r"\b(?:in|from|near|to|at|across|throughout|of|outside|downtown)\s(?:the\s)?$"
)
_LIST_BEFORE = re.compile(r"\b[A-Z][\w’'-]*(?:,| and)\s$")
_ADMINISTRATIVE = re.compile(
    r"(?:[A-Z][\w’'-]{1,60} ){1,3}"
    r"(?:[Pp]rovince|[Cc]ounty|[Pp]refecture|[Cc]ity|[Dd]istrict|Peninsula|Region|Islands?)\b"
)
_CODE = re.compile(r",?\s((?:[A-Z]\.){2}|[A-Z][a-z]{1,4}\.|[A-Z]{2})(?!\w)(?:\s\d{5}(?:-\d{4})?\b)?")
_STREET = re.compile(
    r"\d{1,5}(?:-\d+)? (?:[NSEW]\. |[NSEW] )?(?:[A-Z][\w’'.-]*|\d+(?:st|nd|rd|th))(?: [A-Z][\w’'.-]*){0,4}"
    r" (?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Drive|Dr|Lane|Ln|Way|Plaza|Parkway|Pkwy|Highway|Hwy"
    r"|Court|Ct|Place|Pl|Square|Route \d+|Broadway)\b\.?"
    r"(?:,? (?:Suite|Unit|Ste\.?|Floor|Room|#) ?[\w-]+)?"
)
_COMMA = re.compile(r",\s")
_WITHIN = re.compile(r",?\s(?:(?:in|at|located (?:in|at)|near)\s)(?:the\s|downtown\s|historic\s)*")
_WORDS = re.compile(r"(?=.*[A-Z])(?:U\.S\.(?:A\.)?|U\.K\.|[^\W_][\w.’'&-]*(?: [^\W_][\w.’'&-]*)*)")
_IN_PLACE = re.compile(r",?\s(?:in|located (?:in|at))\s(?:the\s|downtown\s)?(?=[A-Z\d])")
_EVENTS = frozenset(
    "conference summit convention congress gala festival awards symposium meeting week show".split()
)
_LEADING = re.compile(r"(?:the|downtown|historic|nearby|central|iconic)\s", re.I)


@dataclass(frozen=True, slots=True)
class Piece:
    """A link of a chain."""

    start: int
    end: int
    rank: int


class Places(Mentions[Mention]):
    """Every mention of a place, with its container if one is given."""

    def __init__(self, analysis: Analysis) -> None:
        """Find the places and join them to chains."""
        text = analysis.text
        pieces = _without_overlaps(_pieces(analysis))
        chains = [(chain, _name(text, chain)) for chain in _chains(text, pieces)]
        fullest = _fullest(name for _, name in chains)
        super().__init__(
            Mention("place", c[0].start, c[-1].end, text[c[0].start : c[-1].end], fullest[name])
            for c, name in chains
        )


def _pieces(analysis: Analysis) -> Iterator[Piece]:
    text = analysis.text
    for entity in analysis.doc.ents:
        if entity.label_ in _LABELS and analysis.kind_at(entity.start_char) != "furniture":
            yield from _entity_piece(text, entity.start_char, entity.end_char, _LABELS[entity.label_])
    for passage in analysis.readable():
        for match in _STREET.finditer(text, passage.start, passage.end):
            yield Piece(match.start(), match.end(), STREET)
        for match in _ADMINISTRATIVE.finditer(text, passage.start, passage.end):
            if not is_opener(match.group().split()[0]):
                rank = REGION if match.group().casefold().endswith("province") else COUNTY
                yield Piece(match.start(), match.end(), rank)
        for match in _AT.finditer(text, passage.start, passage.end):
            if not _is_employment(match.group(1)):
                yield from _venue(text, match.start(2), match.end(2))
        yield from _known(text, passage.start, passage.end)


def _entity_piece(text: str, start: int, end: int, rank: int) -> Iterator[Piece]:
    if leading := _LEADING.match(text, start, end):
        start = leading.end()
    words = text[start:end]
    if words.endswith(("'s", "’s")):
        end, words = end - 2, words[:-2]
    if rank != CITY and _is_event(words):
        return
    if (
        _WORDS.fullmatch(words)
        and not is_region_code(words)
        and words.casefold() not in word_list("common_acronyms")
    ):
        yield Piece(start, end, _rank(words, rank))


def _rank(words: str, rank: int) -> int:
    if is_country(words):
        return COUNTRY
    if is_region(words):
        return REGION
    return CITY if is_city(words) else VENUE if is_venue(words) else rank


def is_venue(words: str) -> bool:
    """Whether the last word of a name, or a hotel chain's before it, tells a venue: "Orla Arena"."""
    bare = re.sub(r"(?: (?:North|South|East|West|[A-Z]?\d+))+$", "", words)
    head = re.split(r" (?:of|by|on|de|del) ", bare)[0].split()[-1]
    if any(word.casefold() in word_list("venue_heads") for word in (head, bare.split()[-1])):
        return True
    return " " in words and words.split()[0].casefold() in word_list("hotel_chains")


def _venue(text: str, start: int, end: int) -> Iterator[Piece]:
    """A venue behind "at": by its last word, or because a place follows that it is in."""
    words = text[start:end].rstrip(".")
    for suffix in ("'s", "’s"):
        words = words.removesuffix(suffix)
    if is_venue(words) or (not _is_event(words) and _IN_PLACE.match(text, end)):
        yield Piece(start, start + len(words), VENUE)


def _is_employment(before: str | None) -> bool:
    """Whether what is named behind "at" rather employs somebody: "director at Acme in Bree"."""
    word = (before or "").strip(" ,").casefold()
    return (is_title_word(word) and word != "keynote") or word.startswith(("work", "employ", "stud", "teach"))


def _is_event(words: str) -> bool:
    return any(word.casefold() in _EVENTS for word in words.split())


_CAPITALISED = re.compile(r"[A-Z][^\W\d_’']*(?:[ -][A-Z][^\W\d_’']*){0,3}")


def _known(text: str, start: int, end: int) -> Iterator[Piece]:
    """Names of the gazetteer: of more than one word, behind a preposition, or with their region."""
    for match in _CAPITALISED.finditer(text, start, end):
        words = match.group()
        if not is_place_name(words) or (is_ordinary(words) and not is_country(words)):
            continue
        before = text[max(start, match.start() - 20) : match.start()]
        if is_country(words) or is_region(words) or _is_city_here(text, match, before):
            yield Piece(match.start(), match.end(), _rank(words, CITY))


def _is_city_here(text: str, match: re.Match[str], before: str) -> bool:
    """Whether what is around it shows that a city's name is meant: it may be a person's as well."""
    code = _CODE.match(text, match.end())
    if _PREPOSITION_BEFORE.search(before) or (code and is_region_code(code.group(1))):
        return True
    words = match.group()
    return _LIST_BEFORE.search(before) is not None and not is_given_name(words) and not is_surname(words)


def _without_overlaps(pieces: Iterable[Piece]) -> Sequence[Piece]:
    kept: list[Piece] = []
    for piece in sorted(pieces, key=lambda p: (p.start, -p.end)):
        if not kept or piece.start >= kept[-1].end:
            kept.append(piece)
        elif piece.end > kept[-1].end and piece.end - piece.start > kept[-1].end - kept[-1].start:
            kept[-1] = piece
    return kept


def _chains(text: str, pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    chain: list[Piece] = []
    for piece in pieces:
        if chain and not _contains(text, chain[-1], piece):
            yield chain
            chain = []
        chain.append(piece)
        code = _CODE.match(text, piece.end)
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


def _name(text: str, chain: Sequence[Piece]) -> str:
    return ", ".join(" ".join(text[piece.start : piece.end].split()) for piece in chain)


def _fullest(names: Iterable[str]) -> Mapping[str, str]:
    """Each chain with the one longer chain that begins with it."""
    unique = sorted(set(names), key=len, reverse=True)
    longer: dict[str, list[str]] = {}
    for name in unique:
        links = name.split(", ")
        for count in range(1, len(links)):
            longer.setdefault(", ".join(links[:count]), []).append(name)
    return {name: longer[name][0] if len(longer.get(name, ())) == 1 else name for name in unique}
