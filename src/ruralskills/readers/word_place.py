"""The place of a drawing of a Word document, as far as its settings say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from ruralskills.readers.word_xml import attribute, name_of
from ruralskills.text.lazy_regex import regex

if TYPE_CHECKING:
    from lxml import etree

_EMU: Final = 360_000
"""English metric units in a centimetre, in which Word places drawings."""
_UNITS: Final = {"pt": 2.54 / 72, "in": 2.54, "cm": 1.0, "mm": 0.1, "px": 2.54 / 96, "": 2.54 / 96}
_LENGTH: Final = regex(r"(-?[\d.]+)(pt|in|cm|mm|px|)")
_NEAR_X: Final = (-1.0, 4.0)
_NEAR_Y: Final = (-0.7, 1.2)
"""Centimetres from the corner of a cell within which a text box is in it."""
_TOP: Final = 11.0
"""Centimetres at the top of a page in which a form's photograph stands."""


class PlacedPicture(Struct, frozen=True):
    """A picture: its part, and what is known of its place."""

    part: str
    is_afloat: bool = False
    is_at_top: bool = False
    """True if it floats in the upper part of the page, wherever its anchor is."""


def is_afloat(shape: etree._Element) -> bool:
    """Return True for a drawing beside the text rather than in its line."""
    return name_of(shape) == "anchor" or "absolute" in _style(shape).get("position", "")


def is_near(shape: etree._Element) -> bool:
    """Return True if a floating drawing is shown at its anchor in a cell."""
    x, y = _offset(shape, "H"), _offset(shape, "V")
    return (
        x is not None
        and y is not None
        and x[0] in ("column", "character", "text", "char")
        and y[0] in ("paragraph", "line", "text")
        and _NEAR_X[0] <= x[1] <= _NEAR_X[1]
        and _NEAR_Y[0] <= y[1] <= _NEAR_Y[1]
    )


def picture(image: etree._Element, part: str) -> PlacedPicture:
    """Return the picture of an image, whose drawing is one of its ancestors."""
    for shape in image.iterancestors():
        if name_of(shape) in ("anchor", "shape", "rect", "group") and is_afloat(shape):
            y = _offset(shape, "V")
            is_at_top = y is not None and y[0] in ("page", "margin", "topMargin") and y[1] <= _TOP
            return PlacedPicture(part, is_afloat=True, is_at_top=is_at_top)
    return PlacedPicture(part)


def _offset(shape: etree._Element, axis: str) -> tuple[str, float] | None:
    """Return the origin of a drawing and the distance in centimetres, if known."""
    if name_of(shape) == "anchor":
        position = shape.find(f"{{*}}position{axis}")
        if position is None:
            return None
        text = position.findtext("{*}posOffset", "0").strip()
        distance = int(text) / _EMU if text.lstrip("-").isdigit() else 0.0
        return attribute(position, "relativeFrom"), distance
    style = _style(shape)
    side, direction = ("left", "horizontal") if axis == "H" else ("top", "vertical")
    found = _LENGTH.fullmatch(style.get(f"margin-{side}", style.get(side, "0")))
    if not found:
        return None
    origin = style.get(f"mso-position-{direction}-relative", "text")
    return origin, float(found[1]) * _UNITS[found[2]]


def _style(shape: etree._Element) -> dict[str, str]:
    pairs = (part.partition(":") for part in attribute(shape, "style").split(";"))
    return {name.strip().lower(): value.strip().lower() for name, _, value in pairs}
