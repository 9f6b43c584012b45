"""A year of daily runs over an invented press room: what each run costs, and how large the state grows.

    python -m tests.batch.year --days 365 --releases 4 --plot docs/year.svg

Prints a row a month, and draws the curves. Every day brings new releases, a change of yesterday's first one,
and once a week a page that vanishes.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from statistics import median
from unittest.mock import patch

from pipeline.fetch.web import addresses
from pipeline.run import Summary
from pipeline.workers import Workers
from tests.batch.pressroom import FIRST_DAY, PressRoom
from tests.batch.runs import QUICK, ran
from tests.fetch.site import LOOPBACK, Site, invented_addresses

STATE = "state.sqlite"


@dataclass(frozen=True, slots=True)
class Day:
    """One daily run: seconds by stage, articles and bytes of the state after it."""

    number: int
    fetch: float
    clean: float
    extract: float
    write: float
    articles: int
    state: int

    @property
    def work(self) -> float:
        """Seconds of fetching, cleaning, finding copies and extraction."""
        return self.fetch + self.clean + self.extract


class _Clock:
    """The time of a run: five in the morning of its day."""

    day = 0

    def now(self, zone: tzinfo) -> datetime:
        return datetime(FIRST_DAY.year, FIRST_DAY.month, FIRST_DAY.day, 5, tzinfo=zone) + timedelta(self.day)

    fromisoformat = staticmethod(datetime.fromisoformat)


def year(out: Path, days: int, releases: int) -> Iterator[Day]:
    """The daily runs, one after the other, with workers that have loaded the model before."""
    public, clock = addresses.is_public, _Clock()
    with (
        Site() as site,
        Workers(QUICK, strict=True) as workers,
        patch.object(addresses, "resolved", invented_addresses),
        patch.object(addresses, "is_public", lambda address: address == LOOPBACK or public(address)),
        patch("pipeline.fetch.crawl.datetime", clock),
        patch("pipeline.run._now", lambda: clock.now(UTC).isoformat(timespec="seconds")),
    ):
        room = PressRoom(site)
        for number in range(days):
            clock.day = number
            _new_day(room, number, releases)
            yield _measured(number, ran(out, room.feed, engine=workers), out)


def _new_day(room: PressRoom, number: int, releases: int) -> None:
    yesterday = room.shown[0] if room.shown else None
    room.publish(number, releases)
    if yesterday:
        room.update(yesterday, f"This was corrected on day {number}.")
    if number % 7 == 6:
        room.withdraw(room.shown[-1])


def _measured(number: int, summary: Summary, out: Path) -> Day:
    seconds = summary.seconds
    state = sum(path.stat().st_size for path in out.glob(f"{STATE}*"))
    clean = seconds["clean"] + seconds["copies"]
    return Day(number, seconds["fetch"], clean, seconds["extract"], seconds["write"], summary.articles, state)


def by_month(days: list[Day]) -> list[str]:
    """A row for every thirty days: medians of the seconds, articles and bytes of state at the end."""
    rows = ["day  articles  fetch+clean+extract  write   state, MB  MB a 1,000 articles"]
    for start in range(0, len(days), 30):
        month = days[start : start + 30]
        last, size = month[-1], month[-1].state / 1e6
        work, write = median(day.work for day in month), median(day.write for day in month)
        each = size / last.articles * 1000
        rows.append(
            f"{last.number + 1:3}  {last.articles:8}  {work:19.3f}  {write:5.3f}  {size:10.2f}  {each:19.2f}"
        )
    return rows


def draw(days: list[Day], path: Path) -> None:
    """The curves as SVG: seconds a run, and the size of the state."""
    import matplotlib as mpl
    from matplotlib import pyplot

    mpl.rcParams["svg.hashsalt"] = "year"
    figure, (above, below) = pyplot.subplots(2, 1, figsize=(7, 5), sharex=True)
    numbers = [day.number + 1 for day in days]
    above.plot(numbers, [day.work for day in days], ".", markersize=3, label="fetch, clean, extract")
    above.plot(numbers, [day.write for day in days], ".", markersize=3, label="write the merged files")
    above.set_ylabel("seconds a run")
    above.set_ylim(bottom=0)
    above.legend()
    below.plot(numbers, [day.state / 1e6 for day in days])
    below.set_ylabel("state, MB")
    below.set_xlabel("day")
    below.set_ylim(bottom=0)
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None})


def main() -> None:
    """Simulate, print and draw."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--days", type=int, default=365)
    parser.add_argument("--releases", type=int, default=4)
    parser.add_argument("--plot", type=Path)
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as out:
        days = list(year(Path(out), told.days, told.releases))
    print("\n".join(by_month(days)))  # noqa: T201
    if told.plot:
        draw(days, told.plot)


if __name__ == "__main__":
    main()
