"""Who does the tasks of a run: processes on this machine, or the workers of a Dask cluster.

An engine takes tasks and gives their results; what is kept, and when, is the run's. Both give the same ones:
a worker of a cluster works on documents in the same processes with the same limits, a shard at a time.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from pipeline.engines.engine import Engine
from pipeline.engines.shelf import SHELF, remove_shards
from pipeline.errors import WrongUse
from pipeline.settings import Settings
from pipeline.workers import Workers

__all__ = ["Engine", "engine_for", "remove_shards"]


def engine_for(settings: Settings, strict: bool, out: Path) -> Engine:
    """The engine that the settings name; it starts nothing yet.

    Args:
        settings: which one, how many processes, the limits of a document.
        strict: let a bug that a document meets come out instead of rejecting the document.
        out: the output directory, where finished shards wait to be kept.

    Raises:
        WrongUse: a scheduler was named for another engine, or the parts of the engine are not installed.
    """
    if settings.engine == "local":
        if settings.scheduler:
            raise WrongUse("a scheduler belongs to the engine dask: add --engine dask")
        return Workers(settings, strict)
    if find_spec("distributed") is None:
        raise WrongUse("the engine dask is not installed: pip install 'pressfacts[cluster]'")
    from pipeline.engines.sharded import DaskEngine

    return DaskEngine(settings, strict, out / SHELF)
