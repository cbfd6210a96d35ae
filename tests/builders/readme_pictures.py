"""The pictures in the READMEs, made from the examples.

PYTHONPATH=src:tests python -m builders.readme_pictures
"""

from __future__ import annotations

import shutil
import struct
import subprocess
import sys
import tempfile
import zlib
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Final

from builders import example_inboxes
from builders.docs import DOCS
from ruralskills.bulletin.summarize import SummaryOptions, summarize
from ruralskills.model.period import Period
from ruralskills.reports import xlsx
from ruralskills.validation.validate import validate

PICTURES: Final = DOCS / "pictures"
LARGEST: Final = 120 * 1024
_DAY: Final = date(2021, 1, 6)
_DOTS: Final = "100"
_COLOURS: Final = 128
_STEP: Final = 17
"""Levels of a colour are multiples of it, of which there are sixteen."""
_SHEET_OF_TOWNSHIP: Final = "台账问题清单"


def make(folder: Path = PICTURES) -> None:
    """Write the pictures of bulletin, leader's page and problem list."""
    folder.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        inbox = example_inboxes.tongnan(scratch) / "收件"
        made = summarize([inbox], Period(2020, 4), SummaryOptions(as_of=_DAY))
        for each, content in made.files(["docx", "html"]).items():
            (scratch / each).write_bytes(content)
        checked = validate([inbox / "2020Q4"], as_of=_DAY).masked()
        listed = scratch / "问题清单.xlsx"
        listed.write_bytes(xlsx.workbook(checked, listed))
        _convert(scratch, "通报.docx", "问题清单.xlsx")
        _print(scratch / "领导页.html")
        for target, page in (
            ("bulletin", (scratch / "通报.pdf", 1)),
            ("leader-page", (scratch / "领导页.pdf", 1)),
            ("problem-list", _page_with(_SHEET_OF_TOWNSHIP, scratch / "问题清单.pdf")),
        ):
            (folder / f"{target}.png").write_bytes(_picture(*page))


def _convert(folder: Path, *names: str) -> None:
    profile = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    paths = [folder / name for name in names]
    _run("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, *paths)


def _print(page: Path) -> None:
    target = page.with_suffix(".pdf")
    _run(
        "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
        f"--user-data-dir={page.parent / 'browser'}", f"--print-to-pdf={target}", page.as_uri(),
    )  # fmt: skip


def _page_with(words: str, document: Path) -> tuple[Path, int]:
    """Return the first page of a document with some words on it."""
    pages = _run("pdftotext", document, "-").decode().split("\f")
    return document, next(at for at, text in enumerate(pages, 1) if words in text)


def _picture(document: Path, page: int) -> bytes:
    """Return a page as a PNG of few colours, so that it stays small."""
    only = ("-f", str(page), "-l", str(page), "-r", _DOTS)
    plain = _run("pdftoppm", *only, document)
    kind, size, depth, pixels = plain.split(maxsplit=1)[0], *_header(plain)
    assert (kind, depth) == (b"P6", 255)
    return _png(*size, pixels)


def _header(plain: bytes) -> tuple[tuple[int, int], int, bytes]:
    """Return width and height, the greatest level, and the pixels of a PPM."""
    _, wide, high, rest = plain.split(maxsplit=3)
    depth, _, pixels = rest.partition(b"\n")
    return (int(wide), int(high)), int(depth), pixels


def _png(wide: int, high: int, pixels: bytes) -> bytes:
    levels = bytes(round(level / _STEP) * _STEP for level in range(256))
    coarse = pixels.translate(levels)
    dots = [coarse[at : at + 3] for at in range(0, len(coarse), 3)]
    palette = [colour for colour, _ in Counter(dots).most_common(_COLOURS)]
    place = {colour: number for number, colour in enumerate(palette)}
    for dot in set(dots) - set(palette):
        place[dot] = min(range(len(palette)), key=lambda at: _distance(palette[at], dot))
    rows = (
        b"\0" + bytes(place[dot] for dot in dots[row * wide : (row + 1) * wide])
        for row in range(high)
    )
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            _chunk(b"IHDR", struct.pack(">IIBBBBB", wide, high, 8, 3, 0, 0, 0)),
            _chunk(b"PLTE", b"".join(palette)),
            _chunk(b"IDAT", zlib.compress(b"".join(rows), 9)),
            _chunk(b"IEND", b""),
        )
    )


def _distance(one: bytes, other: bytes) -> int:
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))


def _chunk(kind: bytes, content: bytes) -> bytes:
    checked = kind + content
    return struct.pack(">I", len(content)) + checked + struct.pack(">I", zlib.crc32(checked))


def _run(program: str, *options: str | Path) -> bytes:
    if shutil.which(program) is None:
        sys.exit(f"the pictures need {program}")
    return subprocess.run([program, *options], check=True, capture_output=True).stdout


if __name__ == "__main__":
    make()
