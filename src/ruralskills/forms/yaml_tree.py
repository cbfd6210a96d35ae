"""YAML as a tree of texts with their lines, without YAML's typing.

``phone: 02312345670`` is those eleven digits, and ``no`` is two letters.  Anchors and aliases are
refused: nobody writes a form with them, and a few lines of them unfold to gigabytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import yaml

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

_NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})
"""Unquoted words by which YAML says that there is no value."""


class _Loader(yaml.SafeLoader):
    """A parser that also reads control characters, which the form then names."""

    def check_printable(self, data: Any) -> None:
        pass


def read_yaml(text: str, file: str) -> list[DataNode]:
    """Return the documents of a YAML text.  Raises DataFileError."""
    try:
        events = iter(yaml.parse(text.replace("\0", "\1"), Loader=_Loader))
        return [
            _node(next(events), events, file, 0)
            for event in events
            if isinstance(event, yaml.DocumentStartEvent)
        ]
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        where = f"第{mark.line + 1}行：" if mark is not None else ""
        raise DataFileError(
            f"{file}：{where}不是正确的YAML，请检查这一行和上一行：冒号后要有一个空格，"
            "各行要对齐，不能用制表符缩进，含冒号、#的内容要加引号"
        ) from None


def _node(event: Any, events: Iterator[Any], file: str, depth: int) -> DataNode:
    line = event.start_mark.line + 1
    if depth > DEEPEST:
        raise too_deep(file, line)
    if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
        raise DataFileError(f"{file}：第{line}行：不能用锚点和引用（&、*），请把内容直接写出来")
    if isinstance(event, yaml.ScalarEvent):
        is_null = event.style is None and event.value in _NULLS
        return Scalar(None if is_null else event.value, line)
    if isinstance(event, yaml.SequenceStartEvent):
        items = []
        while not isinstance(inner := next(events), yaml.SequenceEndEvent):
            items.append(_node(inner, events, file, depth + 1))
        return Items(tuple(items), line)
    entries = []
    while not isinstance(inner := next(events), yaml.MappingEndEvent):
        key = _node(inner, events, file, depth + 1)
        if not isinstance(key, Scalar):
            raise DataFileError(f"{file}：第{key.line}行：项目名要写成一个词")
        value = _node(next(events), events, file, depth + 1)
        entries.append(Entry(key.text or "", key.line, value))
    return Entries(tuple(entries), line)
