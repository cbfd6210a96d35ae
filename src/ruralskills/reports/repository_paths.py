"""Files of a report as a repository calls them, by paths from the current folder."""

from __future__ import annotations

from ruralskills.model.outcome import Outcome
from ruralskills.text.real_path import real_path


class RepositoryPaths:
    """The paths of files by their names in a report.

    One that lies elsewhere, or whose name is hidden for the numbers in it, keeps that name.
    """

    def __init__(self, outcome: Outcome) -> None:
        self._paths = {each.path: _path(each.path, each.location) for each in outcome.files}

    def __getitem__(self, name: str) -> str:
        return self._paths.get(name, name)


def _path(name: str, location: str) -> str:
    here = real_path(".")
    found = real_path(location) if location else here
    is_named_so = found.as_posix().endswith(name)
    if not is_named_so or not found.is_relative_to(here):
        return name
    return found.relative_to(here).as_posix()
