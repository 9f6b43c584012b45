"""Feeding databases: files of SQLite, and a server of PostgreSQL that the tests start."""
