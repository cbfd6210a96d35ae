"""Input files and their names."""

from __future__ import annotations

from pathlib import Path, PurePath
from typing import Final, Literal

from msgspec import Struct, field

from ruralskills.model.layout import FileStatus
from ruralskills.text.lazy_regex import regex

SPREADSHEETS: Final = frozenset(
    {".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlt", ".xlsb", ".ods", ".et", ".ett", ".csv",
     ".tsv", ".mht", ".mhtml", ".zip", ".rar", ".7z"}
)  # fmt: skip
_TRACES: Final = ("~$", ".~", "._", ".")
"""Beginnings of names of lock files, hidden files and resource forks."""
_OUTPUTS: Final = regex(r"^findings.*\.csv$|^收件登记表")


class InputFile(Struct, frozen=True):
    """A file to check, and its name in reports."""

    path: Path
    name: str


class Inputs(Struct):
    """The files to check, those that are not checked, and remarks on them."""

    files: list[InputFile] = field(default_factory=list)
    not_checked: list[FileStatus] = field(default_factory=list)
    """Archives that cannot be unpacked, and copies of other files."""
    remarks: list[str] = field(default_factory=list)

    def leave_out(
        self, file: InputFile, status: Literal["unreadable", "skipped"], why: str
    ) -> None:
        """Record that a file is not checked, with the reason."""
        self.not_checked.append(FileStatus(file.name, status, why, location=str(file.path)))


def is_input_name(name: str) -> bool:
    """Return True for the name of a spreadsheet or archive that is no lock file.

    A list of problems is known by its content, and a corrected copy by what is in it and beside
    it, for a ledger may bear such a name.

    >>> [is_input_name(n) for n in ("台账.xlsx", "~$台账.xlsx", "._台账.xlsx", "台账.校正.xlsx")]
    [True, False, False, True]
    """
    return (
        PurePath(name).suffix.lower() in SPREADSHEETS
        and not name.startswith(_TRACES)
        and not _OUTPUTS.search(name)
    )
