"""The command of the package with the resolver of the tests: `python -m tests.fetch.command run URL`.

For tests that start and kill whole runs: their requests for `*.example` go to a `Site` of this machine.
"""

from __future__ import annotations

from pipeline.cli import main
from pipeline.fetch.web import addresses
from tests.fetch.site import LOOPBACK, invented_addresses

is_public = addresses.is_public

if __name__ == "__main__":
    addresses.resolved = invented_addresses
    addresses.is_public = lambda address: address == LOOPBACK or is_public(address)
    main()
