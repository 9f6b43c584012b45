"""Facts as FollowTheMoney entities, a line each: what registries of people, organisations and events load.

- `line`: an entity as a line; values as the model takes them.
- `scene`: an article and those whom it names; `natures` what these are over all articles.
- `events`, `statements`, `posts`, `certificates`: what facts become.
- `form`: the file.

Nothing here needs the library `followthemoney`; the tests hold every line to it.
"""

from pipeline.feed.filing import delivering
from pipeline.feed.ftm.form import Entities

__all__ = ["deliver"]

deliver = delivering(lambda feed: Entities(feed.portraits()))
