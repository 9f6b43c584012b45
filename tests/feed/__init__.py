"""Feeds to other registries."""
