"""Candidates that the entity layer does not name: products and other things, and the nouns of a sentence.

"NFPA-compliant hoses in ATEX-rated cases" has two: what the certificates describe.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import chain
from operator import attrgetter

from spacy.tokens import Span, Token

from pipeline.analysis import Analysis
from pipeline.entities import Entities
from pipeline.extract.certifications.candidate import Candidate
from pipeline.extract.certifications.claims import Claim
from pipeline.extract.certifications.holder import Holder, overlaps
from pipeline.extract.certifications.syntax import SUBJECTS, holding_nouns, is_generic, modified_by
from pipeline.extract.certifications.words import nouns

_THINGS = frozenset({"PRODUCT", "FAC", "ORG", "WORK_OF_ART", "GPE"})
"""The language model's labels for what can be certified."""
_PARTS = frozenset({"compound", "amod", "nummod", "nmod", "punct"})
_MOST_NOUNS = 4
_LONGEST = 6
"""Words of a noun phrase, at most."""
_START = attrgetter("start")


def things_around(claim: Claim, analysis: Analysis, entities: Entities) -> Iterator[Candidate]:
    """What the language model takes for a name and the entity layer does not, in a claim's sentence."""
    known = (entities.people, entities.organizations, entities.places)
    for entity in _named_in(claim.sentence, analysis.named):
        if entity.label_ in _THINGS and not any(kind.at(entity.start_char) for kind in known):
            at = (entity.start_char, entity.end_char)
            yield Candidate("thing", Holder(" ".join(entity.text.split()), (at,)), [at], entity.root)


def _named_in(sentence: Span, named: Sequence[Span]) -> Sequence[Span]:
    """The language model's entities in a sentence."""
    first = bisect_left(named, sentence.start, key=_START)
    last = bisect_left(named, sentence.end, key=_START)
    return [entity for entity in named[first:last] if entity.end <= sentence.end]


def nouns_around(claim: Claim, text: str) -> Iterator[Candidate]:
    """What the certificate describes, the nouns above it, and the subjects of its sentence."""
    described = modified_by(claim.anchor)
    above = (noun for noun, _ in holding_nouns(claim.anchor, claim.sentence))
    subjects = (token for token in claim.sentence if token.dep_ in SUBJECTS)
    found = dict.fromkeys(noun for noun in chain([described], above, subjects) if noun is not None)
    for noun in list(found)[:_MOST_NOUNS]:
        if noun.pos_ not in {"NOUN", "PROPN"} or overlaps(noun.idx, noun.idx + 1, claim.taken):
            continue
        at = (_phrase_start(noun, claim), noun.idx + len(noun))
        name = " ".join(text[slice(*at)].split())
        if not is_generic(noun) or " " in name:
            yield Candidate("described" if noun is described else "noun", Holder(name, (at,)), [at], noun)


def _phrase_start(noun: Token, claim: Claim) -> int:
    """Where the words of a noun phrase begin, without article, cue or scheme."""
    first = noun
    while first.i > claim.sentence.start and noun.i - first.i + 1 < _LONGEST:
        before = first.nbor(-1)
        part = before.dep_ in _PARTS and (before.text == "-" or before.text.isalnum())
        stretch = [*claim.taken, claim.cue]
        if not part or before.lower_ in nouns("determiners") or overlaps(before.idx, before.idx + 1, stretch):
            break
        first = before
    return first.nbor().idx if first.text == "-" and first.i < noun.i else first.idx
