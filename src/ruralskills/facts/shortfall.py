"""Shortfalls of a row: conditions of a requirement that it is known not to meet.

What nobody can tell is not reported: a condition on a cell that is blank, unreadable or not there is
neither met nor failed.  Of several conditions one failed is enough, of alternatives all must have.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from msgspec import Struct

from ruralskills.facts.ages import age_outside
from ruralskills.model.fields import FieldSpec
from ruralskills.model.typed_column import NO_VALUES
from ruralskills.notices.conditions import is_one_of
from ruralskills.notices.model import Where
from ruralskills.notices.requirement import Condition, Conditions, Exact, Requirement
from ruralskills.text.numbers import format_number
from ruralskills.values import identity
from ruralskills.values.field_type import Absent
from ruralskills.values.money_unit import unit_ratio
from ruralskills.values.partial_date import PartialDate

NUMBERS: Final = ("count", "amount", "quantity", "rate")
"""Kinds of fields that are compared as numbers."""
DAYS: Final = ("day",)
"""Kinds of fields that are compared as days."""


class Shortfall(Struct, frozen=True):
    """A failed condition: its field, and words for what stands there and should."""

    field: str
    words: str


class Cells(Struct, frozen=True):
    """The cells of a row: values by field, and what the fields are."""

    values: Mapping[str, Any]
    """Values, ``Absent`` or ``Unknown``. A field that is not there has no column."""
    specs: Mapping[str, FieldSpec]

    def known(self, name: str) -> Any:
        """Return the value of a field, None where there is none or nobody can tell."""
        value = self.values.get(name)
        return None if isinstance(value, NO_VALUES) else value

    def head(self, name: str) -> str:
        """Return the words by which a sentence names a field."""
        return self.specs[name].header.rpartition("/")[2]


Verdict = tuple[Shortfall, ...] | None
"""The shortfalls, none if everything holds. None where nobody can tell."""


def shortfalls(requirement: Requirement, cells: Cells) -> tuple[Shortfall, ...]:
    """Return what a row is known to lack of a requirement."""
    if not is_about(requirement.when, cells):
        return ()
    found = [_of_all(requirement.must, cells)]
    if requirement.any:
        found.append(_of_any(requirement.any, cells))
    if requirement.by:
        word = cells.known(requirement.by)
        group = requirement.each.get(word, {}) if isinstance(word, str) else {}
        said = _of_all(group, cells)
        found.append(said and tuple(Shortfall(s.field, f"{word}{s.words}") for s in said))
    return tuple(each for verdict in found for each in verdict or ())


def is_about(where: Where, cells: Cells) -> bool:
    """Return True if a row certainly meets equality conditions."""
    for name, words in where.items():
        value = cells.values.get(name)
        if value is None or value is Absent.BLANK:
            if "" not in words:
                return False
        elif (value is not Absent.NONE and isinstance(value, NO_VALUES)) or not is_one_of(
            value, words
        ):
            return False
    return True


def _of_all(conditions: Conditions, cells: Cells) -> Verdict:
    verdicts = [_of_one(name, condition, cells) for name, condition in conditions.items()]
    found = tuple(each for verdict in verdicts for each in verdict or ())
    return None if not found and None in verdicts else found


def _of_any(alternatives: Iterable[Conditions], cells: Cells) -> Verdict:
    verdicts = [_of_all(conditions, cells) for conditions in alternatives]
    if () in verdicts:
        return ()
    if None in verdicts:
        return None
    failed = [verdict for verdict in verdicts if verdict]
    words = "；".join("、".join(s.words for s in verdict) for verdict in failed)
    at = failed[0][0].field
    return (Shortfall(at, f"{words}；达到其中一项即可，现{_none_of(len(failed))}"),)


def _none_of(alternatives: int) -> str:
    return "两项都没有达到" if alternatives == 2 else f"{alternatives}项都没有达到"


def _of_one(name: str, condition: Condition, cells: Cells) -> Verdict:
    value, head = cells.values.get(name), cells.head(name)
    if condition.filled and value is Absent.BLANK:
        return (Shortfall(name, f"{head}没有填"),)
    if value is None:
        return None
    if condition.wanted and not isinstance(condition.wanted[0], str):
        said = _of_number(name, condition, cells, _not_equal)
    elif condition.wanted:
        said = _of_words(condition, value, head)
    else:
        said = ()
    if said == () and (condition.age is not None):
        said = _of_age(name, condition, cells)
    if said == () and (any(condition.lows) or any(condition.highs)):
        is_day = isinstance(value, PartialDate)
        said = _of_day(condition, value, head) if is_day else _of_number(name, condition, cells)
    return said if said is None else tuple(Shortfall(name, words) for words in said)


def _of_words(condition: Condition, value: Any, head: str) -> tuple[str, ...] | None:
    if value is Absent.BLANK or (isinstance(value, NO_VALUES) and value is not Absent.NONE):
        return None
    words = tuple(map(str, condition.wanted))
    if is_one_of(value, words):
        return ()
    written = "无" if value is Absent.NONE else {True: "是", False: "否"}.get(value, value)
    return (f"{head}填“{written}”，要求填“{'”或“'.join(words)}”",)


def _of_age(name: str, condition: Condition, cells: Cells) -> tuple[str, ...] | None:
    number, day = cells.known(name), cells.known(condition.on)
    born = identity.birth_date(number) if isinstance(number, str) else None
    if born is None or not isinstance(day, PartialDate):
        return None
    low, high = condition.age or (0, 0)
    outside = age_outside(born, day, low, high)
    return (f"{cells.head(condition.on)}{day}时{outside}",) if outside else ()


def _of_day(condition: Condition, value: PartialDate, head: str) -> tuple[str, ...]:
    """Return the words for a date that is certainly outside, else none."""
    for low, is_strict in condition.lows:
        if isinstance(low, date) and (value.latest < low or (is_strict and value.latest == low)):
            asked = f"{'晚于' if is_strict else '不早于'}{low.isoformat()}"
            return (f"{head}{value}，要求{asked}，{_days((low - value.latest).days, '早')}",)
    for high, is_strict in condition.highs:
        if isinstance(high, date) and (
            value.earliest > high or (is_strict and value.earliest == high)
        ):
            asked = f"{'早于' if is_strict else '不晚于'}{high.isoformat()}"
            return (f"{head}{value}，要求{asked}，{_days((value.earliest - high).days, '晚')}",)
    return ()


def _days(days: int, side: str) -> str:
    return f"{side}{days}天" if days else "正好是这一天"


Miss = Callable[[Condition, Decimal, Decimal, str], str]


def _of_number(
    name: str, condition: Condition, cells: Cells, misses: Miss | None = None
) -> tuple[str, ...] | None:
    """Return the words for a number that does not hold under any of its readings."""
    readings = _readings(cells.known(name))
    if not readings:
        return None
    unit, head = cells.specs[name].unit, cells.head(name)
    shown = f"{head}{format_number(readings[0])}{unit}"
    asked_unit = condition.unit or unit
    ratio = unit_ratio(asked_unit, unit)
    if condition.share_of:
        whole = _readings(cells.known(condition.share_of))
        if not whole or whole[0] <= 0:
            return None
        share = readings[0] * 100 / whole[0]
        of = f"{cells.head(condition.share_of)}{format_number(whole[0])}"
        shown = f"{head}{format_number(readings[0])}，占{of}的{_rounded(share)}%"
        readings, unit, asked_unit, ratio = (share,), "个百分点", "%", Decimal(1)
    said = [(misses or _outside)(condition, each, ratio, unit) for each in readings]
    if not all(said):
        return ()
    words = said[0].replace("\0", asked_unit)
    return (f"{shown}，要求{words}",)


def _readings(value: Any) -> tuple[Decimal, ...]:
    """Return the numbers that a value may be. A rate has several readings."""
    several: Sequence[Any] = value if isinstance(value, tuple) else (value,)
    return tuple(
        Decimal(each)
        for each in several
        if isinstance(each, int | Decimal) and not isinstance(each, bool)
    )


def _rounded(number: Decimal) -> str:
    return format_number(round(number, 2))


def _not_equal(condition: Condition, number: Decimal, ratio: Decimal, unit: str) -> str:
    wanted = [Decimal(str(each)) * ratio for each in condition.wanted]
    if number in wanted:
        return ""
    nearest = min(wanted, key=lambda each: abs(each - number))
    asked = "或".join(f"{format_number(Decimal(str(each)))}\0" for each in condition.wanted)
    side = "少" if number < nearest else "多"
    return f"为{asked}，{side}{_rounded(abs(number - nearest))}{unit}"


def _outside(condition: Condition, number: Decimal, ratio: Decimal, unit: str) -> str:
    """Return the words for what is asked and the gap, nothing where it holds.

    A zero character stands for the unit of what is asked.
    """
    for ends, is_low in ((condition.lows, True), (condition.highs, False)):
        for end, is_strict in ends:
            if isinstance(end, date):
                continue
            limit = Decimal(end) * ratio
            gap = limit - number if is_low else number - limit
            if gap > 0 or (is_strict and gap == 0):
                side = "差" if is_low else "多"
                gap_words = f"，{side}{_rounded(gap)}{unit}" if gap else "，正好相等"
                return f"{_asked(condition, end, is_low, is_strict)}{gap_words}"
    return ""


def _asked(condition: Condition, end: Exact, is_low: bool, is_strict: bool) -> str:
    if condition.between:
        low, high = (format_number(Decimal(str(each))) for each in condition.between)
        return f"在{low}\0至{high}\0之间"
    words = ("多于" if is_strict else "不少于") if is_low else ("少于" if is_strict else "不超过")
    return f"{words}{format_number(Decimal(str(end)))}\0"
