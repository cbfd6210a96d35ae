"""Records as Parquet, a file a source, with its tables beside them."""

from __future__ import annotations

from typing import Final

import msgspec

from ruralskills.rollups.parquet_file import parquet_file, value_beside
from ruralskills.rollups.records import SourceRecords
from ruralskills.rollups.sources import SourceContent

_CONTENT: Final = "ruralskills"


def record_file(content: SourceContent, records: SourceRecords) -> bytes:
    """Return the Parquet file of a source."""
    return parquet_file(records.numbers(), _CONTENT, msgspec.json.encode(content))


def content_in(file: bytes) -> SourceContent | None:
    """Return what a record file says of its source, None if it says nothing of it."""
    try:
        return msgspec.json.decode(value_beside(file, _CONTENT), type=SourceContent)
    except msgspec.DecodeError:
        return None
