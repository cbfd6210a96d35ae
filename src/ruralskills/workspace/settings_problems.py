"""Problems of a file of settings: the line, what was expected, the nearest name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any, Final

from ruralskills.notices.problems import Problem, suggestion
from ruralskills.notices.toml_lines import EntryPath, TomlLines
from ruralskills.workspace.setting_entries import SettingEntry

_MOST: Final = 50
"""Problems that are told one by one.  The rest are counted."""
_UNKNOWN: Final = frozenset({"unexpected_keyword_argument", "extra_forbidden"})


def problems(
    errors: Iterable[Mapping[str, Any]], data: Mapping[str, Any], text: str, file: str,
    entries: Sequence[SettingEntry],
) -> list[Problem]:  # fmt: skip
    """Return what pydantic found wrong in the data of a file, each entry once."""
    lines = TomlLines(text)
    found: dict[EntryPath, str] = {}
    for error in errors:
        found.setdefault(tuple(_entry_path(error["loc"], data)), error["type"])
    # of an entry of two forms, one of which is wrong further down, that one is told
    above = {path[:depth] for path in found for depth in range(len(path))}
    deepest = sorted(
        ((lines.at(path), path) for path in found if path not in above), key=itemgetter(0)
    )
    told = [
        Problem(file, line, *_told(path, found[path], entries)) for line, path in deepest[:_MOST]
    ]
    if rest := deepest[_MOST:]:
        told.append(Problem(file, rest[0][0], f"另有{len(rest)}处写得不对", "请先改好前面的"))
    return sorted(told)


def _entry_path(loc: Sequence[str | int], data: Any) -> Iterator[str | int]:
    """Yield the names down to an entry, without those that pydantic gives to types."""
    for part in loc:
        if isinstance(data, dict):
            if part in data:
                yield part
                data = data[part]
        elif isinstance(data, list) and isinstance(part, int) and part < len(data):
            yield part
            data = data[part]


def _told(path: EntryPath, kind: str, entries: Sequence[SettingEntry]) -> tuple[str, str]:
    """Return what is wrong with the entry of a path, and what to do."""
    names = [part for part in path if isinstance(part, str)]
    known: Sequence[SettingEntry] = entries
    entry: SettingEntry | None = None
    for name in names:
        inner = next((each for each in known if each.path[-1] == name), None)
        if inner is None:
            break
        entry, known = inner, inner.entries
    if kind == "control_character":
        return f"“{'.'.join(names)}”里有看不见的控制字符", "请删去后重新输入"
    if kind in _UNKNOWN or entry is None:
        words = [each.path[-1] for each in known]
        otherwise = f"可以写{'、'.join(words)}，说明见 rs init 写出的样例"
        place = f"{entry.heading}里" if entry else ""
        return f"{place}没有“{names[-1]}”这一项", suggestion(names[-1], words, otherwise)
    return f"“{'.'.join(names)}”写得不对", f"要写成 {entry.sample}"
