"""What somebody must put right before anything can go on."""

from __future__ import annotations


class OfficeError(ValueError):
    """Something in what was given that an office can put right; the message says what, in Chinese."""
