"""Fits what the pipeline has learned, from annotated articles; not part of the installed package."""
