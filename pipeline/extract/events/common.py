"""Gatherings named by a common noun ("a signing ceremony"), and references to one named elsewhere.

Such a phrase is an event only with a date or a place; "the event", "this year's show" stand for one
that the document names elsewhere, and lend it theirs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from pipeline.extract.events.definite import is_definite
from pipeline.extract.events.name_ends import NameEnds, has_year, is_coined
from pipeline.extract.events.phrases import (
    ANY_EVENT,
    Form,
    Phrase,
    gloss_before,
    name_of,
)
from pipeline.extract.events.proper import ProperNames
from pipeline.extract.events.vocabulary import LONGEST_HEAD, Vocabulary
from pipeline.extract.events.words import Words

MODIFIER_TAGS = frozenset({"NOUN", "ADJ", "PROPN", "NUM", "VERB", "ADV"})
MANY = frozenset({"games", "finals", "playoffs"})
"""Heads that in lower case stand for many events."""

CEREMONIAL = ("ceremony", "grand opening", "ribbon cutting", "ribbon-cutting")
"""Heads that are held beside a gathering of another kind, as one event with it."""

MOST_MODIFIERS = 5


class CommonNames:
    """Finds common nouns for gatherings, and definite references, in a run of words."""

    def __init__(self, vocabulary: Vocabulary, proper: ProperNames) -> None:
        """Remember the vocabulary, and what finds the capitalised part of a mixed name."""
        self._vocabulary = vocabulary
        self._proper = proper
        self._ends_name = NameEnds(vocabulary)

    def __call__(self, words: Words) -> Iterator[Phrase]:
        """Yield the phrases in the words of one passage, in order, two that are held together as one."""
        last: Phrase | None = None
        for phrase in self._single(words):
            if last is not None and _are_held_together(words, last, phrase):
                last = replace(phrase, start=last.start, name=f"{last.name} and {phrase.name}")
                continue
            if last is not None:
                yield last
            last = phrase
        if last is not None:
            yield last

    def _single(self, words: Words) -> Iterator[Phrase]:
        openings = self._vocabulary.openings
        behind = 0
        for position, word in enumerate(words.lower):
            if position < behind or word not in openings or words.texts[position][0].isupper():
                continue
            behind = position + self._head_from(words.lower, position)
            if position < behind and self._is_noun(words.tokens, position, behind):
                phrase = self._phrase(words, position, behind)
                if self._may_be_event(phrase):
                    yield phrase

    def _may_be_event(self, phrase: Phrase) -> bool:
        if phrase.form == "context":
            return phrase.head not in MANY
        if self._vocabulary.words("not_event_modifiers") & set(phrase.name.casefold().split()[:-1]):
            return False
        if phrase.form == "anaphor":
            return True
        nouns = self._vocabulary.common | self._vocabulary.words("common_loose")
        return phrase.head in nouns and phrase.name != "event"

    def _head_from(self, words: Sequence[str], first: int) -> int:
        for length in range(min(LONGEST_HEAD + 2, len(words) - first), 0, -1):
            head = _joined(words[first : first + length])
            if head in self._vocabulary.kinds or head in self._vocabulary.anaphors:
                return length
        return 0

    def _is_noun(self, words: Sequence[Token], first: int, behind: int) -> bool:
        """Whether the head is a noun of its own, not a verb or the first part of a compound."""
        last = words[behind - 1]
        if last.pos_ not in {"NOUN", "PROPN", "X"} and behind - first == 1:
            return False
        follower = words[behind] if behind < len(words) else None
        if follower is not None and follower.like_url:
            return False
        if follower is None or follower.is_punct or follower.is_space:
            return follower is None or follower.text != "-"
        return not (last.dep_ in {"compound", "nmod", "amod"} and last.head.i >= follower.i)

    def _phrase(self, around: Words, first: int, behind: int) -> Phrase:
        words = around.tokens
        head = _joined(around.lower[first:behind])
        start = first
        while start > 0 and first - start < MOST_MODIFIERS and self._modifies(words, start - 1):
            start -= 1
        name = start - gloss_before(around.texts, start - 1) if start else 0
        if name > 0 and self._ends_name(words, name - 1):
            return self._mixed(around, name, start, first, behind, head)
        start = self._trimmed(words, start, first)
        definite = is_definite(words, start, self._vocabulary.words("plain_modifiers"))
        described = all(w.pos_ == "ADJ" or w.text == "-" for w in words[start:first])
        refers = definite and head in self._vocabulary.anaphors and (start == first or head in ANY_EVENT)
        refers = refers or (head == "event" and described)
        return _made(words, start, behind, head, "anaphor" if refers else "common", definite)

    def _reaches_over_and(self, words: Sequence[Token], position: int) -> bool:
        """Whether an "and" at a place joins two nouns before one head: "book signing and screening event"."""
        word, before = words[position], words[position - 1]
        return word.lower_ == "and" and position > 1 and before.pos_ == "NOUN" and before.text[:1].islower()

    def _modifies(self, words: Sequence[Token], position: int) -> bool:
        word = words[position]
        if self._reaches_over_and(words, position) and words[position + 1].pos_ == "NOUN":
            return position + 2 < len(words) and words[position + 2].pos_ == "NOUN"
        if word.text == "-":
            return position > 0 and not word.whitespace_ and not words[position - 1].whitespace_
        if word.text[:1].isupper() or word.text[:1].isdigit():
            return False
        if word.pos_ == "VERB":
            return word.dep_ in {"amod", "compound"}
        return (
            word.is_alpha
            and word.pos_ in MODIFIER_TAGS
            and word.ent_type_ not in {"DATE", "TIME"}
            and not word.is_stop
        )

    def _mixed(self, around: Words, name: int, start: int, first: int, behind: int, head: str) -> Phrase:
        """A capitalised name that ends at `name`, with a common noun behind it: "Bowling for Bread event"."""
        words = around.tokens
        left = self._proper.left(around, name - 1, titled=False)
        left = left if left < name else start
        if not any(w.is_alpha or is_coined(w) for w in words[left:start]):
            return _made(words, self._trimmed(words, start, first), behind, head, "common")
        if head in ANY_EVENT and is_definite(words, left, self._vocabulary.words("plain_modifiers")):
            return _made(words, first, behind, head, "anaphor", definite=True)
        if head in ANY_EVENT and head not in {"event", "celebration", "virtual event"}:
            return _made(words, first, behind, head, "common")
        complete = has_year(words[name - 1]) or (head == "event" and start == first)
        right = start if complete else behind
        return _made(words, left, right, head, "context")

    def _trimmed(self, words: Sequence[Token], start: int, first: int) -> int:
        plain = self._vocabulary.words("plain_modifiers")
        while start < first:
            if (
                words[start].lower_ in plain
                or words[start].text == "-"
                or words[start].lower_ in {"and", "or"}
            ):
                start += 1
            elif start + 1 < first and words[start + 1].text == "-" and words[start + 2].lower_ in plain:
                start += 2
            else:
                break
        return start


def _are_held_together(words: Words, first: Phrase, second: Phrase) -> bool:
    """Whether "and" joins two gatherings of which one is a ceremony: "an awards dinner and ceremony"."""
    gap = second.start - first.end
    if not len(" and ") <= gap <= len(" and a ") or {first.form, second.form} != {"common"}:
        return False
    if not any(phrase.head.endswith(CEREMONIAL) for phrase in (first, second)):
        return False
    between = words.tokens[0].doc.char_span(first.end + 1, second.start - 1)
    return between is not None and between.text in ("and", "and a")


def _joined(words: Sequence[str]) -> str:
    return " ".join(words).replace(" - ", "-")


def _made(
    words: Sequence[Token], start: int, behind: int, head: str, form: Form, definite: bool = False
) -> Phrase:
    own = words[start:behind]
    right = own[-1].idx + len(own[-1])
    rule = {"anaphor": "event.reference", "common": "event.common", "context": "event.mixed"}[form]
    return Phrase(own[0].idx, right, name_of(own), head, form, rule, definite=definite)
