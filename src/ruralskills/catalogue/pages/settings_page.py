"""The page on the settings of a workspace."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ruralskills.catalogue.pages.page import Block, PageHeading, PageTable, Paragraph
from ruralskills.workspace.setting_entries import SettingEntry, setting_entries
from ruralskills.workspace.settings import FILE_NAME, Settings

_HEADER: Final = ("设置项", "说明", "写法", "不写时", "选项")


def page() -> Iterator[Block]:
    """Yield the blocks of the page."""
    yield PageHeading("设置 Settings", 1)
    yield Paragraph(
        f"写在 `{FILE_NAME}` 里，对它所在的文件夹和下级文件夹有效；每个文件用离它最近的上级文件夹里的那一份。"
        "`rs init` 写出带说明的样例，`rs validate --show-settings` 显示生效的设置和来源。"
        "命令行的选项优先于设置。路径从 `rs.toml` 所在的文件夹算起。"
        "写错的项在检查前说明在第几行、应怎样写。"
    )
    yield Paragraph(
        f"`{FILE_NAME}` holds for its folder and those below; the nearest one above a file counts. "
        "Options of the command line come first."
    )
    entries = list(setting_entries(Settings))
    yield PageTable(_HEADER, tuple(_row(e) for e in entries if e.kind == "value"))
    for entry in entries:
        if entry.kind != "value":
            yield from _section(entry)


def _section(entry: SettingEntry) -> Iterator[Block]:
    says = entry.describes
    yield PageHeading(f"`{entry.heading}` {says.label}")
    yield Paragraph(
        "。".join(filter(None, (says.says, says.default and f"不写：{says.default}"))) + "。"
    )
    if entry.has_own_keys:
        yield Paragraph(f"```toml\n{entry.heading}\n{entry.line}\n```")
        return
    yield PageTable(_HEADER, tuple(map(_row, entry.entries)))


def _row(entry: SettingEntry) -> tuple[str, ...]:
    says = entry.describes
    written = f"`[{entry.key}]` 下 `{entry.line}`" if entry.has_own_keys else f"`{entry.line}`"
    option = f"`{says.option}`" if says.option else ""
    return f"`{entry.path[-1]}`", says.says, written, says.default, option
