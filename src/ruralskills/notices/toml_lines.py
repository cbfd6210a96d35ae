"""On which line of a TOML text each entry stands: what tomllib does not tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ruralskills.text.lazy_regex import regex

Path = tuple[str | int, ...]
"""Keys from the top, and numbers from 0 in an array of tables: ``("clauses", 2, "says")``."""

_PART: Final = r"""(?:"[^"]*"|'[^']*'|[\w-]+)"""
_NAME: Final = rf"{_PART}(?:\s*\.\s*{_PART})*"
_TABLE: Final = regex(rf"\s*(\[\[?)\s*({_NAME})\s*\]")
_KEY: Final = regex(rf"\s*({_NAME})\s*=")
_TEXT: Final = regex(r'''"""|\'\'\'|"(?:\\.|[^"\\])*"|'[^']*'|#.*''')


class Lines:
    """The lines of one text, by entry."""

    def __init__(self, text: str) -> None:
        self._lines: dict[Path, int] = {}
        self._tables: dict[Path, int] = {}
        """How many tables each array has so far."""
        at: Path = ()
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

    def _table(self, parts: list[str], *, array: bool) -> Path:
        """The path of a table; one under an array of tables belongs to its last."""
        path: Path = ()
        for depth, part in enumerate(parts, start=1):
            path = (*path, part)
            if array and depth == len(parts):
                self._tables[path] = self._tables.get(path, 0) + 1
            if path in self._tables:
                path = (*path, self._tables[path] - 1)
        return path

    def at(self, path: Path) -> int:
        r"""The line of an entry, else of what it stands in; the first line failing that.

        >>> Lines('id = "a"\n\n[[clauses]]\nid = "1"\n[[clauses]]\nid = "2"').at(("clauses", 1, "id"))
        6
        """
        while path and path not in self._lines:
            path = path[:-1]
        return self._lines.get(path, 1)


def _parts(name: str) -> list[str]:
    return [part.strip("\"'") for part in re.findall(_PART, name)]


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """The lines on which something begins: none inside a value of several lines."""
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
