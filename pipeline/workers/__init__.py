"""Documents side by side, each in a process of its own that it cannot take the run down with.

A worker works on one document at a time. One that takes too long or too much memory, or that crashes the
process, is rejected, its worker is replaced, and no other document notices.

    with Workers(settings, strict=False) as workers:
        for result in workers.results(CleanTask(raw) for raw in documents):
            ...
"""

from __future__ import annotations

from pipeline.workers.pool import Workers
from pipeline.workers.tasks import CleanTask, ExtractTask, Result, Task

__all__ = ["CleanTask", "ExtractTask", "Result", "Task", "Workers"]
