"""Bytes → text: byte order mark, UTF-8, what header and page declare, Windows-1252, detection: in this order.

UTF-8 goes before the declarations, for bytes that are valid UTF-8 with characters beyond ASCII are
hardly ever anything else, while servers and pages often declare wrongly. The header goes before the page,
as in the HTML standard, but only where it fits all the bytes.
"""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from pipeline.errors import DocumentRejected

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
DECLARATION = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I
)
DECLARED_WITHIN = 8192
"""Bytes from the start in which a page declares its encoding; browsers look at 1,024."""

SUPERSETS = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "latin-1": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
}
"""What the WHATWG Encoding Standard reads under names of narrower sets."""

NOT_OF_THE_WEB = frozenset({"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7"})
"""Codecs of Python that no page is written in; some take quadratic time."""

FOREIGN_LETTERS = re.compile(rb"[\x80-\xff]{4}")
"""What words of another alphabet look like; in Latin ones hardly more than two such bytes stand together."""
DETECTION_SAMPLE = 200_000
BROKEN_SHARE = 0.002
"""Share of broken bytes up to which a text is UTF-8 all the same: cut, or pasted together."""

CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
CONTROL_BYTES = bytes({*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20)})
CONTROL_SHARE = 0.01
REPLACED_SHARE = 0.3
"""Share of U+FFFD from which a text is none: in a page of a wrong encoding it is the letters beyond ASCII."""
SIGNATURES = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a ZIP archive",
    b"\x1f\x8b": "gzip data",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\xd0\xcf\x11\xe0": "an Office file",
}


def decode(content: bytes, charset: str | None = None) -> str:
    """The text that bytes encode.

    Args:
        content: the bytes.
        charset: what the server said of them.

    Raises:
        DocumentRejected: with the code `unreadable`, for bytes that are no text.
    """
    for signature, name in SIGNATURES.items():
        if content.startswith(signature):
            raise DocumentRejected("unreadable", f"the content is {name}, not text")
    marked = _marked(content)
    text = (
        marked
        if marked is not None
        else _utf16(content)
        or _utf8(content)
        or _labelled(content, charset)
        or _declared(content)
        or _western(content)
        or _detected(content)
    )
    controls = 0 if text is None else _controls_in(text)
    if text is None or not _is_text(text, controls):
        raise DocumentRejected("unreadable", "the content is no text in any known encoding")
    return CONTROL.sub("", text) if controls else text


def _controls_in(text: str) -> int:
    """How many control characters a text has; its bytes tell that in a tenth of the time of a pattern."""
    encoded = text.encode(errors="surrogatepass")
    return len(encoded) - len(encoded.translate(None, CONTROL_BYTES))


def _is_text(text: str, controls: int) -> bool:
    few_replaced = text.count("\ufffd") <= REPLACED_SHARE * len(text)
    return few_replaced and controls <= CONTROL_SHARE * len(text)


def _marked(content: bytes) -> str | None:
    for mark, encoding in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, errors="replace")
    return None


def _utf8(content: bytes) -> str | None:
    try:
        return content.decode()
    except UnicodeDecodeError:
        text = content.decode(errors="replace")
    broken = text.count("\ufffd") - content.count("\ufffd".encode())
    beyond_ascii = sum(1 for char in text[:DETECTION_SAMPLE] if char > "\x7f")
    return text if broken <= BROKEN_SHARE * len(text) and beyond_ascii > 3 * broken else None


def _utf16(content: bytes) -> str | None:
    """UTF-16 without a mark: in text of Latin letters every other byte is zero."""
    sample = content[:2000]
    for encoding, zeros in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[::2])):
        if zeros.count(0) > 0.7 * len(zeros) > 1:
            return content.decode(encoding, errors="replace")
    return None


def _labelled(content: bytes, charset: str | None) -> str | None:
    """The text by the server's charset; None where it does not fit."""
    return _decoded(content, charset, "strict") if charset else None


def _declared(content: bytes) -> str | None:
    match = DECLARATION.search(content[:DECLARED_WITHIN])
    return _decoded(content, match.group(1).decode("ascii"), "replace") if match else None


def _decoded(content: bytes, charset: str, errors: str) -> str | None:
    """The text by a charset's name as the Web means it; None for one that is not known."""
    try:
        name = codecs.lookup(charset).name
        if name.replace("_", "-") in NOT_OF_THE_WEB:
            return None
        return content.decode(SUPERSETS.get(name, name), errors=errors)
    except (LookupError, ValueError):
        return None


def _western(content: bytes) -> str | None:
    """The text as browsers read it where nothing says how: detection needs more than a few bytes."""
    return None if FOREIGN_LETTERS.search(content) else _decoded(content, "cp1252", "strict")


def _detected(content: bytes) -> str | None:
    best = from_bytes(content[:DETECTION_SAMPLE]).best()
    return content.decode(best.encoding, errors="replace") if best else None
