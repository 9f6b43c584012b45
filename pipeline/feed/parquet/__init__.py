"""Facts as Parquet files, a table a type and a partition a month, with the extra `parquet`.

- `columns`, `common`, `table`, `tables`: what each table has.
- `spilling`: rows on their way, out of memory, until all of a month are there.
- `files`: the rows of a month into a file.
- `datapackage`: what the directory says of itself.
- `comparing`: which facts are new, other or gone, and the guard.
- `swapping`: a directory that takes the place of another one.
- `delivering`: all of it.
"""

from __future__ import annotations

from pathlib import Path

from pipeline.errors import ExtraMissing, WrongUse
from pipeline.feed.delivered import Delivered
from pipeline.feed.sources import Selection, feeding


def deliver(directory: Path, place: Path, selection: Selection, *, confirm: bool = False) -> Delivered:
    """Bring a directory of Parquet files up to what a run says; files that say the same are not touched.

    Args:
        directory: the run's.
        place: the directory of the tables, made where there is none.
        selection: which facts the registry takes.
        confirm: let a source lose more than the guard allows.

    Raises:
        ExtraMissing: pyarrow is not installed.
        WrongUse: there is nothing to select, or something else lies in the place.
        SourceMissing: no run has written in `directory`.
        StateUnknown: the tables in the place are of another version, or broken.
        DirectoryLocked: another feed works on one of the two.
        DeletionGuard: a source would lose too much; the tables are as they were.
        OutputUnwritable: the disk is full; the tables are as they were.
    """
    if place.resolve() == directory.resolve():
        raise WrongUse(f"{place}: is the run's own directory; name another one with --to")
    try:
        from pipeline.feed.parquet.delivering import write
    except ImportError as error:
        raise ExtraMissing("Parquet needs a library: pip install 'pressfacts[parquet]'") from error
    with feeding(directory, selection) as feed:
        return write(feed, place, selection, confirm=confirm)
