"""Blank ledgers that prevent mistakes: ``rs template``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct, field

from ruralskills.catalogue import available_notices
from ruralskills.forms.blank_columns import blank_columns
from ruralskills.forms.blank_guide import guide
from ruralskills.forms.blank_workbook import BlankSheet, workbook
from ruralskills.forms.carried_rows import CarriedRows, carried_rows
from ruralskills.forms.form_run import FormError
from ruralskills.forms.place_lists import PlaceLists, read_places
from ruralskills.ledgers import ROW_LEDGERS
from ruralskills.model.table import Ledger
from ruralskills.outputs import output_file
from ruralskills.outputs.mark import OutputKind, marked
from ruralskills.validation.file_check import CheckOptions
from ruralskills.validation.notice_choice import named_notices
from ruralskills.workspace.settings import Settings


class BlankOptions(Struct, frozen=True):
    """The options by which blank ledgers are made."""

    output: Path | None = None
    notices: Sequence[str] = ()
    unit: str = ""
    rows: int = 500
    source: Path | None = None
    """A workbook in an old layout whose rows are carried over."""
    regions: Path | None = None
    everything: bool = False
    """True for all columns."""
    password: str = ""


class BlankRun(Struct):
    """The files written, and what of the old layout had no place."""

    written: list[Path] = field(default_factory=list)
    kept: list[Path] = field(default_factory=list)
    """The new names of blanks that somebody had begun to fill in."""
    left_out: list[str] = field(default_factory=list)


def write_blank(ledger: type[Ledger], settings: Settings, options: BlankOptions) -> BlankRun:
    """Write one blank ledger.  Raises OutputRefused for a file that is not ours."""
    default = f"{ledger.info.title}.xlsx"
    output = options.output or Path(default)
    target = output / default if output.is_dir() else output
    return _written([(ledger, target)], settings, options)


def write_all_blanks(folder: Path, settings: Settings, options: BlankOptions) -> BlankRun:
    """Write a blank of every ledger with one thing a row into a folder."""
    if folder.exists() and not folder.is_dir():
        raise FormError(f"{folder}：这是文件，--all 要写到文件夹")
    pairs = [(ledger, folder / f"{ledger.info.title}.xlsx") for ledger in ROW_LEDGERS]
    return _written(pairs, settings, options)


def _written(
    pairs: Sequence[tuple[type[Ledger], Path]], settings: Settings, options: BlankOptions
) -> BlankRun:
    output_file.refuse_foreign(target for _, target in pairs)
    check_options = _check_options(settings, options)
    places = read_places(_region_lists(settings, options), check_options)
    run = BlankRun()
    for ledger, target in pairs:
        content, carried = _content(ledger, places, settings, options, check_options)
        target.parent.mkdir(parents=True, exist_ok=True)
        inputs = [options.source] if options.source else []
        kept = output_file.write(marked(content, OutputKind.WORKBOOK), target, inputs=inputs)
        run.kept += [kept] if kept else []
        run.written.append(target)
        run.left_out += carried.columns
    return run


def _content(
    ledger: type[Ledger],
    places: PlaceLists,
    settings: Settings,
    options: BlankOptions,
    check_options: CheckOptions,
) -> tuple[bytes, CarriedRows]:
    context = check_options.context(check_options.chosen or ())
    columns = blank_columns(ledger, context, everything=options.everything)
    carried = CarriedRows()
    if options.source is not None:
        carried = carried_rows(options.source, ledger, columns, check_options)
    info = ledger.info
    sheet = BlankSheet(
        title=f"{options.unit}{info.title}",
        unit=options.unit,
        columns=columns,
        places=places,
        is_place_list_complete=settings.regions_complete,
        person=info.id_field if info.kind == "stock" or ledger.relations.people else "",
        numbered=options.rows,
        guide=guide(ledger, columns, context),
        rows=carried.rows,
        left_out=[*carried.columns, *carried.cells],
    )
    return workbook(sheet), carried


def _check_options(settings: Settings, options: BlankOptions) -> CheckOptions:
    library = available_notices.load(settings.folder)
    names = options.notices or settings.notices
    chosen = named_notices(names, library.headings, "")
    return CheckOptions(library, date.today(), chosen, settings.hints, options.password)


def _region_lists(settings: Settings, options: BlankOptions) -> list[Path]:
    if options.regions is not None:
        return [options.regions]
    if found := settings.reference["regions"]:
        return found
    home = settings.folder or Path()
    return [home / settings.villages] if settings.villages else []
