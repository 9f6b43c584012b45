"""Whose an event is by its own name: "Quaxo Kite Fund's 4th Gala", "Leith Society of Kites Congress".

A name tells its owner by a possessor, by what stands before the number of an edition, by the noun for a
body before the head, or behind "Meeting of the". One word alone owns nothing unless it is a known party.
"""

from __future__ import annotations

import re

from pipeline.entities import Entities, Mention
from pipeline.extract.events.phrases import Phrase
from pipeline.lexicon.gazetteer import is_place_name

_WORD = r"(?!(?:20\d\d|Annual)\b)[A-Z0-9][\w&.+-]*"
_ROW = rf"{_WORD}(?: (?:of|for|the|and|&|{_WORD})){{0,7}}?"
_BODY = (
    r"(?:Society|Association|Academy|College|Institute|Foundation|Federation|Council|Coalition|Alliance|League"
    r"|Chamber of Commerce|University)"
)
_PLAIN = (
    r"(?: (?:20\d\d|\d+(?:st|nd|rd|th)|[Aa]nnual|International|World|Global|National|Scientific|Spring|Fall))"
)
POSSESSED = re.compile(rf"(?:20\d\d )?(?P<owner>{_ROW})(?:[’']s|(?<=s)[’']) ")
COUNTED = re.compile(
    rf"(?:20\d\d )?(?P<owner>{_ROW}) "
    r"(?:\d+(?:st|nd|rd|th)\b|[Aa]nnual\b|Inaugural\b|(?:Spring|Summer|Fall|Autumn|Winter) 20\d\d\b)"
)
BODY_BEFORE = re.compile(rf"(?:20\d\d )?(?P<owner>(?:{_WORD} ){{1,8}}{_BODY})(?=$| (?!of\b|for\b|on\b))")
BODY_WITH_TOPIC = re.compile(
    rf"(?:20\d\d )?(?P<owner>(?:{_WORD} ){{1,8}}{_BODY} (?:of|for|on)(?: (?:the|and|&|of|{_WORD})){{1,8}}?)"
    rf"{_PLAIN}{{0,3}} ?$"
)
HELD_FOR = re.compile(rf" of (?:the )?(?P<owner>(?:{_WORD} ){{1,8}}{_BODY}\b.*)")
NOT_OWNING = re.compile(
    r"(?:women|men|children|kids|girls|boys|mother|father|parents|veterans?|presidents?|valentine|years?|patrick"
    r"|nicholas|world|people|founders?|investors?|leaders?|teachers?|students?|players?|workers?|farmers?|artists?"
    r"|authors?|makers?|members?|ladies|today|tomorrow|season|first|second|third|fourth|fifth|sixth|seventh"
    r"|eighth|ninth|tenth|\d+(?:st|nd|rd|th))",
    re.IGNORECASE,
)


def owner_of(text: str, phrase: Phrase, entities: Entities) -> Mention | None:
    """The party whose event a phrase names, by the name alone; None if the name tells of none."""
    name = text[phrase.start : phrase.end]
    if not phrase.head:
        return None
    match = POSSESSED.match(name) or COUNTED.match(name) or _body_of(name, phrase.head)
    if match is None or is_place_name(match["owner"]) or phrase.head in match["owner"].casefold():
        return None
    start, end = (phrase.start + place for place in match.span("owner"))
    known = entities.organizations.resolve(match["owner"])
    person = entities.people.at(start)
    if person and person.start == start and person.end == end:
        return person
    words = match["owner"].split()
    if not known and (len(words) == 1 or any(map(NOT_OWNING.fullmatch, words))):
        return None
    return Mention("organization", start, end, match["owner"], known or match["owner"])


def _body_of(name: str, head: str) -> re.Match[str] | None:
    """The body that stands before the head of a name or, with "of", behind it."""
    at = name.casefold().find(head)
    if at < 0:
        return None
    before = BODY_BEFORE.match(name, 0, at) or BODY_WITH_TOPIC.match(name, 0, at)
    return before or HELD_FOR.match(name, at + len(head))
