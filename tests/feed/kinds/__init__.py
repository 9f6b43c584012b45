"""Kinds of posts, holders and events."""
