"""ruralskills: check and roll up ledgers of rural training, ``rs.validate(path)``."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from ruralskills.version import __version__

if TYPE_CHECKING:
    from ruralskills.corrections.correct import correct
    from ruralskills.corrections.recheck import recheck
    from ruralskills.model.findings import Finding, Severity
    from ruralskills.model.outcome import Outcome
    from ruralskills.rollups.roll_up import rollup
    from ruralskills.rollups.rollup import Rollup
    from ruralskills.validation.validate import validate

__all__ = [
    "Finding", "Outcome", "Rollup", "Severity", "__version__", "correct", "recheck", "rollup",
    "validate",
]  # fmt: skip

_HOMES = {
    "validate": "validation.validate", "correct": "corrections.correct",
    "recheck": "corrections.recheck", "rollup": "rollups.roll_up", "Rollup": "rollups.rollup",
    "Finding": "model.findings", "Outcome": "model.outcome", "Severity": "model.findings",
}  # fmt: skip


def __dir__() -> list[str]:
    """Return the public names, loaded or not."""
    return sorted(__all__)


def __getattr__(name: str) -> Any:
    """Load a public name on first use, since ``rs --version`` must not load parsers."""
    if name in _HOMES:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
