"""The forms to be written: checked applicants of a data file or a ledger."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from ruralskills.catalogue import available_notices
from ruralskills.forms.applicant import Applicant, Given, applicants_of
from ruralskills.forms.applicant_table import FORM_FIELDS, GRID_FIELDS
from ruralskills.forms.data_file import read_data
from ruralskills.forms.form_check import CheckedApplicant, check_applicant
from ruralskills.forms.form_notice import form_context
from ruralskills.forms.form_run import FormOptions, FormRun
from ruralskills.forms.photo import Photo
from ruralskills.forms.photo_finder import PhotoFinder
from ruralskills.forms.problem import FormProblem
from ruralskills.forms.roster import Roster, RosterRow, Wanted, read_roster
from ruralskills.ledgers import Application
from ruralskills.model.fields import field_specs
from ruralskills.model.findings import Finding
from ruralskills.model.ledger_set import LedgerSet
from ruralskills.model.table import Table
from ruralskills.validation.context import CheckContext
from ruralskills.validation.engine import run_on_book, run_on_table
from ruralskills.workspace.settings import Settings


class ReadyForm(Struct):
    """An applicant's form before it is written, with its number among all."""

    number: int
    checked: CheckedApplicant
    photo: Photo | None


def forms_of_data(
    path: Path, settings: Settings, options: FormOptions, run: FormRun
) -> list[ReadyForm]:
    """Return the forms of a data file, and add what is wrong with them to the run."""
    context = form_context(options.notices, settings, options.as_of)
    headers = available_notices.load(settings.folder).own_headers
    applicants = applicants_of(read_data(path), path.name, headers)
    wanted = _wanted(applicants, options, run)
    return [
        _checked(number, applicant, finder, context, options, run)
        for finder in [_finder(path, applicants, options)]
        for number, applicant in wanted
    ]


def forms_of_roster(
    path: Path, settings: Settings, options: FormOptions, run: FormRun
) -> list[ReadyForm]:
    """Return the forms of the rows of an application ledger."""
    roster = read_roster(path, settings, options)
    applicants = [_of_row(row) for row in roster.rows]
    wanted = _wanted(applicants, options, run)
    finder = _finder(path, applicants, options)
    found = _table_findings(roster)
    for table in roster.tables:
        run.remarks += _missing_columns(table)
    forms = []
    for number, applicant in wanted:
        row = roster.rows[number - 1]
        asked = FORM_FIELDS & row.table.columns.keys()
        form = _checked(number, applicant, finder, roster.context, options, run, asked)
        known = {(problem.field, problem.code) for problem in form.checked.problems}
        further = [
            _as_problem(finding)
            for finding in found[str(row.table.cell(row.index, "name"))]
            if (finding.field, finding.code) not in known
        ]
        form.checked.problems += further
        run.problems += further
        forms.append(form)
    return forms


def _wanted(
    applicants: Sequence[Applicant], options: FormOptions, run: FormRun
) -> list[tuple[int, Applicant]]:
    """Return the applicants that were asked for, with their numbers."""
    wanted = Wanted(options.ids, options.names)
    people = [(a.text("id_number"), a.text("name")) for a in applicants]
    run.remarks += wanted.check(people)
    return [
        (number, applicant)
        for number, (applicant, person) in enumerate(zip(applicants, people, strict=True), start=1)
        if wanted.is_wanted(*person)
    ]


def _finder(path: Path, applicants: Sequence[Applicant], options: FormOptions) -> PhotoFinder:
    names = [applicant.text("name") for applicant in applicants]
    return PhotoFinder(path.parent, options.photo_dir, names)


def _checked(
    number: int,
    applicant: Applicant,
    finder: PhotoFinder,
    context: CheckContext,
    options: FormOptions,
    run: FormRun,
    asked: frozenset[str] = FORM_FIELDS,
) -> ReadyForm:
    photo, problems = finder.find(applicant)
    applicant.problems += problems
    checked = check_applicant(
        applicant, context, options.as_of, has_photo=photo is not None, asked=asked
    )
    run.problems += checked.problems
    return ReadyForm(number, checked, photo)


def _of_row(row: RosterRow) -> Applicant:
    table, index = row.table, row.index
    given = {
        name: Given((text,), 0)
        for name in field_specs(Application)
        if (text := row.text(name))
    }  # fmt: skip
    applicant = Applicant(table.file, 0, "", given)
    applicant.place_of = lambda name: str(table.cell(index, name or "name"))
    return applicant


def _table_findings(roster: Roster) -> defaultdict[str, list[Finding]]:
    """Return the findings of rules that look at several rows, by the cell of the name."""
    rules = roster.context.rules
    findings = [
        finding
        for table in roster.tables
        for finding in run_on_table(table, roster.context).findings
        if rules[finding.code].scope == "table"
    ]
    findings += run_on_book(LedgerSet(list(roster.tables), {}), roster.context).findings
    names = {
        (table.sheet, table.row_numbers[index]): str(table.cell(index, "name"))
        for table in roster.tables
        for index in range(len(table))
    }
    found: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        row = finding.cell.row if finding.cell else 0
        if name := names.get((finding.sheet or "", row)):
            found[name].append(finding)
    return found


def _as_problem(finding: Finding) -> FormProblem:
    return FormProblem(
        finding.place, "", finding.header or "", finding.severity, finding.nature.label,
        finding.message, finding.remedy, finding.code, finding.field or "",
    )  # fmt: skip


def _missing_columns(table: Table) -> list[str]:
    """Return a remark on the cells of the form that a ledger has no columns for."""
    specs = field_specs(Application)
    derived = {"sex", "age", "identity_text", "qq", "wechat"}
    missing = [n for n in GRID_FIELDS if n not in table.columns and n not in derived]
    if not missing:
        return []
    headers = "”“".join(specs[name].header for name in missing)
    return [f"{table.file}!{table.sheet}：没有“{headers}”列，申报表上这些格空着"]
