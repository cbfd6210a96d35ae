"""The settings of a run that is one workspace's by nature, as a roll-up is."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from ruralskills.text.readable_names import printable
from ruralskills.validation.inputs import find_files
from ruralskills.workspace.settings import (
    FILE_NAME,
    Settings,
    WorkspaceError,
    find_settings,
    load_settings,
    workspace_of,
)


def run_settings(paths: Sequence[str | os.PathLike[str]]) -> tuple[Settings, tuple[str, ...]]:
    """Return the settings of a run, and remarks on workspaces inside.

    The workspace around all paths counts, else the only one in which their files lie.  Without
    paths it is that of the current folder, with its inbox.  Raises WorkspaceError where files lie
    in several and none holds the others.
    """
    around = find_settings(paths or ["."])
    if not paths and around.folder is not None:
        paths = [around.folder / around.inbox]
    home_of = cache(workspace_of)
    folders = {path if path.is_dir() else path.parent for path in map(_real, paths)}
    homes = {
        home_of(each) for each in (*folders, *(file.path.parent for file in find_files(paths)))
    }
    inside = sorted(home for home in homes if home is not None and home != around.folder)
    if around.folder is not None:
        return around, tuple(_not_counted(home, around.folder) for home in inside)
    if len(inside) < 2:
        return (load_settings(inside[0] / FILE_NAME) if inside else around), ()
    listed = "、".join(printable(str(home / FILE_NAME)) for home in inside)
    raise WorkspaceError(
        f"这些文件分属{len(inside)}个工作区，各有自己的设置，一次只能用一份：{listed}。"
        "请分开运行；要合在一起，请在它们共同的上级文件夹运行 rs init，写好那里的 rs.toml"
    )


def _not_counted(home: Path, folder: Path) -> str:
    inner = printable((home.relative_to(folder) / FILE_NAME).as_posix())
    return f"里面的 {inner} 这次不起作用，按工作区自己的 {FILE_NAME}"


def _real(path: str | os.PathLike[str]) -> Path:
    return Path(os.path.realpath(path))
