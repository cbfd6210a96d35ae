"""Decisions about rows: each counts for an indicator, does not, or is pending.

Nothing is guessed. A cell that cannot be read, a date that is not written, a person who cannot be
told from another leave a row pending. What certainly does not count is not pending, whatever else
cannot be read in it.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any, Final

from msgspec import Struct

from ruralskills.facts.class_dates import first_day, last_day
from ruralskills.facts.leader_status import in_stock
from ruralskills.facts.period_texts import months_of_period
from ruralskills.facts.reported_figures import reported_figure
from ruralskills.facts.row_owners import Owners
from ruralskills.ledgers import Figure, Leader
from ruralskills.model.fields import field_specs
from ruralskills.model.table import Ledger
from ruralskills.notices import Indicator, Where
from ruralskills.notices.conditions import is_met
from ruralskills.text.normalise import normalised
from ruralskills.values.partial_date import PartialDate

Days = tuple[date, date]
"""The first day and the last."""


class Decision(Struct, frozen=True):
    """The part of a row in a figure: it counts, does not, or is pending."""

    counts: bool | None
    """None where it is pending."""
    reason: str = ""
    """The reason in words why it does not count, or is pending."""
    field: str = ""
    """The field that decides against it or cannot be read, empty if it counts."""
    key: tuple[Hashable, ...] = ()
    """The values of ``distinct``. Empty where each row counts."""
    amount: Decimal = Decimal(1)
    """The amount that it adds, 1 where rows are counted."""
    day: PartialDate | None = None
    """The day it belongs to, None for a stock and where no day can be read."""


def row_decision(
    indicator: Indicator, row: Ledger, days: Days | None = None, owners: Owners | None = None
) -> Decision:
    """Decide about a row of the indicator's ledger.

    ``days`` leaves out rows of other days, unless the indicator is a stock. Without days ask
    :func:`falls_on` about the ``day``. ``owners`` are the rows of the owners' ledger.
    """
    if isinstance(row, Figure):
        return _about_figure(indicator, row)
    pending: Decision | None = None
    for check in _checks(indicator, row, days, owners):
        if check.counts is False:
            return check
        pending = pending or check
    return pending or Decision(
        True, key=_key(indicator, row), amount=_amount(indicator, row), day=_day(indicator, row)
    )


def falls_on(day: PartialDate | None, days: Days) -> bool | None:
    """Return True if a day is one of these, None if it may be or is not known."""
    first, last = days
    if day is None:
        return None
    if day.latest < first or day.earliest > last:
        return False
    return True if first <= day.earliest and day.latest <= last else None


def _checks(
    indicator: Indicator, row: Ledger, days: Days | None, owners: Owners | None
) -> Iterator[Decision]:
    """Yield what speaks against a row, or leaves it open."""
    yield from _conditions(indicator, row)
    if indicator.kind == "stock" and isinstance(row, Leader):
        stays = in_stock(row)
        if stays is None:
            yield _open(row, "status")
        elif not stays:
            yield Decision(False, "已退出，不计入存量", "status")
    if indicator.owner and row.is_unknown(indicator.owner.key):
        yield _open(row, indicator.owner.key)
    elif indicator.owner and owners is not None:
        verdict = owners.verdict(indicator.owner, row)
        if verdict.counts is not True:
            yield Decision(verdict.counts, verdict.reason, indicator.owner.key)
    if days and indicator.kind == "flow" and indicator.period:
        falls = falls_on(_day(indicator, row), days)
        if falls is None:
            yield _open(row, indicator.period)
        elif not falls:
            yield Decision(False, f"“{_header(row, indicator.period)}”不在这一期", indicator.period)
    yield from (_open(row, name) for name in _unknown_key(indicator, row))
    yield from (_open(row, name) for name in indicator.addends if not _has_amount(row, name))


def _conditions(indicator: Indicator, row: Ledger) -> Iterator[Decision]:
    """Yield the conditions that a row does not meet, or may not."""
    conditions: list[tuple[Where, bool | None]] = [(indicator.where, is_met(row, indicator.where))]
    if indicator.any_of:
        met = [is_met(row, each) for each in indicator.any_of]
        one = True if True in met else None if None in met else False
        unmet = next((w for w, each in zip(indicator.any_of, met, strict=True) if each is one), {})
        conditions.append((unmet, one))
    for where, meets in conditions:
        if meets is None:
            yield _open(row, next(n for n in where if is_met(row, {n: where[n]}) is None))
        elif not meets:
            name = next(n for n in where if is_met(row, {n: where[n]}) is False)
            shown = row.text(name)
            said = f"填“{shown}”，不在统计口径内" if shown else "空着，不能计入"
            yield Decision(False, f"“{_header(row, name)}”{said}", name)


_OPEN: Final = {"blank": "空着", "none": "填“无”", "unknown": "不能识别", "missing": "这一列没有"}


def _open(row: Ledger, name: str) -> Decision:
    """Return the decision about a row that one field leaves open."""
    said = _OPEN.get(row.state(name), "不能确定")
    return Decision(None, f"“{_header(row, name)}”{said}", name)


def _header(row: Ledger, name: str) -> str:
    return field_specs(type(row))[name].header


_ENDS: Final = {"starts": first_day, "ends": last_day}
"""Dates that may stand in one cell with the other end of their span."""


def _day(indicator: Indicator, row: Any) -> PartialDate | None:
    name = indicator.period
    if indicator.kind == "stock" or not name:
        return None
    value = getattr(row, name)
    if value is None and name in _ENDS and "held" in type(row).model_fields:
        value = _ENDS[name](row)
    if isinstance(value, str):
        header = row.table.columns[name].header or _header(row, name)
        months = months_of_period(value, row.table.year, header)
        value = months and PartialDate(months.first_day, months.last_day)
    return value if isinstance(value, PartialDate) else None


def _unknown_key(indicator: Indicator, row: Ledger) -> Iterator[str]:
    """Yield the fields that leave open which person or thing a row is.

    Of several fields all but the first may be blank: a roster of one class need not name it.
    """
    for number, name in enumerate(indicator.key):
        if row.is_unknown(name) or (number == 0 and getattr(row, name) is None):
            yield name


def _key(indicator: Indicator, row: Ledger) -> tuple[Hashable, ...]:
    """Return the values of a row that are counted once together."""
    values = (getattr(row, name) for name in indicator.key)
    return tuple(normalised(each) if isinstance(each, str) else each for each in values)


def _has_amount(row: Ledger, name: str) -> bool:
    return row.state(name) == "none" or isinstance(getattr(row, name), int | Decimal)


_TEN_THOUSAND: Final = Decimal(10000)


def _amount(indicator: Indicator, row: Ledger) -> Decimal:
    """Return the amount of a row in the unit of the indicator."""
    if not indicator.sum:
        return Decimal(1)
    amounts = (_in_unit(row, name, indicator.unit) for name in indicator.addends)
    return sum(amounts, Decimal(0))


def _in_unit(row: Ledger, name: str, unit: str) -> Decimal:
    """Return the number of a field, with 元 as 万元 or the other way round."""
    if row.state(name) == "none":
        return Decimal(0)
    value = Decimal(getattr(row, name))
    units = field_specs(type(row))[name].unit, unit
    if units == ("元", "万元"):
        return value / _TEN_THOUSAND
    return value * _TEN_THOUSAND if units == ("万元", "元") else value


def _about_figure(indicator: Indicator, row: Figure) -> Decision:
    """Decide about a figure of a statistical table, which counts by its unit."""
    figure = reported_figure(row)
    if figure is None or normalised(figure.name) not in map(normalised, indicator.names):
        return Decision(False, "不是这一指标", "indicator")
    if figure.span not in ("", "year"):
        return Decision(False, "本期数不计入累计", "period")
    return Decision(True, key=(figure.unit,), amount=figure.value)
