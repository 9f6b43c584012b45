"""An article cut at the bounds of its evidence: whole, in code points, in linear time."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from pipeline.article import Article, Block
from pipeline.evidence import Evidence
from pipeline.records import Record
from pipeline.review.showing.marks import Mark, Segment, marked, segments
from tests.review.making import article, record

_TEXTS = st.text(max_size=60)


@st.composite
def _marked_texts(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    text = draw(_TEXTS)
    bounds = st.integers(0, len(text))
    marks = []
    for number in range(draw(st.integers(0, 8))):
        start, end = sorted((draw(bounds), draw(bounds)))
        if start < end:
            marks.append(Mark(start, end, f"role-{number % 3}", "role", "person"))
    return text, marks


@given(_marked_texts())
def test_the_segments_joined_are_the_text_and_list_what_rests_on_them(drawn: tuple[str, list[Mark]]) -> None:
    text, marks = drawn
    cut = list(segments(text, marks))
    assert "".join(segment.text for segment in cut) == text
    for segment in cut:
        assert text[segment.start : segment.end] == segment.text
        over = {mark for mark in marks if mark.start < segment.end and segment.start < mark.end}
        assert set(segment.marks) == over
        assert all(mark.start <= segment.start and segment.end <= mark.end for mark in over)


@given(_marked_texts(), st.data())
def test_blocks_keep_the_text_whole(drawn: tuple[str, list[Mark]], data: st.DataObject) -> None:
    text = drawn[0]
    bounds = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=8)))
    pairs = list(zip(bounds[::2], bounds[1::2], strict=False))
    blocks = tuple(Block(kind="paragraph", start=start, end=end) for start, end in pairs)
    source = Article(id="a", source="a.txt", title=text, text=text, blocks=blocks)
    shown = marked(source, [_resting_on(source, mark) for mark in drawn[1]])
    assert _joined(shown.title) == text
    assert "".join(_joined(block.segments) for block in shown.blocks) == text
    kept = [(block.start, block.segments[-1].end) for block in shown.blocks if block.kind]
    assert kept == pairs


def test_every_piece_begins_once_and_the_shortest_gives_the_colour() -> None:
    marks = [Mark(0, 14, "event-1", "event", "name"), Mark(5, 9, "date-1", "date", "value")]
    cut = list(segments("Expo 2026 Oslo", marks))
    assert [(segment.text, segment.types) for segment in cut] == [
        ("Expo ", ("event",)),
        ("2026", ("date", "event")),
        (" Oslo", ("event",)),
    ]
    assert [segment.begun for segment in cut] == [("event-1",), ("date-1",), ()]


def test_a_piece_that_does_not_stand_in_the_article_is_left_out() -> None:
    other = article("Another text that is as long as that, and Jane Roe is its chairman.")
    shown = marked(article("Jane Roe is chairman of Acme Ltd."), [_post(other)])
    assert not any(segment.marks for block in shown.blocks for segment in block.segments)


def test_offsets_are_code_points() -> None:
    source = article("🎺 Jane Roe is chairman of Acme Ltd.")
    shown = marked(source, [_post(source)])
    found = [segment for block in shown.blocks for segment in block.segments if segment.marks]
    assert [segment.text for segment in found] == ["Jane Roe", "chairman"]


def _post(source: Article) -> Record:
    return record(source, "role", {"person": "Jane Roe", "title": "chairman"})


def _joined(cut: Iterable[Segment]) -> str:
    return "".join(segment.text for segment in cut)


def _resting_on(source: Article, mark: Mark) -> Record:
    words = source.text[mark.start : mark.end]
    piece = Evidence(field="person", part="text", start=mark.start, end=mark.end, text=words)
    post = _post(article("Jane Roe is chairman."))
    return post.model_copy(update={"evidence": (piece,)})
