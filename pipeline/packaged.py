"""Data files of this package: word lists and rule files, read where they lie beside the code.

>>> yaml_content("pipeline.names", "names.en.yaml")["generations"][:2]
['jr', 'sr']
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

# libyaml's loader where PyYAML was built with it: ten times as fast, the same result
_LOADER: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def yaml_content(package: str, name: str) -> Any:
    """What a YAML file of a package holds; read once, so it must not be changed."""
    return parsed_yaml((files(package) / name).read_text(encoding="utf-8"))


def parsed_yaml(content: str) -> Any:
    """What a text in YAML says.

    Raises:
        yaml.YAMLError: it is none.
    """
    return yaml.load(content, Loader=_LOADER)


@cache
def word_lines(package: str, name: str) -> tuple[str, ...]:
    """The lines of a text file of a package, without comments and empty ones."""
    lines = (files(package) / name).read_text(encoding="utf-8").splitlines()
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))
