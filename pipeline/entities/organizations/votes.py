"""How likely a phrase names an organisation: votes of its words, its surroundings and the model.

As with persons, the votes are weights in the manner of log-odds, set by hand on the tuning documents.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from spacy.tokens import Span

from pipeline.entities.opinions import Opinions
from pipeline.entities.organizations.glosses import GLOSS
from pipeline.entities.organizations.tokens import Phrase, Token
from pipeline.entities.organizations.wording import is_standard, word_votes
from pipeline.entities.surroundings import surroundings
from pipeline.lexicon.gazetteer import is_place_name
from pipeline.lexicon.words import (
    is_given_name,
    is_ordinary,
    is_organization_head,
    is_surname,
    is_thing_head,
    is_title_word,
    word_list,
)
from pipeline.names import is_company_suffix, is_initialism

ACCEPTED = 1.9
"""From this sum on, a phrase counts as an organisation's name."""

_OWNERS = frozenset(
    "alzheimer crohn parkinson women woman children men people veterans farmers nurses sheriff".split()
)
_ARTICLE = re.compile(r"(?:the|an?|about)\s", re.I)
_THEME = re.compile(r"[,:–—-]? ?[\w’', –—:&-]{2,60}[”\"]")
_MARK = re.compile(r"(?:^|[ \n])[“\"]$")
_NUMBERED = re.compile(r"(?:^| )[a-z]+ One [A-Z]$")
_NEAR = 15
"""Characters before a number in which the word before it stands."""
_OFFICE = 30
"""Characters before a name in which an office and what links it stand."""
_HEADS_DEPARTMENT = re.compile(
    rf"\b(?i:{'|'.join(sorted(word_list('department_heads')))}|vice president)(?:,| of| for| [–—-])\s$"
)
_NEVER_FIRST = frozenset("About Contact The A An At In Our".split())


class Ballot(NamedTuple):
    """The votes on one mention: the model's, and those of what stands before and behind it."""

    model: float
    before: float
    behind: float


def verdict(words: tuple[str, ...], head: str, ballots: Sequence[Ballot]) -> float:
    """The sum of the votes on a name: its words', and of each kind the best among its mentions.

    Mentions that the model takes for something else count against it, and for a name of ordinary words
    an office "of" it says little: "Director of Strategic Partnerships". A standard's number names the
    project that works on it where somebody holds an office there, else nothing.
    """
    if is_standard(words):
        return max(ballot.behind for ballot in ballots)
    is_plain = all(map(is_ordinary, words))
    against = sum(ballot.model < -0.3 for ballot in ballots) / len(ballots)
    return (
        word_votes(words, head)
        + max(ballot.model for ballot in ballots)
        + _before(ballots) * (0.5 if is_plain else 1.0)
        + max(ballot.behind for ballot in ballots)
        - against
        + min(0.6, 0.1 * (len(ballots) - 1))
    )


def _before(ballots: Sequence[Ballot]) -> float:
    """The best vote of what stands before; but once in brackets behind a common noun is enough to doubt."""
    votes = [ballot.before for ballot in ballots]
    return max(votes) if min(votes) >= 0 or max(votes) >= 2.0 else min(votes)


class Votes:
    """The votes on phrases of one document."""

    def __init__(self, opinions: Opinions, text: str) -> None:
        """Remember the document."""
        self._opinions = opinions
        self._text = text
        self._surroundings = surroundings("organization")

    def belongs(self, left: Token, link: Token, right: Token) -> bool:
        """Whether a small word between two capitalised ones is part of a name."""
        word = link.text.casefold()
        if word in ("&", "+", "bin", "ibn", "van", "von", "der"):
            return True
        if word == "of" and (is_title_word(left.plain) or is_given_name(left.plain)):
            return False
        if word == "and" and (
            left.plain.casefold() in word_list("closing_heads") or is_company_suffix(left.plain)
        ):
            return False
        if entity := self._opinions.covering(left.start, right.end):
            return entity.label_ not in ("PERSON", "DATE")
        if word in ("of", "for", "de", "du", "des", "del", "the"):
            return is_organization_head(left.plain) or is_thing_head(left.plain) or word == "the"
        if word in ("and", "y", "und", "e", "et"):
            return _is_modifier(left.plain) and not is_company_suffix(right.plain)
        return False

    def opens_name(self, token: Token) -> bool:
        """Whether an opener is a name's first word: the model says so, or it stands amid a sentence."""
        if token.text == "One" and _NUMBERED.search(self._text, max(0, token.start - _NEAR), token.end + 2):
            return True
        entity = self._opinions.at(token.start, token.end)
        if entity is None or entity.label_ != "ORG" or entity.start_char != token.start:
            return False
        return token.text not in _NEVER_FIRST

    def continues(self, left: Token, right: Token) -> bool:
        """Whether a name goes on behind a possessive: "Women's Council", "Bree Fund's Advisory Board"."""
        if left.plain.casefold() in _OWNERS:
            return True
        entity = self._opinions.covering(left.start, right.end)
        if entity is None or entity.label_ != "ORG":
            return False
        return is_ordinary(left.plain) or is_surname(left.plain) or is_organization_head(left.plain)

    def ballot(self, phrase: Phrase) -> Ballot:
        """The votes on one phrase."""
        start, end = phrase[0].start, phrase[-1].end
        before = self._surroundings.before(self._text, start)
        if before > 0 and self._may_be_department(phrase):
            before = 0.0
        if _is_theme(self._text, start, end):
            before = min(before, -3.0)
        return Ballot(self._model_vote(start, end), before, self._behind(phrase))

    def _may_be_department(self, phrase: Phrase) -> bool:
        """Whether plain words stand where a department does: "Managing Director, Consumer Goods"."""
        words = [token.plain for token in phrase if not token.is_link]
        return (
            all(map(is_ordinary, words))
            and not any(is_organization_head(word) or is_company_suffix(word) for word in words)
            and _HEADS_DEPARTMENT.search(self._text, max(0, phrase[0].start - _OFFICE), phrase[0].start)
            is not None
        )

    def _model_vote(self, start: int, end: int) -> float:
        entity = self._opinions.at(start, end)
        if entity is None:
            return -0.3
        article = _ARTICLE.match(self._text, entity.start_char, entity.end_char)
        left = (article.end() if article else entity.start_char) == start
        right = entity.end_char in (end, end + 1, end + 2)
        if entity.label_ == "ORG":
            return 2.5 if left and right else 1.2 if left or right else 0.6
        return _doubt(entity, self._text[start:end])

    def _behind(self, phrase: Phrase) -> float:
        end = phrase[-1].end
        vote = self._surroundings.behind(self._text, end)
        gloss = GLOSS.match(self._text, end)
        if gloss and is_initialism(gloss.group(1), " ".join(token.text for token in phrase)):
            return max(vote, 2.0)
        return vote


def _is_theme(text: str, start: int, end: int) -> bool:
    """Whether words open a short quotation that goes on behind them: "“Owls Today, Men Tomorrow” show"."""
    return (
        bool(_MARK.search(text[max(0, start - 2) : start])) and _THEME.match(text, end, end + 70) is not None
    )


def _doubt(entity: Span, words: str) -> float:
    """What the model's other opinion weighs: little where the words are no known place or person's name."""
    first, last = words.split()[0], words.split()[-1]
    is_kind = first != last and is_organization_head(last)
    if entity.label_ in ("GPE", "LOC", "FAC", "NORP"):
        return -1.0 if is_place_name(words) or entity.label_ == "NORP" else -0.3
    if is_kind and entity.label_ in ("PERSON", "PRODUCT", "WORK_OF_ART", "LAW"):
        return -0.3
    if entity.label_ == "PERSON":
        return -1.0 if is_given_name(first) or is_surname(last) else -0.3
    if entity.label_ in ("PRODUCT", "WORK_OF_ART", "EVENT", "LAW"):
        return -0.8
    is_number = entity.label_ in ("CARDINAL", "MONEY", "QUANTITY")
    return -0.3 if is_number and re.search(r"\d[A-Z]|[a-z]", words) else -2.5


def _is_modifier(word: str) -> bool:
    """Whether a word before "and" rather shares what follows: "Export and Tourism Board"."""
    return is_ordinary(word) and not is_organization_head(word) and not is_company_suffix(word)
