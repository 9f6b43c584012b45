"""What follows a title's head and still belongs to it: department, region, "Emeritus"."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from pipeline.extract.roles.vocabulary import singular, vocabulary
from pipeline.extract.roles.words import BLOCKED, Word

_INNER_LINKS = frozenset({"and", "&", "/", "of"})
_LINKS = frozenset({"and", "&", "/", ",", "+"})
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
_BEFORE_OWNERS = frozenset({"at", "of", "for", "with", "within"})
_PHRASE_LIMIT = 9
_INNER_UNITS = frozenset("division team practice unit section segment office".split())
UNITS = _INNER_UNITS | {"department", "program", "programme"}


def is_inner_unit(keys: Sequence[str]) -> bool:
    """Whether a name is by its last words a part of an organisation: "Zymology Practice Group"."""
    return keys[-1] in _INNER_UNITS or list(keys[-2:]) in (["practice", "group"], ["practice", "groups"])


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
        plain = _free_phrase(words, keys, end + 1, nominal)
        return plain if plain > end + 1 and _owner_follows(keys, plain) else end
    if link not in ("of", "for", "to"):
        return _plain_phrase(words, keys, end)
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
    free = _free_phrase(words, keys, end + 1, ())
    if free > end + 1 and _employer_follows(keys, free):
        return free
    after = _plain_phrase(words, keys, end + 1)
    closed = after >= len(keys) or keys[after] in _ENDS
    if keys[head] in _OF_ORGANISATIONS:
        return after if closed and after > end + 1 and keys[after - 1] in _DESKS else end
    if closed and after > end + 1:
        return after
    known = (
        free > end + 1
        and vocabulary().is_plain(keys[free - 1])
        and keys[free - 1] not in vocabulary().company_words
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
    plain = _plain_phrase(words, keys, at, anycase=True)
    whole = plain > at and not (
        plain < len(keys) and words[plain].capitalised and keys[plain] not in _BEFORE_OWNERS | {BLOCKED}
    )
    leads = keys[head] != "vice" and (keys[at - 2] in _OF_ORGANISATIONS or keys[at - 3] in _LEADING)
    free = _free_phrase(words, keys, at, nominal)
    if (
        at < plain < free
        and not leads
        and (_owner_follows(keys, free) or _names_department(words[at:free], leads))
    ):
        return free
    if whole and (not leads or not words[at].capitalised or _owner_follows(keys, plain)):
        return plain
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
    return not leads and last in lists.functions and last not in lists.company_words


def _owner_follows(keys: Sequence[str], at: int) -> bool:
    """Whether an organisation is named next: "at …", ", Acme"."""
    link = keys[at : at + 2]
    return bool(link) and (link[0] in _BEFORE_OWNERS or list(link) == [",", BLOCKED])


def _employer_follows(keys: Sequence[str], at: int) -> bool:
    """Whether a known organisation follows behind "at": what stands before it is a department."""
    behind = at + 2 if list(keys[at + 1 : at + 2]) == ["the"] else at + 1
    return list(keys[at : at + 1]) == ["at"] and list(keys[behind : behind + 1]) == [BLOCKED]


def _plain_phrase(words: Sequence[Word], keys: Sequence[str], at: int, anycase: bool = False) -> int:
    """The index behind a run of department words and regions, linked or not, capitalised if need be."""
    lists, end = vocabulary(), at
    while end < len(keys):
        link = 1 if end > at and keys[end] in _LINKS else 0
        here = end + link
        if here >= len(keys) or (link and starts_title(keys, here)):
            break
        length = lists.region(keys, here) or int(
            lists.is_plain(keys[here]) and keys[here] not in ("associate",)
        )
        if not length or not (anycase or words[here].capitalised):
            break
        if not link and lists.head(keys, here) is not None and not lists.is_plain(keys[here]):
            break
        end = here + length
    return end


def _free_phrase(words: Sequence[Word], keys: Sequence[str], at: int, nominal: Collection[int]) -> int:
    """The index behind a department in words of its own: "kidney and liver care"."""
    end = at + 1 if keys[at : at + 1] == ["the"] else at
    first = end
    while end < min(len(keys), first + _PHRASE_LIMIT):
        link = 1 if end > first and keys[end] in _INNER_LINKS else 0
        here = end + link
        if here >= len(keys) or (link and starts_title(keys, here)):
            break
        if not (keys[here][0].isalpha() and (words[here].capitalised or words[here].start in nominal)):
            break
        end = here + 1
    if end == first or (first > at and keys[end - 1] not in UNITS and not is_inner_unit(keys[first:end])):
        return at
    return end


def starts_title(keys: Sequence[str], at: int) -> bool:
    """Whether a title begins here: words of rank and department, then a head."""
    lists = vocabulary()
    for index in range(at, min(at + 5, len(keys))):
        head = lists.head(keys, index)
        if head is not None and not (
            index + head.length < len(keys) and lists.is_plain(keys[index + head.length])
        ):
            return True
        if head is None and not lists.is_plain(keys[index]):
            return False
    return False
