"""ruralskills: check the ledgers of rural training and 致富带头人 programmes.

``import ruralskills as rs; rs.validate("ledger.xlsx")`` returns an Outcome.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ruralskills.check import validate
    from ruralskills.correction import correct
    from ruralskills.correction.recheck import recheck
    from ruralskills.diagnostic import Finding, Outcome, Severity

__version__ = "0.1.0"
__all__ = ["Finding", "Outcome", "Severity", "__version__", "correct", "recheck", "validate"]

_HOMES = {
    "validate": "ruralskills.check",
    "correct": "ruralskills.correction",
    "recheck": "ruralskills.correction.recheck",
    "Finding": "ruralskills.diagnostic",
    "Outcome": "ruralskills.diagnostic",
    "Severity": "ruralskills.diagnostic",
}


def __getattr__(name: str) -> Any:
    """Load what is asked for, and nothing before: ``rs --version`` must not wait for parsers."""
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
