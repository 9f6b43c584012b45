"""The change feed: snapshots and numbered deltas in a directory, the source of truth for registries.

`manifest.json` names the files: `NNNNNN.snapshot.jsonl`, all that stands after delta NNNNNN, and every
`NNNNNN.delta.jsonl` since the feed began. A consumer takes the deltas behind the one that it took last.
"""

from pipeline.feed.changes.delivering import deliver
from pipeline.feed.changes.manifest import Manifest, read_manifest
from pipeline.feed.changes.replaying import delta_lines, replayed

__all__ = ["Manifest", "deliver", "delta_lines", "read_manifest", "replayed"]
