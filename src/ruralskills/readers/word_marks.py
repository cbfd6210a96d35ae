"""Marks of a form in Word: symbol fonts, boxes of controls, circled characters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ruralskills.readers.word_xml import attribute, is_on, number_of, value_of
from ruralskills.text.lazy_regex import regex

if TYPE_CHECKING:
    from lxml import etree

TICK: Final = "☑"
EMPTY_BOX: Final = "☐"
CROSS: Final = "☒"
"""A box with a cross, which Word draws for a ticked one unless told otherwise."""
_WINGDINGS: Final = {
    0xFE: TICK, 0x52: TICK, 0xFC: TICK, 0xFD: CROSS, 0x78: CROSS, 0xFB: "✗", 0xA8: EMPTY_BOX,
    0x6F: EMPTY_BOX, 0x70: EMPTY_BOX, 0x71: EMPTY_BOX, 0x72: EMPTY_BOX, 0xA1: EMPTY_BOX, 0x6E: "■",
    0x6C: "●", 0xA4: "◉", 0xA5: "◉",
}  # fmt: skip
_WINGDINGS_2: Final = {
    0x52: TICK, 0x50: TICK, 0x51: CROSS, 0x53: CROSS, 0x54: CROSS, 0x4F: "✗", 0xA3: EMPTY_BOX,
    0x2A: EMPTY_BOX, 0x99: EMPTY_BOX, 0xA2: "■", 0x98: "●",
}  # fmt: skip
_WEBDINGS: Final = {0x61: TICK, 0x63: EMPTY_BOX, 0x67: "■", 0x72: "✗", 0x3D: "●"}
_FONTS: Final = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "webdings": _WEBDINGS}
"""Characters of symbol fonts by their code."""
_SYMBOL_FONTS: Final = ("wingdings", "webdings")
_OVERLAID: Final = regex(
    r"\s*EQ\s*\\o\s*(?:\\a[clr]\s*)*\(\s*(.*?)\s*[,，;；]\s*(.*?)\s*\)\s*", re.IGNORECASE
)
_FRAMES: Final = "□☐○〇◯△◇▢◻"
_STROKES: Final = "√✓✔∨V×✗✕X"


def shown(text: str, font: str) -> str:
    """Return a text, characters of symbol fonts as the marks that they look like."""
    marks = _FONTS.get(font, _WINGDINGS)
    last = "\xff" if font.startswith(_SYMBOL_FONTS) else ""
    if not any("\uf000" <= c <= "\uf0ff" or c <= last for c in text):
        return text
    return "".join(
        marks.get(ord(c) & 0xFF, c) if "\uf000" <= c <= "\uf0ff" or c <= last else c for c in text
    )


def symbol(code: str, font: str) -> str:
    """Return the mark of an inserted symbol, U+FFFD for an unknown one."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    if font.lower().startswith(_SYMBOL_FONTS) or 0xF000 <= number <= 0xF0FF:
        return _FONTS.get(font.lower(), _WINGDINGS).get(number & 0xFF, "\ufffd")
    return chr(number) if 0x20 <= number < 0xD800 else "\ufffd"


def box_of_control(control: etree._Element) -> str:
    """Return the box of a control that is one, empty for other controls."""
    box = control.find("{*}sdtPr/{*}checkbox")
    if box is None:
        return ""
    checked = box.find("{*}checked")
    return TICK if checked is not None and is_on(checked) else EMPTY_BOX


def is_placeholder(control: etree._Element) -> bool:
    """Return True if a control shows its prompt, nothing having been typed."""
    shows = control.find("{*}sdtPr/{*}showingPlcHdr")
    return shows is not None and is_on(shows)


def text_of_field(data: etree._Element) -> str:
    """Return what an old form field shows itself: a box, or the choice of a list."""
    box = data.find("{*}checkBox")
    if box is not None:
        state = box.find("{*}checked")
        if state is None:
            state = box.find("{*}default")
        return TICK if state is not None and is_on(state) else EMPTY_BOX
    entries = [value_of(entry) for entry in data.iterfind("{*}ddList/{*}listEntry")]
    chosen = data.find("{*}ddList/{*}result")
    if chosen is None:
        chosen = data.find("{*}ddList/{*}default")
    at = number_of(chosen, 0)
    return entries[at] if at < len(entries) else ""


def overlaid(instruction: str) -> str:
    r"""Return what characters on top of one another show, empty for other fields.

    So Word draws a tick in a box, and a circle around the word that is chosen.

    >>> overlaid(r" eq \o\ac(□,√)"), overlaid(r"EQ \o\ac(○,有)"), overlaid(" MERGEFIELD 姓名 ")
    ('☑', '☑有', '')
    """
    found = _OVERLAID.fullmatch(instruction)
    if not found:
        return ""
    parts = [found[1], found[2]]
    inner = [part for part in parts if part not in _FRAMES]
    if len(inner) != 1:
        return ""
    if inner[0] in _STROKES:
        return TICK if inner[0] not in "×✗✕X" else CROSS
    return f"{TICK}{inner[0]}"


def control_key(control: etree._Element) -> tuple[str, str]:
    """Return the names of a control, which a copy of it shares."""
    properties = control.find("{*}sdtPr")
    if properties is None:
        return "", ""
    named = {
        str(each.tag).rpartition("}")[2]: attribute(each, "val")
        for each in properties
        if not callable(each.tag)
    }
    return named.get("alias", ""), named.get("tag", "")
