"""Tests of the feed into Parquet files."""
