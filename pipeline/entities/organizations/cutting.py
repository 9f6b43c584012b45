"""Where runs of capitalised words are cut: at offices, headline verbs, and where a name begins anew."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.entities.organizations.tokens import Phrase
from pipeline.entities.organizations.votes import Votes
from pipeline.lexicon.gazetteer import is_place_name
from pipeline.lexicon.words import (
    is_headline_verb,
    is_opener,
    is_ordinary,
    is_organization_head,
    is_title_word,
    word_list,
)
from pipeline.names import is_company_suffix

_SEATS = frozenset("directors trustees governors supervisors commissioners advisors advisers".split())
LONGEST = 40
"""Words of a phrase, at most; what is longer is a table or an index."""


def cut(phrase: Phrase, votes: Votes) -> Iterator[Phrase]:
    """The phrase without openers before it, and its parts around nouns of office and headline verbs."""
    part: Phrase = []
    for index, token in enumerate(phrase):
        if _is_border(phrase, index):
            yield from _trimmed(_without_department(part), votes)
            part = []
            continue
        if _repeats(part, phrase, index):
            yield from _trimmed(_without_article(part), votes)
            part = []
        part.append(token)
    yield from _trimmed(_without_department(part), votes)


def _without_department(part: Phrase) -> Phrase:
    """What follows the department behind an office: "[Head] of Digital Trade of Bree" leaves "Bree"."""
    if not part or not part[0].is_link:
        return part
    for index, token in enumerate(part[2:], 2):
        if token.is_link and token.text in ("of", "for", "at"):
            department = [word.plain for word in part[1:index] if not word.is_link]
            kinds = word_list("leading_heads") | word_list("closing_heads")
            is_plain = all(map(is_ordinary, department)) and department[-1].casefold() not in kinds
            return part[index + 1 :] if is_plain else part
    return part


def _repeats(part: Phrase, phrase: Phrase, index: int) -> bool:
    """Whether a name begins once more: a heading ran into its text, "About Xyqlo Low Xyqlo Low is"."""
    if not part or phrase[index].is_link:
        return False
    again, first = [t.plain for t in phrase[index : index + 2]], [t.plain for t in part[:2]]
    if len(_without_article(part)) == 1:
        return len(phrase) == index + 1 and again[0] == first[0]
    return again == first


def _without_article(part: Phrase) -> Phrase:
    return part[:-1] if len(part) > 1 and part[-1].text in ("The", "the") else part


def _is_border(phrase: Phrase, index: int) -> bool:
    word = phrase[index].plain
    if word == "As":  # a headline's: the legal form is written "AS"
        return index > 0
    if is_organization_head(word) or is_company_suffix(word):
        return False
    if is_title_word(word):
        return not _is_inside(phrase, index) and not _is_membership(phrase, index)
    return index > 0 and is_headline_verb(word) and not phrase[index].is_link


def _is_inside(phrase: Phrase, index: int) -> bool:
    """Whether a noun of office is part of a name: "Roe Host Committee", "Physician Partners"."""
    rest = [token.plain for token in phrase[index + 1 : index + 3]]
    if not rest or (len(rest) > 1 and is_title_word(rest[1])):
        return False
    return is_organization_head(rest[0]) or is_company_suffix(rest[0])


def _is_membership(phrase: Phrase, index: int) -> bool:
    """Whether a noun of office tells of whom a body consists: "Alliance of Bree Owners"."""
    word = phrase[index].plain.casefold()
    if not word.endswith("s") or word in _SEATS:
        return False
    return any(
        link.is_link and link.text in ("of", "for") and is_organization_head(phrase[at - 1].plain)
        for at, link in enumerate(phrase[1:index], 1)
    )


def _trimmed(part: Phrase, votes: Votes) -> Iterator[Phrase]:
    first, last = 0, len(part)
    while first < last and (part[first].is_link or _opens(part, first)) and not votes.opens_name(part[first]):
        first += 1
    while last > first and part[last - 1].is_link:
        last -= 1
    if first < last and last - first <= LONGEST:
        yield part[first:last]


def _opens(part: Phrase, first: int) -> bool:
    """Whether the first word is only capitalised because it opens a sentence, or is of a date: "May 5"."""
    word = part[first].plain
    if word.isdigit():
        return first > 0 and part[first - 1].plain.casefold() in word_list("calendar")
    if is_opener(word):
        is_place = first + 1 < len(part) and is_place_name(f"{word} {part[first + 1].plain}")
        return (not word.isupper() or len(word) == 1) and not is_place
    return first + 1 < len(part) and word.casefold() in word_list("calendar")
