"""The comparison of a folder of workbooks sent back with the folder that returned."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from ruralskills.corrections.recheck import Recheck, compare, of_file
from ruralskills.errors import CannotRead
from ruralskills.model.masking import mask_name, mask_text
from ruralskills.model.outcome import Outcome
from ruralskills.text.version_names import plain_stem
from ruralskills.validation import validate
from ruralskills.validation.archives import is_archive_file
from ruralskills.validation.input_file import SPREADSHEETS, printable
from ruralskills.validation.inputs import files_in
from ruralskills.validation.run_settings import run_settings
from ruralskills.workspace.settings import Settings


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
    notices: Sequence[str] = (),
    as_of: date | None = None,
    password: str = "",
    settings: Settings | None = None,
) -> list[ReturnedFile]:
    """Compare each workbook of a folder with the one of its name in another.

    Marks of copies in a name (``.校正``, ``（改）``) do not count.  Each folder is checked as a
    whole, so that rules over several ledgers see all of them.  Raises as ``validate``.
    """
    settings = run_settings([sent])[0] if settings is None else settings
    old, new = _workbooks(sent), _workbooks(returned)

    def checked(files: Sequence[Path]) -> Outcome | None:
        if not files:
            return None
        return validate.validate(
            list(files), notices=notices, as_of=as_of, password=password, normalise=True,
            settings=settings,
        )  # fmt: skip

    before = checked(list(old.values()))
    # A workbook that did not return still stands as it was sent.
    after = checked(
        [new.get(key, path) for key, path in old.items()]
        + [path for key, path in new.items() if key not in old]
    )
    results: list[ReturnedFile] = []
    for key, path in old.items():
        unit = _unit(before, path)
        if key not in new or before is None or after is None:
            results.append(ReturnedFile(printable(path.name), unit, None, "没有报回"))
            continue
        results.append(
            _compared(path, of_file(before, path), new[key], of_file(after, new[key]), password, settings)
        )  # fmt: skip
    for key, path in new.items():
        if key not in old:
            results.append(
                ReturnedFile(printable(path.name), _unit(after, path), None, "没有退回过这份")
            )
    return list(_with_swaps(results))


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
) -> ReturnedFile:
    unit = _unit(before, original)
    for outcome in (before, after):
        for status in outcome.files:
            if status.status == "unreadable":
                return ReturnedFile(printable(returned.name), unit, None, status.reason)
    try:
        done = compare(original, before, returned, after, password, settings)
    except CannotRead as error:
        return ReturnedFile(printable(returned.name), unit, None, str(error))
    return ReturnedFile(printable(returned.name), unit, done)


def _unit(outcome: Outcome | None, path: Path) -> str:
    """Return the unit of a workbook, else its plain name."""
    tables = of_file(outcome, path).tables if outcome else ()
    return next((t.unit_name for t in tables if t.unit_name), printable(plain_stem(path.name)))


def _with_swaps(results: Sequence[ReturnedFile]) -> Iterator[ReturnedFile]:
    """Yield the results, with a word where two townships' workbooks were swapped."""
    came = {
        each.name: next((t.unit_name for t in each.recheck.after.tables if t.unit_name), "")
        for each in results
        if each.recheck
    }
    for each in results:
        others = [
            other
            for other in results
            if other is not each
            and came.get(each.name) == other.unit != each.unit
            and came.get(other.name) == each.unit
        ]
        reason = f"与“{others[0].name}”对调了" if others else each.reason
        yield replace(each, reason=reason)
