"""A paragraph of a Word document as it is seen, with what is anchored in it."""

from __future__ import annotations

from collections.abc import Mapping
from io import StringIO
from typing import TYPE_CHECKING, Final

from msgspec import Struct, field

from ruralskills.readers.word_marks import (
    box_of_control,
    control_key,
    is_placeholder,
    overlaid,
    shown,
    symbol,
    text_of_field,
)
from ruralskills.readers.word_place import PlacedPicture, is_afloat, is_near, picture
from ruralskills.readers.word_styles import Look
from ruralskills.readers.word_xml import attribute, name_of

if TYPE_CHECKING:
    from lxml import etree

_LEFT_OUT: Final = frozenset(
    {"del", "moveFrom", "delText", "delInstrText", "Fallback", "rPr", "pPr", "sectPr",
     "rubyPr", "rt", "tblPr", "tblGrid", "trPr", "tcPr", "sdtPr", "sdtEndPr"}
)  # fmt: skip
"""Elements that show nothing, or nothing once all changes are accepted."""
CHANGES: Final = frozenset({"ins", "del", "moveFrom", "moveTo"})
_CHARACTERS: Final = {
    "tab": "\t", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad", "ptab": "\t",
}  # fmt: skip
_SHAPES: Final = ("anchor", "shape", "rect", "roundrect")


class TextBox(Struct):
    """A text box that floats, and if it is shown at the place where it is anchored."""

    text: str
    is_here: bool


class Content(Struct):
    """The text, pictures, tables and text boxes that a paragraph or a cell shows."""

    text: str = ""
    pictures: list[PlacedPicture] = field(default_factory=list)
    tables: list[etree._Element] = field(default_factory=list)
    boxes: list[TextBox] = field(default_factory=list)
    has_changes: bool = False
    """True if it holds changes that nobody has accepted or rejected."""
    has_struck: bool = False
    """True if words of it are struck out, which are no part of its text."""


class _Field(Struct):
    """A field being read: its instruction, and if its result is read instead."""

    instruction: str = ""
    is_result: bool = False
    is_silent: bool = False
    """True if its result was shown by other means."""


class ParagraphReading:
    """A paragraph being read, run by run."""

    def __init__(self, targets: Mapping[str, str], look: Look) -> None:
        self._targets = targets
        self._look = look
        self._fields: list[_Field] = []
        self._text = StringIO()
        self._content = Content()

    def read(self, paragraph: etree._Element) -> Content:
        """Return the content of a paragraph."""
        controls = list(paragraph.iterancestors("{*}sdt"))
        if any(map(is_placeholder, controls)):
            return self._content
        if controls and (box := box_of_control(controls[0])):
            self._content.text = box
            return self._content
        if once := _repeated_text(paragraph):
            self._content.text = once
            return self._content
        self._read(paragraph, "", is_shown=not self._look.hides_paragraph(paragraph))
        self._content.text = self._text.getvalue()
        return self._content

    def _read(self, element: etree._Element, font: str, *, is_shown: bool) -> None:
        for child in element:
            name = name_of(child)
            self._content.has_changes |= name in CHANGES
            if name in _LEFT_OUT or not name:
                continue
            self._read_element(child, name, font, is_shown=is_shown)

    def _read_element(self, child: etree._Element, name: str, font: str, *, is_shown: bool) -> None:
        if name in ("t", "instrText", "sym", "br") or name in _CHARACTERS:
            if is_shown:
                self._put(_written(child, name, font), is_instruction=name == "instrText")
        elif name == "fldChar":
            self._take_field(child)
        elif name == "fldSimple" and (mark := overlaid(attribute(child, "instr"))):
            self._put(mark)
        elif name == "sdt":
            self._read_control(child, font, is_shown=is_shown)
        elif name in ("blip", "imagedata"):
            number = attribute(child, "embed") or attribute(child, "id")
            if target := self._targets.get(number, ""):
                self._content.pictures.append(picture(child, target))
        elif name == "tbl":
            self._content.tables.append(child)
        elif name in _SHAPES and is_afloat(child) and child.find(".//{*}txbxContent") is not None:
            self._read_box(child)
        elif name == "r":
            struck, hidden = self._look.of_run(child, is_shown=is_shown)
            self._content.has_struck |= struck and child.find("{*}t") is not None
            self._read(child, self._look.font(child), is_shown=not struck and not hidden)
        else:
            self._read(child, font, is_shown=is_shown)
            if name == "p" and child.getnext() is not None:
                self._put("\n")  # paragraphs in a text box

    def _put(self, text: str, *, is_instruction: bool = False) -> None:
        """Write a text, into the instruction of a field where it is part of one."""
        if any(field.is_silent for field in self._fields):
            return
        if self._fields and not self._fields[-1].is_result:
            self._fields[-1].instruction += text
        elif not is_instruction:
            self._text.write(text)

    def _take_field(self, character: etree._Element) -> None:
        kind = attribute(character, "fldCharType")
        if kind == "begin":
            data = character.find("{*}ffData")
            text = "" if data is None else text_of_field(data)
            self._put(text)
            self._fields.append(_Field(is_silent=bool(text)))
        elif kind == "separate" and self._fields:
            self._fields[-1].is_result = True
            if mark := overlaid(self._fields[-1].instruction):
                self._put(mark)
                self._fields[-1].is_silent = True
        elif kind == "end" and self._fields:
            done = self._fields.pop()
            if not done.is_result and not done.is_silent:
                self._put(overlaid(done.instruction))

    def _read_control(self, control: etree._Element, font: str, *, is_shown: bool) -> None:
        if box := box_of_control(control):
            self._put(box)
        elif not is_placeholder(control):
            self._read(control, font, is_shown=is_shown)

    def _read_box(self, shape: etree._Element) -> None:
        """Read a text box that floats, whose text is no part of the paragraph's."""
        inner = ParagraphReading(self._targets, self._look)
        inner._read(shape, "", is_shown=True)
        found, text = inner._content, inner._text.getvalue()
        if text.strip():
            self._content.boxes.append(TextBox(text.strip(), is_near(shape)))
        self._content.pictures += found.pictures
        self._content.tables += found.tables


def _written(element: etree._Element, name: str, font: str) -> str:
    if name == "t":
        return shown(element.text or "", font)
    if name == "instrText":
        return element.text or ""
    if name == "sym":
        return symbol(attribute(element, "char"), attribute(element, "font"))
    if name == "br":
        return "\n" if attribute(element, "type") not in ("page", "column") else ""
    return _CHARACTERS[name]


def _repeated_text(paragraph: etree._Element) -> str:
    """Return the text of controls that are all copies of one, else nothing.

    LibreOffice writes a control inside a control several times.
    """
    parts = [child for child in paragraph if name_of(child) not in ("pPr", "")]
    if len(parts) < 2 or any(name_of(part) != "sdt" for part in parts):  # two are several
        return ""
    texts = ["".join(t.text or "" for t in part.iter("{*}t")) for part in parts]
    once = min(texts, key=len)
    is_copy = len({control_key(part) for part in parts}) == 1 and all(
        once and text == once * (len(text) // len(once)) for text in texts
    )
    return "" if not is_copy or any(map(box_of_control, parts)) else once
