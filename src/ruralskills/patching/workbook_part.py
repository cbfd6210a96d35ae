"""The workbook's own part: its sheets, defined names, and settings of calculation."""

from __future__ import annotations

import re
from typing import Final

from ruralskills.model.appended_sheets import SIGNATURE
from ruralskills.patching.package_parts import Parts, relations_of
from ruralskills.patching.rich_text import shared_items
from ruralskills.patching.sheet_xml import first_cell
from ruralskills.patching.xml import (
    attributes,
    child_elements,
    escape,
    insert_before_last,
    prefix_of,
    start_tag,
    text_of,
    unescape,
)

_MAIN: Final = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_MAIN_STRICT: Final = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
_WORKSHEET: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_STYLES: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_AFTER_CALCULATION: Final = (
    b"oleSize", b"customWorkbookViews", b"pivotCaches", b"smartTagPr", b"smartTagTypes",
    b"webPublishing", b"fileRecoveryPr", b"webPublishObjects", b"extLst",
)  # fmt: skip
"""Elements behind the settings of calculation, in the order of the standard."""
_LONGEST_NAME: Final = 31
"""Characters in the name of a sheet."""


def main_namespace(parts: Parts) -> bytes:
    """Return the namespace of the workbook's sheets."""
    return _MAIN_STRICT if parts.is_strict else _MAIN


def worksheet_parts(parts: Parts) -> dict[str, str]:
    """Return the part of each worksheet by the sheet's name, in the workbook's order."""
    relations = {relation.id: relation for relation in parts.relations(parts.workbook)}
    worksheets: dict[str, str] = {}
    for tag in _sheet_tags(parts.read(parts.workbook)):
        values = attributes(tag)
        relation = relations.get(_identifier(values))
        if relation is not None and relation.kind == "worksheet":
            worksheets[unescape(values.get(b"name", b""))] = relation.target
    return worksheets


def _identifier(values: dict[bytes, bytes]) -> str:
    """Return the id of the relation in the attributes of a sheet."""
    return next((v for key, v in values.items() if key.endswith(b":id")), b"").decode()


def _sheet_tags(workbook: bytes) -> list[bytes]:
    return re.findall(rb"<(?:[\w.-]+:)?sheet\s(?:[^>\"']|\"[^\"]*\"|'[^']*')*>", workbook)


def add_sheet(parts: Parts, name: str, part: bytes) -> None:
    """Add a sheet behind the others, under its name or a similar one that is free."""
    target = parts.free_name("xl/worksheets/sheet{}.xml")
    parts.set(target, part)
    parts.declare(target, _WORKSHEET)
    identifier = parts.relate(parts.workbook, "worksheet", target)
    workbook = parts.read(parts.workbook)
    prefix = prefix_of(workbook, b"workbook")
    tags = [attributes(tag) for tag in _sheet_tags(workbook)]
    last = tags[-1]  # whose prefixes are declared
    id_name = next((key for key in last if key.endswith(b":id")), b"r:id")
    declared = {key: value for key, value in last.items() if key.startswith(b"xmlns:")}
    taken = {unescape(values.get(b"name", b"")) for values in tags}
    values = {
        b"name": escape(_free_name(name, taken)),
        b"sheetId": b"%d" % (max(int(v.get(b"sheetId", b"0")) for v in tags) + 1),
        id_name: identifier.encode(),
    }
    tag = start_tag(prefix + b"sheet", declared | values, b"/>")
    parts.set(parts.workbook, insert_before_last(workbook, b"</" + prefix + b"sheets>", tag))


def _free_name(name: str, taken: set[str]) -> str:
    """Return a name that no sheet has: an office may keep a sheet by the name of ours."""
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name[: _LONGEST_NAME - 8]}（核查{number if number > 2 else ''}）"
    return free


def is_appended(parts: Parts, part: str) -> bool:
    """Return True if an earlier run appended the sheet, by its first cell."""
    cell = first_cell(parts.read(part))
    number = re.search(rb"<(?:[\w.-]+:)?v>\s*(\d+)\s*</", cell)
    if number is None or attributes(cell.partition(b">")[0]).get(b"t") != b"s":
        return text_of(cell).startswith(SIGNATURE)
    return _shared_string(parts, int(number[1])).startswith(SIGNATURE)


def _shared_string(parts: Parts, number: int) -> str:
    """Return a shared string, as other programs keep the texts of our sheets."""
    name = shared_strings(parts)
    items = shared_items(parts.read(name)) if name else ()
    return next((text_of(item) for at, item in enumerate(items) if at == number), "")


def shared_strings(parts: Parts) -> str:
    """Return the part of the shared strings, empty if there is none."""
    relations = parts.relations(parts.workbook)
    targets = [each.target for each in relations if each.kind == "sharedStrings"]
    return next((target for target in targets if target in parts), "")


def remove_sheet(parts: Parts, name: str) -> None:
    """Remove a sheet with its part, its relations and its defined names."""
    part = worksheet_parts(parts)[name]
    workbook = parts.read(parts.workbook)
    tags = _sheet_tags(workbook)
    at = next(n for n, t in enumerate(tags) if unescape(attributes(t)[b"name"]) == name)
    relation = next(r for r in parts.relations(parts.workbook) if r.target == part)
    workbook = workbook.replace(tags[at], b"", 1)
    workbook = _without_active(_without_names(workbook, at), at)
    parts.set(parts.workbook, workbook)
    parts.unrelate(parts.workbook, relation.id)
    parts.remove(part)
    if relations_of(part) in parts:
        parts.remove(relations_of(part))


def _without_names(workbook: bytes, sheet: int) -> bytes:
    """Return the workbook without the names of one sheet, later sheets renumbered."""
    prefix = prefix_of(workbook, b"workbook")
    name = prefix + b"definedName"
    pattern = re.compile(
        rb"""<"""
        + name
        + rb"""\s[^>]*?\blocalSheetId=["'](\d+)["'][^>]*?(?:/>|>.*?</"""
        + name
        + rb">)",
        re.DOTALL,
    )

    def renumbered(match: re.Match[bytes]) -> bytes:
        number = int(match[1])
        if number == sheet:
            return b""
        if number < sheet:
            return match[0]
        start, end = match.start(1) - match.start(), match.end(1) - match.start()
        return match[0][:start] + b"%d" % (number - 1) + match[0][end:]

    workbook = pattern.sub(renumbered, workbook)
    group = prefix + b"definedNames"
    return re.sub(rb"<" + group + rb"\s*>\s*</" + group + rb"\s*>", b"", workbook)


def _without_active(workbook: bytes, sheet: int) -> bytes:
    """Return the workbook with the sheets that it opens at renumbered without one."""

    def renumbered(match: re.Match[bytes]) -> bytes:
        number = int(match[2])
        return match[1] + b"%d" % (0 if number == sheet else number - (number > sheet)) + match[3]

    return re.sub(rb"""(\b(?:activeTab|firstSheet)=["'])(\d+)(["'])""", renumbered, workbook)


def add_styles(parts: Parts, part: bytes) -> str:
    """Add a part with styles to a workbook that has none, and return its name."""
    usual = "xl/styles.xml"  # some readers look nowhere else
    name = parts.free_name("xl/styles{}.xml") if usual in parts else usual
    parts.set(name, part)
    parts.declare(name, _STYLES)
    parts.relate(parts.workbook, "styles", name)
    return name


def has_formulas(parts: Parts) -> bool:
    """Return True if a cell has a formula other than one of WPS for a photograph."""
    for part in worksheet_parts(parts).values():
        sheet = parts.read(part)
        prefix = prefix_of(sheet, b"worksheet")
        formula = rb"<" + prefix + rb"f(?:\s[^>]*)?>(?!\s*=?(?:_xlfn\.)?DISPIMG\()"
        if re.compile(formula).search(sheet, 0, sheet.rfind(b"sheetData") + 1):
            return True
    return False


def request_calculation(parts: Parts) -> None:
    """Make the program that opens the workbook compute its formulas anew."""
    workbook = parts.read(parts.workbook)
    prefix = prefix_of(workbook, b"workbook")
    name = prefix + b"calcPr"
    match = re.search(rb"<" + name + rb"\b([^>]*?)(/?)>", workbook)
    if match is not None:
        values = attributes(match[1]) | {b"fullCalcOnLoad": b"1"}
        tag = start_tag(name, values, match[2] + b">")
        parts.set(parts.workbook, workbook[: match.start()] + tag + workbook[match.end() :])
        return
    root = re.search(rb"<" + prefix + rb"workbook\b[^>]*>", workbook)
    assert root is not None  # the prefix was read from it
    end = workbook.rindex(b"</" + prefix + b"workbook")
    children = child_elements(workbook, root.end(), end)
    at = next((start for child, start, _ in children if child in _AFTER_CALCULATION), end)
    tag = start_tag(name, {b"fullCalcOnLoad": b"1"}, b"/>")
    parts.set(parts.workbook, workbook[:at] + tag + workbook[at:])
