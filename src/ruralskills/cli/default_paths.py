"""The paths that are meant where none is given."""

from __future__ import annotations

from pathlib import Path

from ruralskills.cli.screen import say


def default_paths(quiet: bool) -> list[str]:
    """Return the current folder, in a workspace the latest period in its inbox."""
    from ruralskills.model.period import folder_period
    from ruralskills.validation.input_file import is_input_name
    from ruralskills.validation.inputs import files_in
    from ruralskills.workspace.settings import find_settings

    settings = find_settings(["."])
    inbox = Path(settings.inbox)
    if settings.folder != Path.cwd() or not inbox.is_dir():
        return ["."]
    periods = {
        folder: period
        for folder in inbox.iterdir()
        if folder.is_dir()
        and (period := folder_period(folder.name))
        and any(is_input_name(file.name) for file in files_in(folder, []))
    }
    if not periods:
        return ["."]
    latest = max(periods, key=lambda folder: (periods[folder].first_day, -len(folder.name)))
    if not quiet:
        say(f"没有写明路径，检查{settings.inbox}中最近的一期：{latest}", error=True)
    return [str(latest)]
