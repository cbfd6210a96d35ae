"""JSON as a tree of texts with their lines, numbers by their digits."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from typing import Final

from ruralskills.forms.data_tree import (
    DEEPEST,
    DataFileError,
    DataNode,
    Entries,
    Entry,
    Items,
    Scalar,
    too_deep,
)
from ruralskills.text.lazy_regex import regex

_BLANK: Final = regex(r"[ \t\n\r]*")
_NUMBER: Final = regex(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_STRING: Final = regex(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
_WORD: Final = regex(r"true|false|null")


def read_json(text: str, file: str) -> list[DataNode]:
    """Return the value of a JSON text.  Raises DataFileError."""
    return [_Parser(text, file).document()]


class _Parser:
    """A parser of one text, at a position in it."""

    def __init__(self, text: str, file: str) -> None:
        self._text, self._file, self._at = text, file, 0
        self._breaks = [place for place, c in enumerate(text) if c == "\n"]

    def document(self) -> DataNode:
        value = self._value(0)
        self._skip()
        if self._at < len(self._text):
            raise self._error()
        return value

    def _line(self) -> int:
        return bisect_right(self._breaks, self._at - 1) + 1

    def _error(self) -> DataFileError:
        return DataFileError(
            f"{self._file}：第{self._line()}行：不是正确的JSON，请检查这一行和上一行的引号、逗号和括号"
        )

    def _skip(self) -> str:
        """Skip blanks, and return the next character, empty at the end."""
        blank = _BLANK.match(self._text, self._at)
        assert blank is not None  # it matches nothing, too
        self._at = blank.end()
        return self._text[self._at : self._at + 1]

    def _expect(self, character: str) -> None:
        if self._skip() != character:
            raise self._error()
        self._at += 1

    def _string(self) -> str:
        found = _STRING.match(self._text, self._at)
        try:
            text = str(json.loads(found[0], strict=False)) if found else None
        except json.JSONDecodeError:
            text = None
        if found is None or text is None:
            raise self._error()
        self._at = found.end()
        return text

    def _value(self, depth: int) -> DataNode:
        first = self._skip()
        line = self._line()
        if depth > DEEPEST:
            raise too_deep(self._file, line)
        if first == "{":
            return Entries(self._entries(depth), line)
        if first == "[":
            return Items(self._items(depth), line)
        if first == '"':
            return Scalar(self._string(), line)
        found = _WORD.match(self._text, self._at) or _NUMBER.match(self._text, self._at)
        if found is None:
            raise self._error()
        self._at = found.end()
        return Scalar(None if found[0] == "null" else found[0], line)

    def _entries(self, depth: int) -> tuple[Entry, ...]:
        entries: list[Entry] = []
        self._at += 1
        while self._skip() != "}":
            if entries:
                self._expect(",")
            if self._skip() != '"':
                raise self._error()
            line, key = self._line(), self._string()
            self._expect(":")
            entries.append(Entry(key, line, self._value(depth + 1)))
        self._at += 1
        return tuple(entries)

    def _items(self, depth: int) -> tuple[DataNode, ...]:
        items: list[DataNode] = []
        self._at += 1
        while self._skip() != "]":
            if items:
                self._expect(",")
            items.append(self._value(depth + 1))
        self._at += 1
        return tuple(items)
