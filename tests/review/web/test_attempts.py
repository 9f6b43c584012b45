"""How long one has to wait before the next attempt to log in."""

from __future__ import annotations

import pytest

from pipeline.review.web.attempts import (
    FIRST_WAIT,
    FORGOTTEN_AFTER,
    FREE_FOR_ADDRESS,
    FREE_FOR_NAME,
    LONGEST_WAIT,
    Attempts,
)


@pytest.fixture
def now() -> list[float]:
    """The time, to be changed."""
    return [0.0]


@pytest.fixture
def attempts(now: list[float]) -> Attempts:
    """No attempts yet."""
    return Attempts(lambda: now[0])


def fail(attempts: Attempts, name: str, address: str, times: int) -> None:
    for _ in range(times):
        assert attempts.begin(name, address) == 0


def test_the_wait_doubles_up_to_its_longest(attempts: Attempts, now: list[float]) -> None:
    fail(attempts, "anna", "10.0.0.1", FREE_FOR_NAME)
    waits = []
    for _ in range(14):
        waits.append(attempts.begin("anna", "10.0.0.1"))
        now[0] += waits[-1]
        assert attempts.begin("anna", f"10.0.1.{len(waits)}") == 0
    assert waits[:5] == [5, 10, 20, 40, 80]
    assert waits[-1] == LONGEST_WAIT


def test_waiting_is_not_lengthened_by_asking(attempts: Attempts, now: list[float]) -> None:
    fail(attempts, "anna", "10.0.0.1", FREE_FOR_NAME)
    assert {attempts.begin("anna", "10.0.0.1") for _ in range(50)} == {FIRST_WAIT}
    now[0] += FIRST_WAIT
    assert attempts.begin("anna", "10.0.0.1") == 0


def test_an_address_that_tries_many_names_waits_with_each(attempts: Attempts) -> None:
    for number in range(FREE_FOR_ADDRESS):
        fail(attempts, f"name {number}", "10.0.0.1", 1)
    assert attempts.begin("one more", "10.0.0.1") > 0
    assert attempts.begin("one more", "10.0.0.2") == 0


def test_success_forgives_the_name_but_not_what_its_address_tried_elsewhere(attempts: Attempts) -> None:
    for number in range(FREE_FOR_ADDRESS - 1):
        fail(attempts, f"name {number}", "10.0.0.1", 1)
    fail(attempts, "anna", "10.0.0.1", 1)
    attempts.succeeded("anna", "10.0.0.1")
    fail(attempts, "anna", "10.0.0.1", 1)
    assert attempts.begin("anna", "10.0.0.1") > 0


def test_failures_are_forgotten_after_a_day(attempts: Attempts, now: list[float]) -> None:
    fail(attempts, "anna", "10.0.0.1", FREE_FOR_NAME)
    now[0] += FORGOTTEN_AFTER + 1
    fail(attempts, "anna", "10.0.0.1", FREE_FOR_NAME)


def test_any_number_of_names_needs_a_bounded_memory(attempts: Attempts) -> None:
    for number in range(25_000):
        attempts.begin(f"name {number}", f"address {number}")
    assert len(attempts._counts) <= 10_000
