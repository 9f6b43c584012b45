"""Addresses: a named person speaks at an event: keynote, remarks, panel, welcome, presentation.

In: the article. Out: a frame for each place that says so: a verb ("will speak at the forum"), a
noun ("moderated by", "speakers include"), a list below a heading ("Speakers:"), a caption.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from spacy.tokens import Token

from pipeline.analysis import Analysis, Passage
from pipeline.entities import Entities, Mention
from pipeline.extract.masked import Maskable, Masked
from pipeline.extract.rules import RuleFile
from pipeline.extract.speakers.frames import Frame
from pipeline.extract.speakers.sentences import sentence_end, sentence_start
from pipeline.extract.speakers.subjects import Subjects
from pipeline.extract.speakers.voices import Voice, Voices

_OWN = re.compile(
    r"\b(?:[Ii]n|[Dd]uring) (?P<pronoun>his|her) (?:[\w-]+ ){0,2}"
    r"(?P<cue>speech|keynote|address|remarks|presentation|talk|lecture)\b"
)
_LEADS_ON = re.compile(r"[^,.;]{0,40},\s(?:[A-Z][\w.]*\s){0,4}")
_COLON = re.compile(r"(?P<colon>:)(?:\s*[*•][^\n:]*)?\s*$")
_FRONT = re.compile(r"\W*(?:[\w.&’'-]+:?\s+){0,4}[“\"]?")
_PROSE_WEIGHT = 3
"""How many lines without a name end a list of speakers; a paragraph weighs as much at once."""

_OFTEN = 3
"""How often an article about an event names its kind at least."""

_LONGEST_LINE = 500


class Addresses:
    """Finds the addresses of one article."""

    def __init__(
        self, analysis: Analysis, entities: Entities, voices: Voices, subjects: Subjects, rules: RuleFile
    ) -> None:
        """Prepare."""
        self._analysis = analysis
        self._people = entities.people
        self._voices = voices
        self._subjects = subjects
        self._rules = rules
        headings = "|".join(map(re.escape, rules.words["list_headings"]))
        self._list_heading = re.compile(rf"\b(?:{headings})\b", re.IGNORECASE)
        self._words: Mapping[str, frozenset[str]] = {
            name: frozenset(words) for name, words in rules.words.items()
        }

    def found(self) -> Iterator[tuple[str, Frame]]:
        """The addresses, each with the id of its rule."""
        for sentence in self._analysis.sentences:
            for token in sentence:
                if token.pos_ not in {"VERB", "AUX"} or not (rule := self._rule_of(token)):
                    continue
                if voices := self._subjects.of(token, sentence.start_char, sentence.end_char):
                    yield rule, Frame(token.idx, token.idx + len(token), voices, "verb")
        passages = list(self._analysis.readable())
        for passage in passages:
            yield from self._by_pattern(passage)
            yield from self._own(passage)
        yield from self._listed(passages)

    def _rule_of(self, verb: Token) -> str | None:
        if self._speaks(verb):
            return "speaker.address-verb"
        return "speaker.address-planned" if self._will_speak(verb) else None

    def _will_speak(self, verb: Token) -> bool:
        """Whether a verb announces what somebody will say, where the article is about an event."""
        if verb.lemma_.lower() not in self._words["planned_verbs"] or not self._is_about_event:
            return False
        return any(c.dep_ == "aux" and c.lower_ in {"will", "’ll", "'ll"} for c in verb.children)

    @cached_property
    def _is_about_event(self) -> bool:
        occasions = "|".join(sorted(self._words["programmes"]))
        return len(re.findall(rf"\b(?:{occasions})s?\b", self._analysis.text, re.IGNORECASE)) >= _OFTEN

    def _speaks(self, verb: Token) -> bool:
        """Whether a verb with what hangs on it says that its subject speaks to an audience."""
        lemma, below = verb.lemma_.lower(), _below(verb)
        if lemma in self._words["address_verbs"]:
            return True
        if lemma in self._words["speaking_verbs"]:
            return bool(below & self._words["occasions"])
        if lemma == "address":
            return bool(below & self._words["audiences"])
        if lemma in self._words["delivering_verbs"]:
            return bool(below & self._words["speeches"])
        if lemma in self._words["joining_verbs"] and below & self._words["panels"]:
            return True
        if lemma in self._words["leading_verbs"]:
            return bool(below & self._words["sessions"])
        return lemma in {"be", "serve", "act"} and bool(below & self._words["speakers"])

    def _by_pattern(self, passage: Passage) -> Iterator[tuple[str, Frame]]:
        text = self._analysis.text
        people = self._people.within(passage.start, passage.end)
        if not people or passage.kind == "contact":
            return
        masked = Masked(text, passage.start, passage.end, people)
        for rule, pattern in self._rules.compiled:
            for match in pattern.finditer(masked.text):
                cue = masked.span(*match.span("cue"))
                first = masked.mention(match, "person")
                named = self._listed_behind(first, passage.end if "many" in rule.set else first.end)
                yield rule.id, Frame(*cue, tuple(map(self._voices.of_mention, named)), "pattern")

    def _listed_behind(self, first: Maskable, limit: int) -> list[Mention]:
        """A person and those listed behind, up to the sentence's end or its next verb."""
        named: list[Mention] = []
        end = max(first.end, sentence_end(self._analysis.text, first.start, limit))
        for mention in self._people.within(first.start, end):
            if named and not self._is_listed(named[-1].end, mention.start):
                break
            named.append(mention)
        return named

    def _is_listed(self, start: int, end: int) -> bool:
        """Whether only titles and commas, and no verb, stand between two names."""
        between = self._analysis.text[start:end]
        if not re.search(r",|;|\band\b|&|\n", between) or re.search(
            r"\b(?:of|for|with|by|from|to)\s+$", between
        ):
            return False
        span = self._analysis.doc.char_span(start, end, alignment_mode="expand")
        return not any(t.tag_ in {"VBD", "VBZ", "VBP", "MD"} and t.text[0].islower() for t in span or ())

    def _own(self, passage: Passage) -> Iterator[tuple[str, Frame]]:
        """`In her speech, Jane Roe …` and `In her speech, she …`."""
        text = self._analysis.text
        for match in _OWN.finditer(text, passage.start, passage.end):
            ahead = next(iter(self._people.within(match.end(), min(passage.end, match.end() + 80))), None)
            if ahead is not None and _LEADS_ON.fullmatch(text, match.end(), ahead.start):
                voices: tuple[Voice, ...] = (self._voices.of_mention(ahead),)
            else:
                voices = self._voices.of_pronoun(*match.span("pronoun"))
            if voices:
                yield "speaker.address-own", Frame(*match.span("cue"), voices, "own")

    def _listed(self, passages: Sequence[Passage]) -> Iterator[tuple[str, Frame]]:
        """Lines that begin with a name, below a line that announces speakers."""
        cue: tuple[int, int] | None = None
        others = 0
        for passage in passages:
            start = passage.start
            if announced := self._announcement(passage):
                cue, others = announced[0], 0
                start = announced[1]
            mention = self._name_in_front(start, passage.end)
            if cue and mention is not None:
                yield "speaker.address-list", Frame(*cue, (self._voices.of_mention(mention),), "list")
                others = 0
            elif cue and not announced:
                others += 1 if passage.kind in {"list", "heading"} else _PROSE_WEIGHT
                cue = cue if others <= _PROSE_WEIGHT else None

    def _name_in_front(self, start: int, end: int) -> Mention | None:
        """The name that a line of a list begins with, if it is such a line."""
        mention = next(iter(self._people.within(start, end)), None)
        if mention is None or end - start > _LONGEST_LINE:
            return None
        return mention if _FRONT.fullmatch(self._analysis.text, start, mention.start) else None

    def _announcement(self, passage: Passage) -> tuple[tuple[int, int], int] | None:
        """The cue in a line that announces speakers, and where the first of them can stand behind it."""
        text = self._analysis.text
        colon = _COLON.search(text, max(passage.start, passage.end - 2 * _LONGEST_LINE), passage.end)
        end = colon.end("colon") if colon else passage.end
        if not colon and passage.kind != "heading":
            return None
        start = sentence_start(text, end, passage.start)
        if end - start > _LONGEST_LINE or (not colon and self._people.within(start, end)):
            return None
        match = self._list_heading.search(text, start, end)
        return (match.span(), end) if match else None


def _below(verb: Token) -> set[str]:
    """The lemmas of a verb's objects, complements and prepositional phrases, two levels deep."""
    found: set[str] = set()
    frontier = [c for c in verb.children if c.dep_ not in {"nsubj", "nsubjpass", "conj", "punct", "relcl"}]
    for _ in range(5):
        found |= {t.lemma_.lower() for t in frontier}
        frontier = [
            c for t in frontier for c in t.children if c.dep_ not in {"relcl", "acl", "conj", "punct", "poss"}
        ]
    return found
