"""Persons, organisations and places as posts need them.

What the entity layer takes for an organisation may be a department ("Head of {Research & Design}"),
a body with seats ("Advisory Board"), or hold a title ("{Zorbex Chief Executive}"): a title decides
here what belongs to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.analysis import Analysis
from pipeline.entities import Entities, Mention
from pipeline.extract.roles.department_words import UNITS, is_inner_unit
from pipeline.extract.roles.grammar import DOTTED_LETTERS
from pipeline.extract.roles.named_departments import (
    before_title,
    describes_title,
    heads_department,
    without_department,
)
from pipeline.extract.roles.vocabulary import vocabulary
from pipeline.extract.roles.words import Word, words_of
from pipeline.lexicon.words import is_ordinary
from pipeline.names import is_credential

_SEAT = re.compile(
    r"\b(?:Advisory|Executive|Steering|Organizing|Host|Supervisory|Management)"
    r" (?:Boards?|Councils?|Committees?)$"
    r"|\bBoard of [A-Z][a-z]+$"
)
_BODY_OF = re.compile(
    r"(?:(?:Advisory|Executive|Steering|Supervisory|Management|Scientific|Audit|Finance) "
    r"(?:Board|Council|Committee)|Board of (?:Directors|Trustees|Advisors|Governors|Managers|Regents))"
    r" (?:of|for) (?:the )?(?=[A-Z])"
    r"|(?:Police|Staff) (?:for|at|with) (?:the )?(?=[A-Z])"
)
_BOARD_OF = re.compile(r"Board of (?:the )?(?=(?P<first>[A-Z][\w-]*))")
_PART = re.compile(r"\b(?:Practice Groups?|Segment)$")
_STATUS = frozenset({"former", "ex", "past", "then", "retired", "incoming", "outgoing", "longtime"})
_LETTERS = re.compile(rf", (?:[A-Z]{{2,6}}(?:-[A-Z]{{1,4}})?|{DOTTED_LETTERS}),")
_CREDENTIALS = re.compile(r",(?: [A-Z][\w.-]{1,6},){0,4}")
_PEOPLES = re.compile(r"[A-Z][a-z]+(?:ean|ian|ican|nese|uese|glish|tish|nish|kish|lish|dish|wiss|rench|utch)")
_LEADING_TITLE = re.compile(r"((?:[\w&/-]+ ){1,6}?)(?:of|at|for|with) (?:the )?(?=[A-Z])")
_WORD = re.compile(r"[^\W_]+")


def named_mentions(analysis: Analysis, entities: Entities) -> Sequence[Mention]:
    """The mentions that can hold posts, without the words of titles."""
    text = analysis.text
    owners = list(_owners(text, entities))
    taken = {offset for m in (*owners, *entities.dates.all) for offset in (m.start, m.end - 1)}
    places = (m for m in entities.places.all if taken.isdisjoint(range(m.start, m.end)))
    others = [*owners, *(m for m in places if not is_credential(m.text))]
    kept = (m for m in others if not (_are_letters(text, m, entities) or _PEOPLES.fullmatch(m.text)))
    return [*entities.people.all, *(m for m in kept if not _is_region(text, m))]


def _is_region(text: str, mention: Mention) -> bool:
    """Whether a mention is of a region that a head of a firm may have, and owns nothing itself."""
    return vocabulary().is_region(mention.text) and not text.startswith(("'", "’"), mention.end)


def _owners(text: str, entities: Entities) -> Iterator[Mention]:
    """The organisations, each cut down to its name."""
    subject = entities.organizations.subject
    found = [
        m
        for m in entities.organizations.all
        if not describes_title(text, m, entities)
        and (
            (subject is not None and m.name == subject.name)
            or not (_is_department(m.text) or heads_department(text, m, entities))
        )
    ]
    names = {m.text: m.name for m in found}
    for mention in found:
        if not (_SEAT.search(mention.text) or mention.text.endswith("-based")):
            name = _behind_body(before_title(text, without_department(text, mention, entities), entities))
            yield _without_body(_without_titles(name, names), entities)


def _are_letters(text: str, mention: Mention, entities: Entities) -> bool:
    """Whether a mention is professional letters behind a name: "Jane Roe, M.D., FCAP, chief of surgery"."""
    end = mention.end + text.startswith(".", mention.end)
    if not _LETTERS.fullmatch(text[mention.start - 2 : end + 1]):
        return False
    before = entities.people.before(mention.start)
    return before is not None and _CREDENTIALS.fullmatch(text, before.end, mention.start - 1) is not None


def _without_titles(mention: Mention, names: Mapping[str, str]) -> Mention:
    """An organisation's mention without the title that the model took for a part of it."""
    words = words_of(mention.text, _behind_leading_title(mention.text), len(mention.text))
    while len(words) > 1 and (words[0].key in _STATUS or _is_glued(words)):
        del words[0]
    while len(words) > 1 and (words[-1].key in "'’" or (words[-1].capitalised and _is_title(words[-1].key))):
        words.pop()
    if not words or (words[0].start == 0 and words[-1].end == len(mention.text)):
        return mention
    text = mention.text[words[0].start : words[-1].end]
    name = names.get(text, text)
    return replace(
        mention, start=mention.start + words[0].start, end=mention.start + words[-1].end, text=text, name=name
    )


def holder_of_posts(mention: Mention | None) -> Mention | None:
    """The organisation that a mention is of; none where it is but a body or segment of one."""
    if mention is None or _SEAT.search(mention.text) or _PART.search(mention.text):
        return None
    return _behind_body(mention)


def _behind_body(mention: Mention) -> Mention:
    """An organisation's mention without the body in it: "Advisory Board of Acme", not "Board of Health"."""
    body = _BODY_OF.match(mention.text)
    if body is None and (board := _BOARD_OF.match(mention.text)) and not is_ordinary(board["first"]):
        body = board
    if body is None:
        return mention
    name = mention.text[body.end() :]
    return replace(mention, start=mention.start + body.end(), text=name, name=name)


def _without_body(mention: Mention, entities: Entities) -> Mention:
    """An organisation's mention without its body: "Acme Board", where Acme is named elsewhere."""
    words = words_of(mention.text, 0, len(mention.text))
    if len(words) < 2 or words[-1].key not in vocabulary().bodies:
        return mention
    owner = mention.text[: words[-2].end]
    name = entities.organizations.resolve(owner)
    if name is None or name == mention.name:
        return mention
    return replace(mention, end=mention.start + len(owner), text=owner, name=name)


def _behind_leading_title(name: str) -> int:
    """Where the name proper begins in what the model took for one: behind "Co-Founder of"."""
    head = _LEADING_TITLE.match(name)
    if head is None or not _is_department(head[1]):
        return 0
    return head.end() if vocabulary().head((head[1].split()[-1].lower(),), 0) else 0


def _is_glued(words: Sequence[Word]) -> bool:
    """Whether a title stands before the name without a space: "PresidentAcme"."""
    return words[0].end == words[1].start and _is_title(words[0].key)


def _is_title(word: str) -> bool:
    """Whether a word is a title wherever it ends a name, as "partner" is not."""
    head = vocabulary().head((word,), 0)
    return (
        head is not None
        and head.kind in ("office", "public")
        and word not in ("partner", "chief", "partners", "principal")
    )


def _is_department(name: str) -> bool:
    """Whether a name is made of the words of departments, titles and bodies alone."""
    words = [w.lower() for w in _WORD.findall(name)]
    lists = vocabulary()
    if words and (is_inner_unit(words) or (words[-1] in UNITS and all(map(lists.is_plain, words[:-1])))):
        return True
    plain = {"of", "and", "the", "for", *lists.body_members, *lists.bodies}
    at = 0
    while at < len(words):
        known = words[at] in plain or lists.is_plain(words[at]) or lists.head((words[at],), 0)
        length = 1 if known else lists.region(words, at)
        if not length:
            return False
        at += length
    return True
