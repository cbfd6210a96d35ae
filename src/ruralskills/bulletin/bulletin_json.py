"""The bulletin for programs: the roll-up's object with the statements beside it."""

from __future__ import annotations

from typing import Any

from ruralskills.bulletin.statement import Bulletin, Statement
from ruralskills.reports import json_document
from ruralskills.rollups import document
from ruralskills.rollups.document import RollupRecord
from ruralskills.rollups.rollup import Rollup


class BulletinRecord(RollupRecord, frozen=True, kw_only=True):
    """The object that ``rs summarize --to json`` writes."""

    bulletin: tuple[Statement, ...]


def text(rollup: Rollup, bulletin: Bulletin) -> str:
    """Return the bulletin as JSON text."""
    shared = {
        name: getattr(document.record(rollup), name) for name in RollupRecord.__struct_fields__
    }
    return json_document.document(BulletinRecord(**shared, bulletin=bulletin.statements))


def schema() -> dict[str, Any]:
    """Return the JSON schema of the bulletin."""
    return json_document.schema(BulletinRecord)
