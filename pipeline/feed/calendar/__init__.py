"""Events as an iCalendar file (RFC 5545), to subscribe to.

- `content`: the lines of the format.
- `vevents`: events as its components, and what becomes of those that are withdrawn.
- `form`: the file; `delivering` brings one up to date.
"""

from pipeline.feed.calendar.delivering import deliver

__all__ = ["deliver"]
