"""Facts in a database that people query: SQLite, or PostgreSQL with the extra `postgres`.

- `schema`: the tables and views, and their versions.
- `target`: what a delivery needs of a database; `sqlite` and `postgresql` give it.
- `rows`, `tables`: facts as rows, and the tables that take them.
- `staging`, `withdrawing`: writing what differs, and taking out what is no more.
- `delivering`: all of it in one transaction.
"""

from pipeline.feed.sql.delivering import deliver

__all__ = ["deliver"]
