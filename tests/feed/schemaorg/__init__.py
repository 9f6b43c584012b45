"""The feed of schema.org."""
