"""Workbooks in LibreOffice: converted, and typed into."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

import pytest

_LIBRARY: Final = (
    '<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" '
    'library:readonly="false" library:passwordprotected="false">'
    '<library:element library:name="Entries"/></library:library>'
)
_MACRO: Final = """
Sub Main
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  document = StarDesktop.loadComponentFromURL("{source}", "_blank", 0, hidden())
  sheet = document.Sheets.getByIndex(0)
  sheet.unprotect("")
  lines = Split("{entries}", "|")
  For Each line In lines
    parts = Split(line, "=")
    sheet.getCellRangeByName(parts(0)).setFormula(parts(1))
  Next
  sheet.showInvalid()
  file = FreeFile
  Open "{target}" For Output As #file
  For Each line In lines
    address = Split(line, "=")(0)
    cell = sheet.getCellRangeByName(address)
    found = "allowed"
    For number = 0 To sheet.DrawPage.Count - 1
      circle = sheet.DrawPage.getByIndex(number)
      x = circle.Position.X + circle.Size.Width / 2 - cell.Position.X
      y = circle.Position.Y + circle.Size.Height / 2 - cell.Position.Y
      If x &gt; 0 And y &gt; 0 And x &lt; cell.Size.Width And y &lt; cell.Size.Height Then
        found = "refused"
        If cell.Validation.ErrorAlertStyle &lt;&gt; com.sun.star.sheet.ValidationAlertStyle.STOP Then found = "asked about"
        If Not cell.Validation.ShowErrorMessage Then found = "allowed"
      End If
    Next
    Print #file, address &amp; "=" &amp; found
  Next
  Close #file
  document.close(True)
End Sub
"""


def entries_judged(path: Path, entries: Mapping[str, str], folder: Path) -> dict[str, str]:
    """Return by address if LibreOffice allows, refuses or asks about an entry.

    Its own detective circles what it would not take.
    """
    _run(folder, "--terminate_after_init")  # it writes a profile of its own first
    library = folder / "profile" / "user" / "basic" / "Standard"
    target = folder / "judged.txt"
    given = "|".join(f"{address}={text}" for address, text in entries.items())
    macro = _MACRO.format(source=path.as_uri(), entries=given, target=target)
    (library / "script.xlb").write_text(_LIBRARY, encoding="utf-8")
    (library / "Entries.xba").write_text(
        '<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Entries" '
        f'script:language="StarBasic">{macro}</script:module>',
        encoding="utf-8",
    )
    _run(folder, "macro:///Standard.Entries.Main")
    lines = target.read_text(encoding="utf-8").splitlines()
    return {address: found for address, _, found in (line.partition("=") for line in lines)}


def convert(paths: Iterable[Path], kind: str, folder: Path) -> None:
    """Write workbooks into a folder as files of another kind, all in one run."""
    _run(folder, "--convert-to", kind, "--outdir", str(folder), *map(str, paths))


def _run(folder: Path, *words: str) -> None:
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        assert not os.environ.get("CI"), "LibreOffice must be there where the project is tested"
        pytest.skip("LibreOffice is not installed: its work is NOT tested here")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(
        [program, profile, "--headless", "--norestore", *words],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
