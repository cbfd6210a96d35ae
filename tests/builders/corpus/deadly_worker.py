"""A worker that one file kills, in a module that workers can import."""

from __future__ import annotations

import os

from ruralskills.validation.file_check import CheckOptions, FileCheck, map_file
from ruralskills.validation.input_file import InputFile

DEADLY = "致命"


def die_or_map(file: InputFile, options: CheckOptions) -> FileCheck:
    """Check a file, or die of it as if the system had ended the process."""
    if DEADLY in file.name:
        os._exit(137)
    return map_file(file, options)
