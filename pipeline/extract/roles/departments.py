"""What follows a title's head and still belongs to it: department, region, "Emeritus"."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from pipeline.extract.roles.department_words import (
    LINKS,
    UNITS,
    free_phrase,
    is_inner_unit,
    plain_phrase,
)
from pipeline.extract.roles.vocabulary import singular, vocabulary
from pipeline.extract.roles.words import BLOCKED, Word
from pipeline.lexicon.words import is_ordinary, is_organization_head, word_list
from pipeline.names import is_company_suffix

_SUFFIXES = frozenset({"emeritus", "emerita", "elect", "designate", "nominee"})
_ENDS = frozenset({*". , ; : at of for with in ) ( | and & - – —".split(), "\n", BLOCKED})
# Heads whose "of" leads to an organisation unless it is plainly a department.
_LEADING = frozenset({"managing", "executive"})
_OF_ORGANISATIONS = frozenset(
    "president ceo chief partner principal executive associate chair secretary dean".split()
)
_ACADEMIC = frozenset({"professor", "lecturer", "instructor", "fellow", "scholar", "reader", "chair"})
# Departments that no firm is called by, as it may be by "Capital".
_DESKS = frozenset(
    {"relations", "affairs", "marketing", "sales", "operations", "finance", "resources", "strategy"}
)
_FIELD = re.compile(
    r"\w+(?:ology|iatrics|iatry|surgery|nomics)|surgery|medicine|nursing|anesthesia|obstetrics"
)
"""Fields that a hospital or university has departments of, and no organisation is called by."""

_BEFORE_OWNERS = frozenset({"at", "of", "for", "with", "within"})
_MEASURES = frozenset("more over nearly almost most several many years decades".split())
_MINISTERS = frozenset({"minister", "ministers", "secretary"})


def after_head(
    words: Sequence[Word], keys: Sequence[str], head: int, end: int, nominal: Collection[int]
) -> int:
    """The index behind the title's last word, given the indexes of its head and behind its head."""
    if end < len(keys) and keys[end] in _SUFFIXES:
        end += 1
    end = _of_the_board(keys, end)
    if not (vocabulary().takes_department(keys[head:end]) or singular(keys[end - 1]) == "officer"):
        return end
    for _ in range(2):
        after = _department(words, keys, head, end, nominal)
        if after == end:
            break
        end = after
    return end


def _of_the_board(keys: Sequence[str], end: int) -> int:
    at = end
    if list(keys[at : at + 2]) == ["of", "the"]:
        at += 2
    elif list(keys[at : at + 1]) == ["of"]:
        at += 1
    else:
        return end
    while at < len(keys) and keys[at] in ("management", "supervisory", "executive", "advisory"):
        at += 1
    if at < len(keys) and keys[at] == "board":
        members = list(keys[at + 1 : at + 3])
        return (
            at + 3
            if len(members) == 2 and members[0] == "of" and members[1] in vocabulary().body_members
            else at + 1
        )
    return end


def _department(
    words: Sequence[Word], keys: Sequence[str], head: int, end: int, nominal: Collection[int]
) -> int:
    """The index behind a department that follows at once, after a mark, or after "of" or "for"."""
    if end >= len(keys):
        return end
    link = keys[end]
    if link in (",", "-", "–"):
        return _after_comma(words, keys, head, end)
    if link == "in" and singular(keys[end - 1]) in _ACADEMIC:
        plain = free_phrase(words, keys, end + 1, nominal)
        return plain if plain > end + 1 and _owner_follows(keys, plain) else end
    if link not in ("of", "for", "to"):
        return plain_phrase(words, keys, end)
    if link == "to":
        return (
            end + 3
            if list(keys[end + 1 : end + 2]) == ["the"]
            and list(keys[end + 2 : end + 3]) in (["ceo"], ["president"], ["chairman"])
            else end
        )
    return _after_of(words, keys, head, end + 1, nominal)


def _after_comma(words: Sequence[Word], keys: Sequence[str], head: int, end: int) -> int:
    """The index behind a department behind a comma: "Vice President, CRM and Sales at Acme"."""
    free = free_phrase(words, keys, end + 1, ())
    if free > end + 1 and _employer_follows(keys, free):
        return free
    after = plain_phrase(words, keys, end + 1)
    closed = after >= len(keys) or keys[after] in _ENDS
    if keys[head] in _OF_ORGANISATIONS:
        return after if closed and after > end + 1 and keys[after - 1] in _DESKS else end
    if _is_field(words[end + 1 : free], keys[end - 1]) and (free >= len(keys) or keys[free] in _ENDS):
        return max(after, free)
    if closed and after > end + 1:
        return after
    known = (
        free > end + 1
        and vocabulary().is_plain(keys[free - 1])
        and keys[free - 1] not in vocabulary().naming_words
    )
    return free if known and _owner_follows(keys, free) else end


def _after_of(
    words: Sequence[Word], keys: Sequence[str], head: int, at: int, nominal: Collection[int]
) -> int:
    """The index behind a department that begins behind "of" or "for", or that of the "of" itself.

    A name that no list knows is a department only where an organisation follows: "director of
    Zymology at Acme", but "director of Zymology" heads one. What leads a whole organisation is
    treated so even where the name is a department's: "chief executive of Digital Estate".
    """
    if keys[at : at + 1] == ["the"] and keys[at - 2] in _MINISTERS:
        behind = plain_phrase(words, keys, at + 1, anycase=True)
        goes_on = behind < len(keys) and words[behind].capitalised and keys[behind] not in _BEFORE_OWNERS
        named = behind > at + 1 and keys[behind - 1] not in UNITS
        return behind if named and not goes_on else at - 1
    if keys[at : at + 1] and keys[at] in _MEASURES:
        return at - 1
    plain = plain_phrase(words, keys, at, anycase=True)
    whole = plain > at and not (
        plain < len(keys) and words[plain].capitalised and keys[plain] not in _BEFORE_OWNERS | {BLOCKED}
    )
    leads = keys[head] != "vice" and (keys[at - 2] in _OF_ORGANISATIONS or keys[at - 3] in _LEADING)
    free = free_phrase(words, keys, at, nominal)
    if (
        at < plain < free
        and not leads
        and (_owner_follows(keys, free) or _names_department(words[at:free], leads))
    ):
        return free
    if whole and (not leads or not words[at].capitalised or _owner_follows(keys, plain)):
        return plain
    if whole and all(_FIELD.fullmatch(key) for key in keys[at:plain] if key not in LINKS):
        return plain
    if not leads and _is_field(words[at:free], keys[at - 2]):
        return free
    named = any(word.capitalised for word in words[at:free])
    if free > at and _names_department(words[at:free], leads):
        return free
    if free > at and ((not named and not leads) or _owner_follows(keys, free)):
        return free
    return at - 1


def _names_department(words: Sequence[Word], leads: bool) -> bool:
    """Whether a name is that of a department, by its last word and, for "department", by all of them.

    "Telco Sales Division", "Finance Department", but not "Springfield Police Department".
    """
    lists, last = vocabulary(), words[-1].key
    if is_inner_unit([word.key for word in words]):
        return True
    if last in UNITS:
        return not any(word.capitalised and not lists.is_plain(word.key) for word in words[:-1])
    return not leads and last in lists.functions and last not in lists.naming_words


def _is_field(words: Sequence[Word], head: str) -> bool:
    """Whether words that no list holds can only be the field of a head: "Director, Fixed Income"."""
    if singular(head) not in word_list("department_heads") and head != "president":
        return False
    named = [word for word in words if word.key not in LINKS and word.key != "of"]
    return bool(named) and all(
        word.capitalised
        and is_ordinary(word.key)
        and not is_organization_head(word.key)
        and not is_company_suffix(word.key)
        for word in named
    )


def _owner_follows(keys: Sequence[str], at: int) -> bool:
    """Whether an organisation is named next: "at …", ", Acme"."""
    link = keys[at : at + 2]
    return bool(link) and (link[0] in _BEFORE_OWNERS or list(link) == [",", BLOCKED])


def _employer_follows(keys: Sequence[str], at: int) -> bool:
    """Whether a known organisation follows behind "at": what stands before it is a department."""
    behind = at + 2 if list(keys[at + 1 : at + 2]) == ["the"] else at + 1
    return list(keys[at : at + 1]) == ["at"] and list(keys[behind : behind + 1]) == [BLOCKED]
