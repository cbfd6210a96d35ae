"""How much of a heavy proof is tried: a sample each time, the whole by ``make.py proof``."""

from __future__ import annotations

import os
from typing import Final

WHOLE: Final = bool(os.environ.get("RS_PROOF"))


def amount(sample: int, whole: int) -> int:
    """Return how often something is tried."""
    return whole if WHOLE else sample
