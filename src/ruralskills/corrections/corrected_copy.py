"""Write the corrected copy of one workbook, never over the workbook itself."""

from __future__ import annotations

import errno
import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable
from contextlib import suppress
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from ruralskills.corrections import sheets
from ruralskills.corrections.plan import FilePlan, Value
from ruralskills.corrections.plan_check import changes, refuse_other_content
from ruralskills.corrections.previous_run import PreviousRun, previous_run
from ruralskills.errors import CannotRead, CannotWrite
from ruralskills.model.cell import Cell
from ruralskills.outputs import output_file
from ruralskills.outputs.mark import OutputKind, marked, ownership
from ruralskills.outputs.owner import Ownership
from ruralskills.outputs.package_mark import unmarked_package
from ruralskills.outputs.scratch import scratch_for_libraries
from ruralskills.patching.edits import Edit
from ruralskills.patching.patch import Patch
from ruralskills.patching.plain_copy import plain_copy
from ruralskills.patching.verify import NotProved
from ruralskills.readers.content import content_of
from ruralskills.readers.file_type import FileType, file_type_of
from ruralskills.readers.grid import Grid
from ruralskills.readers.open import open_content
from ruralskills.reports.problem_list import CHANGED, COLOURS, ProblemList
from ruralskills.text.addresses import Address
from ruralskills.text.lazy_regex import regex
from ruralskills.text.real_path import real_path

_MARKS: Final = frozenset(COLOURS.values())
"""Fills by which marks are known."""
_DATE_FORMAT: Final = "yyyy-mm-dd"
_SUFFIX: Final = ".校正"
_COPY: Final = regex(r"(.+)\.校正(\d*)")
_FULL: Final = ("磁盘已满", "请腾出空间，或用 --output 换一个磁盘")
_FAILURES: Final = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.ENAMETOOLONG: ("加上“.校正”后文件名太长", "请把原文件的名称改短"),
}
"""By error number what is wrong with the place of a copy, and what to do."""
_DAY_ZERO, _DAY_ZERO_1904 = date(1899, 12, 30), date(1904, 1, 1)


class WrittenCopy(Struct):
    """The result for one workbook."""

    name: str
    output: Path | None = None
    """None when there was nothing to write."""
    steps: int = 0
    marks: int = 0
    remarks: list[str] = field(default_factory=list)


def write_copy(
    plan: FilePlan,
    folder: Path | None,
    password: str,
    today: date,
    *,
    clean: bool = False,
    taken: Collection[Path] = (),
) -> WrittenCopy:
    """Write the corrected copy of a workbook.

    ``folder`` is where it goes, None for beside the workbook; ``taken`` are the copies that are
    written already.  With ``clean`` our marks and sheets are taken off, and nothing else is done.

    Raises CannotRead, CannotWrite, and PlanError if the workbook is not the one planned for.
    """
    source = Path(plan.location)
    if not source.exists() and ".zip/" in plan.name.lower():
        raise CannotRead("在压缩包里，不能原样改写。请解压后再校正")
    original = content_of(source)
    content, is_encrypted = _decrypted(original, password)
    written = WrittenCopy(plan.name)
    if file_type_of(content) is not FileType.XLSX:
        content, remark = _as_xlsx(content, source.name)
        written.remarks.append(remark)
    content = unmarked_package(content)
    patch = Patch(content)
    previous = previous_run(_sheets(content, patch.appended_sheets))
    patch.clean(_MARKS | {CHANGED} if clean else _MARKS)
    was_marked = bool(patch.changed)
    if not clean:
        plan = _fitting(plan, content, source.name, hashlib.sha256(original).hexdigest())
        _apply(patch, plan, today, previous, written)
    if not (
        patch.changed if clean else written.steps + written.marks or was_marked or plan.problems
    ):
        return WrittenCopy(plan.name)
    if patch.recomputes:
        written.remarks.append(
            "表中有公式，用WPS或Excel打开时会重新计算；别的软件显示的可能还是改动前的结果"
        )
    if patch.is_signed:
        written.remarks.append("原文件带有数字签名，改动后的副本签名不再有效")
    try:
        result = patch.to_bytes()
    except NotProved as error:
        raise CannotWrite(f"{plan.name}：{error}") from error
    if result == content:  # our own copy, and nothing new to say in it
        return WrittenCopy(plan.name)
    if not clean:  # a cleaned workbook is the office's own again
        result = marked(result, OutputKind.WORKBOOK)
    if is_encrypted:
        from ruralskills.readers.encryption import encrypt

        result = encrypt(result, password)
    written.output = _target(plan, folder, patch.suffix, taken)
    kept = _save(result, written.output, source, password)
    if kept is not None:
        is_foreign = _owner(kept, password) is Ownership.FOREIGN
        what = "原有同名文件不是本工具写的" if is_foreign else "原有的副本有人填过或改过"
        written.remarks.append(f"{what}，没有丢掉，另存为“{kept.name}”")
    return written


def _as_xlsx(content: bytes, name: str) -> tuple[bytes, str]:
    """Return the package for a workbook of another format, and what was lost."""
    from ruralskills.readers.biff_looks import book_look

    looks = book_look(content)
    with scratch_for_libraries():
        package = plain_copy(content, name, looks=looks)
    if looks is None:
        return (
            package,
            "原文件的格式不能原样改写，已另存为xlsx，只有内容和标注，原来的格式没有带过来",
        )
    lost = f"；没有带过来的：{'、'.join(looks.lost)}" if looks.lost else ""
    return (
        package,
        f"原文件是xls，已另存为xlsx，列宽、边框、合并、换行、字体、底色和数字格式照原样{lost}",
    )


def _sheets(content: bytes, names: Iterable[str]) -> list[Grid]:
    """Return some sheets of a workbook, which is opened only if there are any."""
    wanted = list(names)
    if not wanted:
        return []
    book = open_content(content, "")
    return [book.read(name) for name in wanted]


def _decrypted(content: bytes, password: str) -> tuple[bytes, bool]:
    if file_type_of(content) is not FileType.ENCRYPTED:
        return content, False
    from ruralskills.readers.encryption import decrypt

    return decrypt(content, password), True


def _apply(
    patch: Patch, plan: FilePlan, today: date, previous: PreviousRun, written: WrittenCopy
) -> None:
    """Set values, marks and notes, append the two sheets, and count what was done."""
    patch.edit(_edits(plan, patch.is_1904))
    left = {Cell(plan.name, each.sheet, *each.place): each.why for each in patch.left_alone}
    written.steps = sum(step.cell not in left for step in plan.steps)
    written.marks = sum(mark.cell not in left for mark in plan.marks)
    if record := sheets.change_record(plan.steps, left, today, previous.changes):
        patch.append(record)
    problems = plan.problems or (ProblemList() if plan.unchecked else None)
    if problems:
        patch.append(sheets.problem_list(plan, problems, today, previous))


def _edits(plan: FilePlan, is_1904: bool) -> dict[str, dict[Address, Edit]]:
    edits: dict[str, dict[Address, Edit]] = defaultdict(dict)
    notes = {mark.cell: mark for mark in plan.marks}
    steps = {step.cell: step for step in plan.steps}
    for cell in sorted(notes.keys() | steps.keys()):
        mark, step = notes.get(cell), steps.get(cell)
        value, number_format = _sheet_value(step.new, is_1904) if step else (None, "")
        edits[cell.sheet][cell.row, cell.column] = Edit(
            value,
            number_format,
            COLOURS[mark.nature] if mark else CHANGED,
            mark.note if mark else "",
            above=CHANGED,
        )
    return edits


def _sheet_value(value: Value, is_1904: bool) -> tuple[str | int | Decimal, str]:
    """Return a value as a sheet keeps it, with its number format."""
    if isinstance(value, date):
        return (value - (_DAY_ZERO_1904 if is_1904 else _DAY_ZERO)).days, _DATE_FORMAT
    if isinstance(value, str):  # typed anew into a cell for numbers, digits would become one
        return value, "@" if value.isdecimal() else ""
    return value, "number"


def _fitting(plan: FilePlan, content: bytes, name: str, digest: str) -> FilePlan:
    """Return the plan without steps that write what is there.

    What this run has planned itself fits if the digest does.  Raises PlanError if the workbook is not
    the one planned for.
    """
    if digest == plan.sha256 and not plan.is_from_file:
        return plan
    book = open_content(content, name)
    sheets_planned = {step.cell.sheet for step in plan.steps}
    grids = {sheet: book.read(sheet) for sheet in book.names if sheet in sheets_planned}
    refuse_other_content(plan, digest, grids)
    return replace(plan, steps=tuple(step for step in plan.steps if changes(step, grids)))


def _target(plan: FilePlan, folder: Path | None, suffix: str, taken: Collection[Path]) -> Path:
    """Return the path of the copy, beside the source or in the folder for copies.

    Its name is neither a source's nor that of another copy of this run.
    """
    source = Path(plan.location)
    subfolder = Path(plan.name).parent
    if subfolder.is_absolute() or ".." in subfolder.parts:
        subfolder = Path()
    home = source.parent if folder is None else folder / subfolder
    stem, number = source.stem, ""
    if copy := _COPY.fullmatch(stem):  # a copy of a copy is the next one of its original
        stem, number = copy[1], str(int(copy[2] or 1) + 1)
    names = (stem, source.name, f"{source.name}-{plan.sha256[:8]}")
    targets = [home / f"{name}{_SUFFIX}{number}{suffix}" for name in names]
    free = (t for t in targets if t not in taken and real_path(t) != real_path(source))
    return next(free, targets[-1])


def _owner(kept: Path, password: str) -> Ownership:
    """Return the owner of a file that was kept.  A link is no copy of ours."""
    return Ownership.FOREIGN if kept.is_symlink() else _owner_of(kept.read_bytes(), password)


def _owner_of(content: bytes, password: str) -> Ownership:
    with suppress(CannotRead):
        content, _ = _decrypted(content, password)
    return ownership(content)


def _save(content: bytes, target: Path, source: Path, password: str) -> Path | None:
    """Write a copy, and return the new name of what it replaces and was not ours."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        # who may read the source may read the copy
        return output_file.write(
            content,
            target,
            like=source,
            ending=_SUFFIX + target.name.rpartition(_SUFFIX)[2],
            judge=lambda present: _owner_of(present, password),
            keeps_foreign=True,
        )
    except PermissionError as error:
        raise CannotWrite(
            f"{target}：写不进去。请关闭正在打开它的程序，或用 --output 换一个可以写的文件夹"
        ) from error
    except OSError as error:
        why = output_file.reason(error)
        reason, remedy = _FAILURES.get(error.errno or 0, (why, "请用 --output 换一个文件夹"))
        raise CannotWrite(f"{target}：写不进去（{reason}）。{remedy}") from error
