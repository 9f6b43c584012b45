"""The examples of the rule files, tried on the whole extractor.

An example is a document of its own, with no headline, published on a fixed Monday. In one of
`matches` the words in brackets must all be evidence of one finding of that rule; in one of `misses`
the rule must stay silent.

    >>> marked("[Jane Roe], [chair] of Acme, spoke.")
    ('Jane Roe, chair of Acme, spoke.', ((0, 8), (10, 15)))
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.analyse import Analyser
from pipeline.article import Article, Block
from pipeline.entities import Entities
from pipeline.extract.extractor import Extractor
from pipeline.extract.extractors import EXTRACTORS
from pipeline.extract.rules import Rule

PUBLISHED = "2025-06-16"
_BRACKETS = re.compile(r"\[([^\[\]]+)\]")


@dataclass(frozen=True, slots=True)
class Example:
    """One sentence of a rule file; `spans` are the words that must be found, none for a miss."""

    rule: Rule
    text: str
    spans: tuple[tuple[int, int], ...]
    extractor: Extractor

    @property
    def name(self) -> str:
        """The rule's id, whether it must match, and how the sentence begins."""
        return f"{self.rule.id} {'matches' if self.spans else 'misses'} {self.text[:40]}"


def marked(example: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """An example's text without brackets, and the offsets of what stood in them."""
    text, spans, position = "", [], 0
    for match in _BRACKETS.finditer(example):
        text += example[position : match.start()]
        spans.append((len(text), len(text) + len(match.group(1))))
        text += match.group(1)
        position = match.end()
    return text + example[position:], tuple(spans)


def examples() -> Iterator[Example]:
    """Every example of every rule file."""
    for make in EXTRACTORS:
        extractor = make()
        for rule in extractor.rules.rules:
            for sentence in rule.matches:
                text, spans = marked(sentence)
                yield Example(rule, text, spans, extractor)
            for sentence in rule.misses:
                yield Example(rule, sentence, (), extractor)


def fault(example: Example, analyser: Analyser) -> str | None:
    """What is wrong with an example, or None where the rule does as it says."""
    blocks = _blocks(example.text)
    article = Article(id="example", text=example.text, blocks=blocks, published=PUBLISHED, source="example")
    analysis = analyser(article)
    found = [
        {(piece.start, piece.end) for piece in finding.evidence}
        for finding in example.extractor(analysis, Entities(analysis))
        if finding.rule == example.rule.id
    ]
    if not example.spans:
        return f"it finds something in: {example.text}" if found else None
    if any(set(example.spans) <= spans for spans in found):
        return None
    there = "; ".join(str([example.text[start:end] for start, end in sorted(spans)]) for spans in found)
    return f"it does not find the words in brackets in: {example.text} (found: {there or 'nothing'})"


def _blocks(text: str) -> tuple[Block, ...]:
    lines = re.finditer(r"\S(?:[^\n]*\S)?", text)
    return tuple(Block(kind="paragraph", start=line.start(), end=line.end()) for line in lines)
