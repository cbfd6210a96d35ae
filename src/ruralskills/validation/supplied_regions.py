"""The list of regions that was handed in: sound as a whole, or the check does not begin."""

from __future__ import annotations

from collections.abc import Sequence

from ruralskills.errors import OfficeError
from ruralskills.facts.region_list import regions_of, unreadable_dates
from ruralskills.ledgers import Region, Village
from ruralskills.model.table import Table
from ruralskills.regions import RegionError


class ReferenceDataError(OfficeError):
    """Something handed in to look up that cannot be used; the message says where and what to do."""


def one_list(tables: Sequence[Table]) -> list[Table]:
    """The tables that make up the list: a 区划名单 where there is one, else a 村名单.

    Raises ReferenceDataError for lines that are wrong in themselves.
    """
    lists = [t for t in tables if t.ledger is Region] or list(tables)
    if not any(map(len, lists)):
        raise ReferenceDataError(f"区划名单“{lists[0].file}”里没有一行内容，请核对文件")
    problem = "\n".join(unreadable_dates(lists))
    try:
        if not problem:
            regions_of(lists)
            return lists
    except RegionError as wrong:
        problem = str(wrong)
    raise ReferenceDataError(f"区划名单{problem}。请在这份名单中改正后再检查，本次没有检查任何台账")


def serving(villages: Sequence[Table]) -> list[Table]:
    """The workspace's 村名单 if it can serve as the list: sound, and not of poor villages alone."""
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


__all__ = ["ReferenceDataError", "one_list", "serving"]
