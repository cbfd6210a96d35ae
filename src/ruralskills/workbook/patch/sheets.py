"""Append sheets of plain text to a workbook, and take them away again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from ruralskills.diagnostic import column_letter
from ruralskills.workbook.patch.parts import Parts
from ruralskills.workbook.patch.styles import Styles
from ruralskills.workbook.patch.xml import attributes, escaped, inserted, prefix_of, start_tag

_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_MAIN: Final = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_MAIN_STRICT: Final = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
_HEAD_COLOUR: Final = "DDE6F0"
_LINK_COLOUR: Final = "1F5FBF"
_MOST_LINKS: Final = 60_000
"""Excel refuses a sheet with more than 65,530."""


@dataclass(frozen=True, slots=True)
class Text:
    """A cell of an appended sheet."""

    text: str
    kind: Literal["text", "head", "title", "note"] = "text"
    link: str = ""
    """The place in the workbook that it leads to, such as '带头人'!B12."""


@dataclass(frozen=True, slots=True)
class NewSheet:
    """A sheet to append: its name, the widths of its columns, its rows; the header's row from 1."""

    name: str
    widths: Sequence[float]
    rows: Sequence[Sequence[Text]]
    header: int
    heights: Sequence[float] = ()
    """In points, row by row."""
    choices: tuple[int, tuple[str, ...]] | None = None
    """A column, from 0, that is filled in from a list, and the list."""


def sheets_of(parts: Parts) -> dict[str, str]:
    """The sheets of the workbook, each with its part, in the workbook's order."""
    targets = {relation.id: relation.target for relation in parts.relations(parts.workbook)}
    found: dict[str, str] = {}
    for tag in _sheet_tags(parts.read(parts.workbook)):
        values = attributes(tag)
        identifier = next((v for key, v in values.items() if key.endswith(b":id")), b"")
        name = _unescaped(values.get(b"name", b""))
        if target := targets.get(identifier.decode()):
            found[name] = target
    return found


def _sheet_tags(workbook: bytes) -> list[bytes]:
    return re.findall(rb"<(?:[\w.-]+:)?sheet\s[^>]*>", workbook)


def _unescaped(text: bytes) -> str:
    from xml.sax.saxutils import unescape

    return unescape(text.decode(), {"&quot;": '"', "&apos;": "'"})


def append(parts: Parts, styles: Styles, sheet: NewSheet) -> None:
    """Append a sheet behind the others."""
    name = parts.free_name("xl/worksheets/sheet{}.xml")
    parts.set(name, _xml(sheet, styles, _MAIN_STRICT if parts.is_strict else _MAIN))
    parts.declare(name, _TYPE)
    identifier = parts.relate(parts.workbook, "worksheet", name)
    workbook = parts.read(parts.workbook)
    prefix = prefix_of(workbook, b"workbook")
    tags = _sheet_tags(workbook)
    numbers = [int(attributes(tag).get(b"sheetId", b"0")) for tag in tags]
    like = attributes(tags[-1])
    bound = next((key for key in like if key.endswith(b":id")), b"r:id")
    declared = {key: value for key, value in like.items() if key.startswith(b"xmlns:")}
    values = {
        b"name": escaped(sheet.name),
        b"sheetId": b"%d" % (max(numbers) + 1),
        bound: identifier.encode(),
    }
    tag = start_tag(prefix + b"sheet", declared | values, b"/>")
    parts.set(parts.workbook, inserted(workbook, b"</" + prefix + b"sheets>", tag))


def remove(parts: Parts, name: str) -> None:
    """Take a sheet away, with its part and relation."""
    part = sheets_of(parts)[name]
    workbook = parts.read(parts.workbook)
    tag = next(t for t in _sheet_tags(workbook) if _unescaped(attributes(t)[b"name"]) == name)
    relation = next(r for r in parts.relations(parts.workbook) if r.target == part)
    parts.set(parts.workbook, workbook.replace(tag, b"", 1))
    parts.unrelate(parts.workbook, relation.id)
    parts.remove(part)


def recalculated(parts: Parts) -> None:
    """Ask the program that opens the workbook to compute its formulas anew."""
    workbook = parts.read(parts.workbook)
    prefix = prefix_of(workbook, b"workbook")
    found = re.search(rb"<" + prefix + rb"calcPr\b([^>]*?)(/?)>", workbook)
    if found is None:
        before = re.search(
            rb"<" + prefix + rb"(?:oleSize|customWorkbookViews|pivotCaches|smartTagPr|webPublishing"
            rb"|fileRecoveryPr|extLst)[\s/>]|</" + prefix + rb"workbook>",
            workbook,
        )
        if before is not None:
            tag = start_tag(prefix + b"calcPr", {b"fullCalcOnLoad": b"1"}, b"/>")
            at = before.start()
            parts.set(parts.workbook, workbook[:at] + tag + workbook[at:])
    elif b"fullCalcOnLoad" not in found[1]:
        new = b'<%scalcPr%s fullCalcOnLoad="1"%s>' % (prefix, found[1].rstrip(), found[2])
        parts.set(parts.workbook, workbook.replace(found[0], new, 1))


def _xml(sheet: NewSheet, styles: Styles, main: bytes) -> bytes:
    looks = {
        "text": styles.wrapped(0, framed=True),
        "head": styles.marked(styles.wrapped(0, bold=True, framed=True), _HEAD_COLOUR),
        "title": styles.wrapped(0, bold=True),
        "note": styles.wrapped(0),
        "link": styles.wrapped(0, colour=_LINK_COLOUR, framed=True),
    }
    width = len(sheet.widths)
    last = max(len(sheet.rows), sheet.header)
    links: list[bytes] = []
    heights = iter(sheet.heights)
    rows = [
        _row(number, row, next(heights, 0), looks, links)
        for number, row in enumerate(sheet.rows, 1)
    ]
    merges = b"".join(
        f'<mergeCell ref="A{n}:{column_letter(width - 1)}{n}"/>'.encode()
        for n in range(1, sheet.header)
    )
    columns = b"".join(
        b'<col min="%d" max="%d" width="%s" customWidth="1"/>' % (n, n, str(w).encode())
        for n, w in enumerate(sheet.widths, 1)
    )
    corner = column_letter(width - 1)
    pieces = [
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="%s">' % main,
        b'<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0">',
        b'<pane ySplit="%d" topLeftCell="A%d" activePane="bottomLeft" state="frozen"/>'
        % (sheet.header, sheet.header + 1),
        b"</sheetView></sheetViews><cols>%s</cols><sheetData>" % columns,
        *rows,
        b'</sheetData><autoFilter ref="A%d:%s%d"/>' % (sheet.header, corner.encode(), last),
        b'<mergeCells count="%d">%s</mergeCells>' % (sheet.header - 1, merges),
        _choices(sheet, last),
        b"<hyperlinks>%s</hyperlinks>" % b"".join(links) if links else b"",
        b'<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>',
        b'<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
        b"<headerFooter><oddFooter>&amp;C\xe7\xac\xac&amp;P\xe9\xa1\xb5 \xe5\x85\xb1&amp;N\xe9\xa1\xb5"
        b"</oddFooter></headerFooter></worksheet>",
    ]
    return b"".join(pieces)


def _row(
    number: int, row: Sequence[Text], height: float, looks: dict[str, int], links: list[bytes]
) -> bytes:
    cells: list[bytes] = []
    for column, cell in enumerate(row):
        reference = f"{column_letter(column)}{number}".encode()
        linked = bool(cell.link) and len(links) < _MOST_LINKS
        style = looks["link" if linked else cell.kind]
        text = b'<is><t xml:space="preserve">%s</t></is>' % escaped(cell.text)
        kind = b' t="inlineStr"' if cell.text else b""
        body = b">%s</c>" % text if cell.text else b"/>"
        cells.append(b'<c r="%s" s="%d"%s%s' % (reference, style, kind, body))
        if linked:
            links.append(b'<hyperlink ref="%s" location="%s"/>' % (reference, escaped(cell.link)))
    high = f' ht="{height:g}" customHeight="1"'.encode() if height else b""
    return b'<row r="%d"%s>%s</row>' % (number, high, b"".join(cells))


def _choices(sheet: NewSheet, last: int) -> bytes:
    if sheet.choices is None or last <= sheet.header:
        return b""
    column, words = sheet.choices
    letter = column_letter(column)
    ref = f"{letter}{sheet.header + 1}:{letter}{last}".encode()
    return (
        b'<dataValidations count="1"><dataValidation type="list" allowBlank="1" errorStyle="warning"'
        b' sqref="%s"><formula1>"%s"</formula1></dataValidation></dataValidations>'
    ) % (ref, escaped(",".join(words)))
