"""Facts as schema.org JSON-LD: one document a line for each article, with a `@graph` of its facts.

- `graph`: nodes under their names; `naming` gives these.
- `articles`, `parties`, `events`, `statements`, `posts`, `certificates`: what facts become.
- `annotations`: the words that they rest on, as Web Annotations.
- `form`: the file.
"""

from pipeline.feed.filing import delivering
from pipeline.feed.schemaorg.form import JsonLd

__all__ = ["deliver"]

deliver = delivering(lambda feed: JsonLd())
