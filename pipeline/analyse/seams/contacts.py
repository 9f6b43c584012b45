"""Lines of a contact block that are glued to one another: "Jane RoeVP Corporate Access325 Main Street".

A seam is looked for only near an address. One to which something is glued tells by itself; between
capitalised words, nouns of office, legal forms and first names tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.analyse.seams.reach import around
from pipeline.lexicon.words import is_given_name, is_ordinary, is_surname, is_title_word
from pipeline.names import is_company_suffix

_ADDRESS = re.compile(  # one of few characters comes first, for which a search is quick
    r"[@:.+\d](?:(?<=@)[A-Za-z]|(?<=https:)//|(?<=http:)//|(?<=www\.)\w|(?<=\+)\d|(?<=\d)\d\d\)?[-. ]\d{3}"
    r"|(?<=[Mm]ail:)|(?<=Phone:)|(?<=Mobile:)|(?<=Tel[.:]))"
)
_BEFORE, _BEHIND = 200, 80
"""Characters around an address in which seams are looked for."""
_LABEL = (
    r"(?:Tel(?:ephone)?|Phone|Fax|Mobile|Office|E-?[Mm]ail|Web(?:site)?|Address|Position|Title|Company)\.?:"
)
_PHONE = r"\+\d{1,3}[ (.-]|\(\d{3}\) ?\d{3}|\d{3}[-.]\d{3}[-.]\d{4}"
_STREET = (
    r"\d{2,5} (?:[\w.]+ ){0,4}"
    r"(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Drive|Floor|Lane|Way|Parkway)(?![a-z])"
)
_GLUED = re.compile(
    "|".join(
        (
            rf"(?<=[A-Za-z.)\d])(?={_LABEL})",  # Zorbex Inc.|Phone:
            rf"(?:(?<=[A-Za-z)])|(?<=[a-z]\.))(?=https?://|www\.|{_PHONE})",  # Jane Roe|www.zorbex.com
            rf"(?<=[a-z])(?={_STREET})",  # Media Relations|325 Main Street
            r"(?<=\d{3}[-. ]\d{4})(?=[A-Za-z]{2})",  # 377-7980|jane@zorbex.com
            r"(?<=[-. ]\d\d)(?=[a-z]{3}[\w.-]{0,30}@)",  # 210 22|jane@zorbex.com
            r"(?<=\.com)(?=[A-Z][a-z])",  # zorbex.com|Jane
            r"(?<=[A-Z]{2})(?=[a-z][\w.-]{2,40}@)",  # CFO|jane@zorbex.com
            # Zorbex Inc.|Jane Roe
            r"(?:(?<=\bInc\.)|(?<=\bLtd\.)|(?<=\bCorp\.)|(?<=\bGmbH))(?=[A-Z]|[a-z][\w.-]{0,40}@)",
        )
    )
)
"""Seams that an address, a label, a telephone number or a legal form tells by itself."""
_MAIL = re.compile(r"(?<![\w.+-])[A-Z][A-Za-z]{2,40}(?=[\w.-]{0,40}@)")
_CAMEL = re.compile(r"(?<=[a-z)])(?=[A-Z])|(?<=[A-Z][A-Z])(?=[A-Z][a-z]{2}(?![\w.-]{0,40}@))")
_LEFT = re.compile(
    r"(?:(?<![A-Z\d@/._-])(?P<first>[A-Z][a-z]{1,30})[ -](?:[A-Z]\.? )?|(?P<glued>[a-z])(?=[A-Z])"
    r"|(?<![\w@/._-])|(?=\)))(?P<word>[^\W\d_]{1,40}|\))$"
)
_RIGHT = re.compile(r"(?P<word>[A-Z]{1,20}[a-z]{0,30})(?P<glued>[A-Z])?(?P<named> [A-Z])?")
_IN_ADDRESS = re.compile(r"[@/]|www\.")
_KNOWN = re.compile(r"\b[A-Z][A-Za-z]+\b")
_LONGEST = 60
"""Characters before a seam in which the words before it are looked for."""
_FUNCTIONS = frozenset(
    "relations communications marketing affairs development operations sales information details contact"
    " contacts inquiries enquiries".split()
)
"""What titles, and the openings of contacts, end with besides nouns of office."""
_OPENERS = frozenset(
    "managing vice senior corporate investor media press public communications marketing".split()
)
_PARTICLES = frozenset("Mc Mac De Du La Le Di Da Van Von Fitz Del New".split())


def glued_lines(text: str, start: int, end: int) -> Iterator[int]:
    """The places of a passage at which lines of contacts are glued, some of them more than once."""
    for first, last in _stretches(text, start, end):
        yield from (match.start() for match in _GLUED.finditer(text, first, last))
        yield from _within_mail(text, first, last)
        yield from _between_words(text, first, last)


def _stretches(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches of a passage around its addresses."""
    reached = start
    for address in _ADDRESS.finditer(text, start, end):
        if address.start() >= reached:
            first, reached = max(reached, address.start() - _BEFORE), min(end, address.end() + _BEHIND)
            yield first, reached


def _within_mail(text: str, start: int, end: int) -> Iterator[int]:
    """Where the name before an "@" begins, if a word of office or of the rest of the text is glued to it."""
    for glued in _MAIL.finditer(text, start, end):
        word = glued[0]
        if is_surname(word) or is_given_name(word) or is_ordinary(word):
            continue
        known = set(_KNOWN.findall(around(text, *glued.span())))
        cuts = (
            cut for cut in range(len(word) - 2, 2, -1) if word[cut].islower() or not is_given_name(word[:cut])
        )
        cut = next((cut for cut in cuts if word[:cut] in known or is_title_word(word[:cut])), None)
        if cut is not None:
            yield glued.start() + cut


def _between_words(text: str, start: int, end: int) -> Iterator[int]:
    """Where capitalised words are glued."""
    for camel in _CAMEL.finditer(text, start, end):
        at = camel.start()
        before = text[max(start, at - _LONGEST) : at]
        left, right = _LEFT.search(before), _RIGHT.match(text, at, end)
        if left is None or right is None or _IN_ADDRESS.search(before.split()[-1]):
            continue
        if _is_seam(left, right) and not _stands_alone(text, at - len(left["word"]), right.end("word")):
            yield at


def _is_seam(left: re.Match[str], right: re.Match[str]) -> bool:
    word, following = left["word"], right["word"]
    if word in _PARTICLES:
        return False
    if is_company_suffix(word) or word.lower() in _FUNCTIONS:
        return True
    if is_title_word(word) and (left["first"] or left["glued"] or word.isupper()):
        return True
    if (following.lower() in _OPENERS or is_title_word(following)) and not right["glued"]:
        return len(word) != 2
    if left["first"] and (is_given_name(left["first"]) or following.isupper()):
        return len(word) > 2 and (is_surname(word) or (not is_ordinary(word) and not following.isupper()))
    return right["named"] is not None and is_given_name(following) and not is_ordinary(following)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether two glued words stand elsewhere too, among other words: then they are one name."""
    near = around(text, start, end)
    return near.count(text[start:end]) > near.count(text[max(0, start - 8) : end + 2])
