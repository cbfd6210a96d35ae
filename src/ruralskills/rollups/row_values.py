"""The values that indicators read of rows, worked out once for each of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property, partial
from typing import Any, Final, TypeVar

import numpy as np
from msgspec import Struct

from ruralskills.facts.leader_status import REMOVED
from ruralskills.facts.period_texts import months_of_period
from ruralskills.model.fields import field_specs
from ruralskills.model.table import Table
from ruralskills.model.typed_column import Column, Unknown
from ruralskills.notices import Where
from ruralskills.notices.conditions import (
    is_one_of,
    is_open_if_blank,
    present_name,
    present_names,
)
from ruralskills.rollups.person_keys import Hasher
from ruralskills.rollups.records import MICRO, NO_COLUMN, NO_DAY, NO_HASH, Numbers
from ruralskills.text.normalise import normalised_each
from ruralskills.values.date_range import DateRange
from ruralskills.values.field_type import Absent
from ruralskills.values.money_unit import unit_ratio
from ruralskills.values.partial_date import PartialDate

R = TypeVar("R")

NO, YES, OPEN = 0, 1, 2
"""The answers to a condition."""

_EPOCH: Final = date(1970, 1, 1).toordinal()
_ENDS: Final = {"starts": "start", "ends": "end"}
"""Dates that may stand in one cell with the other end of their span."""
_MIX: Final = np.uint64(0x9E3779B97F4A7C15)


class RowValues(Struct, frozen=True, dict=True):
    """A table, read column by column, each column once."""

    table: Table
    hasher: Hasher
    numbers: Mapping[int, str] = {}
    """By row the identity numbers that the office lets stand as they are written."""

    def filled(self, value: int, kind: Any) -> Numbers:
        """Return one number for all rows."""
        return np.full(len(self.table), value, dtype=kind)

    def meets(self, where: Where) -> Numbers:
        """Return for each row if it meets a condition."""
        answers = self.filled(YES, np.int8)
        for name, wanted in where.items():
            answers = both(answers, self._condition(name, wanted))
        return answers

    def _condition(self, name: str, wanted: tuple[str, ...]) -> Numbers:
        column, wanted = self.table.columns.get(name), present_names(wanted, name, self.table)
        if column is None:
            open_or_met = YES if "" in wanted else OPEN
            own = present_name(Absent.BLANK, name, self.table)
            return self.filled(_answer(own, wanted, open_or_met), np.int8)
        unanswered = OPEN if is_open_if_blank(column.spec, wanted) else NO
        blank = YES if "" in wanted else unanswered
        return self._once(
            ("condition", name, wanted),
            lambda: self._of_each(
                name,
                column.values,
                lambda v: _answer(present_name(v, name, self.table), wanted, blank),
                np.int8,
            ),
        )

    def in_stock(self) -> Numbers:
        """Return for each row of a leader if he is in stock."""
        column = self.table.columns.get("status")
        if column is None:
            return self.filled(YES, np.int8)
        return self._once(
            ("stock",), lambda: self._of_each("status", column.values, _is_in_stock, np.int8)
        )

    def is_unknown(self, name: str) -> Numbers:
        """Return for each row if the cell of a field could not be read."""
        column = self.table.columns.get(name)
        if column is None:
            return self.filled(0, bool)
        return self._once(
            ("unknown", name),
            lambda: self._with_numbers(
                name, self._is_of_kind(name, column, Unknown), lambda _: False
            ),
        )

    def hashes(self, name: str) -> Numbers:
        """Return the hash of a field for each row, none where nothing is certain."""
        column = self.table.columns.get(name) if name else None
        if column is None:
            return self.filled(NO_HASH, np.uint64)

        def certain() -> Numbers:
            is_open = self._is_of_kind(name, column, Absent, Unknown)
            hashes = np.where(is_open, np.uint64(NO_HASH), self._contents(name, column))
            return self._with_numbers(name, hashes, self.hasher.of_text)

        return self._once(("hash", name), certain)

    def _with_numbers(self, name: str, found: Numbers, of: Callable[[str], Any]) -> Numbers:
        """Put in what is made of the numbers that stand as they are written."""
        if name == self.table.ledger.info.id_field:
            for index, number in self.numbers.items():
                found[index] = of(number)
        return found

    def _contents(self, name: str, column: Column) -> Numbers:
        """Return the hash of the content of a field for each row, of blanks too."""

        def hashed() -> Numbers:
            hashes = self.hasher.of_texts(_contents(column.values))
            return self._of_rows(name, np.frombuffer(hashes, dtype="<u8"))

        return self._once(("content", name), hashed)

    def _of_each(
        self, name: str, values: Sequence[Any], of: Callable[[Any], Any], kind: Any
    ) -> Numbers:
        """Return a number for each row of a field, made once for each distinct value."""
        return self._of_rows(name, np.fromiter(map(of, values), dtype=kind, count=len(values)))

    def _is_of_kind(self, name: str, column: Column, *kinds: type) -> Numbers:
        """Return for each row of a field if its value is of one of some kinds."""
        found = [kind in kinds for kind in map(type, column.values)]
        return self._of_rows(name, np.array(found, dtype=bool))

    def _of_rows(self, name: str, by_code: Numbers) -> Numbers:
        """Return what is known of the distinct values of a field for each row."""
        codes = self._once(
            ("codes", name), lambda: np.asarray(self.table.columns[name].codes, dtype=np.intp)
        )
        rows: Numbers = by_code[codes]
        return rows

    def _once(self, key: tuple[Any, ...], make: Callable[[], R]) -> R:
        """Return what is made of a column, made once."""
        known = self._made
        if key not in known:
            known[key] = make()
        found: R = known[key]
        return found

    @cached_property
    def _made(self) -> dict[tuple[Any, ...], Any]:
        return {}

    def key(self, names: tuple[str, ...]) -> Numbers:
        """Return one hash of several fields for each row."""
        keys = self.hashes(names[0])
        for name in names[1:]:
            keys = mixed(keys, self.hashes(name))
        return keys

    def contents(self, names: Sequence[str]) -> Numbers:
        """Return one hash of the contents of some fields for each row, of blanks too."""
        hashes = self.filled(0, np.uint64)
        for name in names:
            column = self.table.columns.get(name)
            own: Numbers | np.uint64 = np.uint64(0)
            if column is not None:
                own = self._contents(name, column)
            hashes = mixed(hashes, own)
        return hashes

    def texts(self, name: str, code_of: Callable[[str], int]) -> Numbers | int:
        """Return the code of the text of a field for each row, 0 for none."""
        column = self.table.columns.get(name) if name else None
        if column is None:
            return 0
        return self._of_each(
            name, column.values, lambda v: code_of(v) if isinstance(v, str) else 0, np.int32
        )

    def states(self, name: str, code_of: Callable[[str], int]) -> Numbers:
        """Return the code of the sentence why a field leaves its row open."""
        header = field_specs(self.table.ledger)[name].header
        column = self.table.columns.get(name)
        if column is None:
            return self.filled(code_of(f"{NO_COLUMN}{header}”列"), np.int32)
        return self._of_each(
            name, column.values, lambda v: code_of(f"“{header}”{_why_open(v)}"), np.int32
        )

    def amounts(self, names: Sequence[str], unit: str) -> tuple[Numbers, dict[str, Numbers]]:
        """Return the sum of some fields in a unit, and by field the rows without it."""
        return self._once(("amounts", *names, unit), lambda: self._amounts(names, unit))

    def _amounts(self, names: Sequence[str], unit: str) -> tuple[Numbers, dict[str, Numbers]]:
        total, lacking = self.filled(0, np.int64), {}
        for name in names:
            column = self.table.columns.get(name)
            if column is None:
                lacking[name] = self.filled(1, bool)
                continue
            factor = unit_ratio(column.spec.unit, unit)
            total = total + self._of_each(name, column.values, partial(_micro, factor), np.int64)
            lacking[name] = self._of_each(name, column.values, _has_no_amount, bool)
        return total, lacking

    def days(self, name: str) -> tuple[Numbers, Numbers]:
        """Return the first and the last day that the date of each row may be."""
        return self._once(("days", name), lambda: self._days(name))

    def _days(self, name: str) -> tuple[Numbers, Numbers]:
        first = last = self.filled(NO_DAY, np.int32)
        if (own := self.table.columns.get(name)) is not None:
            values = self._as_dates(own)
            first = self._of_each(name, values, _earliest, np.int32)
            last = self._of_each(name, values, _latest, np.int32)
        if (held := self.table.columns.get("held")) is not None and name in _ENDS:
            ends = _ends_of(held, _ENDS[name])
            first = np.where(
                first == NO_DAY, self._of_each("held", ends, _earliest, np.int32), first
            )
            last = np.where(last == NO_DAY, self._of_each("held", ends, _latest, np.int32), last)
        return first, last

    def _as_dates(self, column: Column) -> Sequence[Any]:
        """Return the values of a column, texts such as 2022年1—6月 as dates."""
        header = column.header or column.spec.header
        values = []
        for value in column.values:
            if isinstance(value, str):
                months = months_of_period(value, self.table.year, header)
                value = months and PartialDate(months.first_day, months.last_day)
            values.append(value)
        return values


def both(one: Numbers, other: Numbers) -> Numbers:
    """Return the answers to two conditions together: one that is not met decides."""
    greatest = np.maximum(one, other)
    return np.where((one == NO) | (other == NO), NO, greatest).astype(np.int8)


def one_of(answers: Sequence[Numbers]) -> Numbers:
    """Return the answers to conditions of which one is enough."""
    best = answers[0]
    for each in answers[1:]:
        best = np.where((best == YES) | (each == YES), YES, np.maximum(best, each))
    return best.astype(np.int8)


def mixed(one: Numbers, other: Numbers | np.uint64) -> Numbers:
    """Return one hash of two, for each row."""
    both_hashes = (one ^ other) * _MIX + np.uint64(1)
    return both_hashes ^ (both_hashes >> np.uint64(29))


def _answer(value: Any, wanted: tuple[str, ...], blank: int) -> int:
    if isinstance(value, Unknown):
        return OPEN
    if value is Absent.BLANK:
        return blank
    return YES if is_one_of(value, wanted) else NO


def _is_in_stock(value: Any) -> int:
    if isinstance(value, Unknown):
        return OPEN
    return NO if value == REMOVED else YES


def _why_open(value: Any) -> str:
    if isinstance(value, Unknown):
        return "不能识别"
    if isinstance(value, Absent):
        return "空着" if value is Absent.BLANK else "填“无”"
    return "不能确定"


def _micro(factor: Decimal, value: Any) -> int:
    return int(Decimal(value) * factor * MICRO) if isinstance(value, int | Decimal) else 0


def _has_no_amount(value: Any) -> bool:
    return not isinstance(value, int | Decimal) and value is not Absent.NONE


def _earliest(value: Any) -> int:
    return value.earliest.toordinal() - _EPOCH if isinstance(value, PartialDate) else NO_DAY


def _latest(value: Any) -> int:
    return value.latest.toordinal() - _EPOCH if isinstance(value, PartialDate) else NO_DAY


def _ends_of(held: Column, end: str) -> list[Any]:
    """Return one end of each date range of a column."""
    return [getattr(v, end) if isinstance(v, DateRange) else None for v in held.values]


def _contents(values: Sequence[Any]) -> list[str]:
    """Return a text for each value that equal values of a field share, and no others."""
    texts = iter(normalised_each([value for value in values if isinstance(value, str)]))
    return [next(texts) if isinstance(value, str) else _content(value) for value in values]


def _content(value: Any) -> str:
    """Return the same for a value that is no text."""
    if isinstance(value, Unknown):
        return f"\0{value.message}"
    return "" if isinstance(value, Absent) else f"\0{value}"
