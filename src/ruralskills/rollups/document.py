"""The roll-up for programs: one JSON object, and its schema."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from msgspec import Struct

from ruralskills.model.outcome import NoticeInForce
from ruralskills.reports import json_document
from ruralskills.reports.json_document import TOOL, ToolRecord
from ruralskills.rollups.entries import (
    Inconsistency,
    LeftOut,
    Moved,
    RollupFigure,
    RollupIndicator,
    RollupSummary,
    Submission,
)
from ruralskills.rollups.rollup import Rollup

SCHEMA_VERSION: Final = 1


class PeriodRecord(Struct, frozen=True):
    """The period of a roll-up. Quarter and month are null where it is a year."""

    year: int
    quarter: int | None
    month: int | None
    label: str


class RollupRecord(Struct, frozen=True):
    """The roll-up that ``rs rollup --format json`` prints."""

    schema_version: int
    tool: ToolRecord
    as_of: date
    notices: tuple[NoticeInForce, ...]
    period: PeriodRecord
    submissions: tuple[Submission, ...]
    indicators: tuple[RollupIndicator, ...]
    figures: tuple[RollupFigure, ...]
    inconsistent: tuple[Inconsistency, ...]
    left_out: tuple[LeftOut, ...]
    moved: tuple[Moved, ...]
    summary: RollupSummary


def record(rollup: Rollup) -> RollupRecord:
    """Return the roll-up as one record."""
    period = rollup.period
    return RollupRecord(
        SCHEMA_VERSION,
        TOOL,
        rollup.as_of,
        rollup.notices,
        PeriodRecord(period.year, period.quarter or None, period.month or None, str(period)),
        rollup.submissions,
        rollup.indicators,
        rollup.figures,
        rollup.inconsistent,
        rollup.left_out,
        rollup.moved,
        rollup.summary,
    )


def text(rollup: Rollup) -> str:
    """Return the roll-up as JSON text."""
    return json_document.document(record(rollup))


def schema() -> dict[str, Any]:
    """Return the JSON schema of the roll-up."""
    return json_document.schema(RollupRecord)
