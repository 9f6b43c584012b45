"""The change feed over HTTP, to read only.

- `app`: the manifest and the files that it names; nothing else can be asked for.
- `conditions`: what a client has already, in which encoding and which part it wants.
- `pieces`: bytes of a file, as they are or compressed.
- `listening`: the server.
"""

from pipeline.feed.serving.app import application
from pipeline.feed.serving.listening import serve

__all__ = ["application", "serve"]
