"""Freezes: approved periods, kept with their figures and the rows behind these."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from ruralskills.model.masking import mask_name
from ruralskills.model.period import Period, period_before
from ruralskills.outputs import output_file
from ruralskills.reports.json_document import TOOL, ToolRecord, document
from ruralskills.rollups.entries import (
    MOVED_FIELDS,
    Moved,
    MovedField,
    RollupError,
    RollupFigure,
    Span,
)
from ruralskills.rollups.frozen_rows import CountedRows
from ruralskills.rollups.record_store import FOLDER, FREEZES, PRIVATE
from ruralskills.rollups.rollup import Rollup
from ruralskills.rollups.unit_tree import UnitTree
from ruralskills.text.lazy_regex import regex

_NAME: Final = regex(r'[^\s/\\:*?"<>|.][^/\\:*?"<>|]{0,60}')
_FORMAT: Final = 1


class Freeze(Struct, frozen=True):
    """An approved period: figures, and all that they were made with."""

    format: int
    name: str
    tool: ToolRecord
    period: Period
    as_of: date
    notices: dict[str, str]
    """By the id of a notice in force, the digest of its content."""
    inputs: dict[str, str]
    """By the name of a file, the SHA-256 of its content."""
    figures: tuple[RollupFigure, ...]


def folder_of(workspace: Path | None) -> Path:
    """Return the folder of the freezes of a workspace. Raises RollupError without one."""
    if workspace is None:
        raise RollupError("冻结要在工作区里（有 rs.toml 的文件夹）")
    return workspace / FOLDER / FREEZES


def save(workspace: Path | None, freeze: Freeze, rows: CountedRows) -> bool:
    """Keep a freeze, never over another, and return False if it was there already.

    Raises OSError, and RollupError where the name stands for something else.
    """
    folder = folder_of(workspace)
    if not _NAME.fullmatch(freeze.name):
        raise RollupError(f"冻结的名称“{freeze.name}”不能作文件名，请换一个，例如 2020年第二季度")
    path = folder / f"{freeze.name}.json"
    if path.exists():
        if _is_same(_load(path), freeze):
            return False
        raise RollupError(
            f"已有名为“{freeze.name}”的冻结，内容与现在的不同，没有覆盖，请换一个名称"
        )
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    counted = folder / f".{os.urandom(8).hex()}.tmp"
    try:
        rows.save(counted)
        counted.replace(_rows_path(folder, freeze.name))
        output_file.write(
            document(freeze).encode(), path, mode=PRIVATE
        )  # without it there is no freeze
    finally:
        counted.unlink(missing_ok=True)
    return True


def _is_same(known: Freeze | None, freeze: Freeze) -> bool:
    """Return True if a freeze says the same as a known one, on whatever day."""
    return known is not None and document(known) == document(replace(freeze, as_of=known.as_of))


def _rows_path(folder: Path, name: str) -> Path:
    return folder / f"{name}.parquet"


def load(workspace: Path | None, name: str) -> tuple[Freeze, Path]:
    """Return a freeze by its name, and its rows. Raises RollupError."""
    folder = folder_of(workspace)
    known = _load(folder / f"{name}.json")
    if known is None:
        names = "、".join(sorted(path.stem for path in folder.glob("*.json"))) or "没有"
        raise RollupError(f"没有名为“{name}”的冻结，或它已损坏。现有：{names}")
    return known, _rows_path(folder, name)


def latest(workspace: Path | None, period: Period) -> tuple[Freeze, Path] | None:
    """Return the last freeze of a period, else of the period before, None without one."""
    if workspace is None:
        return None
    folder = folder_of(workspace)
    paths = sorted(folder.glob("*.json"), key=lambda path: (path.stat().st_mtime, path.name))
    for wanted in (period, period_before(period)):
        for path in reversed(paths):
            known = _load(path)
            if known is not None and known.period == wanted:
                return known, _rows_path(folder, known.name)
    return None


def _load(path: Path) -> Freeze | None:
    try:
        known = msgspec.json.decode(path.read_bytes(), type=Freeze)
    except (OSError, msgspec.DecodeError):
        return None
    return known if known.format == _FORMAT else None


def freeze_of(made: Rollup, name: str, notices: dict[str, str]) -> Freeze:
    """Return the freeze of a roll-up."""
    inputs = _told_apart(
        (mask_name(each.file), each.sha256)
        for each in made.submissions
        if each.file and each.sha256
    )
    return Freeze(
        _FORMAT, name, TOOL, made.period, made.as_of, notices, inputs, made.figures
    )  # fmt: skip


def _told_apart(named: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return digests by name, their beginnings added to names that are alike."""
    inputs: dict[str, str] = {}
    for name, sha256 in named:
        is_taken = inputs.get(name, sha256) != sha256
        inputs[f"{name}（{sha256[:8]}）" if is_taken else name] = sha256
    return inputs


def movements(
    freeze: Freeze, made: Rollup, rows: CountedRows | None, tree: UnitTree
) -> Iterator[Moved]:
    """Yield the figures that are not those of a freeze any more.

    A freeze of the period before is compared with what that period comes to today, which is known
    of the shown figure alone.
    """
    is_before = freeze.period != made.period
    frozen = {_key(each): each for each in freeze.figures}
    sent = [] if is_before else _changed_files(freeze, made)
    for figure in made.figures:
        before = frozen.get(_key(figure))
        if before is None:
            continue
        now = figure.previous if is_before else figure.cumulative
        if before.cumulative != now:
            files = _files(figure, rows, tree) if rows else ()
            yield Moved(figure.indicator, figure.unit, before.cumulative, now, files)
        elif not is_before and (fields := _moved_fields(before, figure)):
            files = _files_around(figure.unit, sent, tree)
            for field in fields:
                was, now = getattr(before, field), getattr(figure, field)
                yield Moved(figure.indicator, figure.unit, was, now, files, field)
    if not is_before:
        yield from _gone(freeze, made)


def _moved_fields(before: RollupFigure, figure: RollupFigure) -> list[MovedField]:
    """Return the fields that moved while the shown one stays."""
    return [each for each in MOVED_FIELDS if getattr(before, each) != getattr(figure, each)]


def _files_around(unit: str, sent: Sequence[tuple[str, str]], tree: UnitTree) -> tuple[str, ...]:
    """Return the files of a unit and of those below and above it."""
    units = {*tree.with_below(unit), *(each.name for each in tree.above(unit))}
    return tuple(dict.fromkeys(file for file, sender in sent if sender in units))


def _gone(freeze: Freeze, made: Rollup) -> Iterator[Moved]:
    known = {_key(each) for each in made.figures}
    for each in freeze.figures:
        if _key(each) not in known and each.cumulative:
            yield Moved(each.indicator, each.unit, each.cumulative, None, ())


def _changed_files(freeze: Freeze, made: Rollup) -> list[tuple[str, str]]:
    """Return the files that a freeze has not, each with the unit that sent it."""
    known = set(freeze.inputs.values())
    return [
        (each.file, each.unit or "")
        for each in made.submissions
        if each.file and each.sha256 and each.sha256 not in known
    ]


def _key(figure: RollupFigure) -> tuple[str, Span, str]:
    return figure.indicator, figure.span, figure.unit


def _files(figure: RollupFigure, rows: CountedRows, tree: UnitTree) -> tuple[str, ...]:
    changed = rows.changes(figure.span, figure.indicator, tree.with_below(figure.unit))
    return tuple(dict.fromkeys(sorted(each.file for each in changed)))
