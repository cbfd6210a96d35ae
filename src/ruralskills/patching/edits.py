"""Edits of single cells, and the cells that must be left alone."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from ruralskills.patching.ranges import array_cells, covered_cells
from ruralskills.patching.styles import Styles
from ruralskills.text.addresses import Address

Reason = Literal["formula", "threaded", "merged", "repeated", "rich"]
"""Reason to leave a cell alone: ``rich`` for looks or sounds that would be lost."""


class Edit(Struct, frozen=True):
    """New value, mark and comment of a cell."""

    value: str | int | Decimal | None = None
    """None keeps the value."""
    format: str = ""
    """Number format that goes with the value, empty for the cell's own.

    A code, or ``number`` for the cell's own unless that is text.
    """
    colour: str = ""
    """RRGGBB of the mark, empty for none."""
    note: str = ""
    """Text of the comment, empty for none."""
    above: str = ""
    """RRGGBB of an earlier mark that this one takes the place of."""


class LeftAlone(Struct, frozen=True):
    """A cell that was not changed, and why."""

    sheet: str
    place: Address
    why: Reason


def untouchable(
    part: bytes, addresses: Collection[Address], threaded: Collection[Address]
) -> dict[Address, Reason]:
    """Return those of some cells of a sheet that must not be changed, with the reason.

    ``threaded`` are the cells with a conversation.
    """
    reasons: dict[Address, Reason] = dict.fromkeys(array_cells(part, addresses), "formula")
    reasons |= dict.fromkeys(set(threaded).intersection(addresses), "threaded")
    reasons |= dict.fromkeys(covered_cells(part, addresses), "merged")
    return reasons


def style_after(styles: Styles, style: int, edit: Edit) -> int:
    """Return the style of a cell after an edit, added to the styles if it is new."""
    if edit.format == "number":
        style = styles.for_number(style)
    elif edit.format:
        style = styles.formatted(style, edit.format)
    if not edit.colour:
        return style
    return styles.marked(styles.unmarked(style, frozenset({edit.above})), edit.colour)
