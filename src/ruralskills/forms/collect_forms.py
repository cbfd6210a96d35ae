"""Filled forms read back into an application ledger: ``rs collect-forms``."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from ruralskills.forms.applicant_table import GRID_FIELDS, OPINION_FIELDS
from ruralskills.forms.collected_check import check_forms
from ruralskills.forms.collected_form import CollectedForm, collected
from ruralskills.forms.collected_workbook import roster
from ruralskills.forms.file_names import numbered_name
from ruralskills.forms.form_inputs import BLANK_FORM, FormFile, find_form_files, read_form_files
from ruralskills.forms.form_notice import form_context
from ruralskills.forms.form_run import FormError
from ruralskills.ledgers import Application
from ruralskills.model.fields import field_specs
from ruralskills.model.outcome import Outcome
from ruralskills.outputs import output_file
from ruralskills.outputs.mark import OutputKind, marked
from ruralskills.outputs.scratch import scratch_folder
from ruralskills.validation.context import CheckContext
from ruralskills.validation.run_settings import run_settings

DEFAULT: Final = f"{Application.info.title}.xlsx"
_ALWAYS: Final = frozenset(
    {
        *GRID_FIELDS,
        *OPINION_FIELDS,
        "photo",
        "village_recommended",
        "township_reviewed",
        "county_filed",
    }
)
_SUFFIXES: Final = ((b"\x89PNG", ".png"), (b"\xff\xd8", ".jpg"), (b"GIF8", ".gif"), (b"BM", ".bmp"))


class CollectOptions(Struct, frozen=True):
    """The options by which forms are collected."""

    output: Path = Path(DEFAULT)
    notices: Sequence[str] = ()
    as_of: date | None = None
    password: str = ""
    progress: Callable[[int, int], None] | None = None


class Collection(Struct):
    """The result: what was found in the forms, and the files written and kept."""

    outcome: Outcome
    written: list[Path]
    kept: list[Path]
    """The new names of files in which somebody had worked."""


def collect(paths: Sequence[Path], options: CollectOptions) -> Collection:
    """Read forms and write their roster, with the photographs beside it.

    Raises FormError where there is nothing to read, and OutputRefused for a foreign file.
    """
    started = time.perf_counter()
    settings, told = run_settings(paths)
    context = form_context(options.notices, settings, options.as_of)
    with scratch_folder() as scratch:
        inputs = find_form_files(paths, scratch, options.output)
        if not inputs.files and not inputs.not_checked:
            names = "”“".join(map(str, paths))
            raise FormError(f"“{names}”中没有申报表文件（docx、xlsx等）")
        tick = _ticks(len(inputs.files), options)
        files = list(read_form_files(inputs.files, options.password, tick))
    remarks = [*told, *inputs.remarks, *(remark for file in files for remark in file.remarks)]
    forms = list(_rows(files, context, remarks))
    fields = [
        name
        for name in field_specs(Application)
        if name in _ALWAYS or any(form.values.get(name) for form in forms)
    ]
    statuses = [*(file.status for file in files), *inputs.not_checked]
    outcome = check_forms(forms, fields, context, statuses, remarks, options.output.name)
    written: list[Path] = []
    kept: list[Path] = []
    if forms:
        given = [*paths, *(file.path for file in inputs.files)]
        for name in _write(forms, fields, options, given, written):
            kept += [name] if name else []
    return Collection(replace(outcome, seconds=time.perf_counter() - started), written, kept)


def _ticks(of: int, options: CollectOptions) -> Callable[[], None]:
    done = 0

    def tick() -> None:
        nonlocal done
        done += 1
        if options.progress is not None:
            options.progress(done, of)

    return tick


def _rows(
    files: Sequence[FormFile], context: CheckContext, remarks: list[str]
) -> Iterator[CollectedForm]:
    """Yield the rows of all forms but blank ones, with remarks on what was not read."""
    kinds = context.in_force.code_list("identity_kind")
    assert kinds is not None  # the notice of the form has it
    for file in files:
        for form in file.forms:
            if form.is_blank:
                remarks.append(f"{file.status.path}：{BLANK_FORM}")
                continue
            row = collected(form, file.status.path, kinds)
            remarks += [
                f"{file.status.path}：表上“{' '.join(text.split())}”不知道是哪一项，没有读入"
                for text in row.extra
            ]
            yield row


def _write(
    forms: Sequence[CollectedForm],
    fields: Sequence[str],
    options: CollectOptions,
    inputs: Sequence[Path],
    written: list[Path],
) -> Iterator[Path | None]:
    """Write roster and photographs, and yield the new names of kept files.

    A photograph bears no mark, so that one of another content may be somebody's own cut of it.
    """
    target = options.output
    folder = target.with_name(f"{target.stem}.照片")
    content = marked(roster(forms, fields), OutputKind.WORKBOOK)
    yield output_file.write(content, target, inputs=inputs)
    written.append(target)
    for number, form in enumerate(forms, start=1):
        if form.picture:
            folder.mkdir(parents=True, exist_ok=True)
            name = str(form.values.get("name", ""))
            photo = folder / numbered_name(number, name, len(forms), _suffix(form.picture))
            yield output_file.write(form.picture, photo, inputs=inputs, keeps_foreign=True)
            written.append(photo)


def _suffix(picture: bytes) -> str:
    return next((suffix for magic, suffix in _SUFFIXES if picture.startswith(magic)), ".bin")
