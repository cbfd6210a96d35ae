"""The line of each entry of a TOML text, which tomllib does not give."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ruralskills.text.lazy_regex import regex

EntryPath = tuple[str | int, ...]
"""The keys from the top, numbers from 0 in arrays: ``("clauses", 2, "says")``."""

_PART: Final = r"""(?:"[^"]*"|'[^']*'|[\w-]+)"""
_NAME: Final = rf"{_PART}(?:\s*\.\s*{_PART})*"
_TABLE: Final = regex(rf"\s*(\[\[?)\s*({_NAME})\s*\]")
_KEY: Final = regex(rf"\s*({_NAME})\s*=")
_TEXT: Final = regex(r'''"""|\'\'\'|"(?:\\.|[^"\\])*"?|'[^']*'|#.*''')


class TomlLines:
    """The lines of a text by entry."""

    def __init__(self, text: str) -> None:
        self._lines: dict[EntryPath, int] = {}
        self._tables: dict[EntryPath, int] = {}
        """The number of tables in each array so far."""
        at: EntryPath = ()
        for number, line in _statements(text):
            if table := _TABLE.match(line):
                at = self._table(_parts(table[2]), array=table[1] == "[[")
                for depth in range(1, len(at) + 1):
                    self._lines.setdefault(at[:depth], number)
            elif key := _KEY.match(line):
                path = at
                for part in _parts(key[1]):
                    path = (*path, part)
                    self._lines.setdefault(path, number)

    def _table(self, parts: list[str], *, array: bool) -> EntryPath:
        """Return the path of a table, which under an array belongs to its last table."""
        path: EntryPath = ()
        for depth, part in enumerate(parts, start=1):
            path = (*path, part)
            if array and depth == len(parts):
                self._tables[path] = self._tables.get(path, 0) + 1
            if path in self._tables:
                path = (*path, self._tables[path] - 1)
        return path

    def at(self, path: EntryPath) -> int:
        r"""Return the line of an entry, else of what it stands in, else the first.

        >>> TomlLines('id = "a"\n\n[[clauses]]\nid = "1"\n[[clauses]]\nid = "2"').at(("clauses", 1, "id"))
        6
        """
        while path and path not in self._lines:
            path = path[:-1]
        return self._lines.get(path, 1)


def _parts(name: str) -> list[str]:
    return [part.strip("\"'") for part in re.findall(_PART, name)]


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines on which something begins: none inside a value of several lines."""
    depth, closing = 0, ""
    for number, line in enumerate(text.splitlines(), start=1):
        if not closing and not depth:
            yield number, line
            if _TABLE.match(line):
                continue
        rest, position = "", 0
        while position < len(line):
            if closing:
                end = line.find(closing, position)
                if end < 0:
                    break
                position, closing = end + 3, ""
                continue
            found = _TEXT.search(line, position)
            rest += line[position : found.start() if found else len(line)]
            if found is None:
                break
            position = found.end()
            if found[0] in ('"""', "'''"):
                closing = found[0]
        depth += len(re.findall(r"[\[{]", rest)) - len(re.findall(r"[\]}]", rest))
