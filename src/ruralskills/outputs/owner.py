"""The possible owners of a file, as its mark tells them."""

from __future__ import annotations

from enum import Enum, auto


class Ownership(Enum):
    """The owner of a file that a new one would take the place of."""

    OURS = auto()
    """Ours, and as we wrote it."""
    EDITED = auto()
    """Ours, and edited since."""
    FOREIGN = auto()
