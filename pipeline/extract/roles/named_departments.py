"""Departments that the entity layer takes for organisations, or for parts of their names.

"Head of {Zymology Sales} at Acme" · "Head of {Sales Acme Ltd}" · "{Acme Regional Sales} Manager"
"{Senior Personal Lines} Manager", which is rank and department alone
"""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.entities import Entities, Mention
from pipeline.extract.roles.department_words import starts_title
from pipeline.extract.roles.vocabulary import vocabulary
from pipeline.extract.roles.words import Word, words_of
from pipeline.lexicon.words import is_ordinary, is_organization_head

_MINISTER = re.compile(r"(?:[Mm]inister|[Ss]ecretary) (?:of|for) (?:the )?$")
_OFFICE = re.compile(r"(?:Office|Division|Directorate) (?:of|for) ")
_HEAD_OF = re.compile(
    r"(?:[Hh]ead|(?<!Managing )(?<!Executive )Director|VP|Vice President|Manager|Lead|Officer|Professor)"
    r" (?:of|for) $"
)
_HEAD_COMMA = re.compile(
    r"(?:Director|VP|Vice President|Manager|Lead|Head|Partner|Principal|Counsel)"
    r"(?: of (?:[A-Z]\w{1,20} |and |& ){0,4}[A-Z]\w{1,20})?,? $"
)
_CHIEF_OF = re.compile(r"(?:[Cc]hief|C[A-Z]O) of $")
_POSITION = re.compile(
    r" (?:Director|Manager|Coordinator|Officer|Lead|Head|Supervisor|Specialist|Engineer|Analyst|Partner"
    r"|Fellow|Counsel|Associate|Executive|Ambassador|Advis[eo]r|Consultant|Leader|Secretary|Scientist|Member"
    r"|Vice Presidents?|[SE]?VP)\b"
)
_LISTED = re.compile(r", [A-Z][\w&’'-]*(?: [A-Z][\w&’'-]*){0,4}(?:\n|$|[.;](?:\s|$))")
_LINKS = frozenset({"and", "&", "for", "at", "of", "the"})
# Ranks and praise that hardly a name opens with.
_RANKS = frozenset(
    "senior junior associate assistant deputy co-managing renowned acclaimed legendary esteemed prominent "
    "celebrated venerated seasoned award-winning best-selling bestselling".split()
)
_DESCRIBING = re.compile(r"-[A-Z][a-z]+(?:ed|ing)$")
_TITLE_WORDS = 40
"""Characters behind a mention in which the title that it leads to has its first words."""
_TO_EMPLOYER = re.compile(r"(?:, | at | of | for )(?:the )?")
_INSTITUTIONS = frozenset(
    "bank university college institute academy school church association society federation council "
    "city town county port house".split()
)
_FOR = re.compile(r" (?:for|at) (?:the )?(?=[A-Z])")
_BEFORE = 30
"""Characters before a mention in which a title that it belongs to ends."""


def heads_department(text: str, mention: Mention, entities: Entities) -> bool:
    """Whether a mention is the department of a title: its employer follows, or it is named so only once.

    "Head of Zymology Sales at Acme", "Director of Zymology Programming"
    """
    words = [word.key for word in words_of(mention.text, 0, len(mention.text))]
    ministry = _MINISTER.search(text, max(0, mention.start - _BEFORE), mention.start)
    if ministry and any(map(vocabulary().is_plain, words)):
        return True
    after_title = _HEAD_OF.search(text, max(0, mention.start - _BEFORE), mention.start)
    after_comma = _HEAD_COMMA.search(text, max(0, mention.start - 2 * _BEFORE), mention.start)
    link = _TO_EMPLOYER.match(text, mention.end)
    at_owner = link is not None and link[0].startswith(" at") and entities.organizations.at(link.end())
    if at_owner and (after_comma or _CHIEF_OF.search(text, max(0, mention.start - _BEFORE), mention.start)):
        return True
    if not (after_title or (after_comma and any(vocabulary().is_plain(word) for word in words))):
        return False
    if after_title and _OFFICE.match(mention.text):
        return True
    if link and (
        entities.organizations.at(link.end())
        or link[0].strip(", ").startswith("at")
        or _LISTED.match(text, mention.end)
    ):
        return True
    return bool(after_title) and words[-1] in vocabulary().functions and _only_headed(text, mention, entities)


def describes_title(text: str, mention: Mention, entities: Entities) -> bool:
    """Whether a mention is but rank or praise of the title behind it: "Emmy-Winning" Journalist."""
    if mention.text.split()[0].lower() not in _RANKS and not _DESCRIBING.search(mention.text):
        return False
    alike = (m for m in entities.organizations.all if m.text == mention.text)
    return all(_leads_to_title(text, m.end) for m in alike)


def _leads_to_title(text: str, end: int) -> bool:
    """Whether a title begins with the word behind a place."""
    words = words_of(text, end, end + _TITLE_WORDS)
    return text[end : end + 1] == " " and starts_title([word.key for word in words], 0)


def before_title(text: str, mention: Mention, entities: Entities) -> Mention:
    """An organisation's mention without the department of a title: "Acme Regional Sales Manager"."""
    head = _POSITION.match(text, mention.end)
    words = words_of(mention.text, 0, len(mention.text)) if head else []
    last = len(words)
    while last > 1 and (vocabulary().is_plain(words[last - 1].key) or words[last - 1].key in ("and", "&")):
        last -= 1
    if last == len(words) or _stands_elsewhere(text, mention, entities):
        return mention
    if last > 1 and _may_be_department(words[last - 1]):
        last -= 1
    name = mention.text[: words[last - 1].end]
    return replace(
        mention, end=mention.start + len(name), text=name, name=entities.organizations.resolve(name) or name
    )


def _may_be_department(word: Word) -> bool:
    """Whether a word that no list has may name a department: an ordinary one, and no kind of organisation.

    Nor one in the plural, as what a firm makes: "Bree Kites".
    """
    is_kind = word.key in vocabulary().bodies or is_organization_head(word.text)
    return is_ordinary(word.key) and not is_kind and not word.key.endswith("s")


def _stands_elsewhere(text: str, mention: Mention, entities: Entities) -> bool:
    """Whether a name also stands where no title follows."""
    alike = (m for m in entities.organizations.all if m.text == mention.text)
    return any(not _POSITION.match(text, m.end) for m in alike)


def _only_headed(text: str, mention: Mention, entities: Entities) -> bool:
    """Whether a name stands nowhere but behind "Head of"."""
    alike = (m for m in entities.organizations.all if m.text == mention.text)
    return all(_HEAD_OF.search(text, max(0, m.start - _BEFORE), m.start) for m in alike)


def without_department(text: str, mention: Mention, entities: Entities) -> Mention:
    """An organisation's mention without the department that stands before it: "Head of Sales Acme Ltd"."""
    if not _HEAD_OF.search(text, max(0, mention.start - _BEFORE), mention.start):
        return mention
    if not _only_headed(text, mention, entities):
        return mention
    start = _behind_department(mention.text)
    if not start:
        return mention
    rest = mention.text[start:]
    return replace(mention, start=mention.start + start, text=rest, name=rest)


def _behind_department(name: str) -> int:
    """Where in a name the institution begins, behind words of a department; 0 if none stands before it.

    "Sales Acme Ltd", "Public Kites for the City of Bree", but not "Bank of Bree".
    """
    words = words_of(name, 0, len(name))
    if len(words) > 1 and words[1].key == "of" and words[0].key in _INSTITUTIONS:
        return 0
    joint = _FOR.search(name)
    if joint and all(is_ordinary(w.key) for w in words if w.end <= joint.start() and w.key not in _LINKS):
        return joint.end()
    first = next(
        (i for i, w in enumerate(words) if w.key not in _LINKS and not vocabulary().is_plain(w.key)), 0
    )
    return words[first].start if first else 0
