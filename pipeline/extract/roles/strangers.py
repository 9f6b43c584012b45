"""Persons whom the entity layer did not recognise, but who stand where only a title's holder can.

"Zorva Quell, Senior Director of Yexel Labs"     two words, a comma and a title with its organisation
"said Zorva, Founder of Yexel"                   one word, where somebody speaks
"CEO Zorva Quell said"                           behind a title, before a verb of saying
"Zorva Quell was appointed director"             before a verb of taking office, if the model agrees
"Zorva, the CEO of Yexel, added"                 what opens a clause, behind it the office at another's
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from spacy.tokens import Span

from pipeline.entities import Entities, Mention
from pipeline.entities.opinions import Opinions
from pipeline.extract.roles.titles import Title
from pipeline.extract.roles.vocabulary import vocabulary
from pipeline.lexicon.words import (
    is_given_name,
    is_opener,
    is_ordinary,
    is_organization_head,
    is_reporting_verb,
    is_surname,
    is_thing_head,
    is_title_word,
    word_list,
)
from pipeline.names import is_company_suffix

_WORD = r"[A-Z][a-zà-ÿ]+(?:[-’'][A-Z]?[a-zà-ÿ]+)*(?:[A-Z][a-zà-ÿ]+)?"
_NAME = rf"(?P<name>{_WORD}(?: (?:[A-Z]\.|{_WORD})){{0,3}})"
_BEFORE = re.compile(
    rf"(?:^|[\s“\"(])(?:(?P<said>[a-z]+) )?{_NAME},? ?[,(/–—-] ?"
    r"(?:an? |the |former |formerly |currently )*$"
)
_ABOVE = re.compile(rf"(?:\n|: ?){_NAME}(?: \([^()\n]{{1,30}}\))?,? ?\n\s*$")
_BEHIND = re.compile(rf",? {_NAME}(?= (?P<verb>[a-z]+)\b)")
_FULL = re.compile(_NAME)
_OWNED = re.compile(r",? (?:of|at|for|with) (?:the )?[A-Z\d]|, [A-Z]")
_INSTATED = re.compile(
    r",? (?:(?:has|have|had|was|been|is|will|also|recently|previously|today|who) ){0,4}"
    r"(?:named|appointed|promoted|elected|hired|tapped|joined|joins|join|becomes?|became|serves?|served|succeeds)\b"
)
_OFFICE_AT = re.compile(r" (?:of|at) (?:the )?[A-Z\d]")
_CLAUSE = re.compile(r"(?:^|[\n.!?:;,“\"•*–—-]) ?$")
_REACH = 80
"""Characters before a title in which the name of its holder is looked for."""


def strangers(
    text: str, titles: Sequence[Title], entities: Entities, opinions: Opinions, named: Sequence[Mention]
) -> Iterator[Mention]:
    """The mentions of such persons; none overlaps a person, place or date that is known."""
    known = bytearray(len(text))
    for mention in (*entities.people.all, *entities.dates.all, *(m for m in named if m.kind == "place")):
        known[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
    for title in titles:
        known[title.start : title.end] = b"\1" * (title.end - title.start)
    organizations = Counter(mention.text for mention in entities.organizations.all)
    for start, end, sure in _stretches(text, titles, opinions):
        if any(known[start:end]) or (organizations[text[start:end]] > 1 and not sure):
            continue
        if _names_nobody_else(text[start:end], entities):
            known[start:end] = b"\1" * (end - start)
            name = text[start:end]
            yield Mention("person", start, end, name, entities.people.resolve(name) or name)


def _stretches(text: str, titles: Sequence[Title], opinions: Opinions) -> Iterator[tuple[int, int, bool]]:
    """Yield where such names may be, and whether what stands around one leaves no other reading."""
    for title in titles:
        line = max(text.rfind("\n", 0, title.start) + 1, title.start - _REACH)
        if (before := _BEFORE.search(text[line : title.start])) and _is_set_off(text, title, before):
            start, end = line + before.start("name"), line + before.end("name")
            sure = _opens_before_office(text, start, title)
            if sure or _may_be_person(before["name"], opinions, start, end, before["said"]):
                yield start, end, sure
        if line == title.start and (above := _ABOVE.search(text, max(0, line - _REACH), line)):
            start, end = above.span("name")
            if _is_signed(above["name"], title, opinions.at(start, end)):
                yield start, end, False
        behind = _BEHIND.match(text, title.end)
        if behind and is_reporting_verb(behind["verb"]) and title.kinds & {"office", "position"}:
            yield *behind.span("name"), False
    for entity in opinions.labelled("PERSON"):
        named = " " in entity.text and _FULL.fullmatch(entity.text)
        if named and _INSTATED.match(text, entity.end_char):
            yield entity.start_char, entity.end_char, False


def _opens_before_office(text: str, start: int, title: Title) -> bool:
    """Whether a clause opens with a name, and behind it stands the office of one person elsewhere."""
    if "office" not in title.kinds or title.plural or not _OFFICE_AT.match(text, title.end):
        return False
    return _CLAUSE.search(text[max(0, start - 2) : start]) is not None


def _is_signed(name: str, title: Title, entity: Span | None) -> bool:
    """Whether a line is the name of whose title stands below it, as in contact blocks."""
    words = name.split()
    if len(words) < 2 or not title.text[0].isupper() or title.kinds <= {"occupation"}:
        return False
    named = is_given_name(words[0]) or not any(map(is_ordinary, words))
    return named and (entity is None or entity.label_ == "PERSON")


def _is_set_off(text: str, title: Title, before: re.Match[str]) -> bool:
    """Whether the words before a title are set off as its holder, with an organisation behind the title."""
    if text[title.end : title.end + 2].strip()[:1].isupper():
        return False
    owned = _OWNED.match(text, title.end) is not None
    return owned or (" " in before["name"] and title.text[0].isupper() and "occupation" not in title.kinds)


def _may_be_person(name: str, opinions: Opinions, start: int, end: int, said: str | None) -> bool:
    """Whether words can be a person's name: the model says so, a word of them is one, or somebody speaks."""
    words = name.split()
    speaks = said is not None and is_reporting_verb(said)
    if len(words) == 1:
        return speaks or (is_given_name(name) and not is_ordinary(name))
    entity = opinions.at(start, end)
    return (
        speaks
        or (entity is not None and entity.label_ == "PERSON")
        or any(is_given_name(w) or is_surname(w) for w in words)
        or not any(map(is_ordinary, words))
    )


def _names_nobody_else(name: str, entities: Entities) -> bool:
    """Whether no word of a name is one of titles, organisations, things, or of what opens sentences."""
    words = name.split()
    if is_opener(words[0]) or is_company_suffix(words[-1]) or (len(words) == 1 and is_ordinary(name)):
        return False
    subject = entities.organizations.subject
    if subject is not None and subject.name.startswith(name):
        return False
    return not any(
        is_title_word(w)
        or is_organization_head(w)
        or is_thing_head(w)
        or w.lower() in word_list("calendar")
        or vocabulary().is_plain(w.lower())
        for w in words
    )
