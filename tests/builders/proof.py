"""The size of heavy proofs: a sample, or with ``make.py proof`` the whole."""

from __future__ import annotations

import os
from typing import Final

WHOLE: Final = bool(os.environ.get("RS_PROOF"))


def amount(sample: int, whole: int) -> int:
    """Return how often something is tried."""
    return whole if WHOLE else sample
