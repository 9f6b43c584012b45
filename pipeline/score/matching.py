"""The one-to-one matching of gold and predicted records in which most agree, and then most fields do.

An assignment problem, solved by the Hungarian method with potentials (Kuhn 1955, Munkres 1957), in
O(rows² · columns) for the few records that agree with any.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from pipeline.records import RecordType
from pipeline.score.agreement import Fields, same_field, same_record

OTHER_FIELDS: dict[RecordType, tuple[str, ...]] = {
    "event": ("kind", "start", "end", "place"),
    "date": (),
    "speaker": ("event",),
    "role": ("status",),
    "certification": ("issuer", "status", "date"),
}
_AGREES = 100  # more than all the fields of a record can weigh


def matched(kind: RecordType, gold: Sequence[Fields], predicted: Sequence[Fields]) -> list[tuple[int, int]]:
    """Pairs of positions in `gold` and `predicted`, in order, of records that agree."""
    if kind == "date" and not any(isinstance(row.get("value"), list) for row in gold):
        return _matched_values(gold, predicted)
    gain = {
        (i, j): _AGREES + sum(same_field(name, g.get(name), p.get(name)) for name in OTHER_FIELDS[kind])
        for i, g in enumerate(gold)
        for j, p in enumerate(predicted)
        if same_record(kind, g, p)
    }
    rows, columns = sorted({i for i, _ in gain}), sorted({j for _, j in gain})
    # a row that is better left unmatched takes a column of its own, at no cost
    cost = [[-gain.get((i, j), 0) for j in columns] + [0] * len(rows) for i in rows]
    pairs = ((rows[row], columns[column]) for row, column in assignment(cost) if column < len(columns))
    return sorted(pair for pair in pairs if pair in gain)


def _matched_values(gold: Sequence[Fields], predicted: Sequence[Fields]) -> list[tuple[int, int]]:
    """Dates agree when their values are equal, so each takes the first free one."""
    free: dict[str, list[int]] = defaultdict(list)
    for j, row in enumerate(predicted):
        free[row["value"]].append(j)
    return [(i, free[row["value"]].pop(0)) for i, row in enumerate(gold) if free.get(row.get("value", ""))]


def assignment(cost: Sequence[Sequence[int]]) -> list[tuple[int, int]]:
    """The cheapest assignment of every row to a column of its own; no fewer columns than rows.

    >>> assignment([[4, 1, 3], [2, 0, 5], [3, 2, 2]])
    [(0, 1), (1, 0), (2, 2)]
    """
    if not cost:
        return []
    width = len(cost[0])
    row_potential, column_potential = [0.0] * (len(cost) + 1), [0.0] * (width + 1)
    row_of = [0] * (width + 1)  # by column, counted from 1; 0 is free
    for row in range(1, len(cost) + 1):
        row_of[0] = row
        column, came_from = _shortest_path(cost, row_potential, column_potential, row_of)
        while column:
            row_of[column] = row_of[came_from[column]]
            column = came_from[column]
    return sorted((row_of[column] - 1, column - 1) for column in range(1, width + 1) if row_of[column])


def _shortest_path(
    cost: Sequence[Sequence[int]],
    row_potential: list[float],
    column_potential: list[float],
    row_of: list[int],
) -> tuple[int, list[int]]:
    """Dijkstra over reduced costs from the row in column 0 to a free column, and the way there."""
    width = len(column_potential) - 1
    distance, came_from = [float("inf")] * (width + 1), [0] * (width + 1)
    done = [False] * (width + 1)
    column = 0
    while row_of[column]:
        done[column] = True
        row, step, nearest = row_of[column], float("inf"), 0
        for other in range(1, width + 1):
            if done[other]:
                continue
            reduced = cost[row - 1][other - 1] - row_potential[row] - column_potential[other]
            if reduced < distance[other]:
                distance[other], came_from[other] = reduced, column
            if distance[other] < step:
                step, nearest = distance[other], other
        for other in range(width + 1):
            if done[other]:
                row_potential[row_of[other]] += step
                column_potential[other] -= step
            else:
                distance[other] -= step
        column = nearest
    return column, came_from
