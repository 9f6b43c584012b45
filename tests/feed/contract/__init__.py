"""Tests of what readers can hold us to."""
