"""A workbook as lxml sees it, independent of our reading and patching."""

from __future__ import annotations

import posixpath
import struct
import zipfile
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from lxml import etree

from ruralskills.text.addresses import column_letters, parse_address

Seen = dict[str, Any]


@dataclass
class Looked:
    """The parts of a package, parsed."""

    content: bytes
    members: dict[str, bytes] = field(init=False)
    packed: dict[str, bytes] = field(init=False)

    def __post_init__(self) -> None:
        with zipfile.ZipFile(BytesIO(self.content)) as archive:
            assert archive.testzip() is None
            infos = archive.infolist()
            self.members = {i.filename: archive.read(i) for i in infos}
            self.packed = {i.filename: self._packed(i) for i in infos}

    def _packed(self, info: zipfile.ZipInfo) -> bytes:
        """The compressed bytes, as they lie in the file."""
        at = info.header_offset
        name, extra = struct.unpack_from("<2H", self.content, at + 26)
        start = at + 30 + name + extra
        return self.content[start : start + info.compress_size]

    def tree(self, name: str) -> Any:
        """A part as a tree, whatever the case and slashes of its name."""
        folded = {n.replace("\\", "/").lower(): n for n in self.members}
        recover = name.endswith(".vml")  # Excel writes these as web pages were written once
        return etree.fromstring(
            self.members[folded[name.lower()]], etree.XMLParser(recover=recover)
        )

    def related(self, owner: str) -> dict[str, tuple[str, str]]:
        """By id: the last word of the kind, and the part."""
        folder, _, file = owner.rpartition("/")
        try:
            tree = self.tree(posixpath.join(folder, "_rels", f"{file}.rels"))
        except KeyError:
            return {}
        found = {}
        for relation in tree:
            target = str(relation.get("Target")).replace("\\", "/")
            target = target.lstrip("/") if target[0] == "/" else posixpath.join(folder, target)
            kind = str(relation.get("Type")).rpartition("/")[2]
            found[str(relation.get("Id"))] = kind, posixpath.normpath(target)
        return found

    def sheets(self) -> dict[str, str]:
        """By name: the part of each sheet with cells."""
        related = self.related("xl/workbook.xml")
        found = {}
        for sheet in self.tree("xl/workbook.xml").iterfind("{*}sheets/{*}sheet"):
            [identifier] = [v for k, v in sheet.attrib.items() if str(k).endswith("}id")]
            kind, part = related[str(identifier)]
            if kind == "worksheet":
                found[str(sheet.get("name"))] = part
        return found

    def cells(self, part: str) -> dict[str, Seen]:
        """By address: what a cell holds and how it looks."""
        fills = self._fills()
        strings = self._strings()
        found: dict[str, Seen] = {}
        row_number = 0
        for row in self.tree(part).iterfind("{*}sheetData/{*}row"):
            row_number = int(row.get("r") or row_number + 1)
            column = -1
            for cell in row.iterfind("{*}c"):
                reference = str(cell.get("r") or "")
                place = parse_address(reference)
                column = place[1] if place else column + 1
                seen = self._seen(cell, strings, fills)
                found[f"{column_letters(column)}{row_number}"] = seen
        return found

    def _seen(self, cell: Any, strings: list[str], fills: list[str]) -> Seen:
        kind = cell.get("t") or "n"
        value = cell.findtext("{*}v")
        runs = [*cell.iterfind("{*}is/{*}t"), *cell.iterfind("{*}is/{*}r/{*}t")]
        text = "".join(run.text or "" for run in runs)
        shown = strings[int(value)] if kind == "s" else text or value or ""
        formula = cell.find("{*}f")
        style = int(cell.get("s") or 0)
        return {
            "value": shown,
            "figure": kind == "n",
            "formula": None if formula is None else etree.tostring(formula, with_tail=False),
            "fill": fills[style] if style < len(fills) else "",
            "style": style,
            "other": {k: v for k, v in cell.attrib.items() if k not in ("s", "t", "r")},
        }

    def _strings(self) -> list[str]:
        if "xl/sharedStrings.xml" not in self.members:
            return []
        return [
            "".join(t.text or "" for t in item.xpath("./*[local-name()='t']|./*/*[local-name()='t' and local-name(..)='r']"))
            for item in self.tree("xl/sharedStrings.xml")
        ]  # fmt: skip

    def _fills(self) -> list[str]:
        """The fill of each style as text, the same for all that are no fill."""
        if "xl/styles.xml" not in self.members:
            return []
        tree = self.tree("xl/styles.xml")
        fills = [_canonical(fill[0]) for fill in tree.iterfind("{*}fills/{*}fill")] or [""]
        found = []
        for xf in tree.iterfind("{*}cellXfs/{*}xf"):
            fill = fills[int(xf.get("fillId") or 0)]
            found.append("" if 'patternType="none"' in fill else fill)
        return found

    def notes(self, part: str) -> dict[str, str]:
        """By address: the text of a note."""
        for kind, target in self.related(part).values():
            if kind == "comments":
                return {
                    str(note.get("ref")): "".join(t.text or "" for t in note.iterfind(".//{*}t"))
                    for note in self.tree(target).iterfind(".//{*}comment")
                }
        return {}

    def beside_cells(self, part: str) -> list[str]:
        """Everything in a sheet but its rows and the reference to its drawing of notes."""
        found = []
        for child in self.tree(part).iterchildren("{*}*"):
            if etree.QName(child).localname not in ("sheetData", "legacyDrawing"):
                found.append(_canonical(child))
        return found

    def rows(self, part: str) -> list[dict[str, str]]:
        """The attributes of each row, and what stands in it beside cells."""
        return [
            {str(k): str(v) for k, v in row.attrib.items()}
            | {"more": "".join(_canonical(c) for c in row.iterchildren("{*}extLst"))}
            for row in self.tree(part).iterfind("{*}sheetData/{*}row")
        ]

    def order(self, part: str) -> list[str]:
        """The names of a sheet's children."""
        return [etree.QName(c).localname for c in self.tree(part).iterchildren("{*}*")]


def _canonical(element: Any) -> str:
    return etree.tostring(element, method="c14n", exclusive=True, with_tail=False).decode().strip()
