"""What a worker does with a task: clean a document, or extract an article."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from pipeline.article import Article, RawDocument
from pipeline.outcome import cleaned, extracted
from pipeline.settings import Settings
from pipeline.store import json_line
from pipeline.workers.tasks import CleanTask, Result, Task

if TYPE_CHECKING:
    from pipeline.stages import Pipeline


class Work(Protocol):
    """What a worker process does; made in the process, from the settings and `strict`."""

    def load(self, task: Task) -> None:
        """Load what a task needs, so that no document pays for it with its own time and memory."""

    def result(self, task: Task) -> Result:
        """What comes of a task; called within the limits of a document."""


MakeWork = Callable[[Settings, bool], Work]


class DocumentWork:
    """Cleaning and extraction; the language model is loaded at the first article."""

    def __init__(self, settings: Settings, strict: bool) -> None:
        """Load nothing yet."""
        self._settings = settings
        self._strict = strict
        self._pipeline: Pipeline | None = None
        self._can_clean = False

    def load(self, task: Task) -> None:
        """Load the libraries of cleaning, or the pipeline.

        Raises:
            ModelMissing: the language model is not installed.
        """
        if isinstance(task, CleanTask):
            if not self._can_clean:
                with _uncollected():
                    cleaned(_FIRST_PAGE, self._settings)
                self._can_clean = True
        elif self._pipeline is None:
            with _uncollected():
                from pipeline.stages import Pipeline  # brings the language model's library with it

            self._pipeline = Pipeline(self._settings)
            extracted(self._pipeline, json_line(_FIRST_ARTICLE), _FIRST_ARTICLE.source)
            gc.freeze()

    def result(self, task: Task) -> Result:
        """What comes of a document or an article."""
        if isinstance(task, CleanTask):
            return cleaned(task.raw, self._settings, self._strict)
        if self._pipeline is None:
            raise RuntimeError("an article came before the pipeline was loaded")
        return extracted(self._pipeline, task.article_line, task.where, self._strict)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Import libraries without looking for garbage among what stays: it takes a fifth of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.freeze()


_WORDS = "Ann Vole, chair of Moss Ltd, opened a mill in Lund on 4 June 2024. It is ISO 9001 certified. " * 4
_FIRST_PAGE = RawDocument(
    id="first",
    kind="html",
    content=f"<html><h1>Moss opens a mill</h1><p>{_WORDS}",
    where="first",
    source="first",
)
_FIRST_ARTICLE = Article(id="first", title="Moss opens a mill", text=_WORDS, source="first")
"""Documents that have libraries and rules load what they load late.

Neither has a URL: datasketch, and SciPy with it, is loaded by the first document that can have copies."""
