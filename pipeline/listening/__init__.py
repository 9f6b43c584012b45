"""What servers of ours have in common, whatever they serve.

- `addresses`: where one listens.
- `hosts`: by which names one is reached.
- `patience`: clients that are slow on purpose.
- `server`: one that says when it is ready, and that a signal ends.
"""

from pipeline.listening.addresses import Address, address_of, listening, resolved
from pipeline.listening.hosts import Hosts
from pipeline.listening.server import Server

__all__ = ["Address", "Hosts", "Server", "address_of", "listening", "resolved"]
