"""The check of collected forms, each finding at its form and label."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from ruralskills.detection.columns import parse_values
from ruralskills.forms.collected_form import CollectedForm
from ruralskills.ledgers import Application
from ruralskills.model.fields import field_specs
from ruralskills.model.findings import Finding
from ruralskills.model.layout import FileStatus, TableLayout
from ruralskills.model.ledger_set import LedgerSet
from ruralskills.model.outcome import NoticeInForce, Outcome
from ruralskills.model.table import Table
from ruralskills.model.typed_column import Column, Unknown
from ruralskills.notices import COMMON
from ruralskills.text.numbers import format_number
from ruralskills.validation.context import CheckContext
from ruralskills.validation.engine import run_on_book, run_on_table
from ruralskills.validation.fingerprints import number_findings
from ruralskills.values.field_type import Context

_UNANSWERED: Final = "C602"


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
    findings = [_at_form(finding, forms) for run in runs for finding in run.findings]
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
        why = "通用核查，始终适用" if notice.id == COMMON else "申报表按这个通知核查"
        yield NoticeInForce(notice.id, notice.title, why)


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
                read[row] = Unknown(_UNANSWERED, form.doubts[field])
        columns[field] = Column(
            spec, spec.header, index, list(texts), read, list(range(len(forms)))
        )
    last = len(forms) + 1
    layout = TableLayout(
        name, info.title, info.id, info.title, info.title, "", (1,), 2, last, len(forms), (), (), ()
    )
    return Table(Application, layout, None, list(range(2, last + 1)), columns)


def _at_form(finding: Finding, forms: Sequence[CollectedForm]) -> Finding:
    """Return a finding with the form's file and label as its place."""
    if finding.cell is None or not 0 <= finding.cell.row - 2 < len(forms):
        return replace(finding, cell=None, sheet=None, related=())
    form = forms[finding.cell.row - 2]
    label = form.label(finding.field) if finding.field else ""
    return replace(
        finding, file=form.source, sheet=None, cell=None, header=label or None, related=()
    )
