"""Leaders in stock, newly added or removed, and the ledgers that list them all."""

from datetime import date
from typing import Final

from ruralskills.model.period import Period
from ruralskills.model.table import Ledger, Table
from ruralskills.text.lazy_regex import regex
from ruralskills.values.partial_date import PartialDate

REMOVED: Final = "退出"
_PARTIAL_LIST: Final = regex("新增|退出|移出|删除|申报|拟|推荐|公示|候选|参训|轮训")


def in_stock(row: Ledger) -> bool | None:
    """Return True if a row counts as in stock.

    None where its status cannot be read.  A ledger without the column, and a blank in it, mean
    that it counts.
    """
    if row.is_unknown("status"):
        return None
    return getattr(row, "status", None) != REMOVED


def lists_whole_stock(table: Table) -> bool:
    """Return False if the title of a ledger says that it lists only some leaders."""
    return not _PARTIAL_LIST.search(table.layout.title + table.sheet)


def is_newly_added(recognised: PartialDate | None, as_of: date, period: Period | None) -> bool:
    """Return True if a leader may have been added in this quarter.

    That is the quarter of ``period``, the ledger's, or the running one.  Only the year of
    ``as_of`` counts: it is still open.
    """
    if recognised is None or recognised.year != as_of.year:
        return False
    if period is not None and period.year not in (0, as_of.year):
        return False
    running = _quarter(as_of.month)
    quarter = running
    if period is not None and (period.quarter or period.month):
        quarter = period.quarter or _quarter(period.month)
    first, last = _quarter(recognised.earliest.month), _quarter(recognised.latest.month)
    return first <= quarter <= last or first <= running <= last


def _quarter(month: int) -> int:
    return (month + 2) // 3


def open_year_note(as_of: date, year: int | None) -> str:
    """Return the words added to the message of a shortfall while its year is open."""
    return "；年度未结束，按进度提醒" if year is not None and as_of <= date(year, 12, 31) else ""
