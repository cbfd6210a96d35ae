"""Plans as a JSON file, for people to look through, edit and apply."""

from __future__ import annotations

import codecs
import os
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, Literal
from urllib.parse import quote, unquote_to_bytes

import msgspec
from msgspec import Struct

from ruralskills.corrections.plan import FilePlan, PlanError, Step
from ruralskills.errors import CannotRead
from ruralskills.model.cell import Cell
from ruralskills.outputs import output_file
from ruralskills.outputs.mark import OutputKind, marked
from ruralskills.readers.content import content_of
from ruralskills.reports import json_document
from ruralskills.reports.json_document import TOOL, ToolRecord
from ruralskills.text.addresses import parse_address

SCHEMA_VERSION: Final = 1


class _StepRecord(Struct, frozen=True, kw_only=True, tag_field="kind"):
    """A cell that gets a new value, of one of the kinds below."""

    sheet: str
    cell: str
    header: str = ""
    code: str = ""
    reason: str = ""
    safety: Literal["safe", "review"] = "safe"


class TextStep(_StepRecord, frozen=True, kw_only=True, tag="text"):
    """A new text."""

    old: str
    new: str


class NumberStep(_StepRecord, frozen=True, kw_only=True, tag="number"):
    """A new number, written in quotes so that no digit is lost."""

    old: str
    new: Decimal


class DateStep(_StepRecord, frozen=True, kw_only=True, tag="date"):
    """A new date, written 2020-12-31."""

    old: str
    new: date


class FilePlanRecord(Struct, frozen=True, omit_defaults=True):
    """The steps in one workbook, which is known by its digest."""

    path: str
    location: str
    sha256: str
    steps: tuple[TextStep | NumberStep | DateStep, ...]
    path_bytes: str = ""
    """The path in percent encoding, if its bytes are no UTF-8."""
    location_bytes: str = ""
    """The location in percent encoding, likewise."""


class PlanRecord(Struct, frozen=True, kw_only=True):
    """The plan of one run."""

    schema_version: int = SCHEMA_VERSION
    tool: ToolRecord = TOOL
    files: tuple[FilePlanRecord, ...]


def schema() -> dict[str, Any]:
    """Return the JSON schema of a plan."""
    return json_document.schema(PlanRecord)


def write(
    plans: Sequence[FilePlan], path: Path, inputs: Iterable[str | os.PathLike[str]] = ()
) -> Path | None:
    """Write plans to a file, and return the new name of an edited one there.

    Only its owner may read it, since it quotes cells.  Raises as ``output_file.write``.
    """
    files = tuple(
        FilePlanRecord(
            plan.name,
            plan.location,
            plan.sha256,
            tuple(_step_record(step) for step in plan.steps),
            _encoded(plan.name),
            _encoded(plan.location),
        )
        for plan in plans
    )
    content = json_document.document(PlanRecord(files=files)).encode()
    return output_file.write(marked(content, OutputKind.JSON), path, inputs=inputs, mode=0o600)


def _encoded(name: str) -> str:
    """Return a name in percent encoding if it is no text, else nothing."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return quote(os.fsencode(name))
    return ""


def _decoded(encoded: str, name: str) -> str:
    return os.fsdecode(unquote_to_bytes(encoded)) if encoded else name


def _step_record(step: Step) -> TextStep | NumberStep | DateStep:
    shared: dict[str, Any] = {
        "sheet": step.cell.sheet,
        "cell": step.cell.address,
        "header": step.header,
        "code": step.code,
        "reason": step.reason,
        "safety": step.safety,
        "old": step.old,
    }
    if isinstance(step.new, str):
        return TextStep(**shared, new=step.new)
    if isinstance(step.new, date):
        return DateStep(**shared, new=step.new)
    return NumberStep(**shared, new=Decimal(step.new))


def read(path: Path) -> list[FilePlan]:
    """Read plans back.  Raises PlanError with the entry that is wrong."""
    try:
        content = content_of(path).removeprefix(codecs.BOM_UTF8)
        record = msgspec.json.decode(content, type=PlanRecord)
        if record.schema_version != SCHEMA_VERSION:
            raise PlanError(
                f"{path}：是第{record.schema_version}版的计划，本程序只认第{SCHEMA_VERSION}版。"
                "请用 --plan 重新生成"
            )
        return [_plan(file) for file in record.files]
    except PlanError:
        raise
    except CannotRead as error:
        if not path.exists():
            raise PlanError(f"{path}：找不到这个计划。请核对路径，或用 --plan 生成") from None
        raise PlanError(f"{path}：{error}") from None
    except (ValueError, RecursionError, msgspec.MsgspecError) as error:
        raise PlanError(
            f"{path}：不是改动计划，或改坏了（{error}）。请用 --plan 重新生成"
        ) from error


def _plan(file: FilePlanRecord) -> FilePlan:
    name = _decoded(file.path_bytes, file.path)
    location = _decoded(file.location_bytes, file.location)
    steps = tuple(
        Step(
            _cell(name, step.sheet, step.cell), step.header, step.old, step.new, step.code,
            step.reason, step.safety,
        )
        for step in file.steps
    )  # fmt: skip
    return FilePlan(name, location, file.sha256, steps, is_from_file=True)


def _cell(file: str, sheet: str, address: str) -> Cell:
    """Return the cell of an address such as B12.  Raises ValueError for another text."""
    place = parse_address(address)
    if place is None:
        raise ValueError(address)
    return Cell(file, sheet, *place)
