"""The comparison of a folder of workbooks sent back with the folder that returned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from ruralskills.corrections.file_outcomes import FileOutcomes
from ruralskills.corrections.listed_problems import ListedProblem
from ruralskills.corrections.recheck import Recheck, compare, in_order
from ruralskills.corrections.returned_lists import lines_about, lines_alone
from ruralskills.errors import CannotRead, OfficeError
from ruralskills.model.masking import mask_name, mask_text
from ruralskills.model.outcome import Outcome
from ruralskills.readers.kept_workbooks import KeptWorkbooks
from ruralskills.text.readable_names import printable
from ruralskills.text.version_names import plain_stem
from ruralskills.validation import validate
from ruralskills.validation.archives import is_archive_file
from ruralskills.validation.input_file import SPREADSHEETS
from ruralskills.validation.inputs import files_in
from ruralskills.validation.run_settings import run_settings
from ruralskills.workspace.settings import Settings


class NotAListError(OfficeError):
    """A workbook beside a folder, which only a list of problems can be."""


class ReturnedFile(Struct, frozen=True):
    """A workbook of two folders, compared, or with the reason why not."""

    name: str
    unit: str
    recheck: Recheck | None
    reason: str = ""

    def masked(self) -> ReturnedFile:
        """Return the workbook with personal numbers hidden."""
        return replace(
            self,
            name=mask_name(self.name),
            unit=mask_name(self.unit),
            recheck=self.recheck.masked() if self.recheck else None,
            reason=mask_text(self.reason),
        )


def recheck_folder(
    sent: Path,
    returned: Path,
    *,
    others: Sequence[Path] = (),
    notices: Sequence[str] = (),
    as_of: date | None = None,
    password: str = "",
    settings: Settings | None = None,
) -> list[ReturnedFile]:
    """Compare each workbook of a folder with the one of its name in another.

    Marks of copies in a name (``.校正``, ``（改）``) do not count.  Each folder is checked as a
    whole, together with ``others``, so that rules over several ledgers see all of them.  What
    returned may be a list of problems, or have some in it: their lines are those of the workbook
    that they are about.  Raises as ``validate``, and NotAListError for a single file that is no
    list.
    """
    settings = run_settings([sent])[0] if settings is None else settings
    old = _workbooks(sent)
    new = _workbooks(returned) if returned.is_dir() else {returned.name: returned}

    def checked(files: Sequence[Path]) -> Outcome:
        if not files:
            return Outcome()
        return validate.validate(
            in_order(files, others), notices=notices, as_of=as_of, password=password, normalise=True,
            settings=settings,
        )  # fmt: skip

    def lines_of(path: Path) -> list[ListedProblem]:
        return lines_alone(path, notices, KeptWorkbooks((path,), password), settings)

    before = checked(list(old.values()))
    sent_outcomes = FileOutcomes(before)
    old = {
        k: path for k, path in old.items() if sent_outcomes.of(path).tables or not lines_of(path)
    }
    lists = {path: lines for k, path in new.items() if k not in old and (lines := lines_of(path))}
    if not lists and not returned.is_dir():
        raise NotAListError(
            f"{printable(str(returned))}：不是问题清单；退回的是文件夹，报回的也请给文件夹"
        )
    new = {key: path for key, path in new.items() if path not in lists}
    lines = [line for each in lists.values() for line in each]
    # A workbook that did not return still stands as it was sent.
    returned_outcomes = FileOutcomes(
        checked(
            [new.get(key, path) for key, path in old.items()]
            + [path for key, path in new.items() if key not in old]
        )
    )
    results: list[ReturnedFile] = []
    for key, path in old.items():
        of_old = sent_outcomes.of(path)
        back = new.get(key, path)
        of_new = returned_outcomes.of(back) if key in new else of_old
        own = lines_about(lines, (finding.fingerprint for finding in of_old.findings))
        if key in new or own:
            done = _compared(path, of_old, back, of_new, password, settings, own)
            results.append(done if key in new else _of_list_only(done))
        elif of_old.tables or any(each.status == "unreadable" for each in of_old.files):
            results.append(
                ReturnedFile(printable(path.name), _unit(of_old, path), None, "没有报回")
            )
    for key, path in new.items():
        if key not in old:
            unit = _unit(returned_outcomes.of(path), path)
            results.append(ReturnedFile(printable(path.name), unit, None, "没有退回过这份"))
    known = {finding.fingerprint for finding in before.findings}
    results += (_unknown_lines(path, own, known) for path, own in lists.items())
    return [each for each in _with_swaps(results) if each.recheck or each.reason]


def _of_list_only(file: ReturnedFile) -> ReturnedFile:
    if file.recheck is None:
        return file
    return replace(file, recheck=replace(file.recheck, is_list_only=True))


def _unknown_lines(path: Path, lines: Sequence[ListedProblem], known: set[str]) -> ReturnedFile:
    """Return a line on a list, with a reason if some problems are of no ledger sent."""
    unknown = sum(line.fingerprint not in known for line in lines)
    reason = f"清单上有{unknown}条与退回的台账对不上" if unknown else ""
    return ReturnedFile(printable(path.name), printable(plain_stem(path.name)), None, reason)


def _workbooks(folder: Path) -> dict[str, Path]:
    """Return the workbooks of a folder by plain name, a marked copy before its source."""
    found: dict[str, Path] = {}
    for file in files_in(folder):
        is_workbook = file.suffix.lower() in SPREADSHEETS and not is_archive_file(file)
        if not is_workbook or file.name.startswith(("~$", ".")):
            continue
        inside = file.relative_to(folder)
        key = (inside.parent / plain_stem(inside.name)).as_posix()
        if key not in found or ".校正" in file.name:
            found[key] = file
    return found


def _compared(
    original: Path,
    before: Outcome,
    returned: Path,
    after: Outcome,
    password: str,
    settings: Settings,
    lines: Sequence[ListedProblem],
) -> ReturnedFile:
    unit = _unit(before, original)
    for outcome in (before, after):
        for status in outcome.files:
            if status.status == "unreadable":
                return ReturnedFile(printable(returned.name), unit, None, status.reason)
    books = KeptWorkbooks((original, returned), password)
    try:
        done = compare(original, before, returned, after, books, settings, lines)
    except CannotRead as error:
        return ReturnedFile(printable(returned.name), unit, None, str(error))
    return ReturnedFile(printable(returned.name), unit, done)


def _unit(outcome: Outcome, path: Path) -> str:
    """Return the unit of a workbook, else its plain name."""
    units = (table.unit_name for table in outcome.tables if table.unit_name)
    return next(units, printable(plain_stem(path.name)))


def _with_swaps(results: Sequence[ReturnedFile]) -> Iterator[ReturnedFile]:
    """Yield the results, with a word where two townships' workbooks were swapped."""
    came = {
        each.name: next((t.unit_name for t in each.recheck.after.tables if t.unit_name), "")
        for each in results
        if each.recheck
    }
    swapped: dict[tuple[str, str | None], list[ReturnedFile]] = defaultdict(list)
    for each in results:
        unit = came.get(each.name)
        if unit != each.unit:
            swapped[each.unit, unit].append(each)
    for each in results:
        unit = came.get(each.name)
        others = swapped.get((unit, each.unit), ()) if unit is not None else ()
        reason = f"与“{others[0].name}”对调了" if others else each.reason
        yield replace(each, reason=reason)
