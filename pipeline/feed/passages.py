"""What an article says around a piece of evidence.

>>> text = "It rains. Dr. Ada Quill said it would. It did."
>>> article = Article(id="a", title="T", source="a.txt", text=text)
>>> sentence(article, Evidence(field="cue", part="text", start=24, end=28, text="said"))
'Dr. Ada Quill said it would.'
>>> context(article, Evidence(field="cue", part="text", start=24, end=28, text="said"))
('It rains. Dr. Ada Quill ', ' it would. It did.')
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.article import Article
from pipeline.evidence import Evidence
from pipeline.names import is_company_suffix, is_honorific

_CONTEXT = 32  # characters before and after; more where they do not tell two places with the same words
_END = re.compile(r"[.!?…][\"'”’)\]]*\s+(?=[\"'“‘(\[]*[^\W\d_a-zß-öø-ÿ]|[\"'“‘(\[]*\d)")
_LAST_WORD = re.compile(r"[\w.]+$")


def reported(article: Article, evidence: Iterable[Evidence]) -> str:
    """The sentence in which somebody is reported to say something: that of the word that says so."""
    return sentence(article, min(evidence, key=lambda piece: (piece.field != "cue", piece.position)))


def sentence(article: Article, piece: Evidence) -> str:
    """The sentence that a piece of evidence stands in, as far as full stops tell."""
    if piece.part == "title":
        return article.title
    start, end = _block(article, piece)
    text = article.text
    for found in _END.finditer(text, start, end):
        if _is_abbreviation(text[start : found.start() + 1]):
            continue
        if found.end() <= piece.start:
            start = found.end()
        elif found.start() >= piece.end - 1:
            end = found.end()
            break
    return " ".join(text[start:end].split())


def context(article: Article, piece: Evidence) -> tuple[str, str]:
    """The characters before and behind a piece of evidence, as many as tell it from other places."""
    whole = article.title if piece.part == "title" else article.text
    length = _CONTEXT
    while True:
        start, end = max(0, piece.start - length), piece.end + length
        first = whole.find(whole[start:end])
        if first == start and whole.find(whole[start:end], start + 1) < 0:
            return whole[start : piece.start], whole[piece.end : end]
        length *= 2


def _block(article: Article, piece: Evidence) -> tuple[int, int]:
    for block in article.blocks:
        if block.start <= piece.start and piece.end <= block.end:
            return block.start, block.end
    return 0, len(article.text)


def _is_abbreviation(text: str) -> bool:
    """Whether the full stop at the end belongs to a title, an initial or a legal form."""
    if not text.endswith("."):
        return False
    word = _LAST_WORD.search(text)
    bare = word[0].rstrip(".") if word else ""
    return len(bare) == 1 or "." in bare or is_honorific(bare) or (is_company_suffix(bare) and len(bare) < 5)
