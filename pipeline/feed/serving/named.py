"""The files that the manifest of a feed names: who asks for one need not wait for a look at all of them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from pipeline.feed.changes.manifest import MANIFEST, FeedFile, parsed_manifest


class NamedFiles:
    """The files of a feed by their names, read anew when another manifest has taken the place of the last."""

    def __init__(self, place: Path) -> None:
        """Look at nothing yet."""
        self._path = place / MANIFEST
        self._read: tuple[tuple[int, int, int], Mapping[str, FeedFile]] | None = None

    def now(self) -> Mapping[str, FeedFile]:
        """The files, none where nothing was fed yet.

        Raises:
            StateUnknown: the manifest is none, or a later version wrote it.
        """
        try:
            with self._path.open("rb") as stream:
                stat = os.fstat(stream.fileno())
                stamp = (stat.st_ino, stat.st_size, stat.st_mtime_ns)
                read = self._read  # once: other threads may put another one
                if read is None or read[0] != stamp:
                    manifest = parsed_manifest(stream.read(), self._path)
                    read = self._read = (stamp, {file.file: file for file in manifest.files})
                return read[1]
        except FileNotFoundError:
            return {}
