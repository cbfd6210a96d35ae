"""A file of settings to begin with: every entry, explained and switched off."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ruralskills.workspace.setting_entries import SettingEntry, setting_entries
from ruralskills.workspace.settings import Settings

_HEAD: Final = (
    "# 本办公室的设置，对这个文件夹和下级文件夹里的台账有效。",
    "# 每一项前面都有“#”，是不起作用的样例：要用哪一项，去掉行首的“#”和空格，改成自己的内容。",
    "# 文件的路径从本文件所在的文件夹算起。生效的设置：rs validate --show-settings",
)


def sample() -> str:
    """Return the text of the file."""
    entries = list(setting_entries(Settings))
    single = [entry for entry in entries if entry.kind == "value"]
    tables = [entry for entry in entries if entry.kind != "value"]
    lines = [*_HEAD]
    for entry in single:
        lines += ["", f"# {_explained(entry)}", f"# {entry.line}"]
    for entry in tables:
        lines += ["", *_table(entry)]
    return "\n".join(lines) + "\n"


def _table(entry: SettingEntry) -> Iterator[str]:
    """Yield the lines of a table: what has own keys stands below the rest."""
    yield f"# {_explained(entry)}"
    yield f"# {entry.heading}"
    if entry.has_own_keys:
        yield f"# {entry.line}"
    for inner in entry.entries:
        if not inner.has_own_keys:
            yield f"# {inner.line}  # {_explained(inner)}"
    for inner in entry.entries:
        if inner.has_own_keys:
            yield f"# [{inner.key}]  # {_explained(inner)}"
            yield f"# {inner.line}"


def _explained(entry: SettingEntry) -> str:
    says = entry.describes
    return f"{says.says}（不写：{says.default}）" if says.default else says.says
