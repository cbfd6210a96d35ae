"""Workbooks converted by LibreOffice."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest


def convert(paths: Iterable[Path], kind: str, folder: Path) -> None:
    """Write workbooks into a folder as files of another kind, all in one run."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        assert not os.environ.get("CI"), "LibreOffice must be there where the project is tested"
        pytest.skip("LibreOffice is not installed: the conversions are NOT tested here")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    options = (profile, "--headless", "--convert-to", kind, "--outdir", str(folder))
    subprocess.run([program, *options, *paths], check=True, capture_output=True, timeout=180)
