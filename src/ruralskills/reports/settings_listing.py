"""The listing of ``--show-settings``: each setting in force and its source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from ruralskills.workspace.setting_entries import Describes, SettingEntry, setting_entries
from ruralskills.workspace.settings import FILE_NAME, Settings

_OF_A_RUN: Final = (
    SettingEntry(("as_of",), Describes("检查日期", "", default="今天", option="--as-of"), "value"),
    SettingEntry(
        ("baseline",),
        Describes("基线", "", option="--baseline", is_file=True),
        "value",
    ),
)
"""Settings of a run alone."""


_UNTOLD: Final = Settings()


def lines(settings: Settings, options: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Yield a line for each setting.  ``options`` are the values of the command line."""
    home = settings.folder
    yield (
        f"设置文件：{home / FILE_NAME}" if home else f"设置文件：没有找到{FILE_NAME}，按选项和默认"
    )
    substitutes = {"regions": "没有给出，用村名单核对"} if settings.villages else {}
    for entry in (*_listed(), *_OF_A_RUN):
        says = entry.describes
        given = options.get(entry.key)
        value = _value(settings, entry)
        if given:
            names = (_file(name, Path()) if says.is_file else name for name in given)
            text, source = "、".join(names), says.option
        elif value != _value(_UNTOLD, entry):
            text = _text(value, entry, home or Path())
            source = FILE_NAME if home else "调用时给出"
        else:
            text, source = substitutes.get(entry.key, _default(says)), "默认"
        yield f"{says.label}（{entry.key}）：{text}〔{source}〕"


def _default(says: Describes) -> str:
    return says.default or ("没有给出" if says.is_file else "没有写")


def _listed() -> Iterator[SettingEntry]:
    """Yield the entries that are listed: those of a table one by one."""
    for entry in setting_entries(Settings):
        yield from entry.entries if entry.kind == "table" and entry.entries else (entry,)


def _value(settings: Settings, entry: SettingEntry) -> Any:
    value: Any = settings
    for name in entry.path:
        value = getattr(value, name, None)
    return value


def _text(value: Any, entry: SettingEntry, home: Path) -> str:
    """Return a value of the workspace's settings as it is listed."""
    is_file = entry.describes.is_file
    if value is True:
        return "是"
    if isinstance(value, str):
        return _file(value, home) if is_file else value
    if entry.kind == "value" and all(isinstance(item, str) for item in value):
        return "、".join(_file(item, home) if is_file else item for item in value)
    return str(value) if entry.kind == "value" else f"{len(value)}条"


def _file(name: str, home: Path) -> str:
    return name if (home / name).exists() else f"{name}（找不到这个文件）"
