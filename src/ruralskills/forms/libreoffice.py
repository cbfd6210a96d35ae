"""Word documents as PDF, by the LibreOffice of the computer."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from ruralskills.errors import OfficeError
from ruralskills.outputs.scratch import scratch_folder

_PLACES: Final = (
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
_START: Final = 120
"""Seconds that a run may take, and for each document more."""
_EACH: Final = 10


class NoPdf(OfficeError):
    """Documents that could not be converted. The message says why, and what to do."""

    def __init__(self, why: str, remedy: str = "") -> None:
        super().__init__(f"{why}{remedy}")
        self.bare = why


def program() -> str | None:
    """Return the path of LibreOffice, None where there is none."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((place for place in _PLACES if Path(place).is_file()), None)


def converted(documents: Mapping[str, bytes], suffix: str) -> dict[str, bytes]:
    """Return documents in another format by name, all converted in one run.

    Raises NoPdf where one of them could not be converted.
    """
    made = converted_ones(documents, suffix)
    missing = [name for name in documents if name not in made]
    if missing:
        raise NoPdf("LibreOffice没有转换成功", f"：{missing[0]}，请用Word、WPS打开后另存")
    return made


def converted_ones(documents: Mapping[str, bytes], suffix: str) -> dict[str, bytes]:
    """Return those of the documents that could be converted, all in one run.

    The names are those of the caller; their files have numbers.  Raises NoPdf without LibreOffice.
    """
    soffice = program()
    if soffice is None:
        raise NoPdf("没有找到LibreOffice，不能转换", "。请装LibreOffice，或用Word、WPS打开后另存")
    with scratch_folder() as scratch:
        folder = scratch
        sources = []
        for number, (name, content) in enumerate(documents.items()):
            sources.append(folder / f"{number}{Path(name).suffix}")
            sources[-1].write_bytes(content)
        _run(soffice, sources, suffix, folder)
        made = {name: folder / f"{n}{suffix}" for n, name in enumerate(documents)}
        return {name: path.read_bytes() for name, path in made.items() if path.is_file()}


def _run(soffice: str, sources: list[Path], suffix: str, folder: Path) -> None:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        soffice, profile, "--headless", "--norestore", "--convert-to", suffix.removeprefix("."),
        "--outdir", str(folder), *map(str, sources),
    ]  # fmt: skip
    limit = _START + _EACH * len(sources)
    try:
        subprocess.run(
            command, check=False, timeout=limit, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=_environment(folder),
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise NoPdf(f"LibreOffice超过{limit}秒没有转换完，已停下") from None
    except OSError as error:
        raise NoPdf(f"LibreOffice运行不了（{error.strerror}）") from None


def _environment(folder: Path) -> dict[str, str]:
    """Return an environment in which it needs no home that can be written."""
    return {**os.environ, "HOME": str(folder)} if os.name != "nt" else dict(os.environ)
