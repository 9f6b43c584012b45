"""People with accounts, and what they have decided."""

from __future__ import annotations

from pathlib import Path

from pipeline.review.ledger import Ledger
from tests.browser.expecting import expect
from tests.browser.tabs import Tab

PASSWORD = "correct horse battery"


def with_accounts(run: Path) -> Path:
    """Let anna and ben log in; the run."""
    with Ledger.opened(run) as ledger:
        for name in ("anna", "ben"):
            ledger.accounts.add(name, PASSWORD)
    return run


def with_two_opinions(run: Path) -> Path:
    """Let anna and ben finish a document independently, of one mind but for one record; the run."""
    with Ledger.opened(run) as ledger:
        ledger.load()
        ledger.set_double(True)
        for name in ("anna", "ben"):
            first = ledger.sheet("tallinn-forum", name).standings[0]
            if name == "ben":
                ledger.reject(first.record.id, first.seen, name, "not_in_text")
            ledger.accept_rest("tallinn-forum", name)
            ledger.done("tallinn-forum", name)
    return run


def log_in(tab: Tab, name: str) -> None:
    """Fill in the form of the log-in."""
    tab.page.get_by_label("Name").fill(name)
    tab.page.get_by_label("Password").fill(PASSWORD)
    tab.keys("Enter")
    expect(tab.at(".who")).to_contain_text(name)
