"""All that commands say of a scene, on screens and in files."""

from __future__ import annotations

import json
import os
import re
import zipfile
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import Final

from typer.testing import Result

from builders.command_line import rs
from builders.leaks.scene import Scene

BASIS: Final = ("--notice", "tongnan-2020", "--as-of", "2020-12-31")
BACK_TO_ITS_OWNER: Final = {
    "*.校正*.xlsx": "a copy of the owner's own workbook: cells stay as they are, notes beside them quote "
    "them, 修改记录 has what stood there; but its 问题清单, which is passed on alone, is searched",
    "计划.json": "what stands in a cell and what will, so that --apply can compare both",
    "表*.docx": "a form with the applicant's own data",
    "交回.xlsx": "the ledger of the forms' data",
    "空白.xlsx": "the office's own rows, carried over",
    ".rs/*": "what the workspace remembers: names by which a later run finds units and files again",
    "rs.toml": "the office's own settings, with headers as its ledgers have them",
}
"""Files that hold whole numbers, each with the reason.

Links in lists lead to the true names of files and sheets too: they are attributes, not searched.
"""
_DIGESTS: Final = re.compile(
    r"(?<![0-9a-f])(?=[0-9]*[a-f])(?:[0-9a-f]{16}|[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64})(?![0-9a-f])"
    r"|(?<=[\s,\[:])-?[0-9]{1,3}\.[0-9]{12,}(?:E-?\d+)?"
)
"""Hashes, and shares with all their decimals."""
_NAMES: Final = re.compile(rb'<(?:sheet|definedName)\s[^>]*?\bname="([^"]*)"')


def runs(scene: Scene, part: str = "") -> Iterator[tuple[str, Result, list[Path]]]:
    """Yield each run: the words of its command, what it said, the files that it wrote.

    ``part`` names one of the parts: checks, corrections, rollups, forms.
    """
    before = Path.cwd()
    os.chdir(scene.folder)
    try:
        ledger = scene.ledgers()
        for words in _commands(scene, ledger, part):
            known = _files(scene.folder)
            done = rs(*words)
            assert done.exit_code in (0, 1, 2, 3), done.output
            yield " ".join(map(str, words)), done, sorted(_files(scene.folder) - known)
    finally:
        os.chdir(before)


def outputs(scene: Scene) -> Iterator[tuple[str, str]]:
    """Yield each output with the words of its command."""
    for what, done, files in runs(scene):
        yield what, done.stdout + done.stderr
        for path in files:
            if not _is_owners(path.relative_to(scene.folder)):
                yield f"{path.name} of {what}", inside(path)


def searched(text: str) -> str:
    """Return an output without what tells of nobody."""
    return _DIGESTS.sub("", text)


def inside(path: Path) -> str:
    """Return the texts of a file: of the parts of a package, without links and tags."""
    if not zipfile.is_zipfile(path):
        return path.read_bytes().decode("utf-8", "replace")
    with zipfile.ZipFile(path) as package:
        parts = [package.read(n) for n in package.namelist() if n.endswith((".xml", ".vml"))]
    names = [name for part in parts for name in _NAMES.findall(part)]
    texts = [re.sub(rb"<[^>]*>", b"\n", part) for part in parts]
    found = b"\n".join((*names, *texts)).decode("utf-8", "replace")
    return re.sub(r"_x[0-9A-Fa-f]{4}_", " ", found)


def list_of(copy: Path) -> str:
    """Return the list of problems of a corrected copy."""
    import openpyxl

    book = openpyxl.load_workbook(copy)
    cells = (cell for row in book["问题清单"].iter_rows() for cell in row)
    return "\n".join(str(cell.value) for cell in cells if cell.value is not None)


def _is_owners(path: Path) -> bool:
    return any(fnmatch(path.name, each) or fnmatch(str(path), each) for each in BACK_TO_ITS_OWNER)


def _files(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.is_file() and path.suffix != ".parquet"}


PARTS: Final = ("checks", "corrections", "rollups", "forms")


def _commands(scene: Scene, ledger: Path, part: str) -> Iterator[tuple[str | Path, ...]]:
    for each in (part,) if part else PARTS:
        if each == "checks":
            yield from _checks(scene, ledger, ledger.parent)
        elif each == "corrections":
            yield from _corrections(scene, ledger)
        elif each == "rollups":
            scene.inbox()
            yield from _rollups()
        else:
            yield from _forms(scene)


def _checks(scene: Scene, ledger: Path, folder: Path) -> Iterator[tuple[str | Path, ...]]:
    check = ("validate", folder, *BASIS, "--jobs", "1")
    for form in ("console", "json", "csv", "html", "markdown", "sarif", "github"):
        yield *check, "--format", form
        yield *check, "--format", form, "-q", "-o", f"报告.{form}"
    yield *check, "--format", "xlsx", "-o", "清单.xlsx"
    yield *check, "--show-layout"
    yield *check, "--statistics"
    yield "validate", ledger, "--show-settings", "--register", folder / scene.name()
    yield *check, "--baseline", "报告.json"
    yield *check, "--register", ledger, "--previous", ledger
    yield "validate", folder / f"没有{scene.name()}"
    yield "validate", ledger, "--notice", scene.text()
    yield "validate", ledger, "--select", scene.text()
    yield "validate", ledger, *BASIS, "-o", ledger
    yield "validate", ledger, *BASIS, "-o", f"无{scene.name(20)}/{scene.name()}.html"
    yield "rule", scene.text()
    yield "ledgers", scene.text()
    yield "help", scene.text()
    yield "notices", scene.text()
    yield "notices", "--check", ledger
    yield "schedule", scene.name(), "--monthly", "--for", "cron"


def _corrections(scene: Scene, ledger: Path) -> Iterator[tuple[str | Path, ...]]:
    yield "correct", ledger, *BASIS, "--diff"
    yield "correct", ledger, *BASIS, "--plan", "计划.json"
    yield "correct", ledger, *BASIS, "--plan", ledger
    yield "correct", ledger.parent, *BASIS
    yield "correct", ledger, *BASIS, "--apply", "计划.json", "-o", f"夹{scene.name(20)}"
    yield "correct", ledger, *BASIS, "--apply", ledger
    copy = next(ledger.parent.glob("桂林街道*.校正.xlsx"))
    back = scene.answered(copy)
    for form in ("console", "json", "xlsx"):
        more = ("-o", "比对.xlsx") if form == "xlsx" else ()
        yield "recheck", copy, back, *BASIS, "--format", form, *more
        more = ("-o", "两夹比对.xlsx") if form == "xlsx" else ()
        yield "recheck", ledger.parent, back.parent, *BASIS, "--format", form, *more
    yield "recheck", copy, back.with_name(scene.name())


def _rollups() -> Iterator[tuple[str | Path, ...]]:
    roll = ("rollup", "收件", "--year", "2020", "--jobs", "1")
    for form in ("console", "json", "csv"):
        yield *roll, "--format", form
    yield *roll, "-o", "汇总.xlsx"
    yield *roll, "--freeze", "年报"
    made = rs("rollup", "收件", "--year", "2020", "--format", "json").stdout
    for figure in json.loads(made)["figures"][:2]:
        yield *roll, "--explain", f"{figure['unit']}/{figure['indicator']}"
    yield *roll, "--explain", "没有/没有"
    for period in ("2020Q2", "2020Q3"):
        yield "summarize", "收件", "--quarter", period, "--to", "docx,html,xlsx,json", "--jobs", "1"


def _forms(scene: Scene) -> Iterator[tuple[str | Path, ...]]:
    data, roster = scene.application(), scene.roster()
    yield "render-form", data, "-o", "表.docx"
    yield "render-form", data, "-o", "表一.docx", "--draft"
    yield "render-form", "--from-ledger", roster, "-o", "表各份", "--draft"
    yield "render-form", "--from-ledger", roster, "-o", "表各份", "--id", scene.text()
    yield "render-form", "--from-ledger", roster, "-o", "表各份", "--name", scene.text()
    for form in ("console", "json"):
        yield "collect-forms", "表一.docx", "-o", "交回.xlsx", "--format", form
    yield "collect-forms", roster, "-o", "交回.xlsx"
    yield "template", "leader", "--from", roster, "-o", "空白.xlsx"
    yield "template", "leader", "-o", f"没有{scene.name(20)}/空白.xlsx"
