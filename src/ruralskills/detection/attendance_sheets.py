"""Attendance sheets: people down, half-days across, a mark in each cell.

Every cell becomes one row of the attendance ledger: class, person, day, half and mark.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from typing import Any, Final

from ruralskills.detection import attendance_marks
from ruralskills.detection.columns import parse_values
from ruralskills.detection.day_headers import NAME_HEADERS, Session, has_day, sessions
from ruralskills.detection.detected_table import DetectedTable, HeaderColumn
from ruralskills.detection.recognised_table import RecognisedTable, first_period
from ruralskills.detection.sheet_view import SheetView
from ruralskills.detection.table_layout import layout_of
from ruralskills.detection.unmapped_columns import unread_errors
from ruralskills.ledgers import Attendance
from ruralskills.model.fields import field_specs
from ruralskills.model.table import Table
from ruralskills.model.typed_column import Column
from ruralskills.notices import InForce
from ruralskills.readers.grid import Grid
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised
from ruralskills.values.field_type import NO_CONTEXT, Absent, CellError, Raw
from ruralskills.values.text import compact

_NUMBER_HEADERS: Final = ("身份证号", "身份证号码", "公民身份号码", "身份证", "证件号码")
_ATTENDANCE: Final = regex("考勤|签到|出勤|点名|报到")
_LONGEST_MARK: Final = 2
_SEARCHED_ROWS: Final = 100
_CLASS: Final = regex(
    r"(?:班次名称|培训班名称|班级名称|班次|班级|培训班|班名|期次)[:：]\s*([^\s:：]+)"
)
_AGENCY: Final = regex(r"(?:培训机构|承训机构|培训单位|培训学校|培训基地)[:：]\s*([^\s:：]+)")
_CLASS_END: Final = r"(?:期|(?<![值上下夜白早晚中跟])班)"
"""The end of a class's name, which 值班 and 上班 are not."""
_TITLE: Final = regex(
    rf"^(.*?{_CLASS_END})(?:培训)?(?:学员|人员)?(?:20\d\d年)?(?:\d{{1,2}}月份?)?(?:考勤|签到|点名|出勤|报到)"
)
_CLASS_NAME: Final = regex(rf".*{_CLASS_END}$")


def is_table(detected: DetectedTable) -> bool:
    """Return True for a table with names and, to the right of them, columns of days."""
    name = _column(detected, NAME_HEADERS)
    days = sessions(detected.columns, "", None) if name else []
    if name is None or not any(day.column.index > name.index for day in days):
        return False
    if _ATTENDANCE.search(f"{detected.title} {detected.grid.name}"):
        return True
    return all(has_day(day.column.texts) for day in days) and _has_marks(detected, name, days)


def _has_marks(detected: DetectedTable, name: HeaderColumn, days: Sequence[Session]) -> bool:
    """Return True if most cells under the days are marks, as those of a plan are not."""
    cells = [
        (str(text), str(detected.grid.at(row, name.index)))
        for row in detected.rows[:_SEARCHED_ROWS]
        for day in days
        if (text := detected.grid.at(row, day.column.index)) not in ("", None)
    ]
    marks = sum(len(text) <= _LONGEST_MARK or text == person for text, person in cells)
    return 2 * marks >= len(cells)


def read(recognised: RecognisedTable, in_force: InForce) -> Table:
    """Return the attendance sheet as one row for each person and half-day."""
    detected, sheet = recognised.detected, recognised.sheet
    grid, heading = detected.grid, detected.heading
    name = _column(detected, NAME_HEADERS)
    assert name is not None  # is_table
    period = first_period(detected.title, detected.unit_line, sheet, recognised.file)
    days = [
        session
        for session in sessions(detected.columns, heading, period.year if period else None)
        if session.column.index > name.index
    ]
    people = [row for row in detected.rows if grid.at(row, name.index) not in ("", None)]
    length = len(people) * len(days)
    columns = {
        "class_name": _constant("class_name", _class_name(detected), length),
        "agency": _constant("agency", _first_group(_AGENCY, heading), length),
        "name": _person_column("name", grid, name, people, len(days), in_force),
    }
    if (number := _column(detected, _NUMBER_HEADERS)) is not None:
        columns["id_number"] = _person_column(
            "id_number", grid, number, people, len(days), in_force
        )
    columns["day"] = _session_column("day", days, lambda s: s.day, len(people))
    columns["half"] = _session_column("half", days, lambda s: s.half or None, len(people))
    columns["mark"] = _mark_column(detected, columns["name"], people, days)
    fields = {c.index: n for n, c in columns.items() if c.cell_columns is None and c.index >= 0}
    fields |= {session.column.index: "mark" for session in days}
    row_numbers = [row + 1 for row in people for _ in days]
    return Table(
        ledger=Attendance,
        layout=layout_of(recognised, Attendance, fields, people),
        period=period,
        row_numbers=row_numbers,
        unmapped=unread_errors(detected, row_numbers, fields),
        columns=columns,
        places=normalised(heading),
    )


def _column(detected: DetectedTable, headers: Collection[str]) -> HeaderColumn | None:
    return next((c for c in detected.columns if c.path and c.path[-1] in headers), None)


def _first_group(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[1] if found else ""


def _class_name(detected: DetectedTable) -> str:
    """Return the class that unit line, title or the sheet's name names."""
    sheet = normalised(detected.grid.name)
    return (
        _first_group(_CLASS, detected.unit_line)
        or _first_group(_TITLE, normalised(detected.title))
        or (sheet if _CLASS_NAME.fullmatch(sheet) else "")
    )


def _constant(name: str, value: str, length: int) -> Column:
    """Return the column of a field that the heading gives to all rows."""
    return Column(
        field_specs(Attendance)[name], "", -1, [value], [value or Absent.BLANK], [0] * length
    )


def _person_column(
    name: str, grid: Grid, column: HeaderColumn, people: Sequence[int], days: int, in_force: InForce
) -> Column:  # fmt: skip
    """Return the column of a field of a person, repeated for each half-day."""
    source, spec = grid.columns[column.index], field_specs(Attendance)[name]
    return Column(
        spec=spec,
        header=column.header,
        index=column.index,
        raws=source.values,
        values=parse_values(source.values, spec, NO_CONTEXT, in_force),
        codes=[source.codes[row] for row in people for _ in range(days)],
        filled=frozenset(i for i in range(len(people) * days) if i % days),
    )


def _session_column(
    name: str, days: Sequence[Session], get: Callable[[Session], Any], people: int
) -> Column:
    """Return the column of a field in the header of each half-day."""
    values = [Absent.BLANK if (value := get(session)) is None else value for session in days]
    return Column(
        spec=field_specs(Attendance)[name],
        header=field_specs(Attendance)[name].header,
        index=days[0].column.index,
        raws=[session.column.header for session in days],
        values=values,
        codes=list(range(len(days))) * people,
        cell_columns=[session.column.index for session in days] * people,
    )


def _mark_column(
    detected: DetectedTable, names: Column, people: Sequence[int], days: Sequence[Session]
) -> Column:
    """Return the column of marks, with each distinct one read once and merges filled."""
    view = SheetView(detected.grid)
    legend = attendance_marks.legend(_texts_around(view, detected))
    raws: list[Raw | CellError] = []
    values: list[Any] = []
    known: dict[tuple[str, str], int] = {}
    codes: list[int] = []
    for number, row in enumerate(people):
        name = names[number * len(days)]
        person = name if isinstance(name, str) else ""
        for session in days:
            text = view.text(row, session.column.index)
            key = (text, person if text and text[0] == person[:1] else "")
            if key not in known:
                known[key] = len(values)
                raws.append(text)
                values.append(attendance_marks.meaning(compact(text), legend, key[1]))
            codes.append(known[key])
    return Column(
        spec=field_specs(Attendance)["mark"],
        header="考勤",
        index=days[0].column.index,
        raws=raws,
        values=values,
        codes=codes,
        cell_columns=[session.column.index for session in days] * len(people),
    )


def _texts_around(view: SheetView, detected: DetectedTable) -> list[str]:
    """Return the texts near the header and below the people, also joined by row."""
    data = set(detected.rows)
    first = max(0, detected.header_rows[0] - 4)
    around = (row for row in range(first, view.height) if row not in data)
    lines = [
        [str(value) for _, value in view.cells(row) if isinstance(value, str)] for row in around
    ]
    return [text for line in lines for text in (*line, " ".join(line))]
