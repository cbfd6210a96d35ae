"""The severity from which on a check ends with 1."""

from __future__ import annotations

from enum import StrEnum

from ruralskills.model.findings import Severity


class FailOn(StrEnum):
    """The least severity from which on the command exits with 1."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    NEVER = "never"

    @property
    def severity(self) -> Severity | None:
        """The severity, None for never."""
        return None if self is FailOn.NEVER else Severity(self.value)
