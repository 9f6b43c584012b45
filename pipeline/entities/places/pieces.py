"""Pieces of places: where a venue, street, city, region or country is named.

The model's entities, addresses, what stands behind "at", and the names of the gazetteer that what is
around them shows to be meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from pipeline.analysis import Analysis
from pipeline.entities.places.chains import CODE
from pipeline.entities.places.kinds import (
    CITY,
    COUNTY,
    DAY,
    REGION,
    STREET,
    VENUE,
    Piece,
    is_event,
    is_venue,
    rank_of,
)
from pipeline.lexicon.gazetteer import is_country, is_place_name, is_region, is_region_code
from pipeline.lexicon.words import (
    is_given_name,
    is_opener,
    is_ordinary,
    is_surname,
    is_title_word,
    word_list,
)

_LABELS = {"GPE": CITY, "LOC": CITY, "FAC": VENUE}
_WORD = r"[A-Z][\w&-]*(?:[.’'](?=[A-Z])[\w&-]*)*"
_NAME = rf"{_WORD}(?:(?: (?:of|de|del|la|&|by|on)(?! {DAY}))? (?:the )?{_WORD}){{0,6}}"
_AT = re.compile(
    rf"\b(?:(?P<at>at|inside|in|on) (?:the |historic |iconic |its |new )*"
    rf"|(?i:location|venue|where|place): *)(?P<name>{_NAME})"
)
_WORD_BEFORE = re.compile(r"\b[a-z-]{1,60},? $")
_PREPOSITION_BEFORE = re.compile(
    r"\b(?:in|from|near|to|at|across|throughout|of|outside|downtown)\s(?:the\s)?$"
)
_LIST_BEFORE = re.compile(r"\b[A-Z][\w’'-]*(?:,| and)\s$")
_ADMINISTRATIVE = re.compile(
    r"(?:[A-Z][\w’'-]{1,60} ){1,3}"
    r"(?:[Pp]rovince|[Cc]ounty|[Pp]refecture|[Cc]ity|[Dd]istrict|Peninsula|Region|Islands?)\b"
)
_STREET = re.compile(
    r"\d{1,5}(?:-\d+)? (?:[NSEW]\. |[NSEW] )?(?:[A-Z][\w’'.-]*|\d+(?:st|nd|rd|th))(?: [A-Z][\w’'.-]*){0,4}"
    r" (?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Drive|Dr|Lane|Ln|Way|Plaza|Parkway|Pkwy|Highway|Hwy"
    r"|Court|Ct|Place|Pl|Square|Route \d+|Broadway)\b\.?"
    r"(?:,? (?:Suite|Unit|Ste\.?|Floor|Room|#) ?[\w-]+)?"
)
_WORDS = re.compile(r"(?=.*[A-Z])(?:U\.S\.(?:A\.)?|U\.K\.|[^\W_][\w.’'&-]*(?: [^\W_][\w.’'&-]*)*)")
_DATELINE = re.compile(
    rf"(?P<town>{_WORD}(?: {_WORD}){{0,3}}), (?P<region>{_WORD}(?: {_WORD}){{0,2}}\.?)"
    r"[^\n]{0,80}?(?:[—–]| -|--)"
)
_IN_PLACE = re.compile(r",?\s(?:in|located (?:in|at))\s(?:the\s|downtown\s)?(?=[A-Z\d])")
_CAPITALISED = re.compile(r"[A-Z][^\W\d_’']*(?:[ -][A-Z][^\W\d_’']*){0,3}")
_LEADING = re.compile(r"(?:the|downtown|historic|nearby|central|iconic)\s", re.I)


def pieces_of(analysis: Analysis) -> Sequence[Piece]:
    """The places of the readable passages, in order, without overlaps."""
    return _without_overlaps(_pieces(analysis))


def _pieces(analysis: Analysis) -> Iterator[Piece]:
    text = analysis.text
    for entity in analysis.named:
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
            if not (match["at"] and _is_employment(text, passage.start, match.start())):
                yield from _venue(text, *match.span("name"))
        yield from _known(text, passage.start, passage.end)
        yield from _dateline_town(text, passage.start, passage.end)


def _dateline_town(text: str, start: int, end: int) -> Iterator[Piece]:
    """The town that a dateline opens with: it stands before its region or country, "PORT BREE, Ohio – "."""
    match = _DATELINE.match(text, start, end)
    if match and any(known(match["region"].rstrip(".")) for known in (is_region, is_country, is_region_code)):
        yield Piece(*match.span("town"), CITY)


def _entity_piece(text: str, start: int, end: int, rank: int) -> Iterator[Piece]:
    if leading := _LEADING.match(text, start, end):
        start = leading.end()
    words = text[start:end]
    if words.endswith(("'s", "’s")):
        end, words = end - 2, words[:-2]
    if rank != CITY and is_event(words):
        return
    if (
        _WORDS.fullmatch(words)
        and not is_region_code(words)
        and words.casefold() not in word_list("common_acronyms")
    ):
        yield Piece(start, end, rank_of(words, rank))


def _venue(text: str, start: int, end: int) -> Iterator[Piece]:
    """A venue behind "at": by its last word, or because a place follows that it is in."""
    words = text[start:end].rstrip(".")
    for suffix in ("'s", "’s"):
        words = words.removesuffix(suffix)
    if is_venue(words) or (not is_event(words) and _IN_PLACE.match(text, end)):
        yield Piece(start, start + len(words), VENUE)


def _is_employment(text: str, start: int, end: int) -> bool:
    """Whether what is named behind "at" rather employs somebody: "director at Acme in Bree"."""
    before = _WORD_BEFORE.search(text, max(start, end - 62), end)
    word = before.group().strip(" ,") if before else ""
    return (is_title_word(word) and word != "keynote") or word.startswith(("work", "employ", "stud", "teach"))


def _known(text: str, start: int, end: int) -> Iterator[Piece]:
    """Names of the gazetteer: of more than one word, behind a preposition, or with their region."""
    for match in _CAPITALISED.finditer(text, start, end):
        words = match.group()
        if not is_place_name(words) or (is_ordinary(words) and not is_country(words)):
            continue
        before = text[max(start, match.start() - 20) : match.start()]
        if is_country(words) or is_region(words) or _is_city_here(text, match, before):
            yield Piece(match.start(), match.end(), rank_of(words, CITY))


def _is_city_here(text: str, match: re.Match[str], before: str) -> bool:
    """Whether what is around it shows that a city's name is meant: it may be a person's as well."""
    code = CODE.match(text, match.end())
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
