"""A file that followed a run says what a new one says, and nothing that was forgotten."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.feed import ftm, schemaorg
from pipeline.feed.identity.forgetting import forget_fed
from tests.feed.newsroom import EVERYTHING, Deliver
from tests.feed.press import PERSONS, Document, Press, Sentence, forget
from tests.feed.strategies import NAMES, TEXTS

FORMS: dict[str, Deliver] = {"schemaorg": schemaorg.deliver, "ftm": ftm.deliver}
_STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("put"), st.sampled_from(NAMES), TEXTS),
        st.tuples(st.just("toggle"), st.sampled_from(NAMES), st.none()),
        st.tuples(st.just("drop"), st.sampled_from(NAMES), st.none()),
    ),
    min_size=1,
    max_size=6,
)


@given(_STEPS, st.sampled_from((0, 1, 2, None)))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_file_that_followed_a_run_is_a_new_one(
    steps: list[tuple[str, str, list[Sentence] | None]], forgotten: int | None
) -> None:
    with tempfile.TemporaryDirectory() as root:
        press, directory = Press(), Path(root) / "out"
        press.write(directory)
        for step in steps:
            act(press, *step)
            press.write(directory)
            feed(directory, Path(root) / "following")
        if forgotten is not None:
            forget_fed(directory, forget(press, directory, person=PERSONS[forgotten]))
            feed(directory, Path(root) / "following")
        feed(directory, Path(root) / "new")
        for name in FORMS:
            followed = (Path(root) / "following" / name).read_bytes()
            assert followed == (Path(root) / "new" / name).read_bytes()
            assert forgotten is None or PERSONS[forgotten].encode() not in followed


def act(press: Press, kind: str, name: str, sentences: list[Sentence] | None) -> None:
    """Let something happen to a document."""
    if kind == "put":
        press.documents[name] = Document(list(sentences or ()))
    elif kind == "drop":
        press.documents.pop(name, None)
    elif name in press.documents:
        press.documents[name].is_gone ^= True


def feed(directory: Path, place: Path) -> None:
    """Deliver into files of a directory."""
    for name, deliver in FORMS.items():
        deliver(directory, place / name, EVERYTHING, confirm=True)
