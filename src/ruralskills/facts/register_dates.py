"""The day as of which a register or a list was made, as it says itself."""

from typing import Final

from ruralskills.model.table import Table
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised
from ruralskills.values.field_type import Unreadable
from ruralskills.values.partial_date import PartialDate, read_text

_WRITTEN: Final = r"(\d{4}[-./年]\d{1,2}(?:[-./月]\d{1,2}日?|月)?|\d{8})"
_SAID: Final = regex(rf"(?:数据|导出|更新|名单|查询|比对)(?:日期|时间)[:为]?{_WRITTEN}")
_IN_TITLE: Final = regex(rf"(?:截[至止]|\()?{_WRITTEN}")


def as_of(table: Table) -> PartialDate | None:
    """The day of a register: of its column, its heading, its title or its sheet; else None.

    A column with several days is as old as its oldest.
    """
    column = table.columns.get("data_date")
    days = {column.values[code] for code in set(column.codes)} if column else set()
    known = [day for day in days if isinstance(day, PartialDate)]
    if known:
        return min(known, key=lambda day: day.earliest)
    said = _SAID.search(table.places) or next(
        filter(None, (_IN_TITLE.search(normalised(t)) for t in (table.layout.title, table.sheet))),
        None,
    )
    return _day(said[1]) if said else None


def _day(text: str) -> PartialDate | None:
    try:
        day = read_text(text, None)
    except Unreadable:
        return None
    return day if isinstance(day, PartialDate) else None


def dated(table: Table) -> str:
    """The day of a register in words.

    A register that does not say it is still used, and the reader told so.
    """
    day = as_of(table)
    return str(day) if day else "未写日期"
