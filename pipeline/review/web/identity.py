"""Who signs decisions: one reviewer for everybody at this machine, or whoever logged in.

The rule: without accounts the page is for this machine alone and signs with one name; with accounts everybody
logs in, on this machine too. Nobody reaches the page from elsewhere without logging in.
"""

from __future__ import annotations

import getpass
from dataclasses import dataclass

from pipeline.errors import WrongUse
from pipeline.review.ledger.accounts import checked_name


@dataclass(frozen=True, slots=True)
class Identity:
    """Who signs: `reviewer` for everybody, or None where people log in."""

    reviewer: str | None

    @property
    def logins(self) -> bool:
        """Whether people log in."""
        return self.reviewer is None


def identified(reviewer: str | None, accounts: bool, reachable: bool) -> Identity:
    """Who signs, from what the command was told.

    Args:
        reviewer: the name that was given, if one was.
        accounts: whether the run has accounts.
        reachable: whether others than this machine may reach the page.

    Raises:
        WrongUse: a name beside accounts, no accounts where others reach the page, or no name to be found.
    """
    if accounts:
        if reviewer is not None:
            raise WrongUse(
                "--reviewer: this run has accounts, so that everybody logs in under their own name"
            )
        return Identity(None)
    if reachable:
        raise WrongUse(
            "others than this machine could reach the page, and nobody would have to log in; "
            "make accounts first: pressfacts review user add NAME DIR"
        )
    return Identity(checked_name(reviewer if reviewer is not None else _login_name()))


def _login_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError) as error:
        raise WrongUse("you have no login name here; say who decides: --reviewer NAME") from error
