"""Records as Parquet, a file a source, with its tables in the file's metadata."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from ruralskills.rollups.records import SourceRecords
from ruralskills.rollups.sources import SourceContent

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_METADATA: Final = "ruralskills"
_WRITING: Final = f"""
COPY chunk TO '{{path}}'
(FORMAT parquet, COMPRESSION zstd, WRITE_BLOOM_FILTER false, KV_METADATA {{{{{_METADATA}: $content}}}})
"""


def _connection() -> DuckDBPyConnection:
    """Return the connection of this process, which has no threads of its own."""
    return _connection_of(os.getpid())


@cache
def _connection_of(process: int) -> DuckDBPyConnection:
    """Return a connection for a process: that of its parent is of no use to a fork."""
    import duckdb

    return duckdb.connect(":memory:", config={"threads": 1})


def record_file(content: SourceContent, records: SourceRecords) -> bytes:
    """Return the Parquet file of a source, empty where there is no room to make it."""
    import duckdb

    try:
        handle, name = tempfile.mkstemp(prefix="rs-", suffix=".parquet")
        os.close(handle)
    except OSError:
        return b""
    try:
        connection = _connection()
        connection.register("chunk", records.numbers())
        values = {"content": msgspec.json.encode(content).decode()}
        connection.execute(_WRITING.format(path=name.replace("'", "''")), values).fetchall()
        connection.unregister("chunk")
        return Path(name).read_bytes()
    except (OSError, duckdb.IOException):
        return b""
    finally:
        Path(name).unlink(missing_ok=True)


def contents_of(paths: Sequence[Path]) -> Mapping[Path, SourceContent]:
    """Return what the metadata of record files say of their sources.

    A file that says nothing, or something else, is left out.
    """
    if not paths:
        return {}
    query = "SELECT file_name, value FROM parquet_kv_metadata($paths) WHERE key = $key"
    values = {"paths": [str(path) for path in paths], "key": _METADATA.encode()}
    found: dict[Path, SourceContent] = {}
    for name, value in _connection().execute(query, values).fetchall():
        try:
            found[Path(name)] = msgspec.json.decode(value, type=SourceContent)
        except msgspec.DecodeError:
            continue
    return found
