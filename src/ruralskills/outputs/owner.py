"""The possible owners of a file, as its mark tells them."""

from __future__ import annotations

from enum import Enum, auto


class Ownership(Enum):
    """The owner of a file that a new one would take the place of."""

    OURS = auto()
    """As we wrote it; nothing is lost when it is replaced."""
    EDITED = auto()
    """Ours, and worked in since."""
    FOREIGN = auto()
