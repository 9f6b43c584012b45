"""Where a page lost a line break, so that lines are glued to one another.

"Media Contact:Jane RoeVP Corporate Access325 Main Street", "Paint for AllThe mill makes paint.It is in Bree."

A sentence is glued to its heading or to another one. In a contact block, a seam is looked for only near an
address. One to which something is glued tells by itself; between capitalised words, nouns of office, legal
forms and first names tell. Words that stand glued elsewhere too are a name, and have none.

    >>> text = "Media Contact: Jane RoeSales DirectorZorbex Inc.jane.roe@zorbex.com"
    >>> cuts = [0, *seams(text, 0, len(text)), len(text)]
    >>> [text[a:b] for a, b in zip(cuts, cuts[1:])]
    ['Media Contact: Jane Roe', 'Sales Director', 'Zorbex Inc.', 'jane.roe@zorbex.com']
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.analysis import Passage
from pipeline.lexicon.words import is_given_name, is_opener, is_ordinary, is_surname, is_title_word
from pipeline.names import is_company_suffix
from pipeline.restored import Restored

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
    rf"(?<=[A-Za-z.)\d])(?={_LABEL})|(?:(?<=[A-Za-z)])|(?<=[a-z]\.))(?=https?://|www\.|{_PHONE})"
    rf"|(?<=[a-z])(?={_STREET})|(?<=\d{{3}}[-. ]\d{{4}})(?=[A-Za-z]{{2}})"
    r"|(?<=[-. ]\d\d)(?=[a-z]{3}[\w.-]{0,30}@)|(?<=\.com)(?=[A-Z][a-z])"
    r"|(?<=[A-Z]{2})(?=[a-z][\w.-]{2,40}@)"
    r"|(?:(?<=\bInc\.)|(?<=\bLtd\.)|(?<=\bCorp\.)|(?<=\bGmbH))(?=[A-Z]|[a-z][\w.-]{0,40}@)"
)
_MAIL = re.compile(r"(?<![\w.+-])[A-Z][A-Za-z]{2,40}(?=[\w.-]{0,40}@)")
_CAMEL = re.compile(r"(?<=[a-z)])(?=[A-Z])|(?<=[A-Z][A-Z])(?=[A-Z][a-z]{2}(?![\w.-]{0,40}@))")
_LEFT = re.compile(
    r"(?:(?<![A-Z\d@/._-])(?P<first>[A-Z][a-z]{1,30})[ -](?:[A-Z]\.? )?|(?P<glued>[a-z])(?=[A-Z])"
    r"|(?<![\w@/._-])|(?=\)))(?P<word>[^\W\d_]{1,40}|\))$"
)
_RIGHT = re.compile(r"(?P<word>[A-Z]{1,20}[a-z]{0,30})(?P<glued>[A-Z])?(?P<named> [A-Z])?")
_IN_ADDRESS = re.compile(r"[@/]|www\.")
_KNOWN = re.compile(r"\b[A-Z][A-Za-z]+\b")
_SENTENCE = re.compile(
    r"[.!?](?:(?<=[a-z]{4}.)|(?<=[\d)]{2}.)|(?<=[A-Z]{2}.))”?(?=[A-Z][a-z]* [^\W\d])"
    r"|”(?<=[a-z][,.!?]”)(?=[A-Z][a-z]+ )"
)
_MONTH = r"(?:(?:Jan|Febr)uary|March|April|May|Ju(?:ne|ly)|August|(?:Septem|Octo|Novem|Decem)ber)"
_HEADED = re.compile(
    r"[A-Z](?<=[a-z]{3}.)(?<!LinkedI)(?:(?P<word>[a-z]{1,14})(?= [a-z]|, [a-z])"
    rf"|n(?<=[IO].)(?= (?:20\d\d|{_MONTH})\b)|bout(?<=About)(?= [A-Z]))"
)
_OPENED = re.compile(
    r"(?:\w{1,20} ){0,3}(?:Contacts?|CONTACTS?)(?: (?:Details|Information|Person))?(?=[A-Z][\w.]* )"
)
_ABOUT = re.compile(
    r"About(?<=\bAbout) (?:[Tt]he )?(?P<name>[A-Z][\w&.,’'-]{1,30}(?: [\w&.,’'-]{1,30}){0,5}) ?"
    r"(?=(?:The )?(?P=name)\b)"
)
_RUN_BEFORE, _RUN_BEHIND = re.compile(r"[^\W\d_]{1,40}[.,!?”]{0,2}$"), re.compile(r"[^\W\d_]{1,40}")
_LONGEST = 60
"""Characters before a seam in which the words before it are looked for."""
_ARTICLE = 20_000
"""Characters on either side of a seam in which the same words are looked for."""
_FUNCTIONS = frozenset(
    "relations communications marketing affairs development operations sales information details contact"
    " contacts inquiries enquiries".split()
)
"""What titles, and the openings of contacts, end with besides nouns of office."""
_OPENERS = frozenset(
    "managing vice senior corporate investor media press public communications marketing".split()
)
_PARTICLES = frozenset("Mc Mac De Du La Le Di Da Van Von Fitz Del New".split())


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
    found = set(_in_prose(text, start, end))
    for first, last in _stretches(text, start, end):
        found.update(match.start() for match in _GLUED.finditer(text, first, last))
        found.update(_within_mail(text, first, last))
        found.update(_between_words(text, first, last))
    return sorted(found)


def _in_prose(text: str, start: int, end: int) -> Iterator[int]:
    """Where a sentence is glued to its heading or to the one before it; within quotation marks, none is."""
    found = [match.end() for match in _SENTENCE.finditer(text, start, end)]
    headed = _HEADED.finditer(text, start, end)
    found += [match.start() for match in headed if match["word"] is None or is_opener(match[0])]
    for at in found:
        if not _is_quoted(text, start, at) and not _is_name(text, at):
            yield at
    yield from (match.end() for match in _ABOUT.finditer(text, start, end))
    if opened := _OPENED.match(text, start, end):
        yield opened.end()


def _is_name(text: str, at: int) -> bool:
    """Whether what seems to be glued at a place stands so elsewhere too: "Zorbex.Eco"."""
    left, right = _RUN_BEFORE.search(text[max(0, at - _LONGEST) : at]), _RUN_BEHIND.match(text, at)
    glued = (left[0] if left else "") + (right[0] if right else "")
    return _around(text, at, at).casefold().count(glued.casefold()) > 1


def _is_quoted(text: str, start: int, at: int) -> bool:
    """Whether a quotation is open at a place of a passage."""
    return text.rfind("“", start, at) > text.rfind("”", start, at) or text.count('"', start, at) % 2 == 1


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
        known = set(_KNOWN.findall(_around(text, *glued.span())))
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
    near = _around(text, start, end)
    return near.count(text[start:end]) > near.count(text[max(0, start - 8) : end + 2])


def _around(text: str, start: int, end: int) -> str:
    """What stands around a place as far as one article reaches: a long text costs no more than its length."""
    return text[max(0, start - _ARTICLE) : end + _ARTICLE]
