"""Parts of a package that hold its sheets."""

from __future__ import annotations

import posixpath
from xml.parsers import expat

from ruralskills.errors import SAVE_AS, CannotRead
from ruralskills.readers.package import Package, in_utf8, refuse_declarations

Element = tuple[str, dict[str, str]]
"""Name without namespace, and attributes, a qualified one as ``namespace}name``."""


def sheet_parts(package: Package) -> dict[str, str]:
    """Return the name of each sheet's part, by the sheet's name."""
    names = {name.lower(): name for name in package.names}
    targets = {
        relation["Id"]: _resolved(relation.get("Target", "").replace("\\", "/"))
        for _, relation in _elements(package, "xl/_rels/workbook.xml.rels")
        if "Id" in relation
    }
    parts: dict[str, str] = {}
    for name, sheet in _elements(package, names.get("xl/workbook.xml", "")):
        identifier = next((value for key, value in sheet.items() if key.endswith("}id")), "")
        part = names.get(targets.get(identifier, "").lower())
        if name == "sheet" and part is not None:
            parts[str(sheet.get("name"))] = part
    return parts


def _elements(package: Package, name: str) -> list[Element]:
    """Return the start tags of a part.  Raises CannotRead when it is not well-formed."""
    package.refuse_entities(name)
    elements: list[Element] = []
    parser = expat.ParserCreate("utf-8", "}")
    parser.StartElementHandler = lambda tag, values: elements.append(
        (tag.rpartition("}")[2], values)
    )
    parser.StartDoctypeDeclHandler = lambda *_: refuse_declarations()
    try:
        parser.Parse(in_utf8(package.read(name)), True)
    except (KeyError, LookupError, UnicodeError, expat.ExpatError):
        raise CannotRead(f"文件缺少必要的部分，已损坏。{SAVE_AS}") from None
    return elements


def _resolved(target: str) -> str:
    if target.startswith("/"):
        return posixpath.normpath(target.lstrip("/"))
    return posixpath.normpath(posixpath.join("xl", target))
