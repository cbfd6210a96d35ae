"""Templates, filled in by jinja2, which no other module imports.

An office may change the templates, so they run in a sandbox.  The values come out of other
people's workbooks, so everything is escaped.  A missing name is an error, not a gap in a report.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from ruralskills.text.terminal import clean_text


@cache
def folder() -> Path:
    """Return the folder of the templates: in the installed package, or beside ``src``."""
    installed = Path(__file__).parents[1] / "templates"
    return installed if installed.is_dir() else Path(__file__).parents[3] / "templates"


@cache
def _environment() -> SandboxedEnvironment:
    return SandboxedEnvironment(
        loader=FileSystemLoader(folder()),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_seen,
    )


def _seen(value: Any) -> Any:
    """Return a value, a text without what moves a terminal or turns a line round."""
    if type(value) is not str or (value.isascii() and value.isprintable()):
        return value
    return clean_text(value)


def source(name: str) -> str:
    """Return the text of a file in the folder, not filled in."""
    return (folder() / name).read_text(encoding="utf-8")


def fill(name: str, **values: Any) -> str:
    """Return a template filled in, every value escaped for html."""
    return _environment().get_template(name).render(**values)


def content_policy(style: str, script: str) -> str:
    """Return the policy by which a browser runs this script and nothing else."""
    digests = {
        name: b64encode(hashlib.sha256(text.encode()).digest()).decode()
        for name, text in (("style-src", style), ("script-src", script))
    }
    sources = "; ".join(f"{name} 'sha256-{digest}'" for name, digest in digests.items())
    return f"default-src 'none'; {sources}; base-uri 'none'; form-action 'none'"
