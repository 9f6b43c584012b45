"""The rules of `speakers.en.yaml` that have a pattern: words around a name that say that it speaks.

In: the passages of an article. Out: for each match the rule's id and a frame. A rule that sets
`many` takes those listed behind the name too; one that sets `headline` reads headlines only.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.analysis import Analysis, Passage
from pipeline.entities import Entities, Mention
from pipeline.extract.masked import Maskable, Masked
from pipeline.extract.rules import RuleFile
from pipeline.extract.speakers.frame import Frame
from pipeline.extract.speakers.programmes import Programmes
from pipeline.extract.speakers.voices import Voices

_LONGEST_HEADLINE = 160


class Patterns:
    """Applies the patterns to one article."""

    def __init__(
        self, analysis: Analysis, entities: Entities, voices: Voices, rules: RuleFile, programmes: Programmes
    ) -> None:
        """Prepare."""
        self._analysis = analysis
        self._people = entities.people
        self._voices = voices
        self._rules = rules
        self._programmes = programmes

    def found(self) -> Iterator[tuple[str, Frame]]:
        """The matches, each with the id of its rule."""
        for passage in self._analysis.readable():
            people = self._people.within(passage.start, passage.end)
            if people and passage.kind != "contact":
                yield from self._in(passage, Masked(self._analysis.text, passage.start, passage.end, people))

    def _in(self, passage: Passage, masked: Masked) -> Iterator[tuple[str, Frame]]:
        for rule, pattern in self._rules.compiled:
            if "headline" in rule.set and not self._is_headline(passage):
                continue
            for match in pattern.finditer(masked.text):
                named = self._named(masked.mention(match, "person"), "many" in rule.set, passage.end)
                cue = masked.span(*match.span("cue"))
                yield rule.id, Frame(*cue, tuple(map(self._voices.of_mention, named)), "pattern")

    def _is_headline(self, passage: Passage) -> bool:
        """Whether a passage is a headline, or a line that ends like one."""
        if passage.kind in {"headline", "heading"}:
            return True
        is_short = passage.end - passage.start < _LONGEST_HEADLINE
        return is_short and self._analysis.text[passage.end - 1] not in ".!?"

    def _named(self, first: Maskable, many: bool, limit: int) -> list[Mention]:
        mention = self._people.at(first.start)
        if mention is None:
            return []
        return self._programmes.behind(mention, limit) if many else [mention]
