"""The lines of a 问题清单 in a workbook, as they were sent and as they came back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from ruralskills.model.masking import mask_name, mask_text
from ruralskills.model.own_reports import FINGERPRINT
from ruralskills.readers.grid import Grid
from ruralskills.text.normalise import normalised

_MOST_ABOVE: Final = 12
"""Rows in which the header is looked for: somebody may have put lines above it."""
_NUMBER, _ANSWER, _PLACE = "编号", "整改情况", "表与位置"


class ListedProblem(Struct, frozen=True):
    """A line of the list: what it says, where, by which rule, and the answer."""

    number: str
    name: str
    sheet: str
    address: str
    nature: str
    says: str
    fingerprint: str
    code: str
    answer: str = ""
    """The column 整改情况 as it stands there."""
    reason: str = ""
    """The reason, where a list of an earlier form has a column for it."""
    settled: str = ""
    """The county's own column."""
    row: int = 0
    texts: tuple[str, ...] = ()
    """The whole line."""

    def masked(self) -> ListedProblem:
        """Return the line with personal numbers hidden."""
        return replace(
            self,
            name=mask_name(self.name),
            sheet=mask_name(self.sheet),
            says=mask_text(self.says),
            answer=mask_text(self.answer),
            reason=mask_text(self.reason),
            texts=tuple(map(mask_text, self.texts)),
        )


def listed_problems(sheets: Iterable[Grid]) -> list[ListedProblem]:
    """Return the lines of all lists among some sheets.

    A list is known by its header, wherever it stands and in whatever order its columns and lines
    are. A line counts if it has its fingerprint.
    """
    return [problem for sheet in sheets for problem in _lines_of(sheet)]


def _lines_of(grid: Grid) -> Iterator[ListedProblem]:
    for header in range(min(grid.height, _MOST_ABOVE)):
        heads = [normalised(grid.text(header, column)) for column in range(grid.width)]
        columns = {head.partition("(")[0]: at for at, head in reversed(list(enumerate(heads)))}
        if {_NUMBER, _ANSWER, FINGERPRINT} <= columns.keys():
            break
    else:
        return
    for row in range(header + 1, grid.height):
        if grid.text(row, columns[FINGERPRINT]).strip():
            yield _problem(grid, row, columns)


def _problem(grid: Grid, row: int, columns: Mapping[str, int]) -> ListedProblem:
    def text(header: str) -> str:
        return grid.text(row, columns[header]).strip() if header in columns else ""

    if _PLACE in columns:
        sheet, _, address = text(_PLACE).rpartition("\n")[2].rpartition("!")
        name = text("村·姓名").rpartition("·")[2]
    else:  # the list had more columns once
        sheet, address, name = text("表名"), text("位置"), text("姓名")
    return ListedProblem(
        number=text(_NUMBER),
        name=name,
        sheet=sheet or address.partition("（")[0],
        address=address if sheet else "全表",
        nature=text("性质"),
        says=text("存在问题"),
        fingerprint=text(FINGERPRINT),
        code=text("代码"),
        answer=text(_ANSWER),
        reason=text("情况说明"),
        settled=text("核销"),
        row=row + 1,
        texts=tuple(grid.text(row, column) for column in range(grid.width)),
    )
