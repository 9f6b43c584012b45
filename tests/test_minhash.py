"""MinHash: signatures that a state has kept are those of today."""

from __future__ import annotations

import hashlib

from pipeline.minhash import minhash


def test_a_signature_is_the_one_that_datasketch_makes() -> None:
    signature = minhash("one small café two small cafés".split(), 64)
    assert len(signature) == 256
    assert hashlib.sha256(signature).hexdigest().startswith("8ec2cae486a6df53")


def test_neither_order_nor_repetition_counts() -> None:
    assert minhash(["a", "b", "c"], 64) == minhash(["c", "a", "b", "a"], 64)
