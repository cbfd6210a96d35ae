"""TOML as a tree of texts with their lines."""

from __future__ import annotations

import tomllib
from datetime import date, datetime, time
from typing import Any, Final

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
from ruralskills.notices.toml_lines import EntryPath, TomlLines
from ruralskills.text.lazy_regex import regex
from ruralskills.text.toml_text import toml_data

_LINE: Final = regex(r"at line (\d+)")


def read_toml(text: str, file: str) -> list[DataNode]:
    """Return the data of a TOML text.  Raises DataFileError.

    An array of tables at the top, whatever its name, is a list of applicants.
    """
    try:
        data = toml_data(text, parse_float=str)
    except tomllib.TOMLDecodeError as error:
        found = _LINE.search(str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        raise DataFileError(
            f"{file}：第{line}行：不是正确的TOML，请检查这一行：等号两边、引号和括号；文字要加引号"
        ) from None
    lines = TomlLines(text)
    if len(data) == 1 and all(_is_tables(value) for value in data.values()):
        name, tables = next(iter(data.items()))
        return [_node(tables, (name,), lines, file)]
    return [_node(data, (), lines, file)]


def _is_tables(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(v, dict) for v in value)


def _node(value: Any, path: EntryPath, lines: TomlLines, file: str) -> DataNode:
    line = lines.at(path)
    if len(path) > DEEPEST:
        raise too_deep(file, line)
    if isinstance(value, dict):
        return Entries(
            tuple(
                Entry(key, lines.at((*path, key)), _node(inner, (*path, key), lines, file))
                for key, inner in value.items()
            ),
            line,
        )
    if isinstance(value, list):
        return Items(
            tuple(_node(inner, (*path, n), lines, file) for n, inner in enumerate(value)), line
        )
    return Scalar(_text(value), line)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime | date | time):
        return value.isoformat().removesuffix("T00:00:00")
    return str(value)
