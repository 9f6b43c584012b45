"""MinHash (Broder 1997): a short signature of a set, such that like sets have like signatures.

Each of the permutations of all 32-bit numbers puts one member of the set first; the signature is the numbers
of these. Two sets agree in so many of them as is their likeness: what they share, as a part of all they hold.

>>> one, other = (minhash({f"run {number}" for number in numbers}, 64) for numbers in (range(90), range(100)))
>>> sum(one[i : i + 4] == other[i : i + 4] for i in range(0, 256, 4)) > 50
True

The signatures are those of datasketch 2 in its scheme `affine32` with seed 1, byte for byte: they are kept in
the state of a directory. The package itself takes half a second to import, for SciPy and a server's client.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache

import numpy as np
from numpy.typing import NDArray

_Numbers = NDArray[np.uint32]
_SEED = 1


def minhash(members: Iterable[str], permutations: int) -> bytes:
    """The signature of a set that is not empty, four bytes for each permutation."""
    digests = b"".join(hashlib.sha1(member.encode()).digest()[:4] for member in members)
    factors, summands = _permutations(permutations)
    numbers = _mixed(np.frombuffer(digests, dtype="<u4").astype(np.uint32)).reshape(-1, 1)
    return bytes((numbers * factors + summands).min(axis=0).astype("<u4").tobytes())


def _mixed(numbers: _Numbers) -> _Numbers:
    """The numbers, thoroughly mixed by the finalizer of MurmurHash 3; arithmetic is modulo 2³²."""
    for shift, factor in ((16, 0x85EBCA6B), (13, 0xC2B2AE35)):
        numbers = (numbers ^ (numbers >> np.uint32(shift))) * np.uint32(factor)
    return numbers ^ (numbers >> np.uint32(16))


@cache
def _permutations(count: int) -> tuple[_Numbers, _Numbers]:
    """Factor and summand of each permutation; a factor is odd, or two numbers would become one."""
    random = np.random.RandomState(_SEED)
    factors = random.randint(0, 1 << 31, count, dtype=np.uint32) * np.uint32(2) + np.uint32(1)
    return factors, random.randint(0, 1 << 32, count, dtype=np.uint32)
