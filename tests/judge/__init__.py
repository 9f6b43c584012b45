"""Tests of `pipeline.judge`."""
