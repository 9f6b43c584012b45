"""Tests of what the judge is fitted with."""
