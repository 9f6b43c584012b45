"""The table of terms, made from the vocabulary's own release file.

    python -m tests.feed.vocabulary.extracting schema.nq > tests/feed/vocabulary/schemaorg.jsonl

README.md says where the file is from. A line is a class, a property, or a member of an enumeration.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import orjson

_STATEMENT = re.compile(r"<http://schema\.org/(\w+)> <(\S+)> <http://schema\.org/(\w+)>")
_KIND = re.compile(r"<http://schema\.org/(\w+)> <\S+#type> <\S+#(Class|Property)>")
_PLACES = {"subClassOf": "under", "domainIncludes": "domain", "rangeIncludes": "range"}


def terms(statements: Iterable[str]) -> Iterator[dict[str, Any]]:
    """The terms that are not superseded, in order."""
    kinds: dict[str, str] = {}
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for line in statements:
        if found_kind := _KIND.match(line):
            kinds[found_kind[1]] = found_kind[2].lower()
        elif match := _STATEMENT.match(line):
            found[match[1]][re.split(r"[/#]", match[2])[-1]].append(match[3])
    for term in sorted({*kinds, *found}):
        said = found[term]
        if "supersededBy" in said:
            continue
        kind = kinds.get(term, "member")
        places = {"type": "under"} if kind == "member" else _PLACES
        yield {
            "term": term,
            "kind": kind,
            **{name: sorted(said[key]) for key, name in places.items() if key in said},
        }


def main() -> None:
    """Print the table."""
    with Path(sys.argv[1]).open(encoding="utf-8") as statements:
        sys.stdout.writelines(orjson.dumps(term).decode() + "\n" for term in terms(statements))


if __name__ == "__main__":
    main()
