"""Days of a class that stand only in its name or in the title of its sheet."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from typing import Final

from ruralskills.model.fields import field_specs
from ruralskills.model.period import find_year
from ruralskills.model.table import Ledger
from ruralskills.model.typed_column import Column
from ruralskills.text.lazy_regex import regex
from ruralskills.values.date_range import DateRange, span_in_words
from ruralskills.values.field_type import Absent

HELD: Final = "held"
"""The field of the days of a class in one cell."""
_NAME: Final = "class_name"
_DAYS: Final = frozenset({HELD, "starts", "ends"})
_OF_ONE_CLASS: Final = regex("班|期")
_OF_SEVERAL: Final = regex(
    r"各|汇总|统计|新增|累计|第?\d{1,3}[期班]?[、,至到~—-]第?\d{1,3}期|[两几]期"
)
"""Titles whose days are those of a report, or of no single class."""


def days_in_names(
    ledger: type[Ledger], columns: Mapping[str, Column], title: str, year: int | None, rows: int
) -> Column | None:
    """Return the days of each row's class, None if a column or nobody tells them."""
    specs = field_specs(ledger)
    if not {HELD, _NAME} <= specs.keys() or not _DAYS.isdisjoint(columns):
        return None
    names = columns.get(_NAME)
    if names is not None:
        spans = [_in_name(value, year) for value in names.values]
        if any(spans):
            values = [span or Absent.BLANK for span in spans]
            return Column(specs[HELD], "", -1, list(map(_raw, spans)), values, names.codes)
    span = _in_title(title, year)
    if span is None or (names is not None and len(set(names.codes)) > 1):
        return None
    return Column(specs[HELD], "", -1, [str(span)], [span], [0] * rows)


def _in_name(value: object, year: int | None) -> DateRange | None:
    return span_in_words(value, find_year(value) or year) if isinstance(value, str) else None


def _raw(span: DateRange | None) -> str:
    return str(span) if span else ""


def _in_title(title: str, year: int | None) -> DateRange | None:
    """Return the days of the one class that a title speaks of.

    Whole months are the period of a report.
    """
    if not _OF_ONE_CLASS.search(title) or _OF_SEVERAL.search(title):
        return None
    span = span_in_words(title, year)
    if span is None:
        return None
    first, last = span.start.earliest, span.end.latest
    is_months = first.day == 1 and last.day == monthrange(last.year, last.month)[1]
    return None if is_months else span
