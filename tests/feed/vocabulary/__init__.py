"""The vocabulary of schema.org as it was at one release, and what a document must hold to it."""
