"""What a registry has to hear of each fact and entity, and how many there are of what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import orjson

from pipeline.feed.aligning import Pair
from pipeline.feed.changes.items import Item
from pipeline.feed.changes.lines import Named, added, changed, retracted, says_the_same
from pipeline.feed.delivered import Delivered
from pipeline.feed.guard import Losses
from pipeline.feed.identity import Withdrawal
from pipeline.feed.sources import Feeding

_FORGOTTEN = Withdrawal("forgotten")
_UNCHANGED = "unchanged"


class Comparing:
    """The lines of a delta and of the snapshot after it, made one pair after the other."""

    def __init__(self, feed: Feeding, forgotten: frozenset[Named]) -> None:
        """Begin.

        Args:
            feed: tells why what is gone is gone.
            forgotten: of which something was said that was forgotten since. Deltas say nothing of them any
                more, so that those that stand are added anew and the others retracted.
        """
        self._feed = feed
        self._forgotten = set(forgotten)
        self._facts: Counter[str] = Counter()
        self._losses = Losses()
        self.lines: Counter[str] = Counter()
        self.standing: Counter[str] = Counter()

    def compared(self, pair: Pair[Item]) -> tuple[bytes, bytes]:
        """The line of the delta, empty where there is nothing to hear of, and that of the snapshot."""
        before, after = pair
        item = after or before
        assert item is not None
        named = Named(item.kind, item.id)
        is_forgotten = named in self._forgotten
        self._forgotten.discard(named)
        if before is not None and before.kind == "fact":
            self._losses.before[before.source] += 1
        if after is None:
            why = _FORGOTTEN if is_forgotten else self._why(item)
            if item.kind == "fact":
                self._losses.add(item.source, why.reason)
            return self._counted("retract", item, retracted(*named, why)), b""
        self.standing[item.kind] += 1
        if before is None or is_forgotten:
            return self._counted("add", item, added(item.kind, after.line)), after.line + b"\n"
        if _is_news(before, after):
            line = changed(item.kind, before.line, after.line)
            return self._counted("change", item, line), after.line + b"\n"
        return self._counted(_UNCHANGED, item, b""), before.line + b"\n"

    def rest(self) -> Iterator[bytes]:
        """The lines of the delta for what was forgotten and had gone before."""
        for named in sorted(self._forgotten):
            self.lines["retract"] += 1
            self._facts["retract"] += named.kind == "fact"
            yield retracted(*named, _FORGOTTEN)

    @property
    def is_change(self) -> bool:
        """Whether there is anything to hear of."""
        return bool(self.lines)

    def check(self) -> None:
        """See that no source loses too much.

        Raises:
            DeletionGuard: one does.
        """
        self._losses.check()

    @property
    def delivered(self) -> Delivered:
        """How many facts there are of what."""
        return Delivered(
            added=self._facts["add"],
            changed=self._facts["change"],
            retracted=self._facts["retract"],
            unchanged=self._facts[_UNCHANGED],
        )

    def _counted(self, op: str, item: Item, line: bytes) -> bytes:
        if op != _UNCHANGED:
            self.lines[op] += 1
        if item.kind == "fact":
            self._facts[op] += 1
        return line

    def _why(self, item: Item) -> Withdrawal:
        if item.kind == "entity":
            return self._feed.entity_withdrawal(item.id)
        return self._feed.withdrawal(item.document, item.id)


def _is_news(before: Item, after: Item) -> bool:
    if before.line == after.line:
        return False
    return not says_the_same(after.kind, orjson.loads(before.line), orjson.loads(after.line))
