"""A program ``rs`` on the disk, as an installation leaves it."""

from __future__ import annotations

import sys
from pathlib import Path

import ruralskills

_PROGRAM = """#!{python}
import sys
sys.path.insert(0, {source!r})
from ruralskills.__main__ import main
main()
"""


def installed(folder: Path) -> Path:
    """Write a program that needs neither PATH nor PYTHONPATH, and return its path."""
    program = folder / "rs"
    source = str(Path(ruralskills.__file__).parents[1])
    program.write_text(_PROGRAM.format(python=sys.executable, source=source), encoding="utf-8")
    program.chmod(0o755)
    return program
