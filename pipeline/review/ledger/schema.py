"""The tables of a review.

- `meta`: `changes` counts what was written, and `forgotten` is its value when something was last removed:
  readers that keep counts ask what has changed since they counted (`pipeline.review.ledger.changes`).
  `loaded` says which files were taken in last, `double` whether two reviewers work independently.
- `documents`: a row for each article that a run has shown; `article` is its line, packed, `content` the
  digest of that line; `records` is the digest of its record lines, so that a new run that says the same is
  passed over; `present` is 0 where the latest run has it no more. What follows from its records and
  decisions: `open` is how many records are open, `lowest` the lowest confidence among them, `done` is 1
  where it is finished. `changed` is `changes` when it or one of its records last changed.
- `versions`: a record as the pipeline found it or as a reviewer left it, packed, each once, under its digest.
- `records`: a row for each record that was ever shown; `found` is what the latest run says, null where it
  finds it no more. All else follows from that, from the decisions and from the article: `shown` is what it
  stands as, with its type, rule and confidence and, if it is an event, the day on which it `starts`;
  `place` puts the records of a document in the order of reading; `visible` is 0 where there is nothing to
  show; `decision` is the decision that counts, with its `reviewer`, `at` and `reason`; `settled` is 1 where
  the state holds for all, also where two reviewers work independently.
- `decisions`: the book. It is only added to: triggers refuse to change or remove a line, and only forgetting
  goes past them. `before`, `after` and `found` are versions; `follows` is the decision that counted before;
  `content` is, where a document was marked done, the digest of its headline and text.
- `opinions`: where two reviewers work independently, what each says of a record; `finished`, of which
  documents each has said that they are done, and has nothing left to decide.
- `words`: the words of headline and text, for searching; the texts themselves are in `documents`.
- `accounts`: who may log in, where others than this machine may reach the page.
"""

from __future__ import annotations

from pipeline.database import Schema

_FIRST = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO meta VALUES ('changes', 0), ('forgotten', 0);

CREATE TABLE documents (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    source TEXT NOT NULL,
    published TEXT,
    content BLOB NOT NULL,
    records BLOB NOT NULL,
    article BLOB NOT NULL,
    present INTEGER NOT NULL DEFAULT 1,
    done INTEGER NOT NULL DEFAULT 0,
    open INTEGER NOT NULL DEFAULT 0,
    lowest REAL,
    changed INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX documents_queue ON documents (present, done, lowest, published, source);
CREATE INDEX documents_changed ON documents (changed);

CREATE TABLE versions (number INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE, line BLOB NOT NULL);

CREATE TABLE records (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    document INTEGER NOT NULL REFERENCES documents,
    type TEXT NOT NULL,
    rule TEXT NOT NULL,
    confidence REAL NOT NULL,
    place INTEGER NOT NULL,
    starts TEXT,
    found INTEGER REFERENCES versions,
    shown INTEGER NOT NULL REFERENCES versions,
    state TEXT NOT NULL,
    visible INTEGER NOT NULL DEFAULT 1,
    decision INTEGER,
    reviewer TEXT,
    at TEXT,
    reason TEXT
);
CREATE INDEX records_document ON records
    (document, visible, type, state, rule, confidence, reviewer, reason);
CREATE INDEX records_starts ON records (starts) WHERE starts IS NOT NULL AND visible;

CREATE TABLE decisions (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    act INTEGER NOT NULL,
    at TEXT NOT NULL,
    reviewer TEXT NOT NULL,
    action TEXT NOT NULL,
    document INTEGER NOT NULL,
    record INTEGER,
    reason TEXT,
    before INTEGER,
    after INTEGER,
    found INTEGER,
    follows INTEGER,
    undoes INTEGER,
    content TEXT,
    version TEXT NOT NULL
);
CREATE INDEX decisions_record ON decisions (record, number);
CREATE INDEX decisions_document ON decisions (document, number);
CREATE INDEX decisions_act ON decisions (act);
CREATE INDEX decisions_reviewer ON decisions (reviewer, number);
CREATE INDEX decisions_undoes ON decisions (undoes) WHERE undoes IS NOT NULL;
CREATE TRIGGER decisions_stay BEFORE UPDATE ON decisions
BEGIN SELECT raise(ABORT, 'a decision is never changed'); END;
CREATE TRIGGER decisions_remain BEFORE DELETE ON decisions
BEGIN SELECT raise(ABORT, 'a decision is never removed'); END;

CREATE VIRTUAL TABLE words USING fts5 (
    title, text, content = '', tokenize = "unicode61 remove_diacritics 2"
);
"""

_SECOND = """
ALTER TABLE decisions ADD COLUMN settling INTEGER NOT NULL DEFAULT 0;
ALTER TABLE records ADD COLUMN settled INTEGER NOT NULL DEFAULT 0;

CREATE TABLE opinions (
    record INTEGER NOT NULL,
    reviewer TEXT NOT NULL,
    document INTEGER NOT NULL,
    state TEXT NOT NULL,
    shown INTEGER NOT NULL REFERENCES versions,
    decision INTEGER NOT NULL,
    at TEXT NOT NULL,
    reason TEXT,
    PRIMARY KEY (record, reviewer)
) WITHOUT ROWID;
CREATE INDEX opinions_document ON opinions (document, reviewer);

CREATE TABLE finished (
    document INTEGER NOT NULL,
    reviewer TEXT NOT NULL,
    decision INTEGER NOT NULL,
    PRIMARY KEY (document, reviewer)
) WITHOUT ROWID;

CREATE TABLE accounts (
    name TEXT PRIMARY KEY,
    password TEXT NOT NULL,
    changed TEXT NOT NULL
) WITHOUT ROWID;
"""

SCHEMA = Schema(name="review", application=0x70726672, migrations=(_FIRST, _SECOND))
"""The application's id spells `prfr`."""
