"""Days as of which registers and lists were made."""

from typing import Final

from ruralskills.model.table import Table
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised
from ruralskills.values.field_type import Unreadable
from ruralskills.values.partial_date import PartialDate, read_text

_DATE: Final = r"(\d{4}[-./年]\d{1,2}(?:[-./月]\d{1,2}日?|月)?|\d{8})"
_LABELLED: Final = regex(rf"(?:数据|导出|更新|名单|查询|比对)(?:日期|时间)[:为]?{_DATE}")
_IN_TITLE: Final = regex(rf"(?:截[至止]|\()?{_DATE}")


def register_date(table: Table) -> PartialDate | None:
    """Return the day of a register, from its column, heading, title or sheet name.

    A column with several days is as old as its oldest.  None where nothing says a day.
    """
    column = table.columns.get("data_date")
    days = {column.values[code] for code in set(column.codes)} if column else set()
    days_in_column = [day for day in days if isinstance(day, PartialDate)]
    if days_in_column:
        return min(days_in_column, key=lambda day: day.earliest)
    names = (normalised(table.layout.title), normalised(table.sheet))
    matches = [_LABELLED.search(table.places), *map(_IN_TITLE.search, names)]
    match = next(filter(None, matches), None)
    return _read_day(match[1]) if match else None


def _read_day(text: str) -> PartialDate | None:
    try:
        day = read_text(text, None)
    except Unreadable:
        return None
    return day if isinstance(day, PartialDate) else None


def register_date_text(table: Table) -> str:
    """Return the day of a register in words.

    A register that does not say it is still used, and its reader is warned.
    """
    return str(register_date(table) or "未写日期")
