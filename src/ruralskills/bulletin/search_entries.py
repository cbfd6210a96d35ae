"""The entries of the search on the leader's page: figures and red lines."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, Final

from ruralskills.bulletin.content import Material
from ruralskills.bulletin.red_lines import RedLineRow
from ruralskills.bulletin.task_view import spoken_title
from ruralskills.model.masking import mask_text
from ruralskills.notices import shipped_notices
from ruralskills.rollups.entries import CountedCell, RollupFigure, Span
from ruralskills.rollups.periods import folder_name
from ruralskills.rollups.rollup import Rollup

_MOST_CELLS: Final = 60
"""Cells that are listed for a figure."""
_SPANS: Final[Mapping[Span, str]] = {"year": "（本年）", "plan": "（整个计划）"}
"""The words by which the figures of an indicator in a plan are told apart."""


def search_data(material: Material) -> str:
    """Return the entries as JSON that can stand in a page."""
    rollup = material.rollup
    entries = [*_red_lines(material), *_entries(rollup, citations(rollup))]
    text = json.dumps(entries, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("&", "\\u0026")


def citations(rollup: Rollup) -> dict[str, str]:
    """Return by clause the citation, for the notices in force that are shipped."""
    shipped = shipped_notices()
    return {
        name: str(clause.citation)
        for each in rollup.notices
        if each.id in shipped
        for name, clause in shipped[each.id].clauses.items()
    }


def _entries(rollup: Rollup, clauses: dict[str, str]) -> Iterator[dict[str, Any]]:
    known = {each.id: each for each in rollup.indicators}
    planned = {each.indicator for each in rollup.figures if each.span == "plan"}
    units = {each.name for each in rollup.units}
    tasks = {(each.indicator, each.span) for each in rollup.figures if each.target}
    wanted = [
        each
        for each in rollup.figures
        if each.unit in units
        and each.places
        and ((each.indicator, each.span) in tasks or "元" in known[each.indicator].measure)
    ]
    for figure, cells in zip(wanted, rollup.cells_of(wanted), strict=True):
        indicator = known[figure.indicator]
        yield {
            "name": f"{figure.unit} {spoken_title(indicator.title)}"
            + (_SPANS[figure.span] if figure.indicator in planned else ""),
            "value": _value(figure, indicator.measure),
            "clause": clauses.get(indicator.clause, indicator.clause),
            "places": list(_places(cells)),
        }


def _red_lines(material: Material) -> Iterator[dict[str, Any]]:
    """Yield the red lines, each with the rows below it, unit by unit."""
    period = folder_name(material.rollup.period)
    for each in material.red_lines:
        name = f"红线 {each.words(period).text}"
        count = each.amount(period).text
        value = f"{count}{each.line.measure}" if count else "没有查"
        yield {"name": name, "value": value, "clause": each.clause, "places": []}
        for unit, group in groupby(each.rows, lambda row: row.unit):
            rows = list(group)
            yield {
                "name": f"{name} {unit or '未注明单位'}",
                "value": f"{len(rows)}处",
                "clause": each.clause,
                "places": list(_row_places(rows)),
            }


def _row_places(rows: Sequence[RedLineRow]) -> Iterator[str]:
    """Yield rows by place and hidden number, a long list cut short."""
    for row in rows[:_MOST_CELLS]:
        number = f"　{row.number}" if row.number else ""
        yield f"{row.file}　工作表“{row.sheet}”　{row.cell}{number}"
    if len(rows) > _MOST_CELLS:
        yield f"等{len(rows)}处"


def _value(figure: RollupFigure, measure: str) -> str:
    return "" if figure.cumulative is None else f"{figure.cumulative}{measure}"


def _places(cells: Sequence[CountedCell]) -> Iterator[str]:
    """Yield the cells by file and sheet, a long list cut short."""
    by_sheet: dict[tuple[str, str], list[str]] = defaultdict(list)
    for cell in cells:
        by_sheet[cell.file, cell.sheet].append(cell.cell)
    room = _MOST_CELLS
    for (file, sheet), own in by_sheet.items():
        shown = "、".join(own[: max(1, room)])
        more = f"等{len(own)}处" if len(own) > max(1, room) else ""
        room -= len(own)
        yield f"{mask_text(file)}　工作表“{mask_text(sheet)}”　{shown}{more}"
