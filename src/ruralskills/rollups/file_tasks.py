"""The task of reading one file, which a process on any machine can carry out."""

from __future__ import annotations

import pickle
from functools import lru_cache

from msgspec import Struct

from ruralskills.errors import CannotRead
from ruralskills.readers.content import content_of, digest
from ruralskills.rollups.reading import ReadOptions, read_content
from ruralskills.rollups.record_files import record_file
from ruralskills.rollups.records import SourceRecords
from ruralskills.rollups.sources import SourceContent
from ruralskills.validation.input_file import InputFile

KILLED = "读取时程序被系统终止，多半是文件过大或已损坏。请拆成几个文件，或另存为“.xlsx”再报"


class FileTask(Struct, frozen=True):
    """A file to read: its path where every process can read it, else its bytes."""

    file: InputFile
    sha256: str
    size: int
    content: bytes | None = None


class FileResult(Struct):
    """The result of a task. No content where the file is not the one meant."""

    content: SourceContent | None
    records: SourceRecords | None = None
    parquet: bytes = b""
    """The records as a file, where they are to be stored."""


def packed(options: ReadOptions) -> bytes:
    """Return options as they travel to workers."""
    return pickle.dumps(options)


@lru_cache(maxsize=2)
def _unpacked(options: bytes) -> ReadOptions:
    """Return options once for all files, with the rules that are bound to them."""
    unpacked: ReadOptions = pickle.loads(options)
    return unpacked


def carry_out(task: FileTask, options: bytes) -> FileResult:
    """Read a file, with options that are packed."""
    return _read(task, _unpacked(options))


def _read(task: FileTask, options: ReadOptions) -> FileResult:
    content = task.content if task.content is not None else _content(task)
    if content is None:
        return FileResult(None)
    reading = read_content(task.file, content, options)
    if reading.content.problem or not options.stored:
        return FileResult(reading.content, reading.records)
    return FileResult(reading.content, parquet=record_file(reading.content, reading.records))


def _content(task: FileTask) -> bytes | None:
    """Return the bytes of a file, None if it is not here or another one."""
    try:
        if task.file.path.stat().st_size != task.size:
            return None
        content = content_of(task.file.path)
    except (OSError, CannotRead):
        return None
    return content if digest(content) == task.sha256 else None


def unreadable(sha256: str, reason: str) -> FileResult:
    """Return the result of a file that cannot be read."""
    return FileResult(SourceContent(sha256, reason), SourceRecords())
