"""Whether a phrase names an event, given what the article tells of it: by which rule, if by any."""

from __future__ import annotations

import re

from pipeline.analysis import Analysis
from pipeline.extract.events.observances import is_cause, is_holiday, is_observance
from pipeline.extract.events.phrases import ANY_EVENT, YEAR, Phrase
from pipeline.extract.events.venues import Where
from pipeline.extract.events.vocabulary import Vocabulary
from pipeline.extract.events.when import When

CUE = re.compile(
    r"\b(?:attend(?:ed|ing|s)?|during|ahead of|edition of|(?:at|of|for|in) this year[’']s"
    r"|(?:present|honor|speak|exhibit|announc|recogni[sz]|celebrat|accept)\w* (?:\w+ )?at)"
    r"\s+(?:the\s+|its\s+|their\s+|[“\"])*$",
    re.IGNORECASE,
)
HELD_BEFORE = re.compile(
    r"\b(?:host(?:s|ed|ing)?|held|hold(?:s|ing)?|stag(?:es?|ed|ing)|conven(?:es?|ed|ing)|during"
    r"|attend(?:s|ed|ing)?|celebrat\w+|mark(?:s|ed)?|organi[sz]\w+|join\w*|invit\w+|with)"
    r"\s+(?:[\w-]+\s+){0,5}$",
    re.IGNORECASE,
)
HELD_BEHIND = re.compile(
    r"\s+(?:(?:which|that)\s+)?(?:(?:took|takes|taking)\s+place|(?:will|to)\s+take\s+place"
    r"|(?:was|were|is|will\s+be|to\s+be|being)\s+(?:\w+\s+)?(?:held|hosted|staged|convened|conducted)"
    r"|(?:is|was)\s+(?:set|scheduled|slated|due)\s+(?:to\s+(?:take\s+place|be\s+held)|for)|held)\b"
)
AT = re.compile(
    r"\b(?:at|includ\w+|such as|featur\w+|co-?hosts? of)\s+(?:(?:the|its|our|their|an?|annual|upcoming)\s+)*"
    r"(?:[\w.&-]+[’']s?\s+)?$",
    re.IGNORECASE,
)
"""Words before a name with a weak head that make it likely to be an event's."""

PRAISED = re.compile(
    r"\b(?:annual|prestigious|inaugural|flagship|acclaimed|renowned|upcoming)\s+$", re.IGNORECASE
)
BY = re.compile(r"(?<!followed )(?<!preceded )\bby\s+(?:the\s+)?$", re.IGNORECASE)
"""Words before a name that make it one of those who do something, not of what takes place."""

MEMBER = re.compile(r"\b(?:member|fellow|Member|Fellow)s? of (?:the )?$")
EDITION = re.compile(
    r"\b(?:20\d\d|(?:\d+(?:st|nd|rd|th)|First|Second|Third|Fourth|Fifth|Sixth|Seventh|Tenth) Annual)\b"
)
ENOUGH = frozenset(
    f"event.{name}"
    for name in (
        "named-year",
        "edition",
        "such-as",
        "such-as-row",
        "renamed",
        "year-subject",
        "what",
        "heading",
        "apposed-gathering",
        "gathering-name",
        "gathering-comma",
        "known",
    )
)
"""Rules whose names are events with neither date nor place."""

VAGUE = ANY_EVENT - {"virtual event"}
"""Heads that in a headline describe an event rather than name it."""

QUOTED = frozenset(f"event.{name}" for name in ("titled", "title-first", "quoted-held"))


class Decision:
    """Decides for the phrases of one article."""

    def __init__(self, analysis: Analysis, vocabulary: Vocabulary) -> None:
        """Remember the article."""
        self._analysis = analysis
        self._vocabulary = vocabulary

    def rule(self, phrase: Phrase, when: When | None, where: Where | None) -> str | None:
        """The rule by which a phrase names an event, given what is told of it; None if it names none."""
        if phrase.rule == "event.headline-name" and phrase.head in VAGUE and not self._is_in_list(phrase):
            return None
        placed = where is not None and where.place != "online"
        lead = self._analysis.text[max(0, phrase.start - 60) : phrase.start]
        if phrase.form == "common":
            return self._common_rule(phrase, when, where, lead)
        told = when is not None or placed or CUE.search(lead) is not None
        if phrase.form == "proper":
            return self._proper_rule(phrase, when, told, where is not None, lead)
        if phrase.rule in ENOUGH or told:
            return phrase.rule
        if phrase.rule in QUOTED and self._is_called_gathering(phrase):
            return phrase.rule
        strong = phrase.rule == "event.mixed" and self._vocabulary.is_strong(phrase.head)
        return "event.mixed-bare" if strong and (AT.search(lead) or PRAISED.search(lead)) else None

    def _is_called_gathering(self, phrase: Phrase) -> bool:
        """Whether the noun beside a title is one of gatherings alone, and not of a film or a game too."""
        taught = self._vocabulary.kind_of(phrase.head) == "training"
        return taught or phrase.head == "event" or self._vocabulary.is_strong(phrase.head)

    def may_name_later(self, phrase: Phrase) -> bool:
        """Whether a phrase that its own sentence does not show to name an event may do so all the same."""
        if phrase.form != "proper" or self._analysis.kind_at(phrase.start) == "headline":
            return False
        return not is_observance(phrase.name)

    def later_rule(self, when: When | None, where: Where | None) -> str | None:
        """The rule for such a name if other sentences give both date and place; None if they do not."""
        told = when is not None and where is not None and not YEAR.fullmatch(when.start)
        return "event.name-later" if told else None

    def _common_rule(self, phrase: Phrase, when: When | None, where: Where | None, lead: str) -> str | None:
        loose = phrase.head in self._vocabulary.words("common_loose")
        held = HELD_BEFORE.search(lead) or HELD_BEHIND.match(self._analysis.text, phrase.end)
        placed = where is not None and where.place != "online"
        if when is not None or (placed and held) or self._is_pictured(phrase):
            return ("event.common-loose" if held else None) if loose else phrase.rule
        if loose:
            return None
        if phrase.head.endswith("opening") or (placed and AT.search(lead)):
            return "event.common-placed"
        if _is_told_apart(phrase):
            return "event.common-known"
        return "event.common-online" if where is not None and held else None

    def _proper_rule(
        self, phrase: Phrase, when: When | None, told: bool, placed: bool, lead: str
    ) -> str | None:
        """The rule for a proper name: an observance needs a place or days, a weak head a date or a cue."""
        if is_holiday(phrase.name) or BY.search(lead) or self._is_other(phrase, when):
            return None
        held = placed or (when is not None and when.end is not None and not is_cause(phrase.name))
        if is_observance(phrase.name) and not held:
            return None
        titled = phrase.rule == "event.headline-name"
        rule = "event.line-name" if titled and self._is_in_list(phrase) else phrase.rule
        if self._vocabulary.is_strong(phrase.head):
            return None if MEMBER.search(lead) and not told else rule
        counted = EDITION.search(phrase.name) is not None and not phrase.head.endswith("awards")
        if told or counted:
            return f"{rule}-weak"
        named = phrase.head != "awards" and PRAISED.search(lead)
        sociable = self._vocabulary.words("sociable")
        bare = AT.search(lead) or named or {phrase.head, phrase.head.rpartition(" ")[2]} & sociable
        return "event.name-bare" if bare else None

    def _is_other(self, phrase: Phrase, when: When | None) -> bool:
        """Whether what ends in such a head is a political party, or training that no day is given for."""
        if phrase.head == "party":
            words = phrase.name.casefold().split()
            return len(words) > 1 and words[-2] in self._vocabulary.words("political")
        undated = when is None or YEAR.fullmatch(when.start) is not None
        return undated and phrase.head in self._vocabulary.words("lasting")

    def _is_in_list(self, phrase: Phrase) -> bool:
        """Whether a phrase stands in an item of a list or in a heading within the text."""
        if self._analysis.kind_at(phrase.start) in ("heading", "list"):
            return True
        line = self._analysis.text.rfind("\n", 0, phrase.start) + 1
        return self._analysis.text[line : line + 2] in ("* ", "• ", "· ")

    def _is_pictured(self, phrase: Phrase) -> bool:
        """Whether a caption opens with a ceremony, as one does that says what its picture shows."""
        if self._analysis.kind_at(phrase.start) != "caption" or not phrase.head.endswith("ceremony"):
            return False
        opening = self._analysis.passage_at(phrase.start).start
        return phrase.definite and phrase.start - opening <= len("Photo: The ")


def _is_told_apart(phrase: Phrase) -> bool:
    """Whether the text takes for known which ceremony it is: "speaking at the opening ceremony"."""
    return phrase.definite and phrase.head.endswith("ceremony") and phrase.name.casefold() != "ceremony"
