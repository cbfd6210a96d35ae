"""The difference between a workbook sent back to a township and what returned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from os.path import isfile  # a name that is too long is no file, rather than an error
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from ruralskills.corrections.answers import Answer, answers_in
from ruralskills.corrections.differences import ChangedCell, Place, UnmatchedRow, differences
from ruralskills.corrections.file_outcomes import FileOutcomes
from ruralskills.corrections.listed_problems import ListedProblem, listed_problems
from ruralskills.corrections.returned_lists import lines_about, lines_alone
from ruralskills.corrections.sheet_changes import (
    OpenBook,
    SheetChange,
    open_book,
)
from ruralskills.corrections.unseen_content import unseen_changes
from ruralskills.model.findings import Finding
from ruralskills.model.masking import mask_name
from ruralskills.model.outcome import Outcome
from ruralskills.readers.kept_workbooks import KeptWorkbooks
from ruralskills.text.addresses import parse_address
from ruralskills.text.version_names import plain_stem
from ruralskills.validation import validate
from ruralskills.validation.corrected_copies import corrected_copies
from ruralskills.validation.input_file import is_input_name
from ruralskills.validation.inputs import files_in
from ruralskills.workspace.settings import Settings, find_settings

_PlacedField = tuple[Place, str | None]
"""A row and the field of one of its cells."""


class CheckedAnswer(Struct, frozen=True):
    """The answer of a township to a finding, held against the new check."""

    answer: Answer
    finding: Finding | None
    """None for a problem that this workbook alone does not show."""
    is_resolved: bool
    is_listed: bool = True
    """False if the list that was sent has no such fingerprint."""
    instead: tuple[Finding, ...] = ()
    """New findings in the cell whose problem is gone."""

    def masked(self, private: Mapping[str, str]) -> CheckedAnswer:
        """Return the answer with personal numbers hidden.

        ``private`` are the kinds of fields, as in an outcome.
        """
        finding = self.finding
        if finding is None:
            return replace(self, answer=self.answer.masked())
        answer = replace(self.answer.masked(), fingerprint=finding.fingerprint)
        shown = finding.masked(private.get(finding.field or "", ""))
        instead = tuple(f.masked(private.get(f.field or "", "")) for f in self.instead)
        return replace(self, answer=answer, finding=shown, instead=instead)


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
    elsewhere: tuple[ListedProblem, ...] = ()
    """Listed problems that the two workbooks do not show without the other ledgers."""
    sheets: tuple[SheetChange, ...] = ()
    """Changes beside the cells of rows, which nobody asked for."""
    listed: int = 0
    """The number of problems on the list that was sent."""
    is_list_only: bool = False
    """True if the list came back without the ledger, which is held against itself."""

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
            elsewhere=tuple(problem.masked() for problem in self.elsewhere),
            sheets=tuple(change.masked() for change in self.sheets),
        )

    @property
    def unanswered(self) -> int:
        """The number of problems on the list that was sent without an answer."""
        answered = {each.answer.fingerprint for each in self.answers if each.is_listed}
        return max(self.listed - len(answered), 0)

    @property
    def unrequested(self) -> tuple[ChangedCell, ...]:
        """The changed cells that no finding had named."""
        return tuple(change for change in self.changed if not change.is_requested)

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
    others: Sequence[Path | str] = (),
    notices: Sequence[str] = (),
    as_of: date | None = None,
    password: str = "",
    settings: Settings | None = None,
) -> Recheck:
    """Compare a workbook with the one that returned.

    Rows are matched by what they are about.  ``others`` are the ledgers, or folders of them, that
    were checked with the original: without them, problems of the list that only they show stay
    open.  What returned, or one of the others, may be a list of problems alone.  Raises as
    ``validate``, and CannotRead if one of the two is no readable workbook.
    """
    settings = find_settings([original]) if settings is None else settings
    one, other = Path(original), Path(returned)
    books = KeptWorkbooks((one, other), password)
    lists = {
        path: lines
        for path in (other, *map(Path, others))
        if isfile(path) and (lines := lines_alone(path, notices, books, settings))
    }
    ledgers = [path for path in map(Path, others) if path not in lists]

    def checked(path: Path) -> Outcome:
        outcome = validate.validate(
            in_order([path], ledgers), notices=notices, as_of=as_of,
            password=password, normalise=True, settings=settings, prefetched=books,
        )  # fmt: skip
        return FileOutcomes(outcome).of(path) if ledgers else outcome

    lines = [line for each in lists.values() for line in each]
    before = checked(one)
    if other in lists:
        return compare_list(one, before, books, settings, lines)
    return compare(one, before, other, checked(other), books, settings, lines)


def compare(
    original: Path,
    before: Outcome,
    returned: Path,
    after: Outcome,
    books: KeptWorkbooks,
    settings: Settings,
    lines: Sequence[ListedProblem] = (),
) -> Recheck:
    """Compare two workbooks that have been checked.  Raises CannotRead.

    ``lines`` are those of lists that came back alone, of which the workbook's own count.
    """
    chosen = [notice.id for notice in before.notices]
    old, new = (_opened(path, chosen, books, settings) for path in (original, returned))
    listed = listed_problems(old.appended)
    found = differences(old, new, _requested_cells(before, listed, old.grids))
    known = {finding.fingerprint for finding in before.findings}
    own = lines_about(lines, known)
    on_list = {problem.fingerprint for problem in listed}
    answers = answers_in([*listed_problems((*new.appended, *new.grids.values())), *own])
    return Recheck(
        before,
        after,
        tuple(found.changed),
        tuple(found.added),
        tuple(found.removed),
        found.kept,
        tuple(_checked_answers(answers, before, after, listed, found.rows)),
        elsewhere=tuple(problem for problem in listed if problem.fingerprint not in known),
        sheets=(*found.sheets, *_unseen(original, returned, books, found.renamed)),
        listed=len(on_list | {line.fingerprint for line in own}),
    )


def _unseen(
    original: Path, returned: Path, books: KeptWorkbooks, renamed: Mapping[str, str]
) -> Iterator[SheetChange]:
    """Yield what is new beside the texts of cells, if both files are kept."""
    one, other = books.take(original), books.take(returned)
    if one and other and one[0] != other[0]:
        yield from unseen_changes(one[0], other[0], renamed)


def compare_list(
    path: Path,
    outcome: Outcome,
    books: KeptWorkbooks,
    settings: Settings,
    lines: Sequence[ListedProblem],
) -> Recheck:
    """Hold a list that came back alone against a workbook.  Raises CannotRead."""
    done = compare(path, outcome, path, outcome, books, settings, lines)
    return replace(done, is_list_only=True)


def _opened(
    path: Path, notices: Sequence[str], books: KeptWorkbooks, settings: Settings
) -> OpenBook:
    tables = validate.read(
        path, notices=notices, password=books.password, settings=settings, prefetched=books
    )
    return open_book(books.book(path), tables)


def in_order(paths: Sequence[Path], others: Sequence[Path]) -> list[Path]:
    """Return workbooks among the files that they were checked with.

    The order decides at which of two rows a finding is reported.
    """
    found: list[Path] = []
    for file in _ledgers_in(others):
        own = [path for path in paths if plain_stem(path.name) == plain_stem(file.name)]
        found += [path for path in own or [file] if path not in found]
    return [path for path in paths if path not in found] + found


def _ledgers_in(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield files, and those of folders: a corrected copy only without its source."""
    for path in paths:
        if path.is_dir():
            files = [file for file in files_in(path) if is_input_name(file.name)]
            copies = corrected_copies({file: str(file) for file in files})
            sources = {(f.parent, plain_stem(f.name)) for f in files if f not in copies}
            for file in files:
                copy = copies.get(file)
                is_known = (file.parent, plain_stem(file.name)) in sources
                if copy is None or not (copy.original or is_known):
                    yield file
        else:
            yield path


def _checked_answers(
    answers: Iterable[Answer],
    before: Outcome,
    after: Outcome,
    listed: Sequence[ListedProblem],
    rows: Mapping[Place, Place],
) -> Iterator[CheckedAnswer]:
    findings = {finding.fingerprint: finding for finding in before.findings}
    present = {finding.fingerprint for finding in after.findings}
    on_list = {problem.fingerprint for problem in listed}
    new_at = _new_by_cell(after, findings)
    for answer in answers:
        code = answer.fingerprint
        finding = findings.get(code)
        yield CheckedAnswer(
            answer,
            finding,
            finding is not None and code not in present,
            is_listed=finding is not None or code in on_list,
            instead=tuple(_instead_of(finding, new_at, rows)) if finding else (),
        )


def _new_by_cell(after: Outcome, known: Mapping[str, Finding]) -> dict[_PlacedField, list[Finding]]:
    """Return the findings of the second check alone, by row and field."""
    found: dict[_PlacedField, list[Finding]] = defaultdict(list)
    for new in after.findings:
        if new.cell is not None and new.fingerprint not in known:
            found[(new.cell.sheet, new.cell.row), new.field].append(new)
    return found


def _instead_of(
    finding: Finding, new_at: Mapping[_PlacedField, list[Finding]], rows: Mapping[Place, Place]
) -> Sequence[Finding]:
    """Return the new findings in the cell of a finding of the first check."""
    if finding.cell is None:
        return ()
    place = rows.get((finding.cell.sheet, finding.cell.row))
    return new_at.get((place, finding.field), ()) if place else ()


def _requested_cells(
    outcome: Outcome, listed: Sequence[ListedProblem], sheets: Iterable[str]
) -> frozenset[tuple[str, int, int]]:
    """Return the cells that a finding, a normalisation or a line of the list names."""
    cells = [normalisation.cell for normalisation in outcome.normalisations]
    for finding in outcome.findings:
        cells += finding.related if finding.cell is None else (finding.cell, *finding.related)
    named = {(cell.sheet, cell.row, cell.column) for cell in cells}
    true_names = {mask_name(sheet): sheet for sheet in sheets}
    for problem in listed:
        if place := parse_address(problem.address):
            named.add((true_names.get(problem.sheet, problem.sheet), *place))
    return frozenset(named)
