"""Word documents as paragraphs and grids of cells, with the pictures in them.

What is read is what a person sees who has accepted all changes: insertions but no deletions, the
content of controls and links, a symbol font's ticks as ticks.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Final

from lxml import etree
from msgspec import Struct, field

from ruralskills.errors import CannotRead
from ruralskills.readers.package import Package
from ruralskills.readers.word_paragraph import CHANGES, Content, ParagraphReading
from ruralskills.readers.word_place import PlacedPicture
from ruralskills.readers.word_styles import Look, look_of
from ruralskills.readers.word_xml import child_of, name_of, number_of, value_of

_DOCUMENT: Final = "word/document.xml"
_STYLES: Final = "word/styles.xml"
_LARGEST: Final = 1 << 26
"""Bytes of XML in one part. A form has some ten thousand."""
_DEEPEST: Final = 200


class WordCell(Struct):
    """A cell: its place in the grid, its text, and the parts of the pictures in it."""

    row: int
    column: int
    bottom: int
    right: int
    text: str
    pictures: list[PlacedPicture] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    """Texts of boxes anchored in it that are shown elsewhere, or at no known place."""


class WordTable(Struct):
    """A table as a grid of cells, those of merged ones once."""

    cells: list[WordCell]
    is_inner: bool = False
    """True for a table inside another one."""


class WordParagraph(Struct):
    """A paragraph between the tables."""

    text: str
    pictures: list[PlacedPicture] = field(default_factory=list)


class WordDocument:
    """A docx. Raises CannotRead for anything else."""

    def __init__(self, content: bytes) -> None:
        self._package = Package(content)
        self.blocks: list[WordParagraph | WordTable] = []
        """Paragraphs and tables in their order, tables inside tables behind these."""
        self.has_changes = False
        """True if it holds changes that nobody has accepted or rejected."""
        self.has_struck = False
        """True if it holds words that are struck out, which are not read."""
        if _DOCUMENT not in self._package.names:
            raise CannotRead("不是Word文档（.docx）")
        root = self._tree(_DOCUMENT)
        self._targets = self._relations()
        self._look = look_of(self._tree(_STYLES)) if _STYLES in self._package.names else Look()
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
            name = name_of(element)
            if name == "p":
                found = self._content(element)
                text = "\n".join(filter(None, (found.text, *(box.text for box in found.boxes))))
                self.blocks.append(WordParagraph(text, found.pictures))
                for table in found.tables:
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
            if name_of(element) == "tr":
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
        column = number_of(row.find("{*}trPr/{*}gridBefore"), 0)
        for cell in (e for e in _seen(row, self) if name_of(e) == "tc"):
            properties = cell.find("{*}tcPr")
            span = max(1, number_of(child_of(properties, "gridSpan"), 1))
            merge = child_of(properties, "vMerge")
            is_continued = merge is not None and value_of(merge) in ("", "continue")
            above = open_above.get(column) if is_continued else None
            found = self._cell_content(cell)
            nested += found.tables
            here, beside = _boxes_of_cell(found)
            if above is not None:
                above.bottom = number
                above.text = "\n".join(filter(None, (above.text, here)))
                above.pictures += found.pictures
                above.beside += beside
            else:
                right = column + span - 1
                made = WordCell(number, column, number, right, here, found.pictures, beside)
                cells.append(made)
                open_above.pop(column, None)
                if merge is not None:
                    open_above[column] = made
            column += span

    def _cell_content(self, cell: etree._Element) -> Content:
        """Return the content of a cell and of tables in it, and those tables."""
        texts: list[str] = []
        whole = Content()
        for element in _seen(cell, self):
            name = name_of(element)
            if name == "p":
                found = self._content(element)
                texts.append(found.text)
                whole.tables += found.tables
                _add(whole, found)
            elif name == "tbl":
                whole.tables.append(element)
                for row in self._rows(element):
                    for inner_cell in (e for e in _seen(row, self) if name_of(e) == "tc"):
                        found = self._cell_content(inner_cell)
                        texts.append(found.text)
                        _add(whole, found)
        whole.text = "\n".join(texts)
        return whole

    def _content(self, element: etree._Element) -> Content:
        """Return what a paragraph shows."""
        content = ParagraphReading(self._targets, self._look).read(element)
        self.has_changes |= content.has_changes
        self.has_struck |= content.has_struck
        return content


def _add(whole: Content, part: Content) -> None:
    whole.pictures += part.pictures
    whole.boxes += part.boxes


def _boxes_of_cell(content: Content) -> tuple[str, list[str]]:
    """Return the text of a cell, and texts of boxes that are no part of it.

    A box is the value of a cell that is blank without it, if it is shown where it is anchored.
    """
    here = [box.text for box in content.boxes if box.is_here]
    if content.text.strip() or not here:
        return content.text, [box.text for box in content.boxes]
    return "\n".join(here), [box.text for box in content.boxes if not box.is_here]


def _seen(parent: etree._Element, document: WordDocument) -> Iterator[etree._Element]:
    """Yield the blocks of a parent, those in controls and insertions too."""
    for child in parent:
        name = name_of(child)
        if name in ("sdt", "customXml", "smartTag", "ins", "moveTo", "sdtContent"):
            document.has_changes |= name in CHANGES
            content = child.find("{*}sdtContent") if name == "sdt" else child
            if content is not None:
                yield from _seen(content, document)
        elif name in ("del", "moveFrom"):
            document.has_changes = True
        elif name:
            yield child
