"""Pages in a headless Chromium: their content, width and print."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from html import escape
from pathlib import Path
from typing import Final

import pytest

_NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "chrome")
_POLICY: Final = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
_MEASURED: Final = """<!DOCTYPE html><body><iframe width="{width}" height="800" srcdoc="{page}">
</iframe><script>addEventListener("load", () => {{
  const page = document.querySelector("iframe").contentDocument.documentElement;
  document.body.dataset.wide = page.scrollWidth;
}});</script></body>"""


def run(folder: Path, *options: str | Path) -> bytes:
    """Run the browser with options and return what it prints."""
    program = next((found for name in _NAMES if (found := shutil.which(name))), None)
    if program is None:
        assert not os.environ.get("CI"), "Chromium must be there where the project is tested"
        pytest.skip("NO CHROMIUM HERE: the page was not looked at (apt-get install chromium)")
    done = subprocess.run(
        [
            program, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
            "--disable-background-networking", f"--user-data-dir={folder / 'profile'}",
            "--virtual-time-budget=4000", *map(str, options),
        ],
        capture_output=True, timeout=120, check=True,
    )  # fmt: skip
    return done.stdout


def width_of(text: str, width: int, folder: Path) -> int:
    """Return the width that a page takes on a screen of a width."""
    outer = folder / "outer.html"
    page = escape(_POLICY.sub("", text), quote=True)
    outer.write_text(_MEASURED.format(width=width, page=page), encoding="utf-8")
    dom = run(folder, "--window-size=1400,1000", "--dump-dom", outer.as_uri()).decode()
    found = re.search(r'data-wide="(\d+)"', dom)
    assert found
    return int(found[1])


def printed(page: Path, folder: Path) -> Path:
    """Return the page as it is printed."""
    target = folder / "printed.pdf"
    run(folder, "--no-pdf-header-footer", f"--print-to-pdf={target}", page.as_uri())
    return target
