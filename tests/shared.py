"""What lies beside the project where it is developed: annotated articles, pages as they came, releases."""

from __future__ import annotations

import pytest

from tests.corpus import ROOT

SHARED = ROOT.parent / "shared"

needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared")
"""For tests on all of it; `.ci/run`, which lets no other test be skipped, knows the reason by these words."""
