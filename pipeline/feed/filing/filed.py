"""A feed into one file: what it says of each document is compared with what it said, and written anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import attrgetter
from pathlib import Path
from typing import BinaryIO, Protocol

from pipeline.errors import WrongUse
from pipeline.feed.aligning import Pair, aligned
from pipeline.feed.delivered import Delivered
from pipeline.feed.filing.portions import Portion, Tally
from pipeline.feed.filing.replacing import replacing
from pipeline.feed.sources import FedDocument, Feeding


class Form(Protocol):
    """A form of file: how documents are written in it, and read again."""

    name: str
    """What messages call it."""

    def head(self) -> bytes:
        """What stands before all documents."""

    def portion(self, document: FedDocument) -> Portion:
        """What the file says of a document that has facts."""

    def written(self, pair: Pair[Portion]) -> bytes:
        """What is written for a document, as it was and as it is."""

    def tail(self) -> Iterable[bytes]:
        """What stands behind all documents."""

    def portions(self, stream: BinaryIO) -> Iterator[Portion]:
        """What a file of this form says, document by document.

        Raises:
            ValueError, LookupError, TypeError, AttributeError: it is none.
        """


def filed(feed: Feeding, place: Path, form: Form, *, confirm: bool) -> Delivered:
    """Bring a file up to what a run feeds; a file that says the same is not touched.

    Args:
        feed: the run, open.
        place: the file, made where there is none.
        form: what it looks like.
        confirm: let a source lose more than the guard allows.

    Raises:
        WrongUse: another file lies in the place, or a directory.
        DeletionGuard: a source would lose too much; the file is as it was.
        OutputUnwritable: the disk is full; the file is as it was.
    """
    tally = Tally(feed.withdrawal)
    with replacing(place) as file:
        before = _read(place, file.former, form) if file.former else iter(())
        file.write(form.head())
        for pair in aligned(before, _portions(feed, form), key=attrgetter("document")):
            tally.add(pair)
            file.write(form.written(pair))
        for content in form.tail():
            file.write(content)
        if not confirm:
            tally.check()
    return tally.delivered


def _portions(feed: Feeding, form: Form) -> Iterator[Portion]:
    return (form.portion(document) for document in feed.documents() if document.facts)


def _read(place: Path, former: BinaryIO, form: Form) -> Iterator[Portion]:
    try:
        yield from form.portions(former)
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise WrongUse(
            f"{place}: is no {form.name} of ours, and is left as it is; name another file with --to, or take "
            "it away"
        ) from error
