"""What stands before a title's head and belongs to it: rank, department, "Western Regional"."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from pipeline.extract.roles.vocabulary import HeadKind, singular, vocabulary
from pipeline.extract.roles.words import BLOCKED, Word
from pipeline.lexicon.words import is_given_name, is_opener, is_ordinary, is_reporting_verb, word_list

_FREE_LIMIT = 4
_DETERMINE = frozenset({"as", "a", "an", "the", "his", "her", "its"})
# Heads of a whole organisation, which no department stands before: "Ripple CEO".
_OF_WHOLE = frozenset("ceo cfo coo cto cmo chief founder co-founder cofounder".split())
_INTRODUCE = _DETERMINE | {",", "\n", "-", "–"}
# Which of its holders one is: "its next director"; but a "first secretary" is one by rank.
_COUNTING = frozenset(
    "next inaugural first-ever only female "
    "fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
)
_NEVER = frozenset(
    "the a an our his her its their my your new newly former current ex past then mr ms mrs dr said says "
    "as by with from of at in for and or to meet hon rev prof this that these those us "
    "most best democratic republican gop".split()
)


def before_head(
    words: Sequence[Word],
    keys: Sequence[str],
    at: int,
    kind: HeadKind,
    floor: int,
    nominal: Collection[int],
) -> int:
    """The index of the title's first word, given its head's."""
    known = _known_before(words, keys, at, floor)
    if list(keys[at : at + 2]) == ["head", "of"]:
        return known
    if kind not in ("position", "occupation"):
        return known if singular(keys[at]) in _OF_WHOLE else _ordinary_before(words, keys, known, floor)
    free = known
    while free > max(floor, known - _FREE_LIMIT) and _is_free(
        words[free - 1], keys[free - 1], words[at], nominal
    ):
        free -= 1
    if free < known and (further := _known_before(words, keys, free, floor)) < free:
        return further
    second = free > 1 and keys[free - 1] in ("and", "&") and vocabulary().head(keys, free - 2) is not None
    introduced = free == 0 or keys[free - 1] in _INTRODUCE or words[free - 1].start in nominal or second
    if introduced and (known == at or (free > 0 and keys[free - 1] in _DETERMINE)):
        return free
    return _ordinary_before(words, keys, known, floor)


def _ordinary_before(words: Sequence[Word], keys: Sequence[str], known: int, floor: int) -> int:
    """The index of the first of the capitalised words before a title: "Western Regional Manager".

    Where they follow a lower-case word, they can hardly be a name themselves; behind a known name, no
    word can.
    """
    first = known
    while first > max(floor, known - _FREE_LIMIT) and _may_name_department(words[first - 1], keys[first - 1]):
        first -= 1
    if not words[known].capitalised:
        return known
    if first > 0 and keys[first - 1] == BLOCKED:
        return first
    first = known
    while first > max(floor, known - _FREE_LIMIT) and _is_ordinary_name(words[first - 1], keys[first - 1]):
        first -= 1
    if _joins_department(words, keys, first, floor):
        first -= 2
    closed = first == 0 or not words[first - 1].capitalised
    return first if closed else known


def _joins_department(words: Sequence[Word], keys: Sequence[str], first: int, floor: int) -> bool:
    """Whether "and" and another department stand before: "Curriculum and Content Director"."""
    return (
        first - 2 >= floor
        and keys[first - 1] in ("&", "and")
        and _is_ordinary_name(words[first - 2], keys[first - 2])
        and vocabulary().head(keys, first - 2) is None
        and vocabulary().head(keys, first) is None
    )


def _known_before(words: Sequence[Word], keys: Sequence[str], at: int, floor: int) -> int:
    first = at
    while first > floor:
        before = first - 1
        if _is_known(words[before], keys[before], words[at]):
            first = before
        elif (
            before > floor
            and keys[before] in ("&", "and", "/", ",")
            and first < at
            and keys[first] in vocabulary().functions
            and keys[before - 1] in vocabulary().functions
            and _is_known(words[before - 1], keys[before - 1], words[at])
        ):
            first = before - 1
        else:
            break
    return first


def _is_known(word: Word, key: str, head: Word) -> bool:
    plain = vocabulary().is_plain(key) or vocabulary().head((key,), 0) is not None
    if not plain:
        return False
    return word.capitalised or not head.capitalised


def _is_free(word: Word, key: str, head: Word, nominal: Collection[int]) -> bool:
    if not key[0].isalpha() or key in _NEVER or key in vocabulary().praise:
        return False
    if head.capitalised:
        return word.capitalised
    return word.start in nominal and key not in _COUNTING


def _is_ordinary_name(word: Word, key: str) -> bool:
    """Whether a capitalised word is an ordinary one that may name a department: "Western"."""
    return _may_name_department(word, key) and is_ordinary(key) and not is_given_name(key)


def _may_name_department(word: Word, key: str) -> bool:
    """Whether a word may stand in a department's name: capitalised, no verb of headlines, no praise."""
    if not word.capitalised or key in _NEVER or key in vocabulary().praise or not key[0].isalpha():
        return False
    return not (is_opener(key) or is_reporting_verb(key) or key in word_list("headline_verbs"))
