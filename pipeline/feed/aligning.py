"""What was fed before next to what is fed now, in one order, so that memory is that of one of each.

>>> [tuple(pair) for pair in aligned("ace", "abc", key=str)]
[('a', 'a'), (None, 'b'), ('c', 'c'), ('e', None)]
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Generic, NamedTuple, TypeVar

T = TypeVar("T")


class Pair(NamedTuple, Generic[T]):
    """Something as it was, as it is, or both."""

    before: T | None
    after: T | None


def aligned(before: Iterable[T], after: Iterable[T], key: Callable[[T], Any]) -> Iterator[Pair[T]]:
    """What stands in either of two rows; each is in the order of its keys, and has no key twice."""
    olds, news = iter(before), iter(after)
    old, new = next(olds, None), next(news, None)
    while old is not None or new is not None:
        if new is None or (old is not None and key(old) < key(new)):
            yield Pair(old, None)
            old = next(olds, None)
        elif old is None or key(new) < key(old):
            yield Pair(None, new)
            new = next(news, None)
        else:
            yield Pair(old, new)
            old, new = next(olds, None), next(news, None)
