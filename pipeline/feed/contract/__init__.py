"""What readers of feeds can hold us to: JSON Schemas, and what their versions promise.

- `generating`: the schemas of records, snapshots, deltas and manifests, out of the models; `schemas/` has
  them as files, `released/` as the last release had them.
- `comparing`: what is between two schemas: what adds, and what breaks readers.
- `releasing`: the version that a change asks for.
"""

from pipeline.feed.contract.generating import NAMES, generated, kept

__all__ = ["NAMES", "generated", "kept"]
