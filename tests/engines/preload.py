"""What a Dask worker of the tests loads first: it may write down what it does, be blind, or do worse.

`PRESSFACTS_TEST_DIARY` names a file that gets a line when work on a shard begins and one when it ends;
`PRESSFACTS_TEST_BLIND` lets the worker not see the shelf, as one on another machine;
`PRESSFACTS_TEST_MISBEHAVING` gives the children orders to carry out instead of documents.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any
from unittest.mock import patch

from pipeline.engines import remote
from pipeline.engines.shelf import Shelf
from pipeline.workers import Workers
from tests.workers.misbehaving import Misbehaving

DIARY, BLIND, MISBEHAVING = (f"PRESSFACTS_TEST_{name}" for name in ("DIARY", "BLIND", "MISBEHAVING"))


def dask_setup(worker: Any) -> None:
    """Do as the environment says; Dask calls it in each worker process."""
    if diary := os.environ.get(DIARY):
        patch.object(remote._CHILDREN, "one", partial(_noted, diary, remote._CHILDREN.one)).start()
    if os.environ.get(BLIND):
        patch.object(Shelf, "is_claimed", return_value=False).start()
    if os.environ.get(MISBEHAVING):
        patch.object(remote, "Workers", partial(Workers, make_work=Misbehaving)).start()


@contextmanager
def _noted(diary: str, one: Any, order: remote.Order) -> Iterator[Workers]:
    _note(diary, f"begin {order.shard} {len(order.digests)} {os.getpid()}")
    with one(order) as child:
        yield child
    _note(diary, f"end {order.shard} {len(order.digests)} {os.getpid()}")


def _note(diary: str, line: str) -> None:
    with open(diary, "a", encoding="utf-8") as stream:  # noqa: PTH123
        stream.write(line + "\n")
