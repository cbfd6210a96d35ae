"""The list of regions that an office supplies, free of contradictions as a whole."""

from __future__ import annotations

from collections.abc import Sequence

from ruralskills.errors import OfficeError
from ruralskills.facts.region_list import regions_of, unreadable_dates
from ruralskills.ledgers import Region, Village
from ruralskills.model.table import Table
from ruralskills.regions import RegionError, UnitNames


class ReferenceDataError(OfficeError):
    """Reference data that cannot be used. The message says where and what to do."""


def region_list(tables: Sequence[Table]) -> list[Table]:
    """Return the tables that make up the list: a 区划名单 if there is one, else a 村名单.

    Raises ReferenceDataError for an empty list, and for rows that contradict one another.
    """
    lists = [table for table in tables if table.ledger is Region] or list(tables)
    if not any(map(len, lists)):
        raise ReferenceDataError(f"区划名单“{lists[0].file}”里没有一行内容，请核对文件")
    problem = "\n".join(unreadable_dates(lists))
    try:
        if not problem:
            regions_of(lists)
            return lists
    except RegionError as error:
        problem = str(error)
    raise ReferenceDataError(f"区划名单{problem}。请在这份名单中改正后再检查，本次没有检查任何台账")


def unit_names(lists: list[Table]) -> UnitNames:
    """Return the names that a list without contradictions gives to townships."""
    return UnitNames.of(regions_of(lists)) if lists else UnitNames()


def region_list_of_villages(villages: Sequence[Table]) -> list[Table]:
    """Return the workspace's 村名单 if it can serve as the list of regions, else nothing.

    It cannot if it has contradictions, or if it names poor villages only.
    """
    lists = [table for table in villages if table.ledger is Village]
    columns = [column for table in lists if (column := table.columns.get("kind"))]
    kinds = {column.values[code] for column in columns for code in set(column.codes)}
    if not lists or kinds == {"贫困村"} or list(unreadable_dates(lists)):
        return []
    try:
        regions_of(lists)
    except RegionError:
        return []
    return lists
