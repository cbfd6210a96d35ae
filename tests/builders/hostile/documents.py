"""Commands on files with too many of one thing: their time, and how it grows."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import Final

from builders.corpus.runner import Ran, Runner
from builders.hostile import (
    many_in_documents,
    many_in_folders,
    many_in_texts,
    many_in_workbooks,
    many_tables,
)
from builders.hostile.kinds import Command, Kind

KINDS: Final[tuple[Kind, ...]] = (
    *many_in_workbooks.KINDS,
    *many_tables.KINDS,
    *many_in_documents.KINDS,
    *many_in_texts.KINDS,
    *many_in_folders.KINDS,
)
_GOOD_CODES: Final = (0, 1, 2, 3)
_WORTH_TELLING: Final = 0.4
"""Seconds from which on a ratio says something."""


def chosen(words: tuple[str, ...]) -> list[Kind]:
    """Return the kinds whose name begins with a word, or fits it, all without any."""
    return [
        kind
        for kind in KINDS
        if not words
        or any(kind.name.startswith(word) or fnmatch(kind.name, word) for word in words)
    ]


def timed(kinds: list[Kind], share: float = 1.0) -> Iterator[tuple[Kind, Command, Ran]]:
    """Run every command on each kind, and yield how it ended."""
    with Runner() as runner:
        for kind in kinds:
            with tempfile.TemporaryDirectory() as name:
                kind.write(Path(name), share)
                for words in kind.commands:
                    yield kind, words, runner.run(words, Path(name))


def slow_documents(most: float, kinds: list[Kind]) -> Iterator[str]:
    """Yield a line for each command that took more seconds, or broke."""
    for kind, words, ran in timed(kinds):
        if ran.seconds > most or ran.code not in _GOOD_CODES:
            yield f"{ran.seconds:.1f} s, code {ran.code}: {kind.name}, rs {' '.join(words)}"


def growth(kinds: list[Kind]) -> Iterator[tuple[str, Command, float, float, float]]:
    """Yield seconds on half of each kind, on all of it, and their ratio.

    What a command takes for a single thing of the kind is taken off from both.
    """
    sizes = (0.0, 0.5, 1.0)
    for kind in kinds:
        runs = [list(timed([kind], share)) for share in sizes]
        for (_, words, least), (_, _, half), (_, _, whole) in zip(*runs, strict=True):
            one, two = half.seconds - least.seconds, whole.seconds - least.seconds
            if two >= _WORTH_TELLING:
                yield kind.name, words, half.seconds, whole.seconds, two / max(one, 1e-3)
