"""The check of collected forms, each finding at its form and label."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final

from msgspec.structs import replace

from ruralskills.detection.columns import parse_values
from ruralskills.forms.collected_form import CollectedForm
from ruralskills.forms.collected_workbook import FIRST_ROW, HEADER_ROW
from ruralskills.ledgers import Application
from ruralskills.model.cell import Cell
from ruralskills.model.fields import field_specs
from ruralskills.model.findings import Finding
from ruralskills.model.layout import FileStatus, TableLayout
from ruralskills.model.ledger_set import LedgerSet
from ruralskills.model.outcome import NoticeInForce, Outcome
from ruralskills.model.table import Table
from ruralskills.model.typed_column import Column
from ruralskills.notices import COMMON
from ruralskills.text.numbers import format_number
from ruralskills.validation.context import CheckContext
from ruralskills.validation.engine import run_on_book, run_on_table
from ruralskills.validation.fingerprints import number_findings
from ruralskills.validation.folding import FoldedThings, fold_findings
from ruralskills.values.field_type import Context

_CHECK: Final = "请先确认是否适用这一要求；适用的，逐份核对"


def check_forms(
    forms: Sequence[CollectedForm],
    fields: Sequence[str],
    context: CheckContext,
    files: Sequence[FileStatus],
    remarks: Sequence[str],
    name: str,
) -> Outcome:
    """Return the outcome of the check of a roster that is called ``name``."""
    table = _table(forms, fields, context, name)
    runs = [run_on_table(table, context), run_on_book(LedgerSet([table], {}), context)]
    findings = _placed([finding for run in runs for finding in run.findings], forms, context)
    broken = {status for run in runs for status in run.broken}
    return Outcome(
        findings=tuple(number_findings(findings)),
        files=tuple(files),
        tables=(table.layout,) if forms else (),
        notices=tuple(_notices(context)),
        remarks=tuple(remarks),
        rules_ran=tuple(sorted({code for run in runs for code in run.ran})),
        rules_broken=tuple(sorted(broken, key=lambda status: status.code)),
        as_of=context.as_of,
        private={
            n: s.reads.private for n, s in field_specs(Application).items() if s.reads.private
        },
    )


def _notices(context: CheckContext) -> Iterator[NoticeInForce]:
    for notice in context.in_force.notices:
        why = "始终适用" if notice.id == COMMON else "申报表按这个通知核查"
        yield NoticeInForce(notice.id, notice.title, why, notice.sha256)


def _table(
    forms: Sequence[CollectedForm], fields: Sequence[str], context: CheckContext, name: str
) -> Table:
    info = Application.info
    columns = {}
    for index, field in enumerate(fields):
        spec = field_specs(Application)[field]
        values = [form.values.get(field, "") for form in forms]
        texts = [value if isinstance(value, str) else format_number(value) for value in values]
        read = parse_values(texts, spec, Context(unit=spec.unit), context.in_force)
        for row, form in enumerate(forms):
            if field in form.doubts:
                read[row] = form.doubts[field]
        columns[field] = Column(
            spec, spec.header, index + 1, list(texts), read, list(range(len(forms)))
        )
    last = FIRST_ROW + len(forms) - 1
    layout = TableLayout(
        name, info.title, info.id, info.title, info.title, "", (HEADER_ROW,), FIRST_ROW, last, len(forms),
        (), (), (),
    )  # fmt: skip
    return Table(Application, layout, None, list(range(FIRST_ROW, last + 1)), columns)


def _placed(
    findings: Sequence[Finding], forms: Sequence[CollectedForm], context: CheckContext
) -> list[Finding]:
    """Return findings at their forms, those of most forms folded into one."""
    example = FoldedThings("份", "共", partial(_source_of, forms), _CHECK)
    folded = fold_findings(findings, len(forms), context.rules, example)
    single = set(map(id, findings))
    return [_at_form(each, forms) if id(each) in single else _at_roster(each) for each in folded]


def _source_of(forms: Sequence[CollectedForm], finding: Finding) -> str:
    form = _form_at(forms, finding.cell)
    return f"“{form.source}”" if form else finding.file


def _form_at(forms: Sequence[CollectedForm], cell: Cell | None) -> CollectedForm | None:
    index = cell.row - FIRST_ROW if cell else -1
    return forms[index] if 0 <= index < len(forms) else None


def _at_roster(finding: Finding) -> Finding:
    return replace(finding, cell=None, sheet=None, related=())


def _at_form(finding: Finding, forms: Sequence[CollectedForm]) -> Finding:
    """Return a finding with the form's file and label as its place.

    Other cells that its message names become the files of their forms.
    """
    form = _form_at(forms, finding.cell)
    if form is None:
        return _at_roster(finding)
    message = finding.message
    for cell in finding.related:
        if other := _form_at(forms, cell):
            address = rf"(?<![A-Z0-9]){cell.address}(?![0-9])"
            message = re.sub(address, lambda _: other.source, message)  # used at once
    label = form.label(finding.field) if finding.field else ""
    return replace(
        finding, message=message, file=form.source, sheet=None, cell=None, header=label or None,
        related=(),
    )  # fmt: skip
