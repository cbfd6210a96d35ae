"""Content of a workbook beside the texts of its cells, as far as it is new.

Notes of people, hidden columns, formats that show another number, formulas in place of numbers, and
the head and foot of printed pages.  Only workbooks that can be read without a password are looked at.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, Final

from msgspec import Struct

from ruralskills.corrections.sheet_changes import SheetChange
from ruralskills.errors import CannotRead
from ruralskills.model.masking import mask_text
from ruralskills.patching.comments import words_of_people
from ruralskills.patching.package_parts import Parts
from ruralskills.patching.xml import parsed
from ruralskills.readers.package import Package
from ruralskills.readers.sheet_parts import sheet_parts
from ruralskills.text.addresses import column_letters
from ruralskills.text.lazy_regex import regex

_MOST: Final = 5
"""Cells that a sentence names."""
_CELL: Final = rb'<c r="([A-Z]{1,3}\d{1,7})"'
_FORMULA: Final = regex(_CELL + rb'(?![^>]*\st="str")[^>]*(?<!/)>\s*<f[\s/>]')
_STYLED: Final = regex(_CELL + rb'[^>]*?\ss="(\d+)"[^>]*(?<!/)>')
_COLUMNS: Final = regex(rb"<col\s[^>]*>")
_PAGE: Final = regex(rb"<(?:odd|even|first)(?:Header|Footer)>([^<]*)</")
_PAGE_CODE: Final = regex(r'&(?:"[^"]*"|K[0-9A-F]{6}|\d+|[A-Z&])')
_LITERAL: Final = regex(r'"([^"]*)"|\\(.)')
_SHOWN: Final = regex(r"[0#?@]|General|[ymdhs]", re.I)


class _Sheet(Struct):
    """Content of a sheet beside the texts of its cells."""

    notes: Counter[tuple[str, str]]
    """The notes of people, by cell and words."""
    hidden_columns: frozenset[str]
    formulas: frozenset[str]
    odd_formats: frozenset[str]
    """Cells whose format shows nothing, or digits that are not in the cell."""
    pages: Counter[str]


def unseen_changes(old: bytes, new: bytes, renamed: Mapping[str, str]) -> Iterator[SheetChange]:
    """Yield what is new beside the texts of cells on sheets of both workbooks.

    ``renamed`` are the new names of sheets.
    """
    was, now = _sheets(old), _sheets(new)
    for name, read_old in was.items():
        given = renamed.get(name, name)
        if given in now:
            before, after = read_old(), now[given]()
            for kind, says in _changes(before, after):
                yield SheetChange(kind, given, says)


def _changes(old: _Sheet, new: _Sheet) -> Iterator[Any]:
    known = Counter(words for _, words in old.notes.elements())
    for cell, words in new.notes:
        if known[words]:
            known[words] -= 1
        else:
            yield "note", f"{cell}新加了批注“{words}”"
    if hidden := sorted(new.hidden_columns - old.hidden_columns, key=lambda c: (len(c), c)):
        yield "columns_hidden", f"{'、'.join(hidden[:_MOST])}列隐藏起来了，照常检查"
    if len(new.odd_formats) > len(old.odd_formats):
        cells = _named(new.odd_formats - old.odd_formats)
        yield "format", f"{cells}的单元格格式让显示的与所填的不同，请按实际内容核对"
    if len(new.formulas) > len(old.formulas):
        yield "formula", f"{_named(new.formulas - old.formulas)}由数值改成了公式，按公式的结果检查"
    for text in (new.pages - old.pages).elements():
        is_personal = mask_text(text) != text
        yield "outside_cell" if is_personal else "page", f"页眉、页脚新填“{text}”"


def _named(cells: frozenset[str]) -> str:
    ordered = sorted(cells, key=lambda cell: (len(cell), cell))
    rest = f"等{len(ordered)}格" if len(ordered) > _MOST else ""
    return "、".join(ordered[:_MOST]) + rest


def _sheets(content: bytes) -> dict[str, Callable[[], _Sheet]]:
    """Return a reader of each sheet, none for another format or a damaged package."""
    if not content.startswith(b"PK"):
        return {}
    try:
        parts, names = Parts(content), sheet_parts(Package(content))
        odd = _odd_styles(parts)
    except CannotRead:
        return {}
    return {name: partial(_sheet, parts, part, odd) for name, part in names.items()}


def _sheet(parts: Parts, name: str, odd: frozenset[bytes]) -> _Sheet:
    part = parts.read(name)
    head = part[: part.find(b"<sheetData")]
    hidden = [tag for tag in _COLUMNS.findall(head) if re.search(rb'\shidden="(?:1|true)"', tag)]
    pages = (_PAGE_CODE.sub(" ", _text(found)) for found in _PAGE.findall(part[-20_000:]))
    styled = _STYLED.findall(part) if odd else []
    return _Sheet(
        Counter(_notes(parts, name)),
        frozenset(column for tag in hidden for column in _letters(tag)),
        frozenset(cell.decode() for cell in _FORMULA.findall(part)),
        frozenset(cell.decode() for cell, style in styled if style in odd),
        Counter(" ".join(text.split()) for text in pages if text.strip()),
    )


def _text(part: bytes) -> str:
    root = parsed(b"<t>" + part + b"</t>")
    return "" if root is None else str(root.text or "")


def _letters(tag: bytes) -> Iterator[str]:
    """Yield the hidden columns of an element, but for those to the end of the sheet."""
    first, last = (re.search(rb'\s%s="(\d{1,5})"' % end, tag) for end in (b"min", b"max"))
    if first and last and int(last[1]) < 16_384:
        yield from map(column_letters, range(int(first[1]) - 1, int(last[1])))


def _notes(parts: Parts, sheet: str) -> Iterator[tuple[str, str]]:
    for relation in parts.relations(sheet):
        if relation.kind == "comments" and relation.target in parts:
            yield from words_of_people(parts.read(relation.target))


def _odd_styles(parts: Parts) -> frozenset[bytes]:
    """Return the numbers of styles that show other digits than a cell has."""
    root = parsed(parts.read("xl/styles.xml")) if "xl/styles.xml" in parts else None
    if root is None:
        return frozenset()
    codes = {
        each.get("numFmtId"): each.get("formatCode", "") for each in root.iterfind(".//{*}numFmt")
    }
    odd = {number for number, code in codes.items() if _is_odd(code.split(";"))}
    found: Sequence[Any] = root.findall("{*}cellXfs/{*}xf")
    return frozenset(b"%d" % at for at, xf in enumerate(found) if xf.get("numFmtId") in odd)


def _is_odd(sections: Sequence[str]) -> bool:
    """Return True if a positive number shows as nothing, or with digits more."""
    literals = (found[1] or found[2] or "" for found in _LITERAL.finditer(sections[0]))
    has_digit = any(c.isdecimal() for literal in literals for c in literal)
    return has_digit or not _SHOWN.search(sections[0])
