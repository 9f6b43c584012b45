"""The tables of identities.

- `meta`: `stamp` is what the run looked like when the ids were last given.
- `documents`: what is known of the facts of a document, packed (`pipeline.feed.identity.known`).
- `forgotten`: the ids of facts that were forgotten. Nothing else is kept of them.
- `entities`: what the next joining needs of a person or an organisation to know it again, packed: its members
  and its documents, no name. `retired` are ids of former entities, and in which one of today they went on.
- `members`: the entity of each member, which are digests of names (`pipeline.feed.entities`).
"""

from __future__ import annotations

from pipeline.database import Schema

_FIRST = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE documents (id TEXT PRIMARY KEY, facts BLOB NOT NULL);
CREATE TABLE forgotten (fact_id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE entities (id TEXT PRIMARY KEY, kind TEXT NOT NULL, known BLOB NOT NULL);
CREATE TABLE retired (id TEXT PRIMARY KEY, superseded_by TEXT) WITHOUT ROWID;
CREATE TABLE members (member TEXT PRIMARY KEY, entity TEXT NOT NULL) WITHOUT ROWID;
"""

SCHEMA = Schema(name="identities", application=0x70726665, migrations=(_FIRST,))
"""The application's id spells `prfe`."""
