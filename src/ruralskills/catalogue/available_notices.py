"""The available notices: those of the program and those of an office's workspace."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from ruralskills.notices import Notice, NoticeLibrary, Problem, shipped_notices

WORKSPACE_FOLDER: Final = "notices"
"""The folder of a workspace that holds its notices."""


def load(workspace: Path | None) -> NoticeLibrary:
    """Return the program's notices, and before them those of a workspace.

    Raises NoticeError, which names every problem in the files of the workspace.
    """
    shipped = shipped_notices()
    paths = sorted((workspace / WORKSPACE_FOLDER).glob("*.toml")) if workspace else []
    if not paths:
        return shipped
    from ruralskills.catalogue.proofread import workspace_notices

    return shipped.with_own(workspace_notices.load_all(paths, shipped))


def proofread(path: Path) -> tuple[Notice | None, list[Problem]]:
    """Return the notice of a file, None if it has problems, and its problems."""
    from ruralskills.catalogue.proofread import workspace_notices

    return workspace_notices.proofread(path)


__all__ = ["WORKSPACE_FOLDER", "load", "proofread"]
