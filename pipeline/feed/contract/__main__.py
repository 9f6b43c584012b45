"""Write the schemas of this version, or with --release take them as those of a release: `make schemas`."""

from __future__ import annotations

import sys

from pipeline.feed.contract.generating import CURRENT, RELEASED, write

if __name__ == "__main__":
    write(RELEASED if "--release" in sys.argv[1:] else CURRENT)
