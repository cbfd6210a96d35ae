"""Fill templates: the one door to jinja2, and the one place that knows where templates lie.

Templates are texts that an office may change, so they run in a sandbox; what goes into them comes
out of other people's workbooks, so everything is escaped; and a name that is not given is an error
rather than a gap in a report.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment


@cache
def folder() -> Path:
    """Where the templates lie: inside the package when installed, beside src/ in a working copy."""
    inside = Path(__file__).parents[1] / "templates"
    return inside if inside.is_dir() else Path(__file__).parents[3] / "templates"


@cache
def _environment() -> SandboxedEnvironment:
    return SandboxedEnvironment(
        loader=FileSystemLoader(folder()),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def source(name: str) -> str:
    """Return a file of the templates as it stands."""
    return (folder() / name).read_text(encoding="utf-8")


def fill(name: str, **values: Any) -> str:
    """Return a template filled in, every value escaped for HTML."""
    return _environment().get_template(name).render(**values)
