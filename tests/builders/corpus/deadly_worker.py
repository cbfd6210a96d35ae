"""A worker that one file kills, in a module that workers can import."""

from __future__ import annotations

import os

from ruralskills.validation import worker_pool
from ruralskills.validation.file_check import FileCheck
from ruralskills.validation.inputs import InputFile

DEADLY = "致命"


def work(source: InputFile, really=worker_pool._work) -> FileCheck:  # type: ignore[no-untyped-def]  # bound before a test replaces it
    """Check a file, or die of it as if the system had ended the process."""
    if DEADLY in source.name:
        os._exit(137)
    checked: FileCheck = really(source)
    return checked
