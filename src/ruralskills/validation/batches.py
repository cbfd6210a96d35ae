"""Batches of files that are checked together, by workspace and period."""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from ruralskills.model.period import Period
from ruralskills.validation.inputs import FoundFile, find_files
from ruralskills.workspace.settings import (
    FILE_NAME,
    Settings,
    find_settings,
    load_settings,
    workspace_of,
)


class Batch(Struct, frozen=True):
    """Files that are checked together."""

    files: tuple[FoundFile, ...] = ()
    period: Period | None = None
    """None where it is not one of several."""


class Workspace(Struct, frozen=True):
    """The files of a workspace, with its settings."""

    settings: Settings
    batches: tuple[Batch, ...]


def workspaces(
    paths: Sequence[str | os.PathLike[str]], settings: Settings | None = None
) -> list[Workspace]:
    """Return the files that the paths stand for, by workspace and period.

    A file belongs to the nearest folder above it that has settings.  Where ``settings`` are given,
    all files are one workspace's.  Raises WorkspaceError.
    """
    found = find_files(paths)
    if settings is not None:
        return [Workspace(settings, tuple(_by_period(found)))]
    homes: dict[Path | None, list[FoundFile]] = defaultdict(list)
    home_of = cache(workspace_of)
    for file in found:
        homes[home_of(file.path.parent)].append(file)
    if not homes:
        return [Workspace(find_settings(paths), (Batch(),))]
    if len(homes) > 1:
        counts = Counter(file.name for file in found)
        homes = {home: list(_told_apart(files, counts)) for home, files in homes.items()}
    return [
        Workspace(load_settings(home / FILE_NAME) if home else Settings(), tuple(_by_period(files)))
        for home, files in homes.items()
    ]


def _told_apart(files: Iterable[FoundFile], counts: Counter[str]) -> Iterator[FoundFile]:
    """Yield files of several workspaces by names that no two of them share."""
    for file in files:
        yield file if counts[file.name] == 1 else replace(file, name=file.whole_name)


def _by_period(files: Sequence[FoundFile]) -> Iterator[Batch]:
    """Yield the files of each period in order, all together unless there are several."""
    periods = {file.period for file in files if file.period}
    if len(periods) < 2:
        yield Batch(tuple(files))
        return
    for period in (None, *sorted(periods, key=lambda each: (each.last_day, each.first_day))):
        if own := tuple(file for file in files if file.period == period):
            yield Batch(own, period)
