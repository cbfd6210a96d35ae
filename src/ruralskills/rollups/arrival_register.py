"""收件登记表: when each file came in, and which of several versions the office adopts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Final

from msgspec import Struct, field

from ruralskills.errors import CannotRead
from ruralskills.model.period import Period
from ruralskills.readers.grid import Grid
from ruralskills.readers.open import open_file
from ruralskills.rollups.entries import RollupError
from ruralskills.rollups.periods import folder_name
from ruralskills.rollups.submissions import SentTable
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised
from ruralskills.values import partial_date, yesno
from ruralskills.values.field_type import Absent, Unreadable, display_text

NAME: Final = "收件登记表"
_HEADERS: Final = {"file": "文件名", "received": "收到时间", "adopted": "是否采用"}
_MOST_ROWS_ABOVE: Final = 10
_TIME: Final = regex(r"[ T](\d{1,2})[:：时](\d{1,2})(?:[:：分](\d{1,2}))?")


class RegisterLine(Struct, frozen=True):
    """The line of a file in the register."""

    received: datetime | None = None
    has_time: bool = False
    """False where only the day is written."""
    adopted: bool | None = None


class ArrivalRegister(Struct):
    """The registers of all periods, by the period and the name of a file in it."""

    lines: dict[tuple[Period, str], RegisterLine] = field(default_factory=dict)

    def line_of(self, sent: SentTable) -> RegisterLine | None:
        """Return the line of a table's file: by its path, else by its name alone."""
        exact = self.lines.get((sent.period, _key(sent.below)))
        return exact or self.lines.get((sent.period, _key(Path(sent.below).name)))

    def adopted(self, sent: SentTable) -> bool | None:
        """Return True if the office adopts a file, None where it does not say."""
        line = self.line_of(sent)
        return line.adopted if line else None

    def tells_arrival(self, sent: SentTable) -> bool:
        """Return True if a register tells when a table's file came in."""
        line = self.line_of(sent)
        return line is not None and line.received is not None

    def set_late(self, tables: Iterable[SentTable], deadlines: Mapping[str, datetime]) -> None:
        """Mark the tables that count and came in after the deadline of their period."""
        for sent in tables:
            deadline = deadlines.get(folder_name(sent.period))
            line = self.line_of(sent)
            if sent.status != "adopted" or deadline is None or not (line and line.received):
                continue
            received, deadline = line.received, deadline.replace(tzinfo=None)
            is_late = received > deadline if line.has_time else received.date() > deadline.date()
            if is_late:
                is_same_minute = received.replace(second=0) == deadline.replace(second=0)
                form = "%Y-%m-%d %H:%M:%S" if line.has_time and is_same_minute else "%Y-%m-%d %H:%M"
                shown = received.strftime(form if line.has_time else "%Y-%m-%d")
                sent.status = "late"
                sent.reason = f"{shown}收到，期限是{deadline.strftime(form)}"


def read_registers(folders: Mapping[Path, Period]) -> ArrivalRegister:
    """Read the register in each folder of a period.

    Raises RollupError for one that cannot be read or has a line that nobody understands.
    """
    register = ArrivalRegister()
    for folder, period in sorted(folders.items()):
        for path in sorted(folder.glob(f"{NAME}*")):
            if path.suffix.lower() in (".xlsx", ".xls", ".csv", ".et", ".ods"):
                for name, line in _lines(path):
                    register.lines[period, _key(name)] = line
    return register


def _key(name: str) -> str:
    return normalised(name.replace("\\", "/")).strip("/")


def _lines(path: Path) -> Iterator[tuple[str, RegisterLine]]:
    try:
        _, book = open_file(path, path.name)
        grids = [book.read(name) for name in book.names]
    except CannotRead as error:
        raise RollupError(f"{path.name}：{error}") from None
    for grid in grids:
        if columns := _columns(grid):
            yield from _lines_of(grid, columns, path)
            return
    raise RollupError(f"{path.name}：没有“{'”“'.join(_HEADERS.values())}”这些列，请对照样例改正")


def _columns(grid: Grid) -> dict[str, tuple[int, int]]:
    """Return the row and the column of each header, none without a name and another."""
    for row in range(min(grid.height, _MOST_ROWS_ABOVE)):
        texts = [normalised(str(value)) for value in grid.row(row)]
        found = {
            name: (row, texts.index(header)) for name, header in _HEADERS.items() if header in texts
        }
        if "file" in found and len(found) > 1:
            return found
    return {}


def _lines_of(
    grid: Grid, columns: Mapping[str, tuple[int, int]], path: Path
) -> Iterator[tuple[str, RegisterLine]]:
    first = columns["file"][0] + 1
    for row in range(first, grid.height):
        cells = {name: grid.at(row, column) for name, (_, column) in columns.items()}
        name = str(cells["file"]).strip()
        if not name:
            continue
        try:
            received, has_time = _received(cells.get("received", ""))
            adopted = yesno.read(cells.get("adopted") or None)  # type: ignore[arg-type]  # no error
        except Unreadable as problem:
            raise RollupError(f"{path.name}第{row + 1}行“{name}”：{problem.message}") from None
        answer = adopted if isinstance(adopted, bool) else None
        yield name, RegisterLine(received, has_time, answer)


def _received(value: object) -> tuple[datetime | None, bool]:
    """Return the time of arrival, and if the hour is written.  Raises Unreadable."""
    if isinstance(value, datetime):
        return value, value.time() != time()
    if isinstance(value, date):
        return datetime.combine(value, time()), False
    text = display_text(value) if isinstance(value, float | int) else str(value or "").strip()
    if not text:
        return None, False
    hour = _TIME.search(text)
    read = partial_date.read(re.sub(_TIME.pattern + r".*", "", text) if hour else text)
    if isinstance(read, Absent):
        return None, False
    if not read.exact:
        raise Unreadable("", f"收到时间“{text}”没有写到日")
    at = time(int(hour[1]) % 24, int(hour[2]) % 60, int(hour[3] or 0) % 60) if hour else time()
    return datetime.combine(read.earliest, at), hour is not None
