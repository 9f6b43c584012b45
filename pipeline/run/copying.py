"""Copies of an article are set aside: the first in the state stands, and gets the URLs of the others.

First is who came in the earlier run, and in one run who has the smaller id: never who was quicker.
"""

from __future__ import annotations

from pipeline.article import Article
from pipeline.copies import Words, are_copies, body_of, words_of
from pipeline.run.batch import Batch
from pipeline.state import CopyRow, DocumentRow


def set_copies_aside(batch: Batch) -> None:
    """Find the copies among the documents that wait for extraction, and mark them as duplicates.

    A document that is set aside releases its own copies, which are then judged again.
    """
    batch.progress.begin("copies", len(batch.state.documents.awaiting()))
    judged: set[str] = set()
    while unjudged := [one for one in batch.state.documents.awaiting() if one not in judged]:
        for document in unjudged:
            judged.add(document)
            row = batch.state.documents.document(document)
            if row is not None and row.bands and row.state == "cleaned":
                judged -= _judge(batch, row)
            batch.progress.advance(document, "")


def _judge(batch: Batch, row: DocumentRow) -> set[str]:
    """Mark a document as a copy of an earlier one, or later ones as copies of it; the ids to judge again."""
    article, released = _article(batch, row.id), set[str]()
    sharing = [one for one in batch.state.copies.sharing(row.bands, article.published) if one.id != row.id]
    if not sharing:
        return released
    words = words_of(body_of(article))
    for other in sharing:
        if not are_copies(words, _words(batch, other.id)):
            continue
        if _comes_first(other, row):
            return released.union(batch.state.documents.put_duplicate(row.id, other.id))
        released.update(batch.state.documents.put_duplicate(other.id, row.id))
    return released


def _comes_first(one: CopyRow, other: DocumentRow) -> bool:
    return (one.first_run, one.id) < (other.first_run, other.id)


def _words(batch: Batch, document: str) -> Words:
    return words_of(body_of(_article(batch, document)))


def _article(batch: Batch, document: str) -> Article:
    return Article.model_validate_json(batch.state.documents.article(document))
