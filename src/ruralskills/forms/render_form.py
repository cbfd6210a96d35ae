"""Forms of 附件3 from data: read, checked, filled in and written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from msgspec import Struct, field

from ruralskills.catalogue import available_notices
from ruralskills.errors import OfficeError
from ruralskills.forms.applicant import Applicant, applicants_of
from ruralskills.forms.data_file import read_data
from ruralskills.forms.file_names import beside, numbered_name
from ruralskills.forms.form_cells import form_cells
from ruralskills.forms.form_check import CheckedApplicant, check_applicant
from ruralskills.forms.form_notice import form_context
from ruralskills.forms.photo import Photo
from ruralskills.forms.photo_finder import PhotoFinder
from ruralskills.forms.problem import FormProblem
from ruralskills.forms.word_template import WordTemplate
from ruralskills.outputs import output_file
from ruralskills.outputs.mark import OutputKind, marked
from ruralskills.reports import templates
from ruralskills.workspace.settings import find_settings

TEMPLATE: Final = "application_form.docx"
ROSTER_ENDING: Final = ".申报表"
Progress = Callable[[int, int], None]


class FormError(OfficeError):
    """Forms that cannot be written as asked. The message says why."""


class FormOptions(Struct, frozen=True):
    """The options by which forms are checked and written."""

    output: Path | None = None
    notices: Sequence[str] = ()
    as_of: date | None = None
    photo_dir: Path | None = None
    draft: bool = False
    merged: bool = False
    progress: Progress | None = None


class FormRun(Struct):
    """The result of a run: files written and kept, and problems."""

    problems: list[FormProblem] = field(default_factory=list)
    written: list[Path] = field(default_factory=list)
    kept: list[Path] = field(default_factory=list)
    refused: int = 0
    """Forms that were not written because of an error."""


class _Form(Struct):
    """A form to be written."""

    number: int
    checked: CheckedApplicant
    photo: Photo | None


def render_file(path: Path, options: FormOptions) -> FormRun:
    """Write the forms of a data file: all of them, or none if one has an error.

    Raises OfficeError for what is no data, no photograph, or a file that must not be replaced.
    """
    settings = find_settings([path])
    context = form_context(options.notices, settings, options.as_of)
    headers = available_notices.load(settings.folder).own_headers
    applicants = applicants_of(read_data(path), path.name, headers)
    finder = PhotoFinder(path.parent, options.photo_dir, [a.text("name") for a in applicants])
    run, forms = FormRun(), []
    for number, applicant in enumerate(applicants, start=1):
        photo, problems = finder.find(applicant)
        applicant.problems += problems
        checked = check_applicant(applicant, context, options.as_of, photo is not None)
        run.problems += checked.problems
        forms.append(_Form(number, checked, photo))
    run.refused = 0 if options.draft else sum(not form.checked.is_sound for form in forms)
    if not run.refused:
        targets = _targets(path, forms, options)
        _write(run, forms, targets, options, settings.forms.county_department, [path])
    return run


def _targets(path: Path, forms: Sequence[_Form], options: FormOptions) -> list[Path]:
    """Return the file of each form, or the one file of all."""
    output = options.output
    if options.merged:
        default = beside(path, f"{ROSTER_ENDING}.docx")
        return [_file(output, default)]
    if len(forms) == 1:
        return [_file(output, beside(path, ".docx"))]
    folder = output or beside(path, ROSTER_ENDING)
    if folder.exists() and not folder.is_dir():
        raise FormError(
            f"{folder}：有{len(forms)}份申报表，--output 要写文件夹，或加 --merged 合成一个文件"
        )
    return [
        folder / numbered_name(f.number, f.checked.applicant.text("name"), len(forms), ".docx")
        for f in forms
    ]


def _file(output: Path | None, default: Path) -> Path:
    """Return the file to write. In a folder it has the default name."""
    if output is None:
        return default
    return output / default.name if output.is_dir() else output


def _write(
    run: FormRun,
    forms: Sequence[_Form],
    targets: Sequence[Path],
    options: FormOptions,
    department: str,
    inputs: Sequence[Path],
) -> None:
    template = WordTemplate((templates.folder() / TEMPLATE).read_bytes(), TEMPLATE)
    batches = [list(forms)] if options.merged else [[form] for form in forms]
    for done, (batch, target) in enumerate(zip(batches, targets, strict=True), start=1):
        cells = [
            form_cells(
                form.checked, template.picture(form.photo), draft=options.draft,
                department=department,
            )
            for form in batch
        ]  # fmt: skip
        content = marked(template.fill({"forms": cells}), OutputKind.WORKBOOK)
        target.parent.mkdir(parents=True, exist_ok=True)
        kept = output_file.write(content, target, inputs=inputs)
        run.kept += [kept] if kept else []
        run.written.append(target)
        if options.progress is not None:
            options.progress(done, len(batches))


__all__ = ["Applicant", "FormError", "FormOptions", "FormRun", "render_file"]
