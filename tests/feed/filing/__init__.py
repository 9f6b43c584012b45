"""Feeds of one file."""
