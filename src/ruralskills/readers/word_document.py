"""Word documents as paragraphs and grids of cells, with the pictures in them.

What is read is what a person sees who has accepted all changes: insertions but no deletions, the
content of controls and links, a symbol font's ticks as ticks.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from io import StringIO
from typing import Final

from lxml import etree
from msgspec import Struct, field

from ruralskills.errors import CannotRead
from ruralskills.readers.package import Package

_DOCUMENT: Final = "word/document.xml"
_LARGEST: Final = 1 << 26
"""Bytes of XML in one part. A form has some ten thousand."""
_DEEPEST: Final = 200
TICK: Final = "☑"
EMPTY_BOX: Final = "☐"
_SYMBOLS: Final = {
    0xFE: TICK, 0x52: TICK, 0xFC: TICK, 0xFD: TICK, 0xA8: EMPTY_BOX, 0x6F: EMPTY_BOX, 0x71: EMPTY_BOX,
    0x72: EMPTY_BOX, 0xA1: EMPTY_BOX, 0x6E: "■",
}  # fmt: skip
"""Characters of the fonts Wingdings and Wingdings 2, by their code."""
_SYMBOL_FONTS: Final = ("wingdings", "webdings")
_LEFT_OUT: Final = frozenset(
    {"del", "moveFrom", "instrText", "delText", "delInstrText", "Fallback", "rPr", "pPr", "sectPr",
     "rubyPr", "rt", "tblPr", "tblGrid", "trPr", "tcPr", "sdtPr", "sdtEndPr"}
)  # fmt: skip
"""Elements that show nothing, or nothing once all changes are accepted."""
_CHANGES: Final = frozenset({"ins", "del", "moveFrom", "moveTo"})
_CHARACTERS: Final = {
    "tab": "\t", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad", "ptab": "\t",
}  # fmt: skip


class WordCell(Struct):
    """A cell: its place in the grid, its text, and the parts of the pictures in it."""

    row: int
    column: int
    bottom: int
    right: int
    text: str
    pictures: list[str] = field(default_factory=list)


class WordTable(Struct):
    """A table as a grid of cells, those of merged ones once."""

    cells: list[WordCell]
    is_inner: bool = False
    """True for a table inside another one."""


class WordParagraph(Struct):
    """A paragraph between the tables."""

    text: str
    pictures: list[str] = field(default_factory=list)


class WordDocument:
    """A docx. Raises CannotRead for anything else."""

    def __init__(self, content: bytes) -> None:
        self._package = Package(content)
        self.blocks: list[WordParagraph | WordTable] = []
        """Paragraphs and tables in their order, tables inside tables behind these."""
        self.has_changes = False
        """True if it holds changes that nobody has accepted or rejected."""
        if _DOCUMENT not in self._package.names:
            raise CannotRead("不是Word文档（.docx）")
        root = self._tree(_DOCUMENT)
        self._targets = self._relations()
        body = root.find("{*}body")
        if body is not None:
            self._read_blocks(body, 0)

    def picture(self, part: str) -> bytes:
        """Return the bytes of a picture, none where the part is missing."""
        return self._package.read(part) if part in self._package.names else b""

    def _tree(self, part: str) -> etree._Element:
        self._package.refuse_entities(part)
        if self._package.size(part) > _LARGEST:
            raise CannotRead("文档展开后太大，没有读取")
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        try:
            return etree.fromstring(self._package.read(part), parser)
        except etree.XMLSyntaxError:
            raise CannotRead("文档已损坏，请用Word或WPS打开后另存") from None

    def _relations(self) -> dict[str, str]:
        """Return the targets of the document's relations by id."""
        part = "word/_rels/document.xml.rels"
        if part not in self._package.names:
            return {}
        return {
            each.get("Id", ""): posixpath.normpath(
                posixpath.join("word", each.get("Target", ""))
            ).lstrip("/")
            for each in self._tree(part).iterfind("{*}Relationship")
        }

    def _read_blocks(self, parent: etree._Element, depth: int) -> None:
        for element in _seen(parent, self):
            name = _name(element)
            if name == "p":
                text, pictures, tables = self._content(element)
                self.blocks.append(WordParagraph(text, pictures))
                for table in tables:
                    self._read_table(table, depth)
            elif name == "tbl":
                self._read_table(element, depth)

    def _read_table(self, element: etree._Element, depth: int) -> None:
        if depth > _DEEPEST:
            raise CannotRead("表格套表格太多层，没有读取")
        cells: list[WordCell] = []
        open_above: dict[int, WordCell] = {}
        nested: list[etree._Element] = []
        for number, row in enumerate(self._rows(element)):
            self._read_row(row, number, cells, open_above, nested)
        self.blocks.append(WordTable(cells, depth > 0))
        for inner in nested:
            self._read_table(inner, depth + 1)

    def _rows(self, table: etree._Element) -> Iterator[etree._Element]:
        for element in _seen(table, self):
            if _name(element) == "tr":
                if element.find("{*}trPr/{*}del") is not None:
                    self.has_changes = True
                    continue
                yield element

    def _read_row(
        self,
        row: etree._Element,
        number: int,
        cells: list[WordCell],
        open_above: dict[int, WordCell],
        nested: list[etree._Element],
    ) -> None:
        column = _number(row.find("{*}trPr/{*}gridBefore"), 0)
        for cell in (e for e in _seen(row, self) if _name(e) == "tc"):
            properties = cell.find("{*}tcPr")
            span = max(1, _number(_child(properties, "gridSpan"), 1))
            merge = _child(properties, "vMerge")
            is_continued = merge is not None and _value(merge) in ("", "continue")
            above = open_above.get(column) if is_continued else None
            text, pictures, tables = self._cell_content(cell)
            nested += tables
            if above is not None:
                above.bottom = number
                above.text = "\n".join(filter(None, (above.text, text)))
                above.pictures += pictures
            else:
                made = WordCell(number, column, number, column + span - 1, text, pictures)
                cells.append(made)
                open_above.pop(column, None)
                if merge is not None:
                    open_above[column] = made
            column += span

    def _cell_content(self, cell: etree._Element) -> tuple[str, list[str], list[etree._Element]]:
        """Return the text of a cell and of tables in it, its pictures, and those tables."""
        texts: list[str] = []
        pictures: list[str] = []
        tables: list[etree._Element] = []
        for element in _seen(cell, self):
            name = _name(element)
            if name == "p":
                text, found, inner = self._content(element)
                texts.append(text)
                pictures += found
                tables += inner
            elif name == "tbl":
                tables.append(element)
                for row in self._rows(element):
                    for inner_cell in (e for e in _seen(row, self) if _name(e) == "tc"):
                        text, found, _ = self._cell_content(inner_cell)
                        texts.append(text)
                        pictures += found
        return "\n".join(texts), pictures, tables

    def _content(self, element: etree._Element) -> tuple[str, list[str], list[etree._Element]]:
        """Return the text, pictures and tables that a paragraph shows."""
        reading = _ParagraphReading(self._targets)
        reading.read(element, "")
        self.has_changes |= reading.has_changes
        return reading.text.getvalue(), reading.pictures, reading.tables


class _ParagraphReading:
    """A paragraph being read, run by run."""

    def __init__(self, targets: dict[str, str]) -> None:
        self._targets = targets
        self.text = StringIO()
        self.pictures: list[str] = []
        self.tables: list[etree._Element] = []
        self.has_changes = False

    def read(self, element: etree._Element, font: str) -> None:
        for child in element:
            name = _name(child)
            self.has_changes |= name in _CHANGES
            if name in _LEFT_OUT or not name:
                continue
            self._read_element(child, name, font)

    def _read_element(self, child: etree._Element, name: str, font: str) -> None:
        if name == "t":
            self.text.write(_shown(child.text or "", font))
        elif name in _CHARACTERS:
            self.text.write(_CHARACTERS[name])
        elif name == "br":
            if _attribute(child, "type") not in ("page", "column"):
                self.text.write("\n")
        elif name == "sym":
            self.text.write(_symbol(_attribute(child, "char"), _attribute(child, "font")))
        elif name == "sdt" and (box := _box_of_control(child)):
            self.text.write(box)
        elif name == "ffData":
            self.text.write(_box_of_field(child))
        elif name in ("blip", "imagedata"):
            number = _attribute(child, "embed") or _attribute(child, "id")
            if target := self._targets.get(number, ""):
                self.pictures.append(target)
        elif name == "tbl":
            self.tables.append(child)
        else:
            self.read(child, _font_of(child) if name == "r" else font)
            if name == "p" and child.getnext() is not None:
                self.text.write("\n")  # paragraphs in a text box


def _seen(parent: etree._Element, document: WordDocument) -> Iterator[etree._Element]:
    """Yield the blocks of a parent, those in controls and insertions too."""
    for child in parent:
        name = _name(child)
        if name in ("sdt", "customXml", "smartTag", "ins", "moveTo", "sdtContent"):
            document.has_changes |= name in _CHANGES
            content = child.find("{*}sdtContent") if name == "sdt" else child
            if content is not None:
                yield from _seen(content, document)
        elif name in ("del", "moveFrom"):
            document.has_changes = True
        elif name:
            yield child


def _name(element: etree._Element) -> str:
    """Return the name of an element without its namespace, empty for a comment."""
    tag = str(element.tag)  # that of a comment is a function
    return tag.rpartition("}")[2] if not tag.startswith("<") else ""


def _child(parent: etree._Element | None, name: str) -> etree._Element | None:
    return None if parent is None else parent.find(f"{{*}}{name}")


def _attribute(element: etree._Element, name: str) -> str:
    """Return an attribute, whatever its namespace."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return ""


def _value(element: etree._Element) -> str:
    return _attribute(element, "val")


def _number(element: etree._Element | None, default: int) -> int:
    text = "" if element is None else _value(element)
    return int(text) if text.isdigit() and len(text) < 5 else default


def _font_of(run: etree._Element) -> str:
    fonts = run.find("{*}rPr/{*}rFonts")
    if fonts is None:
        return ""
    return (_attribute(fonts, "ascii") or _attribute(fonts, "hAnsi")).lower()


def _shown(text: str, font: str) -> str:
    """Return a text, the characters of symbol fonts as the marks that they look like."""
    last = "\xff" if font.startswith(_SYMBOL_FONTS) else ""
    if not any("\uf000" <= c <= "\uf0ff" or c <= last for c in text):
        return text
    return "".join(
        _SYMBOLS.get(ord(c) & 0xFF, c) if "\uf000" <= c <= "\uf0ff" or c <= last else c
        for c in text
    )


def _symbol(code: str, font: str) -> str:
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    if font.lower().startswith(_SYMBOL_FONTS) or 0xF000 <= number <= 0xF0FF:
        return _SYMBOLS.get(number & 0xFF, "\ufffd")
    return chr(number) if 0x20 <= number < 0xD800 else "\ufffd"


def _box_of_control(control: etree._Element) -> str:
    """Return the box of a control that is one, empty for other controls."""
    box = control.find("{*}sdtPr/{*}checkbox")
    if box is None:
        return ""
    checked = box.find("{*}checked")
    return TICK if checked is not None and _is_on(checked) else EMPTY_BOX


def _box_of_field(data: etree._Element) -> str:
    """Return the box of an old form field, empty for other fields."""
    box = data.find("{*}checkBox")
    if box is None:
        return ""
    state = box.find("{*}checked")
    if state is None:
        state = box.find("{*}default")
    return TICK if state is not None and _is_on(state) else EMPTY_BOX


def _is_on(element: etree._Element) -> bool:
    return _value(element).lower() in ("", "1", "true", "on")
