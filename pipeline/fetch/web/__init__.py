"""The web: pages, feeds and sitemaps by URL, politely and safely; the only code that uses the network.

What goes out: one request at a time a host, with a pause between two, after a look at robots.txt, to an
address that was checked, and conditional wherever an earlier answer is kept. What comes in: the whole
answer or none of it, with limits on time, size and redirects.

`web` asks, `response` is what it answers, `forgetting` forgets. Nothing is imported here: whoever only knows
what a response is needs no library that speaks HTTP.
"""
