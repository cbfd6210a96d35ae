"""Statements of a bulletin, each with the numbers that stand in its text."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from ruralskills.errors import OfficeError
from ruralskills.rollups.entries import Amount

Kind = Literal["title", "addressee", "heading", "item", "text", "contact"]
"""The part that a statement plays on paper."""


class BulletinError(OfficeError):
    """A bulletin that cannot be made. The message says what to change."""


class StatedNumber(Struct, frozen=True):
    """A number as it stands in a text, with what it is the number of."""

    value: Amount
    indicator: str
    """The id of an indicator, the code of a rule, or what else was counted."""
    unit: str
    period: str
    field: str
    """A key of the roll-up's figures, or ``rate_change``."""


class Statement(Struct, frozen=True):
    """A paragraph of the bulletin."""

    section: str
    text: str
    numbers: tuple[StatedNumber, ...]


Requirement = tuple[str, tuple[StatedNumber, ...]]
"""The words of a requirement, and the numbers in them."""


class SaidParagraph(Struct, frozen=True):
    """A statement, with its part on paper and the words that it opens with."""

    kind: Kind
    said: Statement
    lead: str = ""
    """The first words of the text, set apart by their typeface."""


class Bulletin(Struct, frozen=True):
    """The text of a bulletin."""

    paragraphs: tuple[SaidParagraph, ...]
    rows: tuple[Statement, ...] = ()
    """The rows of the annexes."""
    requirements: tuple[Requirement, ...] = ()
    """All requirements with their numbers, where the text has no room for some."""

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Everything that it says."""
        return (*(each.said for each in self.paragraphs), *self.rows)
