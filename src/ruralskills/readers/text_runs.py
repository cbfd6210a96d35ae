"""Cells whose runs are struck out or raised, and what a person reads there.

Readers of cells join all runs of a text: a struck 8 and a 3 to 83, a 4 with the mark 1 to 41.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
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
TextReader = Callable[["etree._Element"], str | None]
"""A way to read a text of several runs, None where it is the whole of them."""


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
            and (strings or styles or _MARK in package.read(part))
            and (left := _cells(package, part, strings, _left_of_struck, styles))
        }
    except (CannotRead, KeyError, ValueError):
        return {}


def shown_texts(package: Package, part: str) -> LeftText:
    """Return the texts as they show of cells with struck or raised runs.

    What is struck out is no part of them, and raised digits are footnote marks.  Only whole words
    stay: a text that is struck out as a whole is another matter.
    """
    strings = _strings(package, _shown) if package.has_marked_runs(_STRINGS) else {}
    if not strings and not package.has_marked_runs(part):
        return {}
    return _cells(package, part, strings, _shown)


def _cells(
    package: Package,
    part: str,
    strings: Mapping[str, str],
    read: TextReader,
    styles: frozenset[bytes] = frozenset(),
) -> LeftText:
    """Return the cells of a sheet whose texts read otherwise than as a whole.

    ``strings`` are such shared texts by number, ``styles`` those that strike a whole cell out.
    """
    found: LeftText = {}
    for cell in tree(package, part).iterfind("{*}sheetData/{*}row/{*}c"):
        place = parse_address(cell.get("r", ""))
        if place is None:
            continue
        inline = cell.find("{*}is")
        text = None if inline is None else read(inline)
        if text is None and cell.get("t") == "s":
            text = strings.get(cell.findtext("{*}v", ""))
        if text is None and cell.get("s", "").encode() in styles:
            text = ""
        if text is not None:
            found[place[0] - 1, place[1]] = text
    return found


def _strings(package: Package, read: TextReader) -> dict[str, str]:
    """Return the shared texts that read otherwise than as a whole, by number."""
    texts = enumerate(tree(package, _STRINGS).iterfind("{*}si"))
    return {str(number): read_as for number, text in texts if (read_as := read(text)) is not None}


def _struck_strings(package: Package) -> dict[str, str]:
    """Return what is left of the shared texts with struck words, by number."""
    if _STRINGS not in package.names or package.size(_STRINGS) > LARGEST:
        return {}
    if _MARK not in package.read(_STRINGS):
        return {}
    return _strings(package, _left_of_struck)


def _shown(text: etree._Element) -> str | None:
    """Return a text as it shows, None if it is all of its runs or none."""
    shown, is_changed = "", False
    for run in text.iterfind("{*}r"):
        words, properties = run.findtext("{*}t", ""), run.find("{*}rPr")
        if _has_strike(properties):
            is_changed = True
        elif _is_raised(properties) and words.strip().isdecimal():
            is_changed, shown = True, shown + words.strip().translate(_AS_RAISED)
        else:
            shown += words
    return shown if is_changed and shown.strip() else None


def _is_raised(properties: etree._Element | None) -> bool:
    align = None if properties is None else properties.find("{*}vertAlign")
    return align is not None and align.get("val") == "superscript"


def _styles(package: Package) -> frozenset[bytes]:
    """Return the numbers of cell styles whose font is struck out."""
    if _STYLES not in package.names or _MARK not in package.read(_STYLES):
        return frozenset()
    return struck_styles(package)


def _has_strike(properties: etree._Element | None) -> bool:
    strike = None if properties is None else properties.find("{*}strike")
    return strike is not None and strike.get("val", "").lower() in _ON


def _left_of_struck(text: etree._Element) -> str | None:
    """Return the words of a text that are not struck out, None if all stand."""
    runs = text.findall("{*}r")
    kept = [run for run in runs if not _has_strike(run.find("{*}rPr"))]
    return None if len(kept) == len(runs) else "".join(run.findtext("{*}t", "") for run in kept)
