"""Townships and their villages for the drop-downs of a blank ledger."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from ruralskills.facts.region_list import regions_of
from ruralskills.outputs.scratch import scratch_folder
from ruralskills.regions import Level
from ruralskills.validation.file_check import CheckOptions
from ruralskills.validation.reference_data import read_reference_data


class PlaceLists(Struct, frozen=True):
    """Townships in the order of the list, and villages each with its township."""

    townships: tuple[str, ...] = ()
    villages: tuple[tuple[str, str], ...] = ()
    """Township and village, sorted so that those of a township stand together."""


def read_places(paths: Sequence[Path], options: CheckOptions) -> PlaceLists:
    """Return the present townships and villages of lists.  Raises ReferenceDataError."""
    if not paths:
        return PlaceLists()
    with scratch_folder() as scratch:
        read = read_reference_data({"regions": paths}, options, {}, scratch)
    regions = regions_of(read.tables["regions"])
    townships = [area for area in regions.at_level(Level.TOWNSHIP) if area.until is None]
    return PlaceLists(
        tuple(dict.fromkeys(area.name for area in townships)),
        tuple(
            (township.name, village.name)
            for township in townships
            for village in township.members
            if village.level is Level.VILLAGE and village.until is None
        ),
    )
