"""The file that a path stands for."""

from __future__ import annotations

import os
from pathlib import Path


def real_path(path: str | os.PathLike[str]) -> Path:
    """Return the file that a path stands for, links followed.

    A link to itself stands for itself: ``Path.resolve`` raises RuntimeError there.
    """
    return Path(os.path.realpath(path))
