"""Events as an iCalendar file (RFC 5545), to subscribe to.

- `content`: the lines of the format.
- `vevents`: events as its components, and what becomes of those that are withdrawn.
- `form`: the file.
"""

from pipeline.feed.calendar.form import Calendar
from pipeline.feed.filing import delivering

__all__ = ["deliver"]

deliver = delivering(lambda feed: Calendar(feed.is_forgotten))
