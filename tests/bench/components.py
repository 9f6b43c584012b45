"""Which component of the language model is at work, for whoever asks at a moment."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from spacy.language import Language

_METHODS = frozenset({"pipe", "predict", "set_annotations"})


class Components:
    """Stands in for the components of a model and notes which of them works."""

    def __init__(self, nlp: Language) -> None:
        """Put itself between the model and its components; the tokeniser is one of them."""
        self.at_work: list[str] = []
        nlp.tokenizer = _Watched("tokeniser", nlp.tokenizer, self)
        nlp._components[:] = [(name, _Watched(name, part, self)) for name, part in nlp._components]

    @property
    def now(self) -> str | None:
        """The component that works, if one does."""
        return self.at_work[-1] if self.at_work else None

    @contextmanager
    def noted(self, name: str) -> Iterator[None]:
        """A block in which a component works."""
        self.at_work.append(name)
        try:
            yield
        finally:
            self.at_work.pop()


class _Watched:
    """One component: what is called on it, and what it hands on, is its work."""

    def __init__(self, name: str, component: Any, components: Components) -> None:
        self._name = name
        self._component = component
        self._components = components

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        with self._components.noted(self._name):
            return self._component(*arguments, **options)

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._component, name)
        return self._watched(found) if name in _METHODS else found

    def _watched(self, method: Callable[..., Any]) -> Callable[..., Any]:
        def watched(*arguments: Any, **options: Any) -> Any:
            with self._components.noted(self._name):
                made = method(*arguments, **options)
            return self._each(made) if isinstance(made, Iterator) else made

        return watched

    def _each(self, made: Iterator[Any]) -> Iterator[Any]:
        """What a component hands on as it comes; what it draws from the one before is that one's work."""
        while True:
            with self._components.noted(self._name):
                try:
                    one = next(made)
                except StopIteration:
                    return
            yield one
