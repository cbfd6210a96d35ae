"""The kinds of rows under a header: data, totals, parts, footer, notes and others.

``row_kind`` looks at a row cell by cell. In a list of 100,000 rows it looks only at the suspects.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, Literal

from ruralskills.detection import template_rows, vocabulary, zero_reports
from ruralskills.detection.detected_table import DetectedTable, TotalRow
from ruralskills.detection.header_columns import column_numbers
from ruralskills.detection.row_suspects import IDENTITY, LABEL_COLUMNS, suspects
from ruralskills.detection.sheet_view import RowCells, SheetView, cell_text, is_figure
from ruralskills.text.lazy_regex import regex
from ruralskills.values.field_type import CellError, Raw, absent

RowKind = Literal[
    "data", "total", "part", "footer", "unit", "number", "note", "blank", "template", "none"
]

_PERSON_HEADERS: Final = ("姓名", "户主", "身份证号", "身份证号码", "证件号码", "公民身份号码")
_SUBJECT_HEADERS: Final = (*_PERSON_HEADERS, "名称", "班次", "岗位", "工种", "项目")
_SUM_OF_ITS_OWN: Final = "累计"
"""The kind of a sum of rows that its words do not tell."""
_FEWEST_NUMBERED: Final = 2
"""The numbered rows above a sum that takes the place of a number."""
_REMARK_HEADERS: Final = regex(r"备注|说明|意见|状态")


def classify(view: SheetView, detected: DetectedTable, first: int, end: int) -> None:
    """Add the rows from ``first`` to before ``end`` to a table, by their kinds."""
    numbers = column_numbers(view, first)
    if numbers is not None:
        detected.column_numbers.update(numbers)
        first += 1
    detected.first_row = detected.first_row or first
    indexes = [c.index for c in detected.columns if c.path] or list(view.columns)
    found = suspects(view, indexes, first, end)
    following = first
    is_over = False
    for row in _rows_to_look_at(detected, found.rows, first, end):
        detected.rows += range(following, row)
        following = row + 1
        cells = view.cells(row)
        kind, label = row_kind(view, detected, row, cells)
        if kind == "data" and not (is_over and len(cells) < 3 and row in found.incomplete):
            detected.rows.append(row)
        else:
            _add(detected, row, kind, label, cells)
        is_over = is_over or kind == "footer" or (kind == "note" and bool(detected.rows))
    detected.rows += range(following, end)
    last = max((*detected.rows[-1:], *(total.row for total in detected.total_rows[-1:]), first - 1))
    detected.last_row = max(detected.last_row, last)


def _rows_to_look_at(
    detected: DetectedTable, suspected: set[int], first: int, end: int
) -> Iterator[int]:
    """Yield the rows down to the first of data, then suspects and rows below a part."""
    row = first
    while row < end and not detected.rows:
        yield row
        row += 1
    for suspect in sorted(suspect for suspect in suspected if suspect >= row):
        while row < suspect and row - 1 in detected.part_rows[-1:]:
            yield row
            row += 1
        yield suspect
        row = suspect + 1
    while row < end and row - 1 in detected.part_rows[-1:]:
        yield row
        row += 1


def _add(detected: DetectedTable, row: int, kind: RowKind, label: str, cells: RowCells) -> None:
    if kind == "total":
        kind_of_sum = vocabulary.total_kind(label) or _SUM_OF_ITS_OWN
        detected.total_rows.append(TotalRow(row, label, kind_of_sum))
    elif kind == "part":
        detected.part_rows.append(row)
    elif kind == "footer":
        detected.footer_rows.append(row)
        detected.footer += [cell_text(value) for _, value in cells]
    elif kind == "note":
        detected.notes += [cell_text(value) for _, value in cells]
    elif kind == "none":
        texts = [value for _, value in cells if isinstance(value, str)]
        statements = filter(zero_reports.declares_none, texts)
        detected.zero_report = next(statements, "/")
        detected.places_without_data += [
            text for text in texts if absent(text) is None and not zero_reports.declares_none(text)
        ]
    elif kind == "unit" and not detected.rows:
        line = "  ".join(cell_text(value) for _, value in cells)
        detected.unit_line = f"{detected.unit_line}  {line}".strip()
    elif kind == "unit":
        detected.footer += [cell_text(value) for _, value in cells]


def row_kind(
    view: SheetView, detected: DetectedTable, row: int, cells: RowCells
) -> tuple[RowKind, str]:
    """Return the kind of a row, and the label of a total."""
    if not cells:
        return "blank", ""
    if len(cells) == 1 and not isinstance(cells[0][1], str):
        return _kind_of_single(detected, *cells[0]), ""
    if not detected.rows and _is_template_row(detected, cells):
        return "template", ""
    texts = [(column, value) for column, value in cells if isinstance(value, str)]
    if any(IDENTITY.fullmatch(value) for _, value in texts):
        return "data", ""  # a person's row, whatever else is in it
    label = next(_total_labels(detected, cells, texts), "") or _unnumbered_sum(detected, cells)
    if label:
        return "total", re.sub(r"\s+", "", label)
    first = cells[0][1]
    if isinstance(first, str) and (kind := _kind_by_first(detected, first, cells)) is not None:
        return kind, ""
    if not detected.rows and column_numbers(view, row) is not None:
        return "number", ""
    if _is_zero_report(detected, cells):
        return "none", ""
    if len(cells) == 1:
        return _kind_of_single(detected, *cells[0]), ""
    return ("part" if _continues_parts(detected, row, cells) else "data"), ""


def _continues_parts(detected: DetectedTable, row: int, cells: RowCells) -> bool:
    """Return True for a label with figures below a 其中 row of a total: 其他乡镇, 48."""
    (column, first), *others = cells
    return (
        row - 1 in detected.part_rows[-1:]
        and bool(detected.total_rows)
        and detected.rows[-1:] < [detected.total_rows[-1].row]
        and isinstance(first, str)
        and not is_figure(first)
        and sum(c.index < column for c in detected.columns if c.path) < LABEL_COLUMNS
        and all(is_figure(value) or absent(value) is not None for _, value in others)
    )


def _is_template_row(detected: DetectedTable, cells: RowCells) -> bool:
    leaves = _leaves(detected)
    people = frozenset(column for column, leaf in leaves.items() if _is_person_header(leaf))
    return template_rows.is_template_row(cells, leaves, people)


def _is_zero_report(detected: DetectedTable, cells: RowCells) -> bool:
    leaves = _leaves(detected)
    subjects = frozenset(c for c, leaf in leaves.items() if leaf.endswith(_SUBJECT_HEADERS))
    return zero_reports.is_zero_report(cells, leaves, subjects, is_first=not detected.rows)


def _kind_by_first(detected: DetectedTable, first: str, cells: RowCells) -> RowKind | None:
    """Return the kind of a row by its first text, None if it may be data."""
    words_only = not any(is_figure(value) for _, value in cells[1:])
    if not detected.rows and vocabulary.is_unit_row(first) and len(cells) <= 4 and words_only:
        return "unit"
    if vocabulary.is_footer(first) and len(cells) <= 12:
        return "footer"
    if (
        vocabulary.is_bare_footer(first)
        and (detected.rows or detected.total_rows)
        and len(cells) <= 8
    ):
        return "footer"
    if (detected.rows or detected.total_rows) and words_only and _are_labels(cells):
        return "footer"
    if vocabulary.is_unit_row(first) and len(cells) <= 4 and words_only:
        return "unit"
    if vocabulary.is_note(first) or vocabulary.is_page_line(first):
        return "note"
    if vocabulary.is_bare_note(first) and detected.rows and len(cells) <= 2 and words_only:
        return "note"
    if vocabulary.is_part_label(first) and all(
        is_figure(value) or absent(value) is not None for _, value in cells[1:]
    ):
        return "part"
    return None


def _are_labels(cells: RowCells) -> bool:
    """Return True for labels with room for signatures behind them: 乡镇长签字：, 劳务站长：."""
    ends = [isinstance(value, str) and value.strip().endswith((":", "：")) for _, value in cells]
    return ends[0] and sum(ends) >= 2 and 2 * sum(ends) >= len(ends)


def _leaves(detected: DetectedTable) -> dict[int, str]:
    """Return by column the last word of its header path."""
    return {c.index: c.path[-1] for c in detected.columns if c.path}


def _is_person_header(leaf: str) -> bool:
    return leaf.endswith(_PERSON_HEADERS)


def _total_labels(
    detected: DetectedTable, cells: RowCells, texts: Sequence[tuple[int, str]]
) -> Iterator[str]:
    """Yield the labels of a total, but not those in a remark or that are a name."""
    leaves = _leaves(detected)
    words = [(c, v) for c, v in texts if absent(v) is None and not vocabulary.is_footer(v)]
    for at, (column, value) in enumerate(words):
        if not vocabulary.total_kind(value):
            continue
        leaf = leaves.get(column, "")
        before = [c for c, _ in words[:at]]
        if (
            len(words) <= 3
            and sum(c < column for c in leaves) < LABEL_COLUMNS
            and not _REMARK_HEADERS.search(leaf)
            and not any(_is_person_header(leaves.get(c, "")) for c in before)
            and not (_is_person_header(leaf) and _may_be_name(value) and cells[0][0] != column)
        ):
            yield value


def _unnumbered_sum(detected: DetectedTable, cells: RowCells) -> str:
    """Return the words of a row of figures in place of its number: 累计收入, 9940000.

    It says nothing of anyone, and nobody knows which rows it sums.
    """
    (column, first), *others = cells
    is_sum = (
        isinstance(first, str)
        and bool(others)
        and column == next((c.index for c in detected.columns if c.path), -1)
        and not any(character.isdigit() for character in first)
        and all(is_figure(value) for _, value in others)
        and len(detected.rows) >= _FEWEST_NUMBERED
        and all(is_figure(detected.grid.at(r, column)) for r in detected.rows[-_FEWEST_NUMBERED:])
    )
    return str(first) if is_sum else ""


def _may_be_name(value: str) -> bool:
    """Return True for a label of a total that may be a person's name: 魏小计."""
    return len(value) == 3 and not re.search("[村镇乡县市省区总共本全]", value[0])


def _kind_of_single(detected: DetectedTable, column: int, value: Raw | CellError) -> RowKind:
    """Return the kind of a row with one cell."""
    if isinstance(value, str):
        # a note or the title of a section, unless it is a name under 姓名
        is_name = len(value.strip()) <= 20 and _is_person_header(_leaves(detected).get(column, ""))
        return "data" if is_name else "note"
    first = next((c for c in detected.columns if c.path), None)
    # a row with nothing but its 序号 was numbered in advance and never filled in
    return "blank" if first is not None and column == first.index else "data"
