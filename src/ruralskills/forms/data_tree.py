"""The data of a form as it was written: texts with their lines, before any typing."""

from __future__ import annotations

from msgspec import Struct

from ruralskills.errors import OfficeError


class DataFileError(OfficeError):
    """A file that is no YAML, JSON or TOML, or holds no data of a form."""


class Scalar(Struct, frozen=True):
    """A text as it stands in the file. None where it says that there is none."""

    text: str | None
    line: int


class Items(Struct, frozen=True):
    """A list of values."""

    items: tuple[DataNode, ...]
    line: int


class Entry(Struct, frozen=True):
    """A key with the line that it stands on, and its value."""

    key: str
    line: int
    value: DataNode


class Entries(Struct, frozen=True):
    """A mapping in the order of the file. A key may stand in it twice."""

    entries: tuple[Entry, ...]
    line: int


DataNode = Scalar | Items | Entries
DEEPEST = 20
"""So many levels of nesting are read: a form needs three."""


def too_deep(file: str, line: int) -> DataFileError:
    """Return the error about data that is nested without need."""
    return DataFileError(f"{file}：第{line}行：嵌套超过{DEEPEST}层，不是申报表的数据")
