"""Tests of the page: what it shows, and what it refuses."""
