"""The command line: one module a group of verbs, each parses arguments, calls one stage and prints counts.

Standard output and files carry data; whatever is meant for people goes to standard error.
"""

from __future__ import annotations

import os
import signal
import sys

from pipeline.cli import checking, feeding, keeping, reading, reviewing, running
from pipeline.cli.app import app, fail
from pipeline.errors import PipelineError

__all__ = ["app", "main"]

INTERRUPTED = 130

for _module in (running, keeping, reviewing, feeding, checking, reading):
    _module.register(app)


def main() -> None:
    """Run a verb, and turn what goes wrong into a message and the documented exit code."""
    for ending in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(ending) is not signal.SIG_IGN:  # as under nohup
            signal.signal(ending, signal.default_int_handler)
    try:
        app(prog_name="pressfacts", standalone_mode=True)
    except PipelineError as error:
        fail(str(error), error.exit_code)
    except SystemExit as end:
        # typer turns an interrupt into this code, without a word
        if end.code == INTERRUPTED:
            fail("interrupted; the next run goes on where this one stopped", INTERRUPTED)
        if not isinstance(end.__context__, BrokenPipeError):
            raise
        # whoever reads our output has closed it, as `head` does; that is no fault
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        fail(f"could not finish: {error.strerror or error}", 3)
