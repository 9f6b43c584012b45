"""Tests of the change feed over HTTP."""
