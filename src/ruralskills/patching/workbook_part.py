"""The workbook's own part: its list of sheets, the names that count them, how it is computed."""

from __future__ import annotations

import re
from typing import Final

from ruralskills.model.appended_sheets import SIGNATURE
from ruralskills.patching.cells import first_cell
from ruralskills.patching.package_parts import Parts, relations_of
from ruralskills.patching.xml import (
    attributes,
    elements,
    escaped,
    inserted,
    prefix_of,
    start_tag,
    text_of,
    unescaped,
)

_MAIN: Final = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_MAIN_STRICT: Final = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
_WORKSHEET: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_STYLES: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_BEHIND_COMPUTING: Final = (
    b"oleSize", b"customWorkbookViews", b"pivotCaches", b"smartTagPr", b"smartTagTypes",
    b"webPublishing", b"fileRecoveryPr", b"webPublishObjects", b"extLst",
)  # fmt: skip
"""What stands behind the settings of computing, by the order of the standard."""
_LONGEST_NAME: Final = 31
"""Characters in the name of a sheet."""


def main_namespace(parts: Parts) -> bytes:
    """The name of the language that the workbook's sheets are written in."""
    return _MAIN_STRICT if parts.is_strict else _MAIN


def sheets_of(parts: Parts) -> dict[str, str]:
    """The sheets with cells, each with its part, in the workbook's order."""
    relations = {relation.id: relation for relation in parts.relations(parts.workbook)}
    found: dict[str, str] = {}
    for tag in _sheet_tags(parts.read(parts.workbook)):
        values = attributes(tag)
        relation = relations.get(_identifier(values))
        if relation is not None and relation.kind == "worksheet":
            found[unescaped(values.get(b"name", b""))] = relation.target
    return found


def _identifier(values: dict[bytes, bytes]) -> str:
    return next((v for key, v in values.items() if key.endswith(b":id")), b"").decode()


def _sheet_tags(workbook: bytes) -> list[bytes]:
    return re.findall(rb"<(?:[\w.-]+:)?sheet\s(?:[^>\"']|\"[^\"]*\"|'[^']*')*>", workbook)


def add_sheet(parts: Parts, name: str, part: bytes) -> None:
    """Add a sheet behind the others, under its name or, where that is taken, one like it."""
    inside = parts.free_name("xl/worksheets/sheet{}.xml")
    parts.set(inside, part)
    parts.declare(inside, _WORKSHEET)
    identifier = parts.relate(parts.workbook, "worksheet", inside)
    workbook = parts.read(parts.workbook)
    prefix = prefix_of(workbook, b"workbook")
    tags = [attributes(tag) for tag in _sheet_tags(workbook)]
    like = tags[-1]
    bound = next((key for key in like if key.endswith(b":id")), b"r:id")
    declared = {key: value for key, value in like.items() if key.startswith(b"xmlns:")}
    taken = {unescaped(values.get(b"name", b"")) for values in tags}
    values = {
        b"name": escaped(_free(name, taken)),
        b"sheetId": b"%d" % (max(int(v.get(b"sheetId", b"0")) for v in tags) + 1),
        bound: identifier.encode(),
    }
    tag = start_tag(prefix + b"sheet", declared | values, b"/>")
    parts.set(parts.workbook, inserted(workbook, b"</" + prefix + b"sheets>", tag))


def _free(name: str, taken: set[str]) -> str:
    """A name that no sheet bears: a township may keep a sheet by the name of ours."""
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name[: _LONGEST_NAME - 8]}（核查{number if number > 2 else ''}）"
    return free


def is_ours(parts: Parts, part: str) -> bool:
    """Whether a sheet is one that was appended here: its first cell says so, not its name."""
    cell = first_cell(parts.read(part))
    number = re.search(rb"<(?:[\w.-]+:)?v>\s*(\d+)\s*</", cell)
    if number is None or attributes(cell.partition(b">")[0]).get(b"t") != b"s":
        return text_of(cell).startswith(SIGNATURE)
    return _shared_string(parts, int(number[1])).startswith(SIGNATURE)


def _shared_string(parts: Parts, number: int) -> str:
    """A shared string: another program that saves the workbook keeps all texts there."""
    for relation in parts.relations(parts.workbook):
        if relation.kind == "sharedStrings" and relation.target in parts:
            part = parts.read(relation.target)
            items = re.finditer(
                rb"<((?:[\w.-]+:)?)si(?:\s[^>]*)?(?:/>|>.*?</\1si>)", part, re.DOTALL
            )
            for at, item in enumerate(items):
                if at == number:
                    return text_of(item[0])
    return ""


def remove(parts: Parts, name: str) -> None:
    """Take a sheet away, with its part and relations and what the workbook says of it."""
    part = sheets_of(parts)[name]
    workbook = parts.read(parts.workbook)
    tags = _sheet_tags(workbook)
    at = next(n for n, t in enumerate(tags) if unescaped(attributes(t)[b"name"]) == name)
    relation = next(r for r in parts.relations(parts.workbook) if r.target == part)
    workbook = workbook.replace(tags[at], b"", 1)
    workbook = _shown(_names_without(workbook, at), at)
    parts.set(parts.workbook, workbook)
    parts.unrelate(parts.workbook, relation.id)
    parts.remove(part)
    if relations_of(part) in parts:
        parts.remove(relations_of(part))


def _names_without(workbook: bytes, sheet: int) -> bytes:
    """The workbook without the names of one sheet, and with the later sheets counted anew."""
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

    def counted(found: re.Match[bytes]) -> bytes:
        number = int(found[1])
        if number == sheet:
            return b""
        if number < sheet:
            return found[0]
        start, end = found.start(1) - found.start(), found.end(1) - found.start()
        return found[0][:start] + b"%d" % (number - 1) + found[0][end:]

    workbook = pattern.sub(counted, workbook)
    group = prefix + b"definedNames"
    return re.sub(rb"<" + group + rb"\s*>\s*</" + group + rb"\s*>", b"", workbook)


def _shown(workbook: bytes, gone: int) -> bytes:
    """The workbook opened at a sheet that is there."""

    def counted(found: re.Match[bytes]) -> bytes:
        at = int(found[2])
        return found[1] + b"%d" % (0 if at == gone else at - (at > gone)) + found[3]

    return re.sub(rb"""(\b(?:activeTab|firstSheet)=["'])(\d+)(["'])""", counted, workbook)


def add_styles(parts: Parts, part: bytes) -> str:
    """Give a workbook that has none a part with styles, and return its name."""
    usual = "xl/styles.xml"  # some readers look nowhere else
    name = parts.free_name("xl/styles{}.xml") if usual in parts else usual
    parts.set(name, part)
    parts.declare(name, _STYLES)
    parts.relate(parts.workbook, "styles", name)
    return name


def has_formulas(parts: Parts) -> bool:
    """Whether anything in the workbook is computed; a photograph in a cell is a formula in name only."""
    for part in sheets_of(parts).values():
        sheet = parts.read(part)
        prefix = prefix_of(sheet, b"worksheet")
        formula = rb"<" + prefix + rb"f(?:\s[^>]*)?>(?!\s*=?(?:_xlfn\.)?DISPIMG\()"
        if re.compile(formula).search(sheet, 0, sheet.rfind(b"sheetData") + 1):
            return True
    return False


def recalculated(parts: Parts) -> None:
    """Ask the program that opens the workbook to compute its formulas anew."""
    workbook = parts.read(parts.workbook)
    prefix = prefix_of(workbook, b"workbook")
    name = prefix + b"calcPr"
    found = re.search(rb"<" + name + rb"\b([^>]*?)(/?)>", workbook)
    if found is not None:
        values = attributes(found[1]) | {b"fullCalcOnLoad": b"1"}
        tag = start_tag(name, values, found[2] + b">")
        parts.set(parts.workbook, workbook[: found.start()] + tag + workbook[found.end() :])
        return
    root = re.search(rb"<" + prefix + rb"workbook\b[^>]*>", workbook)
    assert root is not None  # the prefix was read from it
    end = workbook.rindex(b"</" + prefix + b"workbook")
    within = elements(workbook, root.end(), end)
    at = next((start for child, start, _ in within if child in _BEHIND_COMPUTING), end)
    tag = start_tag(name, {b"fullCalcOnLoad": b"1"}, b"/>")
    parts.set(parts.workbook, workbook[:at] + tag + workbook[at:])
