"""What a township changed in a workbook that was sent back to it, and what became of the findings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from ruralskills.corrections.answers import Answer, answers_in
from ruralskills.model.cell import Cell
from ruralskills.model.findings import Finding, Subject
from ruralskills.model.masking import mask_name, mask_value
from ruralskills.model.outcome import Outcome
from ruralskills.model.table import Table
from ruralskills.text.normalise import normalised
from ruralskills.validation import validate
from ruralskills.workspace import settings as workspace


class ChangedCell(Struct, frozen=True):
    """A cell that says something else now, and whether anybody had asked for that."""

    before: Cell
    after: Cell
    header: str
    field: str
    old: str
    new: str
    subject: Subject
    asked: bool

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


class MovedRow(Struct, frozen=True):
    """A row that only one of the two workbooks has."""

    cell: Cell
    subject: Subject

    def masked(self) -> MovedRow:
        """Return the row with personal numbers in its names hidden."""
        return MovedRow(self.cell.masked(), self.subject.masked())


class Answered(Struct, frozen=True):
    """What a township said of a finding, and whether the check bears it out."""

    answer: Answer
    finding: Finding | None
    """None where the list's code belongs to no finding of the original."""
    gone: bool

    def masked(self, private: Mapping[str, str]) -> Answered:
        """Return the answer with personal numbers hidden, those typed over a code too."""
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
    added: tuple[MovedRow, ...]
    removed: tuple[MovedRow, ...]
    kept: int
    """How many rows both have."""
    answers: tuple[Answered, ...]

    def masked(self) -> Recheck:
        """Return the recheck with personal numbers hidden, for any report of it."""
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
    def gone(self) -> tuple[Finding, ...]:
        """The findings that are no more."""
        now = {finding.fingerprint for finding in self.after.findings}
        return tuple(f for f in self.before.findings if f.fingerprint not in now)

    @property
    def new(self) -> tuple[Finding, ...]:
        """The findings that were not there before."""
        were = {finding.fingerprint for finding in self.before.findings}
        return tuple(f for f in self.after.findings if f.fingerprint not in were)

    @property
    def left(self) -> tuple[Finding, ...]:
        """The findings that are still there."""
        were = {finding.fingerprint for finding in self.before.findings}
        return tuple(f for f in self.after.findings if f.fingerprint in were)


def recheck(
    original: Path | str,
    returned: Path | str,
    *,
    notices: Sequence[str] = (),
    as_of: date | None = None,
    password: str = "",
    settings: workspace.Settings | None = None,
) -> Recheck:
    """Compare a workbook with what came back: cells, rows by whom they are about, findings, answers.

    Raises what ``validate`` raises, and CannotRead when one of the two is no readable workbook.
    """
    settings = workspace.find([original]) if settings is None else settings

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
    chosen = [n.id for n in before.notices]
    pairs = list(
        _pairs(
            validate.read(original, notices=chosen, password=password, settings=settings),
            validate.read(returned, notices=chosen, password=password, settings=settings),
        )
    )
    asked = _asked(before)
    changed: list[ChangedCell] = []
    added: list[MovedRow] = []
    removed: list[MovedRow] = []
    kept = 0
    for old, new in pairs:
        compared = _compared(old, new)
        kept += len(compared.both)
        changed += _changes(old, new, compared.both, asked)
        removed += [MovedRow(_cell(old, p), old.subject(p)) for p in compared.only_old]
        added += [MovedRow(_cell(new, p), new.subject(p)) for p in compared.only_new]
    found = {finding.fingerprint: finding for finding in before.findings}
    still = {finding.fingerprint for finding in after.findings}
    answers = tuple(
        Answered(answer, found.get(answer.fingerprint), answer.fingerprint not in still)
        for answer in answers_in(Path(returned), password)
    )
    return Recheck(before, after, tuple(changed), tuple(added), tuple(removed), kept, answers)


def _asked(outcome: Outcome) -> frozenset[tuple[str, int, int]]:
    """The cells of which something was said: a finding, one of its other places, or its form."""
    cells = [each.cell for each in outcome.normalisations]
    for finding in outcome.findings:
        cells += finding.related if finding.cell is None else (finding.cell, *finding.related)
    return frozenset((cell.sheet, cell.row, cell.column) for cell in cells)


def _pairs(before: Sequence[Table], after: Sequence[Table]) -> Iterator[tuple[Table, Table]]:
    """Each table with itself in the other workbook: the same ledger, on the sheet of the same name."""
    left = list(after)
    for old in before:
        alike = [new for new in left if new.ledger is old.ledger]
        same = [new for new in alike if new.sheet == old.sheet] or (
            alike if len(alike) == 1 else []
        )
        if same:
            left.remove(same[0])
            yield old, same[0]


def _cell(table: Table, position: int) -> Cell:
    return table.cell(position, table.ledger.info.name)


class _Compared(Struct, frozen=True):
    """The rows of two tables: those that are one, and those that only one of them has."""

    both: Sequence[tuple[int, int]]
    only_old: Sequence[int]
    only_new: Sequence[int]


def _compared(old: Table, new: Table) -> _Compared:
    """Match rows by number, then by name and place, then by where they stand."""
    left_old, left_new = dict.fromkeys(range(len(old))), dict.fromkeys(range(len(new)))
    both: list[tuple[int, int]] = []
    for key in (Table.identity_text, _by_name, _by_content, _by_row):
        ours, theirs = _unique(old, left_old, key), _unique(new, left_new, key)
        for word, position in ours.items():
            if word in theirs:
                both.append((position, theirs[word]))
                del left_old[position], left_new[theirs[word]]
    return _Compared(sorted(both), list(left_old), list(left_new))


def _unique(table: Table, left: Mapping[int, None], key: object) -> dict[Hashable, int]:
    """The rows that a key tells apart, by the key."""
    words = {position: key(table, position) for position in left}  # type: ignore[operator]  # the keys below
    often = Counter(words.values())
    return {word: p for p, word in words.items() if word and often[word] == 1}


def _by_name(table: Table, position: int) -> Hashable:
    who = table.subject(position)
    return (who.unit, who.village, who.name) if who.name else None


def _by_content(table: Table, position: int) -> Hashable:
    """Everything that the row says but its number in the list."""
    return tuple(normalised(table.text(position, n)) for n in sorted(table.columns) if n != "seq")


def _by_row(table: Table, position: int) -> Hashable:
    """Where it stands; only rows that are about the same thing are one, whatever else they say."""
    who = table.subject(position)
    return (
        (table.row_numbers[position], who.name or who.village) if who.name or who.village else None
    )


def _changes(
    old: Table,
    new: Table,
    rows: Sequence[tuple[int, int]],
    asked: frozenset[tuple[str, int, int]],
) -> Iterator[ChangedCell]:
    shared = [n for n in old.columns if n in new.columns and n != "seq"]
    shared = [n for n in shared if old.columns[n].index >= 0 and new.columns[n].index >= 0]
    by_column: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for before, after in rows:
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
                (cell.sheet, cell.row, cell.column) in asked,
            )
