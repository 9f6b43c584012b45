"""The tables of the state, and how an older state becomes today's.

- `pages`: a row for each URL that was asked; `key` is a digest of the URL, a tenth of it in an index;
  `document` is what its page is (or was) a page of; `canonical` and `final_url` are null where they equal
  `url`; `told` is the digest of what the listing said of it, `title` and `published` are that itself, as long
  as the page has not come.
- `documents`: a row for each document that was ever read; `raw` is the digest of what it was cleaned from,
  `records` that of its record lines; `url` is what its article states, `given_url` what its source gave, null
  where the two are equal; `place` is null where it equals `url`; `bands` are its keys in the table of that
  name, eight bytes each, and `day` its day of publication there. `contents` has the lines themselves,
  compressed.
- `abandoned`: documents that have lost a page to another one, until that is settled.
- `bands`: the keys under which near copies are found, and the day (of the proleptic calendar; 0: not known)
  on which the document was published, so that those of one week lie together.
- `unread`: what never became a document.
- `tombstones`: digests of what was forgotten.
"""

from __future__ import annotations

from pipeline.database import Schema

_FIRST = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO meta VALUES ('changes', 0);

CREATE TABLE fingerprints (number INTEGER PRIMARY KEY, digest TEXT NOT NULL);

CREATE TABLE runs (
    number INTEGER PRIMARY KEY,
    started TEXT NOT NULL,
    finished TEXT,
    fingerprint INTEGER NOT NULL REFERENCES fingerprints,
    figures BLOB NOT NULL
);

CREATE TABLE pages (
    number INTEGER PRIMARY KEY,
    key INTEGER NOT NULL UNIQUE,
    url TEXT NOT NULL,
    document TEXT,
    canonical TEXT,
    final_url TEXT,
    origin TEXT NOT NULL,
    sha256 BLOB,
    status TEXT NOT NULL CHECK (status IN ('live', 'gone', 'failed')),
    listed TEXT,
    told BLOB,
    title TEXT,
    published TEXT,
    retrieved_at TEXT,
    first_run INTEGER NOT NULL,
    changed_run INTEGER NOT NULL,
    unread INTEGER NOT NULL
);
CREATE INDEX pages_document ON pages (document) WHERE document IS NOT NULL;
CREATE INDEX pages_first_run ON pages (first_run);
CREATE INDEX pages_changed_run ON pages (changed_run);
CREATE INDEX pages_unread ON pages (document) WHERE unread = 1;

CREATE TABLE documents (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    origin TEXT NOT NULL,
    place TEXT,
    kind TEXT NOT NULL,
    url TEXT,
    raw BLOB NOT NULL,
    fingerprint INTEGER NOT NULL REFERENCES fingerprints,
    first_run INTEGER NOT NULL,
    changed_run INTEGER NOT NULL,
    version INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('cleaned', 'done', 'duplicate', 'rejected')),
    duplicate_of TEXT,
    types TEXT,
    rejections BLOB,
    records BLOB,
    bands BLOB
);
CREATE UNIQUE INDEX documents_id ON documents (id);
CREATE INDEX documents_fingerprint ON documents (fingerprint);
CREATE INDEX documents_changed_run ON documents (changed_run);
CREATE INDEX documents_cleaned ON documents (first_run, id) WHERE state = 'cleaned';
CREATE INDEX documents_duplicate_of ON documents (duplicate_of) WHERE duplicate_of IS NOT NULL;

CREATE TABLE contents (document INTEGER PRIMARY KEY, article INTEGER NOT NULL, data BLOB NOT NULL);

CREATE TABLE bands (hash INTEGER, document INTEGER, PRIMARY KEY (hash, document)) WITHOUT ROWID;

CREATE TABLE unread (
    origin TEXT NOT NULL,
    document TEXT NOT NULL,
    place TEXT NOT NULL,
    code TEXT NOT NULL,
    message TEXT NOT NULL,
    line BLOB NOT NULL
);
"""

_SECOND = """
ALTER TABLE runs ADD COLUMN resumed INTEGER NOT NULL DEFAULT 0;

ALTER TABLE documents ADD COLUMN given_url TEXT;
ALTER TABLE documents ADD COLUMN day INTEGER NOT NULL DEFAULT 0;
ALTER TABLE bands RENAME TO dayless;
CREATE TABLE bands (hash INTEGER, day INTEGER, document INTEGER, PRIMARY KEY (hash, day, document))
WITHOUT ROWID;
INSERT INTO bands SELECT hash, 0, document FROM dayless;
DROP TABLE dayless;

CREATE TABLE tombstones (
    digest BLOB PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('url', 'id', 'person')),
    words INTEGER NOT NULL
) WITHOUT ROWID;
INSERT INTO meta VALUES ('salt', randomblob(16));

CREATE TABLE abandoned (document TEXT PRIMARY KEY) WITHOUT ROWID;
"""

SCHEMA = Schema(name="state", application=0x70726673, migrations=(_FIRST, _SECOND))
"""The application's id spells `prfs`."""
