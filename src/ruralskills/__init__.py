"""ruralskills: check the ledgers of rural training and 致富带头人 programmes.

``import ruralskills as rs; rs.validate("ledger.xlsx")`` returns an Outcome.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from ruralskills.version import __version__

if TYPE_CHECKING:
    from ruralskills.corrections.correct import correct
    from ruralskills.corrections.recheck import recheck
    from ruralskills.model.findings import Finding, Severity
    from ruralskills.model.outcome import Outcome
    from ruralskills.validation.validate import validate

__all__ = ["Finding", "Outcome", "Severity", "__version__", "correct", "recheck", "validate"]

_HOMES = {
    "validate": "ruralskills.validation.validate",
    "correct": "ruralskills.corrections.correct",
    "recheck": "ruralskills.corrections.recheck",
    "Finding": "ruralskills.model.findings",
    "Outcome": "ruralskills.model.outcome",
    "Severity": "ruralskills.model.findings",
}


def __getattr__(name: str) -> Any:
    """Load a public name on first use, since ``rs --version`` must not load parsers."""
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
