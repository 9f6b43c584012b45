"""Benchmarks: what a document costs, one module a question, each a program of its own.

`python -m tests.bench.extraction` asks one, `make bench` all of them. They print figures beside their goals,
and fail nothing. Seconds are those of the processor wherever one process works, and every figure that can be
a ratio is one: both sides are measured in turns in one run, so that a busy machine slows both.
"""
