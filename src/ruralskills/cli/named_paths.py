"""Paths as they were typed: one with blanks that was not quoted comes in pieces."""

from __future__ import annotations

import os
from collections.abc import Sequence

from ruralskills.cli.exit import CommandError


def refuse_pieces(paths: Sequence[str | os.PathLike[str]]) -> None:
    """Raise CommandError where some of the paths, put together, are one that exists."""
    words = [os.fspath(path) for path in paths]
    for first, word in enumerate(words):
        if os.path.exists(word):
            continue
        for start in range(first + 1):
            for end in range(len(words), max(first, start + 1), -1):
                if os.path.exists(whole := " ".join(words[start:end])):
                    raise CommandError(
                        f"没有“{word}”这个文件或文件夹，有“{whole}”："
                        f'路径中有空格的要加引号，写作 "{whole}"'
                    )
