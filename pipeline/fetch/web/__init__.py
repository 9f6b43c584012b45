"""The web: pages, feeds and sitemaps by URL, politely and safely; the only code that uses the network.

What goes out: one request at a time a host, with a pause between two, after a look at robots.txt, to an
address that was checked, and conditional wherever an earlier answer is kept. What comes in: the whole
answer or none of it, with limits on time, size and redirects.
"""

from __future__ import annotations

from pipeline.fetch.web.forgetting import forget_urls
from pipeline.fetch.web.response import ANY, HTML, Response
from pipeline.fetch.web.web import Web

__all__ = ["ANY", "HTML", "Response", "Web", "forget_urls"]
