"""The words of an article by their lemmas, read off its Doc once, since most rules turn on few verbs."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator

from spacy.tokens import Span, Token

from pipeline.analysis import Analysis


class Lemmas:
    """Which lemmas an article has, in small letters, and where."""

    def __init__(self, analysis: Analysis) -> None:
        """Read the lemmas; each is spelt out once, however often it stands there."""
        self._analysis = analysis
        self._of_tokens: list[int] = analysis.doc.to_array("LEMMA").tolist()
        strings = analysis.doc.vocab.strings
        self._spelt = {lemma: strings[lemma].lower() for lemma in set(self._of_tokens)}
        self.all = frozenset(self._spelt.values())

    def in_sentences(self, lemmas: Collection[str]) -> Iterator[tuple[Span, Token]]:
        """The words with one of some lemmas, in order, each with its sentence."""
        wanted = {lemma for lemma, spelt in self._spelt.items() if spelt in lemmas}
        places = [place for place, lemma in enumerate(self._of_tokens) if lemma in wanted]
        tokens = self._analysis.tokens
        for sentence in self._analysis.sentences:
            first, last = bisect_left(places, sentence.start), bisect_left(places, sentence.end)
            for place in places[first:last]:
                yield sentence, tokens[place]
