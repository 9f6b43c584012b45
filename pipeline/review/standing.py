"""Where the records of a document stand: derived from what the run says now, the decisions, and the article.

Nothing here reads or writes; what the ledger keeps of it can be derived anew at any time.

A decision stands while the run says of the record what it said when it was decided: the same fields, resting
on the same words (`pipeline.review.facts`). Where the run finds the record no more, an accepted, edited or
added one stands while its words stand in the article. Else it is `changed`, and back in the queue. A record
that the run now finds under another id, saying what was decided, is the same fact: its decision carries over.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.article import Article
from pipeline.records import Record
from pipeline.review.decisions import RIGHT, Decision, RecordState
from pipeline.review.facts import Claim, claim, facts
from pipeline.review.relocating import relocated

NOBODY: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """All that the standing of one record rests on.

    `found` is what the run says now, null where it finds the record no more; `decisions` are those on it that
    were not taken back, in their order.
    """

    id: str
    found: Record | None
    decisions: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """What one reviewer says of a record, where two work independently."""

    record: Record
    state: RecordState
    decision: Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """Where a record stands; `decision` is the one that counts.

    `record` is null where there is nothing to show. `settled` is whether the state holds for all where two
    reviewers work independently of each other; `opinions` is then what each of them says.
    """

    record: Record | None = None
    state: RecordState = "unreviewed"
    decision: Decision | None = None
    settled: bool = False
    opinions: tuple[Opinion, ...] = ()


def stands(
    entries: Sequence[Entry],
    article: Article,
    *,
    double: bool = False,
    finished: frozenset[str] = frozenset(),
) -> dict[str, Stand]:
    """Where each record of a document stands, by its id.

    Args:
        entries: all records of the document, those first that came first.
        article: as it is now.
        double: whether two reviewers work independently.
        finished: who has marked the document done.
    """
    own = {entry.id: stand(entry, article, double=double, finished=finished) for entry in entries}
    taken_over = _taken_over(entries)
    lost: dict[Claim, list[str]] = {}
    for entry in entries:
        if entry.found is None and entry.decisions:
            if entry.id in taken_over:
                own[entry.id] = Stand()
            elif (said := _said(own[entry.id])) is not None:
                lost.setdefault(claim(said), []).append(entry.id)
    for entry in entries:
        if entry.found and not entry.decisions and (same := lost.get(claim(entry.found))):
            former = same.pop(0)
            own[entry.id] = replace(own[former], record=entry.found, state="accepted", settled=True)
            own[former] = Stand()
    return own


def _taken_over(entries: Sequence[Entry]) -> set[str]:
    """The records whose decision another one had inherited when that one was decided."""
    record_of = {decision.number: entry.id for entry in entries for decision in entry.decisions}
    followed = {(entry.id, record_of.get(d.follows or 0)) for entry in entries for d in entry.decisions}
    return {former for id, former in followed if former is not None and former != id}


def _said(one: Stand) -> Record | None:
    """What was decided of a record that the run does not find, where it was found right."""
    right = one.decision is not None and one.decision.action in ("accept", "edit", "add")
    return one.record if right and one.state in (*RIGHT, "changed") else None


def stand(
    entry: Entry, article: Article, *, double: bool = False, finished: frozenset[str] = NOBODY
) -> Stand:
    """Where one record stands by its own decisions; see `stands` for what is decided of others."""
    if double:
        return _double_stand(entry, article, finished)
    if not entry.decisions:
        return Stand(record=entry.found)
    opinion = _opinion(entry, entry.decisions[-1], article)
    return _agreed(opinion) if opinion else Stand()


def _agreed(opinion: Opinion, settled: bool = False) -> Stand:
    return Stand(record=opinion.record, state=opinion.state, decision=opinion.decision, settled=settled)


def _opinion(entry: Entry, decision: Decision, article: Article) -> Opinion | None:
    """What a decision means now; null where there is nothing left to show."""
    verdict = _rejected if decision.action == "reject" else _right
    record, state = verdict(entry, decision, article)
    return None if record is None else Opinion(record=record, state=state, decision=decision)


def _still_says(found: Record, decision: Decision) -> bool:
    """Whether the run says what it said when the record was decided; an added one, what was decided."""
    if decision.found is not None:
        return facts(found) == facts(decision.found)
    said = decided(decision)
    return said is not None and claim(found) == claim(said)


def decided(decision: Decision) -> Record | None:
    """The record as a decision left it."""
    return decision.after or decision.before


def _rejected(entry: Entry, decision: Decision, article: Article) -> tuple[Record | None, RecordState]:
    if entry.found is not None:
        return entry.found, "rejected" if _still_says(entry.found, decision) else "changed"
    said = decided(decision)
    if decision.found is not None or said is None:
        return None, "rejected"  # it is wrong, and found no more
    return relocated(said, article), "rejected"


def _right(entry: Entry, decision: Decision, article: Article) -> tuple[Record | None, RecordState]:
    said = decided(decision)
    if said is None or entry.found is None:
        moved = said and relocated(said, article)
        return (moved, _right_state(entry, decision)) if moved else (said, "changed")
    if facts(entry.found) == facts(said):
        return entry.found, "accepted"
    if not _still_says(entry.found, decision):
        return entry.found, "changed"
    if decision.found is None:
        return entry.found, "accepted"
    moved = relocated(said, article)
    return (moved, "edited") if moved else (entry.found, "changed")


def _right_state(entry: Entry, decision: Decision) -> RecordState:
    """The state of a record that stands though the run does not find it."""
    said = decided(decision)
    if any(each.action == "add" for each in entry.decisions):
        return "added"
    same = decision.found is None or said is None or facts(decision.found) == facts(said)
    return "accepted" if same and decision.action == "accept" else "edited"


def _double_stand(entry: Entry, article: Article, finished: frozenset[str]) -> Stand:
    """Where a record stands that two reviewers decide independently, until a third decision settles it."""
    settling = [decision for decision in entry.decisions if decision.settling]
    latest = {decision.reviewer: decision for decision in entry.decisions if not decision.settling}
    opinions = tuple(filter(None, (_opinion(entry, each, article) for each in latest.values())))
    settled = _opinion(entry, settling[-1], article) if settling else None
    if settled:
        return replace(_agreed(settled, settled.state != "changed"), opinions=opinions)
    return replace(_compared(entry, opinions, finished), opinions=opinions)


def _compared(entry: Entry, opinions: Sequence[Opinion], finished: frozenset[str]) -> Stand:
    """What several opinions make together."""
    record = entry.found or (opinions[0].record if opinions else None)
    if any(opinion.state == "changed" for opinion in opinions):
        return Stand(record=record, state="changed", decision=opinions[-1].decision)
    silent = finished - {opinion.decision.reviewer for opinion in opinions}
    if len(opinions) < 2:
        missed = bool(opinions) and entry.found is None and bool(silent)
        return Stand(record=record, state="disputed" if missed else "unreviewed")
    claims = {claim(opinion.record) if opinion.state in RIGHT else None for opinion in opinions}
    return _agreed(opinions[-1]) if len(claims) == 1 else Stand(record=record, state="disputed")
