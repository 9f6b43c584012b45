"""URLs: which strings are some, their one spelling, and the id that a document gets from its URL."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from ipaddress import ip_address
from urllib.parse import quote, unquote_plus, urlsplit, urlunsplit

import idna
from tld import get_fld

_SCHEME = re.compile(r"https?://", re.IGNORECASE)
_DEFAULT_PORTS = {"http": 80, "https": 443}
_NO_HOST = re.compile(r"""[\s\\<>"'%^`{|}]""")
_ESCAPE = re.compile(r"%(?:([0-9A-Fa-f]{2})|)")
_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")
_IN_PATHS = "/%:@!$&'()*+,;=~[]|"
_IN_QUERIES = _IN_PATHS + "?"

TRACKING = re.compile(
    r"(?:utm|mtm|matomo|hsa|oly|vero|itm)_\w+|(?:pk|piwik)_(?:campaign|kwd|keyword|source|medium|content)"
    r"|(?:gcl|dcl|fbcl|twcl|ycl|yscl|ttcl|msclk|gbra|wbra|igsh|mc_c|mc_e|s_c|cmp|srslt)id|gclsrc|igsh"
    r"|_(?:ga|gl|hsenc|hsmi)|mkt_tok|ref_src|xtor|wt\.mc_\w+|at_(?:medium|campaign|custom\d)",
    re.IGNORECASE,
)
"""Parameters that tell where a reader came from. Only such as never tell which page is meant: a press
room may well number its releases with `cid` or `eid`."""


def is_url(source: str) -> bool:
    """Whether a source is the URL of a page.

    >>> is_url("https://news.example/a"), is_url("corpus/raw")
    (True, False)
    """
    return bool(_SCHEME.match(source))


def canonical_url(url: str) -> str:
    """The URL in one spelling, by RFC 3986, section 6: it still leads to the same page.

    Scheme and host are in lower case and ASCII; default port, user name, fragment and tracking
    parameters are gone; escapes are written in one way. The order of the parameters stays.

    >>> canonical_url("HTTPS://News.Example:443/a/../%7eb?id=7&utm_source=x#top")
    'https://news.example/~b?id=7'

    Raises:
        ValueError: it is no URL of a page.
    """
    parts = urlsplit(url.strip())
    scheme = parts.scheme.lower()
    if scheme not in _DEFAULT_PORTS or not parts.hostname:
        raise ValueError(f"no URL of a page: {url[:80]!r}")
    port = parts.port
    host = _host(parts.hostname)
    authority = host if port in (None, _DEFAULT_PORTS[scheme]) else f"{host}:{port}"
    return urlunsplit((scheme, authority, _path(parts.path), _query(parts.query), ""))


def _host(name: str) -> str:
    if ":" in name:
        return f"[{ip_address(name.partition('%')[0])}]"
    name = name.rstrip(".")
    if not name or _NO_HOST.search(name):
        raise ValueError(f"no name of a host: {name[:80]!r}")
    return name if name.isascii() else idna.encode(name, uts46=True).decode("ascii")


def _path(path: str) -> str:
    escaped = _escaped(path, _IN_PATHS) or "/"
    return _without_dots(escaped) if "/." in escaped else escaped


def _without_dots(path: str) -> str:
    """A path without `.` and `..`, by RFC 3986, section 5.2.4."""
    segments = path.split("/")[1:]
    kept: list[str] = []
    for segment in segments:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    if segments[-1] in (".", ".."):
        kept.append("")
    return "/" + "/".join(kept)


def _query(query: str) -> str:
    pairs = [pair for pair in query.split("&") if pair]
    kept = [pair for pair in pairs if not TRACKING.fullmatch(unquote_plus(pair.partition("=")[0]))]
    return "&".join(_escaped(pair, _IN_QUERIES) for pair in kept)


def _escaped(text: str, allowed: str) -> str:
    return quote(_ESCAPE.sub(_written_escape, text), safe=allowed)


def _written_escape(escape: re.Match[str]) -> str:
    """An escape in capitals, an unreserved character as itself, a stray per cent sign escaped."""
    if not escape[1]:
        return "%25"
    char = chr(int(escape[1], 16))
    return char if _UNRESERVED.fullmatch(char) else escape[0].upper()


def url_id(url: str) -> str:
    """The id of a document that has no other: a digest of its canonical URL, 16 hexadecimal digits."""
    return hashlib.sha256(canonical_url(url).encode()).hexdigest()[:16]


@lru_cache(maxsize=4096)
def registrable_domain(host: str) -> str:
    """What belongs to one owner: the public suffix of a host's name and one label more.

    The suffixes are those of the Public Suffix List, with the private ones such as those of hosting
    firms; of a name that it does not know the last label is the suffix, as the list says.

    >>> registrable_domain("news.press.co.uk"), registrable_domain("127.0.0.1")
    ('press.co.uk', '127.0.0.1')
    """
    name = host.strip("[]")
    try:
        return str(ip_address(name))
    except ValueError:
        found = get_fld(name, fix_protocol=True, fail_silently=True, search_private=True)
        return found or ".".join(name.split(".")[-2:])


def same_site(one: str, other: str) -> bool:
    """Whether two URLs are of one owner.

    >>> same_site("https://www.press.example/a", "http://news.press.example/b")
    True
    """
    hosts = [urlsplit(url).hostname or "" for url in (one, other)]
    return registrable_domain(hosts[0]) == registrable_domain(hosts[1])
