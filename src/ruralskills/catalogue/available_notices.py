"""The notices at hand: those of the program, and those that an office keeps in its workspace."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from ruralskills.notices import Notice, Problem, Shelf, packs

FOLDER: Final = "notices"
"""Where in a workspace they lie."""


def at_hand(workspace: Path | None) -> Shelf:
    """The program's notices, and before them those of the workspace.

    Raises NoticeError, which names every problem in any of the workspace's.
    """
    shelf = packs()
    paths = sorted((workspace / FOLDER).glob("*.toml")) if workspace else []
    if not paths:
        return shelf
    from ruralskills.catalogue.proofread import workspace_notices

    return shelf.behind(workspace_notices.load_all(paths, shelf))


def proofread(path: Path) -> tuple[Notice | None, list[Problem]]:
    """Return the notice of a file, None if it has problems, and its problems."""
    from ruralskills.catalogue.proofread import workspace_notices

    return workspace_notices.proofread(path)


__all__ = ["FOLDER", "at_hand", "proofread"]
