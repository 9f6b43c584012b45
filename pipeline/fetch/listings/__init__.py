"""Feeds, sitemaps and listings: `reading` knows them all, `entry` is what they say of a page.

Nothing is imported here: a page from a disk needs an `Entry`, and nothing that reads feeds.
"""
