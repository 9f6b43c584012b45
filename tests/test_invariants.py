"""What must hold of every record of the corpus, whatever the rules say."""

from __future__ import annotations

from pipeline.records import KEY_FIELDS
from tests.corpus import Corpus


def test_evidence_stands_in_the_article(corpus: Corpus) -> None:
    for document, records in corpus.records.items():
        for record in records:
            for piece in record.evidence:
                assert piece.stands_in(corpus.articles[document]), record.id
                assert piece.text == piece.text.strip(), record.id


def test_key_fields_are_supported(corpus: Corpus) -> None:
    for records in corpus.records.values():
        for record in records:
            supported = {piece.field for piece in record.evidence}
            given = {n for n in KEY_FIELDS[record.type] if n != "kind" and getattr(record, n) is not None}
            assert given <= supported, record.id


def test_ids_are_unique_and_links_lead_to_records_of_the_same_document(corpus: Corpus) -> None:
    ids = [record.id for records in corpus.records.values() for record in records]
    assert len(ids) == len(set(ids))
    for records in corpus.records.values():
        here = {record.id for record in records}
        assert {link.id for record in records for link in record.links} <= here


def test_blocks_cover_the_text(corpus: Corpus) -> None:
    for article in corpus.articles.values():
        outside, position = "", 0
        for block in article.blocks:
            outside += article.text[position : block.start]
            position = block.end
        assert not (outside + article.text[position:]).strip(), article.id


def test_no_record_rests_on_furniture(corpus: Corpus) -> None:
    for document, records in corpus.records.items():
        furniture = [block for block in corpus.articles[document].blocks if block.kind == "furniture"]
        for record in records:
            for piece in (p for p in record.evidence if p.part == "text"):
                assert not any(b.start < piece.end and piece.start < b.end for b in furniture), record.id
