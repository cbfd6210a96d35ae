"""A blank ledger as a workbook that refuses or marks mistakes as they are made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any, Final

from msgspec import Struct
from openpyxl import Workbook
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from ruralskills.forms.blank_columns import DATE_FORMAT, SEQ, BlankColumn
from ruralskills.forms.checksum_formula import failed_checksum, repeated
from ruralskills.forms.entry_limits import entry_limit
from ruralskills.forms.place_lists import PlaceLists
from ruralskills.model.appended_sheets import AID
from ruralskills.outputs.scratch import scratch_for_libraries
from ruralskills.text.lazy_regex import regex
from ruralskills.text.width import lines as count_lines
from ruralskills.text.xml_text import xml_text

TITLE_ROW: Final = 1
UNIT_ROW: Final = 2
HEADER_ROW: Final = 3
FIRST_ROW: Final = 4
LAST_ROW: Final = 1_048_576
LISTS: Final = "选项"
GUIDE: Final = "填表说明"
LEFT_OUT: Final = "未带入"
_LONGEST_NAME: Final = 31
_FORBIDDEN: Final = regex(r"[\\/?*:\[\]']")
"""Characters that the name of a sheet cannot have."""
_LAST_COLUMN: Final = 16_384
_WIDE: Final = 20
"""More columns than this stand on A3."""
_WIDEST: Final = 300
"""Characters of all columns that are legible on one page of A3."""
_LINE_HEIGHT: Final = 15
_A4: Final = 9
_A3: Final = 8
_UNLOCKED: Final = Protection(locked=False)
_HEAD: Final = PatternFill("solid", fgColor="DDE6F0")
_REQUIRED: Final = PatternFill("solid", fgColor="FCE4C8")
_WRONG: Final = PatternFill("solid", bgColor="FFB3B3")
_TWICE: Final = PatternFill("solid", bgColor="FFF2A8")
_LINE: Final = Side(style="thin", color="808080")
_BOX: Final = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_WRAPPED: Final = Alignment(horizontal="center", vertical="center", wrap_text=True)

Values = Mapping[str, Any]
"""A row by field: texts, numbers and days."""


class BlankSheet(Struct, frozen=True):
    """All that a blank ledger is made of."""

    title: str
    unit: str
    columns: Sequence[BlankColumn]
    places: PlaceLists
    is_place_list_complete: bool
    person: str
    """The field by which a repeated person is known, empty for none."""
    numbered: int
    """So many rows are numbered."""
    guide: Sequence[Sequence[str]]
    rows: Sequence[Values] = ()
    left_out: Sequence[str] = ()


def workbook(sheet: BlankSheet) -> bytes:
    """Return a blank ledger as the bytes of a workbook."""
    book = Workbook()
    page = book.worksheets[0]
    page.title = _FORBIDDEN.sub("_", sheet.title)[-_LONGEST_NAME:]
    lists = book.create_sheet(LISTS)
    lists.sheet_state = "hidden"
    ranges = _write_lists(lists, sheet)
    _write_head(page, sheet)
    _write_columns(page, sheet, ranges)
    _write_rows(page, sheet)
    _mark_mistakes(page, sheet)
    _protect(page)
    _set_up_print(page, sheet.columns)
    _write_texts(book.create_sheet(GUIDE), sheet.guide, (22, 46, 60, 40))
    if sheet.left_out:
        _write_texts(
            book.create_sheet(LEFT_OUT),
            [[f"{AID}{LEFT_OUT}"], *([line] for line in sheet.left_out)],
            (120,),
        )
    target = BytesIO()
    with scratch_for_libraries():
        book.save(target)
    return target.getvalue()


def _write_lists(lists: Worksheet, sheet: BlankSheet) -> dict[str, str]:
    """Write the words to choose from, and return their range or formula by field."""
    lists.cell(1, 1, f"{AID}下拉选项")
    ranges: dict[str, str] = {}
    column = 0

    def written(words: Sequence[str]) -> str:
        nonlocal column
        column += 1
        for row, word in enumerate(words, start=2):
            lists.cell(row, column, word).number_format = "@"
        letter = get_column_letter(column)
        return f"'{LISTS}'!${letter}$2:${letter}${len(words) + 1}"

    for each in sheet.columns:
        if each.choices:
            ranges[each.spec.field] = written(each.choices)
    fields = [each.spec.field for each in sheet.columns]
    if "township" in fields and sheet.places.townships:
        ranges["township"] = written(sheet.places.townships)
    if "village" in fields and sheet.places.villages:
        owners = written([township for township, _ in sheet.places.villages])
        villages = written([village for _, village in sheet.places.villages])
        at = fields.index("township") + 1 if "township" in fields else 0
        ranges["village"] = (
            _of_township(owners, villages, get_column_letter(at)) if at else villages
        )
    return ranges


def _of_township(owners: str, villages: str, letter: str) -> str:
    """Return the formula of the villages of the township in the same row."""
    township = f"${letter}{FIRST_ROW}"
    first = villages.partition(":")[0]
    return (
        f'IF({township}="",{villages},'
        f"OFFSET({first},MATCH({township},{owners},0)-1,0,COUNTIF({owners},{township}),1))"
    )


def _write_head(page: Worksheet, sheet: BlankSheet) -> None:
    last = len(sheet.columns)
    title = page.cell(TITLE_ROW, 1, sheet.title)
    title.font = Font(name="方正小标宋简体", size=18)
    title.alignment = Alignment(horizontal="center", vertical="center")
    centred_over = last // 2 if _is_wide(sheet.columns) else last
    if centred_over > 1:
        page.merge_cells(f"A{TITLE_ROW}:{get_column_letter(centred_over)}{TITLE_ROW}")
    page.row_dimensions[TITLE_ROW].height = 32
    page.cell(UNIT_ROW, 1, f"填报单位：{xml_text(sheet.unit)}")
    page.cell(UNIT_ROW, max(2, centred_over // 2 + 1), "填报日期：")
    for number in range(1, last + 1):
        page.cell(UNIT_ROW, number).protection = _UNLOCKED
    for number, column in enumerate(sheet.columns, start=1):
        cell = page.cell(HEADER_ROW, number, column.header)
        cell.font = Font(name="宋体", size=11, bold=True)
        cell.fill = _REQUIRED if column.spec.required else _HEAD
        cell.alignment, cell.border = _WRAPPED, _BOX
    page.row_dimensions[HEADER_ROW].height = 34
    page.sheet_format.defaultRowHeight, page.sheet_format.customHeight = 20, True
    page.freeze_panes = f"A{FIRST_ROW}"
    page.auto_filter.ref = f"A{HEADER_ROW}:{get_column_letter(last)}{HEADER_ROW}"


def _write_columns(page: Worksheet, sheet: BlankSheet, ranges: Mapping[str, str]) -> None:
    """Format and unlock whole columns, and set the limits of their entries."""
    for number, column in enumerate(sheet.columns, start=1):
        letter = get_column_letter(number)
        shape = page.column_dimensions[letter]
        shape.width = column.width
        shape.number_format = column.format
        shape.protection = _UNLOCKED
        shape.alignment = Alignment(vertical="center", wrap_text=column.kind == "text")
        limit = entry_limit(column, ranges.get(column.spec.field, ""))
        if limit is None:
            continue
        refuses = limit.refuses
        if column.spec.field in ("township", "village") and column.codes is None:
            refuses = sheet.is_place_list_complete
        validation = DataValidation(
            type=None if limit.type == "any" else limit.type,
            operator="between" if limit.type in ("date", "decimal") else None,
            formula1=limit.first or None,
            formula2=limit.last or None,
            allow_blank=True,
            showInputMessage=True,
            showErrorMessage=limit.type != "any",
            errorStyle="stop" if refuses else "warning",
            errorTitle="请核对",
            error=limit.error or None,
            promptTitle=column.spec.header[:32],
            prompt=limit.prompt,
        )
        validation.add(f"{letter}{FIRST_ROW}:{letter}{LAST_ROW}")
        page.add_data_validation(validation)
    _unlock_rest(page, len(sheet.columns))


def _unlock_rest(page: Worksheet, columns: int) -> None:
    """Unlock the columns beyond: a row with a locked cell cannot be deleted."""
    rest = page.column_dimensions[get_column_letter(columns + 1)]
    rest.min, rest.max = columns + 1, _LAST_COLUMN
    rest.protection = _UNLOCKED


def _write_rows(page: Worksheet, sheet: BlankSheet) -> None:
    fields = [column.spec.field for column in sheet.columns]
    for index in range(max(len(sheet.rows), sheet.numbered)):
        row = FIRST_ROW + index
        values = sheet.rows[index] if index < len(sheet.rows) else {}
        for number, column in enumerate(sheet.columns, start=1):
            value = index + 1 if fields[number - 1] == SEQ else values.get(column.spec.field)
            if value is None or value == "":
                continue
            cell = page.cell(row, number, xml_text(value) if isinstance(value, str) else value)
            if isinstance(value, str) and value.startswith("="):
                cell.data_type = "s"  # openpyxl takes it for a formula
            cell.number_format = column.format
            if column.format == DATE_FORMAT and isinstance(value, str):
                cell.number_format = "@"
            cell.protection = _UNLOCKED


def _mark_mistakes(page: Worksheet, sheet: BlankSheet) -> None:
    """Fill failed checksums and repeated people, and draw lines around rows in use."""
    for number, column in enumerate(sheet.columns, start=1):
        if column.kind != "identity":
            continue
        letter = get_column_letter(number)
        cells = f"{letter}{FIRST_ROW}:{letter}{LAST_ROW}"
        first = f"${letter}{FIRST_ROW}"
        wrong = _fills(failed_checksum(first), _WRONG)
        page.conditional_formatting.add(cells, wrong)
        if column.spec.field == sheet.person:
            whole = f"${letter}${FIRST_ROW}:${letter}${LAST_ROW}"
            page.conditional_formatting.add(cells, _fills(repeated(first, whole), _TWICE))
    last = get_column_letter(len(sheet.columns))
    used = f"COUNTA($A{FIRST_ROW}:${last}{FIRST_ROW})>0"
    page.conditional_formatting.add(f"A{FIRST_ROW}:{last}{LAST_ROW}", _formatted(used, border=_BOX))


def _fills(formula: str, fill: PatternFill) -> Rule:
    return _formatted(formula, fill=fill)


def _formatted(formula: str, **style: Any) -> Rule:
    """Return a conditional format."""
    return Rule(type="expression", formula=[formula], dxf=DifferentialStyle(**style))


def _protect(page: Worksheet) -> None:
    """Lock the head without a password, and allow what clerks do every day."""
    protection: Any = page.protection
    protection.sheet = True
    for allowed in (
        "sort", "autoFilter", "insertRows", "deleteRows", "formatColumns", "formatRows", "formatCells",
    ):  # fmt: skip
        setattr(protection, allowed, False)  # it names what is forbidden


def _is_wide(columns: Sequence[BlankColumn]) -> bool:
    """Return True if the columns are legible only on two pages side by side."""
    return sum(column.width for column in columns) > _WIDEST


def _set_up_print(page: Worksheet, columns: Sequence[BlankColumn]) -> None:
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = _A4 if len(columns) <= _WIDE else _A3
    is_wide = _is_wide(columns)
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 2 if is_wide else 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    names = [n for n, c in enumerate(columns, start=1) if c.kind == "name" and c.spec.required]
    if is_wide and names:
        page.print_title_cols = f"A:{get_column_letter(names[0])}"
    page.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    page.page_margins.left = page.page_margins.right = 0.4
    page.page_margins.top = page.page_margins.bottom = 0.5
    page.oddFooter = HeaderFooterItem(center=_HeaderFooterPart("第&P页 共&N页"))
    page.print_options.horizontalCentered = True


def _write_texts(page: Worksheet, lines: Sequence[Sequence[str]], widths: Sequence[float]) -> None:
    for number, width in enumerate(widths, start=1):
        page.column_dimensions[get_column_letter(number)].width = width
    for row, texts in enumerate(lines, start=1):
        for number, text in enumerate(texts, start=1):
            cell = page.cell(row, number, xml_text(text))
            cell.data_type = "s"
            cell.alignment = Alignment(vertical="top", wrap_text=len(texts) > 1)
        if len(texts) > 1:  # programs do not reckon the height of a row that they did not make
            heights = (count_lines(t, w - 2) for t, w in zip(texts, widths, strict=False))
            page.row_dimensions[row].height = _LINE_HEIGHT * max(heights)
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = _A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
