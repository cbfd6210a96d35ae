"""The difference between a workbook sent back to a township and what returned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from ruralskills.corrections.answers import Answer, answers_in
from ruralskills.corrections.row_matches import match_rows, table_pairs
from ruralskills.model.cell import Cell
from ruralskills.model.findings import Finding, Subject
from ruralskills.model.masking import mask_name, mask_value
from ruralskills.model.outcome import Outcome
from ruralskills.model.table import Table
from ruralskills.validation import validate
from ruralskills.workspace.settings import Settings, find_settings


class ChangedCell(Struct, frozen=True):
    """A cell with another content than before."""

    before: Cell
    after: Cell
    header: str
    field: str
    old: str
    new: str
    subject: Subject
    is_requested: bool
    """True if a finding or a normalisation had named the cell."""

    def masked(self, kind: str) -> ChangedCell:
        """Return the change with personal numbers hidden by the kind of its field."""
        return replace(
            self,
            before=self.before.masked(),
            after=self.after.masked(),
            header=mask_name(self.header),
            old=mask_value(self.old, kind),
            new=mask_value(self.new, kind),
            subject=self.subject.masked(),
        )


class UnmatchedRow(Struct, frozen=True):
    """A row that only one of the two workbooks has."""

    cell: Cell
    subject: Subject

    def masked(self) -> UnmatchedRow:
        """Return the row with personal numbers in its names hidden."""
        return UnmatchedRow(self.cell.masked(), self.subject.masked())


class CheckedAnswer(Struct, frozen=True):
    """The answer of a township to a finding, held against the new check."""

    answer: Answer
    finding: Finding | None
    """None if the fingerprint in the list belongs to no finding of the original."""
    is_resolved: bool

    def masked(self, private: Mapping[str, str]) -> CheckedAnswer:
        """Return the answer with personal numbers hidden.

        ``private`` are the kinds of fields, as in an outcome.
        """
        finding = self.finding
        if finding is None:
            return replace(self, answer=self.answer.masked())
        answer = replace(self.answer.masked(), fingerprint=finding.fingerprint)
        shown = finding.masked(private.get(finding.field or "", ""))
        return replace(self, answer=answer, finding=shown)


class Recheck(Struct, frozen=True):
    """The difference between a workbook and what came back."""

    before: Outcome
    after: Outcome
    changed: tuple[ChangedCell, ...]
    added: tuple[UnmatchedRow, ...]
    removed: tuple[UnmatchedRow, ...]
    kept: int
    """The number of rows that both have."""
    answers: tuple[CheckedAnswer, ...]

    def masked(self) -> Recheck:
        """Return the recheck with personal numbers hidden, for any report."""
        private = self.before.private
        return replace(
            self,
            before=self.before.masked(),
            after=self.after.masked(),
            changed=tuple(c.masked(private.get(c.field, "")) for c in self.changed),
            added=tuple(row.masked() for row in self.added),
            removed=tuple(row.masked() for row in self.removed),
            answers=tuple(answer.masked(private) for answer in self.answers),
        )

    @property
    def resolved(self) -> tuple[Finding, ...]:
        """The findings of the first check that the second one lacks."""
        present = {finding.fingerprint for finding in self.after.findings}
        return tuple(f for f in self.before.findings if f.fingerprint not in present)

    @property
    def new(self) -> tuple[Finding, ...]:
        """The findings of the second check that the first one lacks."""
        previous = {finding.fingerprint for finding in self.before.findings}
        return tuple(f for f in self.after.findings if f.fingerprint not in previous)

    @property
    def remaining(self) -> tuple[Finding, ...]:
        """The findings of both checks."""
        previous = {finding.fingerprint for finding in self.before.findings}
        return tuple(f for f in self.after.findings if f.fingerprint in previous)


def recheck(
    original: Path | str,
    returned: Path | str,
    *,
    notices: Sequence[str] = (),
    as_of: date | None = None,
    password: str = "",
    settings: Settings | None = None,
) -> Recheck:
    """Compare a workbook with what returned: cells, rows, findings and answers.

    Rows are matched by what they are about.  Raises as ``validate``, and CannotRead if one of
    the two is no readable workbook.
    """
    settings = find_settings([original]) if settings is None else settings

    def checked(path: Path | str) -> Outcome:
        return validate.validate(
            [path],
            notices=notices,
            as_of=as_of,
            password=password,
            normalise=True,
            settings=settings,
        )

    before, after = checked(original), checked(returned)
    chosen = [notice.id for notice in before.notices]
    old_tables, new_tables = (
        validate.read(path, notices=chosen, password=password, settings=settings)
        for path in (original, returned)
    )
    requested = _requested_cells(before)
    changed: list[ChangedCell] = []
    added: list[UnmatchedRow] = []
    removed: list[UnmatchedRow] = []
    kept = 0
    for old, new in table_pairs(old_tables, new_tables):
        matches = match_rows(old, new)
        kept += len(matches.pairs)
        changed += _changes(old, new, matches.pairs, requested)
        removed += [_unmatched(old, position) for position in matches.only_old]
        added += [_unmatched(new, position) for position in matches.only_new]
    answers = tuple(_checked_answers(answers_in(Path(returned), password), before, after))
    return Recheck(before, after, tuple(changed), tuple(added), tuple(removed), kept, answers)


def _unmatched(table: Table, position: int) -> UnmatchedRow:
    return UnmatchedRow(table.cell(position, table.ledger.info.name), table.subject(position))


def _checked_answers(
    answers: Iterable[Answer], before: Outcome, after: Outcome
) -> Iterator[CheckedAnswer]:
    findings = {finding.fingerprint: finding for finding in before.findings}
    present = {finding.fingerprint for finding in after.findings}
    for answer in answers:
        code = answer.fingerprint
        yield CheckedAnswer(answer, findings.get(code), code not in present)


def _requested_cells(outcome: Outcome) -> frozenset[tuple[str, int, int]]:
    """Return the cells that a finding or a normalisation names."""
    cells = [normalisation.cell for normalisation in outcome.normalisations]
    for finding in outcome.findings:
        cells += finding.related if finding.cell is None else (finding.cell, *finding.related)
    return frozenset((cell.sheet, cell.row, cell.column) for cell in cells)


def _changes(
    old: Table,
    new: Table,
    pairs: Sequence[tuple[int, int]],
    requested: frozenset[tuple[str, int, int]],
) -> Iterator[ChangedCell]:
    """Yield the changed cells of matched rows, column by column."""
    shared = [n for n in old.columns if n in new.columns and n != "seq"]
    shared = [n for n in shared if old.columns[n].index >= 0 and new.columns[n].index >= 0]
    by_column: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for before, after in pairs:
        for name in shared:
            if old.text(before, name) != new.text(after, name):
                by_column[name].append((before, after))
    for name, places in by_column.items():
        for before, after in places:
            if before in old.columns[name].filled or after in new.columns[name].filled:
                continue
            cell = old.cell(before, name)
            yield ChangedCell(
                cell,
                new.cell(after, name),
                old.columns[name].header or old.columns[name].spec.header,
                name,
                old.text(before, name),
                new.text(after, name),
                new.subject(after),
                (cell.sheet, cell.row, cell.column) in requested,
            )
