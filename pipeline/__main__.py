"""`python -m pipeline` and the console command `pressfacts`."""

from __future__ import annotations

from pipeline.cli import main

if __name__ == "__main__":
    main()
