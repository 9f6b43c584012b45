"""What kinds of error a run makes: which key field differs, what was not found, what is too much."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from pipeline.records import TYPES, RecordType
from pipeline.score.agreement import Fields, equal, loosely_equal, same_opening, same_person
from pipeline.score.documents import Documents
from pipeline.score.matching import matched

Same = Callable[[Fields, Fields], bool]


def _by(name: str, same: Callable[[object, object], bool]) -> tuple[str, Same]:
    return name, lambda gold, found: same(gold.get(name), found.get(name))


PARTS: Mapping[RecordType, Mapping[str, Same]] = {
    "event": dict(
        [
            _by("name", loosely_equal),
            ("start", lambda g, p: not g.get("start") or equal(g.get("start"), p.get("start"))),
        ]
    ),
    "date": {},
    "speaker": dict(
        [
            _by("person", same_person),
            _by("kind", equal),
            ("quote", lambda g, p: p.get("kind") != "quote" or same_opening(g.get("quote"), p.get("quote"))),
        ]
    ),
    "role": dict(
        [_by("person", same_person), _by("title", loosely_equal), _by("organization", loosely_equal)]
    ),
    "certification": dict([_by("holder", loosely_equal), _by("scheme", loosely_equal)]),
}
"""For each type the key fields that an almost right record may have wrong."""


def error_kinds(gold: Documents, predicted: Documents) -> Counter[str]:
    """How often each kind of error occurs."""
    return Counter(
        error
        for document, lists in gold.items()
        for kind in TYPES
        for error in _errors(kind, lists[kind], predicted.get(document, {}).get(kind, []))
    )


def _errors(kind: RecordType, gold: Sequence[Fields], found: Sequence[Fields]) -> Iterator[str]:
    pairs = matched(kind, gold, found)
    missed = [g for i, g in enumerate(gold) if i not in {i for i, _ in pairs}]
    left = [p for j, p in enumerate(found) if j not in {j for _, j in pairs}]
    for row in missed:
        near = next(((p, wrong) for p in left if (wrong := _wrong_field(kind, row, p))), None)
        if near is None:
            yield f"{kind} not found"
        else:
            left.remove(near[0])
            yield f"{kind} with another {near[1]}"
    yield from (f"{kind} that is none" for _ in left)


def _wrong_field(kind: RecordType, gold: Fields, found: Fields) -> str | None:
    """The one key field in which an almost right record differs, if it is one only."""
    wrong = [name for name, same in PARTS[kind].items() if not same(gold, found)]
    return wrong[0] if len(wrong) == 1 else None
