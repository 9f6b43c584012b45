"""Article → findings: the five extractors (`extractors`), each with its rules beside it.

This file imports none of them, so that whoever reads rules alone does not load the language library.
"""
