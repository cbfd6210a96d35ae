"""The waivers in force of an office, for a step that makes no report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec.structs import replace

from ruralskills.model.ledger_set import Role
from ruralskills.validation.file_check import CheckOptions
from ruralskills.validation.reference_data import read_reference_data
from ruralskills.validation.waiver_list import WaiverEntry, read_entries
from ruralskills.workspace.settings import Settings


def waivers_in_force(
    settings: Settings,
    references: Mapping[Role, Sequence[Path]],
    options: CheckOptions,
    scratch: Path,
) -> tuple[WaiverEntry, ...]:
    """Return the waivers that have not expired.

    Raises ReferenceDataError for waivers that cannot be used.
    """
    paths = references.get("waivers", ())
    if not settings.waivers and not paths:
        return ()
    lists: dict[Role, Sequence[Path]] = {"waivers": paths} if paths else {}
    read = read_reference_data(lists, options, {}, scratch / "waivers")
    rules = options.context(()).rules
    entries = read_entries(settings, read.tables.get("waivers", ()), rules, options.units.names)
    return tuple(replace(each, row=None) for each in entries if not each.is_expired(options.as_of))
