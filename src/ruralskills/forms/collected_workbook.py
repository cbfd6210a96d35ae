"""The roster of the forms that were read, as a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from io import BytesIO
from typing import Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from ruralskills.forms.collected_form import CollectedForm
from ruralskills.forms.form_values import Value
from ruralskills.ledgers import Application
from ruralskills.model.fields import field_specs
from ruralskills.outputs.scratch import scratch_for_libraries
from ruralskills.text.width import width
from ruralskills.text.xml_text import xml_text

HEADER_ROW: Final = 2
FIRST_ROW: Final = 3
SOURCE: Final = "form"
"""The field of the form's file, whose header is 来源."""
_WIDEST: Final = 40
_HEAD: Final = PatternFill("solid", fgColor="DDE6F0")
_LINE: Final = Side(style="thin", color="808080")
_BOX: Final = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)


def roster(forms: Sequence[CollectedForm], fields: Sequence[str]) -> bytes:
    """Return the application ledger of forms, 来源 in its last column."""
    specs = field_specs(Application)
    names = ["seq", *fields, SOURCE]
    book = Workbook()
    page = book.worksheets[0]
    page.title = Application.info.title
    title = page.cell(1, 1, Application.info.title)
    title.font = Font(name="方正小标宋简体", size=18)
    for column, name in enumerate(names, start=1):
        head = page.cell(HEADER_ROW, column, specs[name].header)
        head.font, head.fill, head.border = Font(name="宋体", bold=True), _HEAD, _BOX
        head.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    widths = [width(specs[name].header) for name in names]
    for row, form in enumerate(forms, start=FIRST_ROW):
        values: dict[str, Value] = {**form.values, "seq": row - FIRST_ROW + 1, SOURCE: form.source}
        for column, name in enumerate(names, start=1):
            value = values.get(name, "")
            cell = page.cell(row, column)
            cell.border = _BOX
            cell.alignment = Alignment(vertical="center", wrap_text=True)
            if isinstance(value, str):
                cell.number_format = "@"
                if value:
                    cell.value = xml_text(value)
                    cell.data_type = "s"  # a text that begins with = is no formula
            else:
                cell.value = float(value) if isinstance(value, Decimal) else value
            longest = max(map(width, str(value).split("\n")))
            widths[column - 1] = max(widths[column - 1], longest)
    for column, wide in enumerate(widths, start=1):
        page.column_dimensions[get_column_letter(column)].width = min(wide + 2, _WIDEST)
    page.freeze_panes = f"A{FIRST_ROW}"
    target = BytesIO()
    with scratch_for_libraries():
        book.save(target)
    return target.getvalue()
