"""Feeds: what the registries of events, people and posts, certificates and statements take from a run.

- `facts`: a record as it is fed, and which records are; `sources` reads them from a run directory.
- `identity`: the ids of facts, which outlive the records that said them.
- `entities`: people and organisations across documents.
- `changes`: the change feed, snapshots and numbered deltas: the source of truth.
- `sql`, `parquet`, `schemaorg`, `ftm`, `calendar`: the same facts in the forms of others.
- `contract`: the JSON Schemas that readers hold us to.
- `serving`: the change feed over HTTP.
"""
