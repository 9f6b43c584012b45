"""A target for atheris, which steers its inputs by the code that they reach: `make fuzz`.

Cleaning only, in the process itself: what hangs or crashes it is for atheris to find. An input is a kind
of document and its bytes; whatever else comes out than an article or a rejection is a finding.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

MAX_BYTES = 100_000


def main() -> int:
    """Fuzz until something is found, with the arguments of libFuzzer."""
    try:
        import atheris
    except ImportError:
        sys.stderr.write("atheris is not installed: .venv/bin/python -m pip install '.[fuzz]'\n")
        return 2
    with atheris.instrument_imports(include=["pipeline"]):
        import pipeline.clean  # noqa: F401 - here, so that atheris sees it come
    atheris.Setup(sys.argv, taker())
    atheris.Fuzz()
    return 0


def taker() -> Callable[[bytes], None]:
    """A function that cleans what the first byte names the kind of."""
    from pipeline.article import RawDocument
    from pipeline.outcome import cleaned
    from pipeline.settings import Settings
    from tests.fuzz.documents import KINDS

    settings = Settings(max_bytes=MAX_BYTES)

    def take(content: bytes) -> None:
        kind = KINDS[content[0] % len(KINDS)] if content else "html"
        body = content[1:].decode("utf-8", "replace") if kind == "given" else content[1:]
        raw = RawDocument(
            id="fuzz",
            kind=kind,
            content=body,
            where="fuzz",
            source="fuzz",
            url="https://press.example/owls",
        )
        result = cleaned(raw, settings, strict=True)
        if (result.article is None) == (result.rejection is None):
            raise AssertionError("it is neither article nor rejected, or both")

    return take


if __name__ == "__main__":
    sys.exit(main())
