"""Read an attendance sheet: people down, days and halves of days across, a mark in each cell.

Every cell becomes one row of a long model: class, person, day, half, and what the mark means.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, Final

from ruralskills.detection import attendance_marks, day_headers
from ruralskills.detection.columns import parsed, table_period
from ruralskills.detection.day_headers import NAMES, Session, sessions
from ruralskills.detection.detected_table import DetectedTable, HeaderColumn
from ruralskills.detection.sheet_view import Sheet
from ruralskills.detection.table_layout import layout_of
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

_NUMBERS: Final = ("身份证号", "身份证号码", "公民身份号码", "身份证", "证件号码")
_ATTENDANCE: Final = regex("考勤|签到|出勤|点名|报到")
_CLASS: Final = regex(
    r"(?:班次名称|培训班名称|班级名称|班次|班级|培训班|班名|期次)[:：]\s*([^\s:：]+)"
)
_AGENCY: Final = regex(r"(?:培训机构|承训机构|培训单位|培训学校|培训基地)[:：]\s*([^\s:：]+)")
_A_CLASS: Final = r"(?:期|(?<![值上下夜白早晚中跟])班)"
"""How the name of a class ends; 值班 and 上班 are none."""
_TITLE: Final = regex(
    rf"(.*?{_A_CLASS})(?:培训)?(?:学员|人员)?(?:20\d\d年)?(?:\d{{1,2}}月份?)?(?:考勤|签到|点名|出勤|报到)"
)
_OF_CLASS: Final = regex(rf".*{_A_CLASS}$")


def is_table(grid: Grid, region: DetectedTable) -> bool:
    """Whether a region has a column of names and, right of it, columns of days."""
    name = _column(region, NAMES)
    held = sessions(region.columns, "", None) if name else []
    if name is None or not any(s.column.index > name.index for s in held):
        return False
    return all(day_headers.names_a_day(s.column.words) for s in held) or bool(
        _ATTENDANCE.search(f"{region.title} {grid.name}")
    )


def read(file: str, sheet: str, grid: Grid, region: DetectedTable, in_force: InForce) -> Table:
    """Return the attendance sheet as one row for each person and half-day."""
    name = _column(region, NAMES)
    assert name is not None  # is_table said so when it was found
    heading = f"{region.title} {region.unit_line}"
    period = table_period(region.title, region.unit_line, sheet, file)
    held = [
        session
        for session in sessions(region.columns, heading, period.year if period else None)
        if session.column.index > name.index
    ]
    people = [row for row in region.rows if grid.at(row, name.index) not in ("", None)]
    columns = {
        "class_name": _constant("class_name", _class_name(region, sheet), len(people) * len(held)),
        "agency": _constant("agency", _said(_AGENCY, heading), len(people) * len(held)),
        "name": _of_people("name", grid, name, people, len(held), in_force),
    }
    if (number := _column(region, _NUMBERS)) is not None:
        columns["id_number"] = _of_people("id_number", grid, number, people, len(held), in_force)
    columns["day"] = _of_sessions("day", held, lambda s: s.day, len(people))
    columns["half"] = _of_sessions("half", held, lambda s: s.half or None, len(people))
    columns["mark"] = _marks(grid, region, columns["name"], people, held)
    fields = {c.index: n for n, c in columns.items() if c.at is None and c.index >= 0}
    fields |= {session.column.index: "mark" for session in held}
    return Table(
        ledger=Attendance,
        layout=layout_of(file, grid, region, Attendance, fields, people, {}),
        period=period,
        row_numbers=[row + 1 for row in people for _ in held],
        columns=columns,
        places=normalised(heading),
    )


def _column(region: DetectedTable, heads: Sequence[str]) -> HeaderColumn | None:
    return next((c for c in region.columns if c.path and c.path[-1] in heads), None)


def _said(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[1] if found else ""


def _class_name(region: DetectedTable, sheet: str) -> str:
    """The class that the sheet speaks of: its heading says it, or its title, or the sheet's name."""
    said = _said(_CLASS, region.unit_line) or _said(_TITLE, normalised(region.title))
    if said:
        return said
    return normalised(sheet) if _OF_CLASS.fullmatch(normalised(sheet)) else ""


def _constant(name: str, value: str, length: int) -> Column:
    """A field that the heading says of all rows."""
    return Column(
        field_specs(Attendance)[name], "", -1, [value], [value or Absent.BLANK], [0] * length
    )


def _of_people(
    name: str, grid: Grid, column: HeaderColumn, people: Sequence[int], times: int, in_force: InForce
) -> Column:  # fmt: skip
    """A field that stands once for each person, and in each of his half-days."""
    source, spec = grid.columns[column.index], field_specs(Attendance)[name]
    return Column(
        spec=spec,
        header=column.header,
        index=column.index,
        raws=source.values,
        values=parsed(source.values, spec, NO_CONTEXT, in_force),
        codes=[source.codes[row] for row in people for _ in range(times)],
        filled=frozenset(i for i in range(len(people) * times) if i % times),
    )


def _of_sessions(
    name: str, held: Sequence[Session], get: Callable[[Session], Any], people: int
) -> Column:
    """A field that the header gives to each half-day."""
    values = [Absent.BLANK if (value := get(session)) is None else value for session in held]
    return Column(
        spec=field_specs(Attendance)[name],
        header=field_specs(Attendance)[name].header,
        index=held[0].column.index,
        raws=[session.column.header for session in held],
        values=values,
        codes=list(range(len(held))) * people,
        at=[session.column.index for session in held] * people,
    )


def _marks(
    grid: Grid, region: DetectedTable, names: Column, people: Sequence[int], held: Sequence[Session]
) -> Column:
    """What stands in the cells, each distinct mark read once; a merge fills the cells it covers."""
    sheet = Sheet(grid)
    explained = attendance_marks.legend(_explanations(sheet, region))
    raws: list[Raw | CellError] = []
    values: list[Any] = []
    known: dict[tuple[str, str], int] = {}
    codes: list[int] = []
    for number, row in enumerate(people):
        name = names[number * len(held)]
        person = name if isinstance(name, str) else ""
        for session in held:
            text = sheet.text(row, session.column.index)
            key = (text, person if text and text[0] == person[:1] else "")
            if key not in known:
                known[key] = len(values)
                raws.append(text)
                values.append(attendance_marks.meaning(compact(text), explained, key[1]))
            codes.append(known[key])
    return Column(
        spec=field_specs(Attendance)["mark"],
        header="考勤",
        index=held[0].column.index,
        raws=raws,
        values=values,
        codes=codes,
        at=[session.column.index for session in held] * len(people),
    )


def _explanations(sheet: Sheet, region: DetectedTable) -> list[str]:
    """The texts around the people: over the header and under the last of them."""
    data = set(region.rows)
    first = max(0, region.header_rows[0] - 4)
    around = (row for row in range(first, sheet.height) if row not in data)
    lines = [
        [str(value) for _, value in sheet.own(row) if isinstance(value, str)] for row in around
    ]
    return [text for line in lines for text in (*line, " ".join(line))]
