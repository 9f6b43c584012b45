"""What a candidate's name has in common with a post's person and title, and whether its size fits the title.

Features for the choice among candidates (`bonds`).
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.extract.roles.candidates import Candidate
from pipeline.extract.roles.draft import Draft
from pipeline.extract.roles.vocabulary import vocabulary
from pipeline.lexicon.gazetteer import is_city, is_country, is_region


def resemblance(text: str, draft: Draft, candidate: Candidate) -> Iterator[str]:
    """What the name's form tells, and what it shares with person and title."""
    if candidate.name.isupper():
        yield "capitals"
    folded = {word.casefold().rstrip(",") for word in candidate.name.split() if len(word) > 2}
    if folded & {word.casefold() for word in draft.person.name.split()}:
        yield "namesake"
    if candidate.source == "named" and folded & {word for word in _spoken(text, draft) if len(word) > 3}:
        yield "shares-word"
    if candidate.mention.kind == "place":
        yield from _place(draft, candidate.mention.text)
    elif draft.title_words.lower() in vocabulary().of_countries:
        yield f"organization-of-countries|{draft.rule.id}"


def _spoken(text: str, draft: Draft) -> Iterator[str]:
    """The word before a title and the title's own but the last: "museum director"."""
    start = draft.title.start
    yield from text[max(0, start - 30) : start].casefold().split()[-1:]
    yield from draft.title_words.casefold().split()[:-1]


def _place(draft: Draft, name: str) -> Iterator[str]:
    """Whether a place is of the size that a public office is for."""
    title = draft.title_words.lower()
    size = _size(name)
    yield f"{size}|{'of-countries' if title in vocabulary().of_countries else 'other'}"
    yield f"{size}|{title.split()[-1]}"


def _size(name: str) -> str:
    """How large a place is, as far as its name tells."""
    if is_country(name):
        return "country"
    if is_region(name):
        return "region"
    if "County" in name:
        return "county"
    return "city" if is_city(name.split(",")[0]) else "other-place"
