"""Cells whose runs are struck out or raised, and what a person reads there.

Readers of cells join all runs of a text: a struck 8 and a 3 to 83, a 4 with the mark 1 to 41.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from ruralskills.errors import CannotRead
from ruralskills.readers.package import Package
from ruralskills.readers.package_tree import LARGEST, tree
from ruralskills.readers.sheet_parts import sheet_parts
from ruralskills.readers.xml_parse import struck_styles
from ruralskills.text.addresses import parse_address

if TYPE_CHECKING:
    from lxml import etree

_STRINGS: Final = "xl/sharedStrings.xml"
_STYLES: Final = "xl/styles.xml"
_MARK: Final = b"strike"
_AS_RAISED: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_ON: Final = ("", "1", "true", "on")

LeftText = dict[tuple[int, int], str]
"""Texts left in cells with words struck out, by row and column from 0."""


def left_by_sheet(content: bytes) -> dict[str, LeftText]:
    """Return what is left of struck cells by sheet, none for other files."""
    try:
        package = Package(content)
        if "xl/workbook.xml" not in package.names:
            return {}
        strings = _struck_strings(package)
        styles = _styles(package)
        return {
            name: left
            for name, part in sheet_parts(package).items()
            if package.size(part) <= LARGEST
            and (left := dict(_cells(package, part, strings, styles)))
        }
    except (CannotRead, KeyError, ValueError):
        return {}


def shown_texts(package: Package, part: str) -> LeftText:
    """Return the texts as they show of cells with struck or raised runs.

    What is struck out is no part of them, and raised digits are footnote marks.  Only whole words
    stay: a text that is struck out as a whole is another matter.
    """
    strings: dict[str, str] = {}
    if package.has_marked_runs(_STRINGS):
        for number, text in enumerate(tree(package, _STRINGS).iterfind("{*}si")):
            if shown := _shown(text):
                strings[str(number)] = shown
    if not strings and not package.has_marked_runs(part):
        return {}
    found: LeftText = {}
    for cell in tree(package, part).iterfind("{*}sheetData/{*}row/{*}c"):
        place, inline = parse_address(cell.get("r", "")), cell.find("{*}is")
        shown = "" if inline is None else _shown(inline)
        if cell.get("t") == "s":
            shown = strings.get(cell.findtext("{*}v", ""), "")
        if place is not None and shown:
            found[place[0] - 1, place[1]] = shown
    return found


def _shown(text: etree._Element) -> str:
    """Return a text as it shows, empty if it is all of its runs or none."""
    shown, is_changed = "", False
    for run in text.iterfind("{*}r"):
        words, properties = run.findtext("{*}t", ""), run.find("{*}rPr")
        if _has_strike(properties):
            is_changed = True
        elif _is_raised(properties) and words.strip().isdecimal():
            is_changed, shown = True, shown + words.strip().translate(_AS_RAISED)
        else:
            shown += words
    return shown if is_changed and shown.strip() else ""


def _is_raised(properties: etree._Element | None) -> bool:
    align = None if properties is None else properties.find("{*}vertAlign")
    return align is not None and align.get("val") == "superscript"


def _cells(
    package: Package, part: str, strings: Mapping[str, str], styles: frozenset[bytes]
) -> Iterator[tuple[tuple[int, int], str]]:
    if not strings and not styles and _MARK not in package.read(part):
        return
    for cell in tree(package, part).iterfind("{*}sheetData/{*}row/{*}c"):
        place = parse_address(cell.get("r", ""))
        if place is None:
            continue
        inline = cell.find("{*}is")
        at = place[0] - 1, place[1]
        if inline is not None and _is_struck(inline):
            yield at, _left(inline)
        elif cell.get("t") == "s" and (number := cell.findtext("{*}v", "")) in strings:
            yield at, strings[number]
        elif cell.get("s", "").encode() in styles:
            yield at, ""


def _struck_strings(package: Package) -> dict[str, str]:
    """Return what is left of the shared texts with struck words, by number."""
    if _STRINGS not in package.names or package.size(_STRINGS) > LARGEST:
        return {}
    if _MARK not in package.read(_STRINGS):
        return {}
    texts = enumerate(tree(package, _STRINGS).iterfind("{*}si"))
    return {str(number): _left(text) for number, text in texts if _is_struck(text)}


def _styles(package: Package) -> frozenset[bytes]:
    """Return the numbers of cell styles whose font is struck out."""
    if _STYLES not in package.names or _MARK not in package.read(_STYLES):
        return frozenset()
    return struck_styles(package)


def _has_strike(properties: etree._Element | None) -> bool:
    strike = None if properties is None else properties.find("{*}strike")
    return strike is not None and strike.get("val", "").lower() in _ON


def _is_struck(text: etree._Element) -> bool:
    return any(_has_strike(run.find("{*}rPr")) for run in text.iterfind("{*}r"))


def _left(text: etree._Element) -> str:
    """Return the words of a text that are not struck out."""
    runs = text.iterfind("{*}r")
    kept = (run for run in runs if not _has_strike(run.find("{*}rPr")))
    return "".join(run.findtext("{*}t", "") for run in kept)
