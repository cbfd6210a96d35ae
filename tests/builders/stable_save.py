"""Save workbooks the same for the same content, with results of formulas.

openpyxl writes the hour of saving into a workbook, and formulas without their results; a township's
workbook was saved by a program that had computed them.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Final

from openpyxl import Workbook

SAVED: Final = datetime(2020, 12, 18, 9, 30)

Results = Mapping[str, Mapping[str, int | str]]
"""The results of formulas by sheet and cell. A text is an error such as #REF!."""


def save(book: Workbook, path: Path, results: Results) -> None:
    """Write the workbook as it would have been saved on the day ``SAVED``."""
    raw = BytesIO()
    book.save(raw)
    parts = {
        f"xl/worksheets/sheet{number}.xml": results.get(sheet.title, {})
        for number, sheet in enumerate(book.worksheets, 1)
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    with (
        zipfile.ZipFile(raw) as written,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as settled,
    ):
        for name in written.namelist():
            content = written.read(name)
            if name == "docProps/core.xml":
                content = _dated(content.decode()).encode()
            elif values := parts.get(name):
                content = _computed(content.decode(), values).encode()
            entry = zipfile.ZipInfo(name, SAVED.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            settled.writestr(entry, content)


def _dated(core: str) -> str:
    return re.sub(r"(<dcterms:\w+ [^>]*>)[^<]*", rf"\g<1>{SAVED.isoformat()}Z", core)


def _computed(sheet: str, values: Mapping[str, int | str]) -> str:
    for cell, value in values.items():
        kind = ' t="e"' if isinstance(value, str) else ""
        pattern = rf'<c r="{cell}"((?: s="\d+")?)><f>([^<]*)</f><v\s*(?:/>|></v>)</c>'
        given = rf'<c r="{cell}"\g<1>{kind}><f>\g<2></f><v>{value}</v></c>'
        sheet, found = re.subn(pattern, given, sheet)
        if found != 1:
            raise ValueError(f"{cell}: no formula without a result there")
    return sheet
