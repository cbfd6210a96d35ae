"""Forms of 附件3 from data or from a ledger: checked, filled in and written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from ruralskills.forms.form_cells import form_cells
from ruralskills.forms.form_files import (
    FOLDER_ENDING,
    Document,
    folder_targets,
    single_target,
    write_documents,
)
from ruralskills.forms.form_run import FormOptions, FormRun
from ruralskills.forms.form_source import ReadyForm, forms_of_data, forms_of_roster
from ruralskills.forms.word_template import WordTemplate
from ruralskills.reports import templates
from ruralskills.workspace.settings import find_settings

TEMPLATE: Final = "application_form.docx"


def render_data(path: Path, options: FormOptions) -> FormRun:
    """Write the forms of a data file: all of them, or none if one has an error.

    Raises OfficeError for what is no data, no photograph, or a file that must not be replaced.
    """
    run = FormRun()
    settings = find_settings([path])
    forms = forms_of_data(path, settings, options, run)
    run.refused = 0 if options.draft else sum(not form.checked.is_sound for form in forms)
    run.held_back = len(forms) - run.refused if run.refused else 0
    if not run.refused:
        if options.merged:
            targets = [single_target(path, options, f"{FOLDER_ENDING}.docx")]
        elif len(forms) == 1:
            targets = [single_target(path, options, ".docx")]
        else:
            targets = folder_targets(path, options, FOLDER_ENDING, _people(forms), len(forms))
        _write(forms, targets, options, run, settings.forms.county_department, path)
    return run


def render_ledger(path: Path, options: FormOptions) -> FormRun:
    """Write the forms of the sound rows of an application ledger."""
    run = FormRun()
    settings = find_settings([path])
    forms = forms_of_roster(path, settings, options, run)
    sound = [form for form in forms if options.draft or form.checked.is_sound]
    run.refused = len(forms) - len(sound)
    if sound:
        if options.merged:
            targets = [single_target(path, options, f"{FOLDER_ENDING}.docx")]
        else:
            last = forms[-1].number
            targets = folder_targets(path, options, FOLDER_ENDING, _people(sound), last)
        _write(sound, targets, options, run, settings.forms.county_department, path)
    return run


def _people(forms: Sequence[ReadyForm]) -> list[tuple[int, str]]:
    return [(form.number, form.checked.applicant.text("name")) for form in forms]


def _write(
    forms: Sequence[ReadyForm],
    targets: Sequence[Path],
    options: FormOptions,
    run: FormRun,
    department: str,
    source: Path,
) -> None:
    batches = [list(forms)] if options.merged else [[form] for form in forms]
    documents = _documents(batches, targets, options, department)
    write_documents(documents, len(batches), options, run, [source])


def _documents(
    batches: Sequence[Sequence[ReadyForm]],
    targets: Sequence[Path],
    options: FormOptions,
    department: str,
) -> Iterator[Document]:
    template = WordTemplate((templates.folder() / TEMPLATE).read_bytes(), TEMPLATE)
    for batch, target in zip(batches, targets, strict=True):
        cells = [
            form_cells(
                form.checked,
                template.picture(form.photo),
                draft=options.draft,
                department=department,
            )
            for form in batch
        ]
        yield Document(target, template.fill({"forms": cells}))
