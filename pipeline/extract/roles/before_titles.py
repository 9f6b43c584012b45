"""Names directly before a title that no entity was recognised in, but that can only be whose title it is.

"Zorbian Prime Minister Jane Roe"     the country that the adjective belongs to
"ZPC spokesperson Jane Roe"           capitals before a title in lower case
"Bree high court judge Jane Roe"      with the court that they name
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from pipeline.analysis import Analysis
from pipeline.entities import Entities, Mention
from pipeline.extract.roles.countries import Countries, adjectives, countries
from pipeline.extract.roles.known_names import NAME_WORD, KnownNames
from pipeline.extract.roles.vocabulary import vocabulary
from pipeline.extract.roles.words import Word, words_of
from pipeline.lexicon.words import is_headline_verb, is_opener, is_organization_head, word_list

_RUN = re.compile(
    rf"(?:^|(?<=[\s(“\"]))(?P<name>{NAME_WORD}(?: (?:(?:of|&) )?{NAME_WORD}){{0,5}}"
    r"(?: (?:[a-z]+ ){0,2}court)?) (?P<title>(?:[a-z][a-z-]* ){1,4})$"
)
# Titles in capitals of those who lead all of an organisation: what stands before them is its name.
_LEADER = r"(?:C[EFOTM]O|(?:[Cc]o-?)?[Ff]ounder|Chief (?:[A-Z][a-z]+ ){1,3}Officer)s?"
_LED = re.compile(
    rf"(?<=[a-z,] )(?P<name>{NAME_WORD}(?: {NAME_WORD}){{0,3}}) {_LEADER}(?: (?:and|&) {_LEADER})? $"
)
_CHAMBER = re.compile(
    r"\b(?:House|Senate)(?= (?:(?:Assistant|Deputy) )?(?:Majority|Minority|Republican|Democratic)"
    r" (?:Leader|Whip|leader|whip))"
)
_APPOSED = re.compile(
    rf", (?:an?|the) (?:former |then-|current |longtime )?"
    rf"(?P<name>{NAME_WORD}(?: (?:(?:of|&) )?{NAME_WORD}){{0,5}})"
    r" (?P<title>(?:[a-z][a-z-]* ){0,3}[a-z][a-z-]*)(?=[,.;:])"
)
_SENTENCE_START = re.compile(r"(?:^|[\n.!?:][”\"’)]? ?|(?:[“\"—–]|--) ?)$")
_DESCRIBING = re.compile(r"-[A-Z][a-z]+(?:ed|ing)$")
_LEADING = frozenset(
    {"former", "ex", "then", "retired", "veteran", "longtime", "incoming", "outgoing", "the"}
)
_PARTIES = frozenset({"democratic", "republican", "conservative", "liberal", "independent", "democrat"})
_STATUS = frozenset({"former", "acting", "interim", "then", "outgoing", "incoming", "new", "late", "ex"})
_DEPARTMENTAL = frozenset({"minister", "secretary"})
"""Heads before which a capitalised word names the department: "Finance minister"."""
_REACH, _TITLE_WORDS = 90, 5
_MARKS = 4
"""Characters that may stand before the first word of a sentence, and one more."""


def names_before_titles(
    analysis: Analysis, entities: Entities, nominal: Collection[int]
) -> Iterator[Mention]:
    """The names and adjectives that own the title behind them, in no order."""
    known = KnownNames(analysis.text, entities)
    yield from _peoples(analysis.text)
    for chamber in _CHAMBER.finditer(analysis.text):
        yield Mention("organization", *chamber.span(), chamber[0], chamber[0])
    yield from _apposed(analysis.text, known, entities, nominal)
    for person in entities.people.all:
        name = _before(analysis.text, person.start, known, entities, nominal)
        if name is None and analysis.kind_at(person.start) != "headline":
            name = _led(analysis.text, person.start, known, entities)
        if name is not None:
            yield name


def _peoples(text: str) -> Iterator[Mention]:
    """The adjectives of countries before the titles of those who serve one, as the country."""
    used = Countries(text)
    for match in adjectives().finditer(text):
        line = text.find("\n", match.end(), match.end() + _REACH)
        behind = words_of(text, match.end(), line if line >= 0 else match.end() + _REACH)
        if _leads_to_office(behind[:_TITLE_WORDS]):
            yield Mention("place", *match.span(), match[0], used.of(match[0]))


def _leads_to_office(words: Sequence[Word]) -> bool:
    """Whether a title follows whose holder serves a country: "Deputy Prime Minister", "leader"."""
    lists, keys = vocabulary(), [word.key for word in words]
    for at, key in enumerate(keys):
        head = lists.head(keys, at)
        if head is not None and (head.kind == "public" or keys[at + head.length - 1] in lists.of_places):
            return True
        if not (lists.is_plain(key) or head is not None or key in _STATUS):
            return False
    return False


def _before(
    text: str, start: int, known: KnownNames, entities: Entities, nominal: Collection[int]
) -> Mention | None:
    """The capitals before a title in lower case that a person's name follows."""
    first = max(text.rfind("\n", 0, start) + 1, start - _REACH)
    match = _RUN.search(text[first:start])
    if match is None or not _is_title(text, first + match.start("title"), start, nominal):
        return None
    head = match["title"].split()[-1]
    words = match["name"].split()
    at = first + match.start("name")
    while words and words[0].lower() in _LEADING:
        at += len(words.pop(0)) + 1
    name = " ".join(words)
    if not words or entities.people.within(at, at + len(name)) or _is_part_of_title(words, head):
        return None
    if _SENTENCE_START.search(text, max(0, at - _MARKS), at) and not known.is_name(name):
        return None
    return known.mention(name, at)


def _led(text: str, start: int, known: KnownNames, entities: Entities) -> Mention | None:
    """The capitals amid a sentence before a leader's title and a person: "said Zorbex CEO Roe"."""
    match = _LED.search(text, max(text.rfind("\n", 0, start) + 1, start - _REACH), start)
    if match is None or entities.people.within(*match.span("name")):
        return None
    words, lists = match["name"].split(), vocabulary()
    keys = [word.lower() for word in words]
    described = any(
        lists.is_plain(key)
        or key in lists.praise
        or key in _STATUS
        or lists.head((key,), 0)
        or is_headline_verb(key)
        for key in keys
    )
    if described or is_opener(keys[0]) or (len(words) == 1 and is_organization_head(words[0])):
        return None
    return known.mention(match["name"], match.start("name"))


def _apposed(text: str, known: KnownNames, entities: Entities, nominal: Collection[int]) -> Iterator[Mention]:
    """The capitals before a title in lower case that is set off by commas: ", a former Zorbex official,"."""
    for match in _APPOSED.finditer(text):
        name, (start, end) = match["name"], match.span("name")
        is_title = _is_title(text, *match.span("title"), nominal)
        described = _is_part_of_title(name.split(), match["title"].split()[-1])
        if is_title and not (described or entities.people.within(start, end)):
            yield known.mention(name, start)


def _is_title(text: str, start: int, end: int, nominal: Collection[int]) -> bool:
    """Whether a stretch is a title alone: words that may stand before a head, and the head."""
    words = words_of(text, start, end)
    keys = [word.key for word in words]
    head = next((at for at in range(len(keys)) if _closes(keys, at)), None)
    if head is None:
        return False
    return all(vocabulary().is_plain(w.key) or w.start in nominal for w in words[:head])


def _closes(keys: Sequence[str], at: int) -> bool:
    head = vocabulary().head(keys, at)
    return head is not None and at + head.length == len(keys)


def _is_part_of_title(words: Sequence[str], head: str) -> bool:
    """Whether capitalised words belong to the title or describe: "Finance minister", "TV host"."""
    keys = [word.lower() for word in words]
    if _DESCRIBING.search(words[-1]) or (len(words) == 1 and is_organization_head(words[0])):
        return True
    if " ".join(words) in countries() or is_opener(keys[0]) or keys[-1] in word_list("calendar"):
        return True
    if len(keys) == 1 or head in _DEPARTMENTAL:
        plain = all(vocabulary().is_plain(key) or key in ("and", "&") for key in keys)
        known = plain and not (head == "secretary" and keys[-1] in vocabulary().bodies)
        return known or keys[0] in word_list("common_acronyms") or keys[0] in _PARTIES
    return False
