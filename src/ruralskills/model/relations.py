"""Relations between the fields of a row, as a ledger declares them.

Rules carry them out in every ledger alike: a new ledger declares what must hold in its rows, and
no rule has a list of ledgers.
"""

from __future__ import annotations

from msgspec import Struct


class DateOrder(Struct, frozen=True):
    """Fields with dates, of which none may lie before one that stands before it.

    The beginning of a span counts where it comes later, and its end where it comes first.
    """

    steps: tuple[str, ...]
    customary: bool = False
    """True if work is done in that order, and another one is asked about."""


class Relations(Struct, frozen=True):
    """The relations that must hold between the fields of a row of one ledger."""

    orders: tuple[DateOrder, ...] = ()
    """Orders of dates, beside ``starts`` and ``ends``, which are in order everywhere."""
    spans: tuple[str, ...] = ()
    """Fields of free text in which a span of dates may stand."""


def in_order(*steps: str) -> DateOrder:
    """Declare dates of which a later one before an earlier one cannot be."""
    return DateOrder(steps)


def usually_in_order(*steps: str) -> DateOrder:
    """Declare dates of which a later one before an earlier one is to be asked about."""
    return DateOrder(steps, customary=True)
