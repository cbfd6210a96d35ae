"""The entries of the search on the leader's page: figure, cells, clause."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, Final

from ruralskills.bulletin.task_view import spoken_title
from ruralskills.model.masking import mask_text
from ruralskills.notices import shipped_notices
from ruralskills.rollups.entries import CountedCell, RollupFigure
from ruralskills.rollups.rollup import Rollup

_MOST_CELLS: Final = 60
"""Cells that are listed for a figure."""


def search_data(rollup: Rollup, clauses: dict[str, str]) -> str:
    """Return the entries as JSON that can stand in a page."""
    entries = list(_entries(rollup, clauses))
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
            "name": f"{figure.unit} {spoken_title(indicator.title)}",
            "value": _value(figure, indicator.measure),
            "clause": clauses.get(indicator.clause, indicator.clause),
            "places": list(_places(cells)),
        }


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
