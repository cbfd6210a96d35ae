"""The records of one table: the rows that count for each indicator."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from ruralskills.facts.leader_status import REMOVED
from ruralskills.ledgers import Leader
from ruralskills.model.table import Table
from ruralskills.model.typed_column import Column, Unknown
from ruralskills.notices import Indicator, Owner, Where
from ruralskills.notices.conditions import is_one_of
from ruralskills.regions import village_name
from ruralskills.rollups.person_keys import Hasher
from ruralskills.rollups.records import (
    COUNTS,
    IN_ERROR,
    MICRO,
    NO_DAY,
    NO_HASH,
    NOT_OWNER,
    OWNER,
    PENDING,
    Numbers,
    SourceRecords,
)
from ruralskills.text.addresses import column_letters
from ruralskills.text.normalise import normalised
from ruralskills.values.date_range import DateRange
from ruralskills.values.field_type import Absent
from ruralskills.values.partial_date import PartialDate

Errors = Mapping[tuple[int, str], str]
"""By row index and field, the code of the error there."""

_NO, _YES, _OPEN = 0, 1, 2
"""The answers to a condition."""
_EPOCH: Final = date(1970, 1, 1).toordinal()
_ENDS: Final = {"starts": "start", "ends": "end"}
"""Dates that may stand in one cell with the other end of their span."""
_CLASS: Final = "class_name"
_MIX: Final = np.uint64(0x9E3779B97F4A7C15)
_FACTORS: Final = {("元", "万元"): Decimal("0.0001"), ("万元", "元"): Decimal(10000)}
"""By the unit of a column and of an indicator, the factor from one to the other."""


def variants(indicator: Indicator) -> Iterator[tuple[str, Indicator]]:
    """Yield an indicator and its other source, each with the name of its records."""
    for number, each in enumerate(indicator.alternatives):
        yield indicator.id if number == 0 else f"{indicator.id}@{number}", each


class TableRecords(Struct, frozen=True):
    """A table whose records are made."""

    table: Table
    number: int
    hasher: Hasher
    errors: Errors

    def add_to(self, records: SourceRecords, indicators: Iterable[Indicator]) -> None:
        """Add the records of the table: its rows, and those of each indicator."""
        table, count = self.table, len(self.table)
        if not count:
            return
        info = table.ledger.info
        rows: dict[str, Numbers | int] = {
            "tab": self.number,
            "row": np.asarray(table.row_numbers, dtype=np.int32),
            "unit": self._texts(records, "unit", self._unit_field, table.unit_name),
            "village": self._texts(records, "village", info.village, village_name),
            "person": self._hashes(info.id_field),
        }
        records.add(count, {**rows, "letter": self._letters(records, info.name)})
        for indicator in indicators:
            for name, each in variants(indicator):
                if each.ledger == info.id:
                    self._add_indicator(records, name, each, rows)
                if each.owner and each.owner.ledger == info.id:
                    self._add_owners(records, name, each.owner, rows)

    @property
    def _unit_field(self) -> str:
        """The field that tells to which unit a row belongs."""
        columns = self.table.columns
        return next(
            (n for n in ("township", "county") if n in columns), self.table.ledger.info.unit
        )

    def _add_indicator(
        self, records: SourceRecords, name: str, indicator: Indicator, rows: Mapping[str, Any]
    ) -> None:
        answers = self._answers(indicator)
        state = np.where(answers == _YES, COUNTS, PENDING)
        reasons = np.zeros(len(answers), dtype=np.int32)
        columns: dict[str, Any] = dict(rows)
        for measure, values, is_open in self._measured(indicator):
            columns[measure] = values
            state = np.where(is_open & (state == COUNTS), PENDING, state)
        for index, code in self._errors_of(indicator):
            state[index] = IN_ERROR
            reasons[index] = records.texts["reason"].code(code)
        columns |= {
            "state": state,
            "reason": reasons,
            "entry": self._entries(indicator),
            "indicator": records.texts["indicator"].code(name),
            "letter": self._letters(records, _cell_field(indicator, self.table)),
        }
        if indicator.owner:
            columns["owner"] = self._hashes(indicator.owner.key)
            columns["owner_name"] = self._hashes(indicator.owner.name)
            number = self.table.columns.get(indicator.owner.key)
            if number is not None:
                is_open = _by_code(number, lambda value: isinstance(value, Unknown), bool)
                columns["state"] = np.where(is_open & (state == COUNTS), PENDING, state)
        _add_where(records, columns, answers != _NO)

    def _add_owners(
        self, records: SourceRecords, name: str, owner: Owner, rows: Mapping[str, Any]
    ) -> None:
        """Add a record for each row that dependants may belong to."""
        info = self.table.ledger.info
        answers = _both(self._in_stock(), self._meets(owner.where))
        states = np.array([NOT_OWNER, COUNTS, PENDING], dtype=np.int8)
        columns = {
            **rows,
            "state": states[answers],
            "key": self._hashes(info.id_field),
            "owner_name": self._hashes(info.name),
            "indicator": records.texts["indicator"].code(name + OWNER),
        }
        _add_where(records, columns, np.ones(len(self.table), dtype=bool))

    def _answers(self, indicator: Indicator) -> Numbers:
        """Return for each row if it meets the conditions of an indicator."""
        answers = self._meets(indicator.where)
        if indicator.any_of:
            alternatives = [self._meets(where) for where in indicator.any_of]
            answers = _both(answers, _one_of(alternatives))
        if issubclass(self.table.ledger, Leader) and indicator.kind == "stock":
            answers = _both(answers, self._in_stock())
        return answers

    def _meets(self, where: Where) -> Numbers:
        answers = np.full(len(self.table), _YES, dtype=np.int8)
        for name, wanted in where.items():
            answers = _both(answers, self._condition(name, wanted))
        return answers

    def _condition(self, name: str, wanted: tuple[str, ...]) -> Numbers:
        column = self.table.columns.get(name)
        if column is None:
            return np.full(len(self.table), _YES if "" in wanted else _OPEN, dtype=np.int8)
        return _by_code(column, lambda value: _answer(value, wanted), np.int8)

    def _in_stock(self) -> Numbers:
        column = self.table.columns.get("status")
        if column is None:
            return np.full(len(self.table), _YES, dtype=np.int8)
        return _by_code(column, _is_in_stock, np.int8)

    def _measured(self, indicator: Indicator) -> Iterator[tuple[str, Numbers, Numbers]]:
        """Yield key, amount and days, each with the rows that leave it open."""
        if indicator.key:
            yield "key", *self._keys(indicator.key)
        if indicator.sum:
            yield "amount", *self._amounts(indicator)
        if indicator.kind == "flow" and indicator.period:
            first, last = self._days(indicator.period)
            yield "first", first, first == NO_DAY
            yield "last", last, last == NO_DAY

    def _keys(self, names: tuple[str, ...]) -> tuple[Numbers, Numbers]:
        """Return the hash of several fields, all but the first of which may be blank."""
        keys = self._hashes(names[0])
        is_open = keys == NO_HASH
        for name in names[1:]:
            column = self.table.columns.get(name)
            if column is not None:
                is_open |= _by_code(column, lambda value: isinstance(value, Unknown), bool)
            keys = _mixed(keys, self._hashes(name))
        return keys, is_open

    def _amounts(self, indicator: Indicator) -> tuple[Numbers, Numbers]:
        """Return amounts in the unit of the indicator."""
        column = self.table.columns.get(indicator.sum)
        if column is None:
            count = len(self.table)
            return np.zeros(count, dtype=np.int64), np.ones(count, dtype=bool)
        factor = _FACTORS.get((column.spec.unit, indicator.unit), Decimal(1))
        amounts = _by_code(column, lambda value: _micro(value, factor), np.int64)
        return amounts, _by_code(column, _has_no_amount, bool)

    def _days(self, name: str) -> tuple[Numbers, Numbers]:
        """Return the first and the last day that the date of each row may be."""
        first = last = np.full(len(self.table), NO_DAY, dtype=np.int32)
        if (own := self.table.columns.get(name)) is not None:
            first, last = _by_code(own, _earliest, np.int32), _by_code(own, _latest, np.int32)
        if (held := self.table.columns.get("held")) is not None and name in _ENDS:
            ends = _ends_of(held, _ENDS[name])
            first = np.where(first == NO_DAY, _by_code(ends, _earliest, np.int32), first)
            last = np.where(last == NO_DAY, _by_code(ends, _latest, np.int32), last)
        return first, last

    def _entries(self, indicator: Indicator) -> Numbers:
        """Return for each row a hash of what the indicator reads, of its name and class."""
        fields = {*indicator.reads, self.table.ledger.info.name, _CLASS}
        if indicator.period in _ENDS:
            fields.add("held")
        mixed = np.zeros(len(self.table), dtype=np.uint64)
        for name in sorted(fields - {""}):
            column = self.table.columns.get(name)
            mixed = _mixed(mixed, self._contents(column) if column else np.uint64(0))
        return mixed

    def _errors_of(self, indicator: Indicator) -> Iterator[tuple[int, str]]:
        """Yield the rows with an error in what the indicator reads, or in the number."""
        read = indicator.reads | {self.table.ledger.info.id_field}
        for (index, name), code in self.errors.items():
            if name in read:
                yield index, code

    def _hashes(self, name: str) -> Numbers:
        """Return the hash of a field for each row, none where nothing is certain."""
        column = self.table.columns.get(name) if name else None
        if column is None:
            return np.full(len(self.table), NO_HASH, dtype=np.uint64)
        return _by_code(column, self._hash, np.uint64)

    def _hash(self, value: Any) -> int:
        if isinstance(value, Absent | Unknown):
            return NO_HASH
        return self.hasher.of(normalised(value) if isinstance(value, str) else value)

    def _contents(self, column: Column) -> Numbers:
        """Return a hash of the content of a field for each row, of blanks too."""
        return _by_code(column, lambda value: self.hasher.of_text(_content(value)), np.uint64)

    def _texts(
        self, records: SourceRecords, kind: str, name: str, form: Callable[[str], str]
    ) -> Numbers | int:
        column = self.table.columns.get(name) if name else None
        if column is None:
            return 0
        texts = records.texts[kind]
        return _by_code(
            column, lambda v: texts.code(form(v)) if isinstance(v, str) else 0, np.int32
        )

    def _letters(self, records: SourceRecords, name: str) -> Numbers | int:
        """Return the letter of the column in which each row has a field."""
        texts = records.texts["letter"]
        column = self.table.columns.get(name)
        if column is not None and column.cell_columns is not None:
            codes = [texts.code(column_letters(each)) for each in column.cell_columns]
            return np.asarray(codes, dtype=np.int32)
        return texts.code(column_letters(self.table.cell(0, name).column))


def _add_where(records: SourceRecords, columns: Mapping[str, Any], is_kept: Numbers) -> None:
    """Add the records of some rows."""
    kept = np.flatnonzero(is_kept)
    if len(kept):
        taken = {n: v[kept] if isinstance(v, np.ndarray) else v for n, v in columns.items()}
        records.add(len(kept), taken)


def _cell_field(indicator: Indicator, table: Table) -> str:
    """Return the field whose cell stands for a row that counts."""
    return next(iter(indicator.key), indicator.sum or table.ledger.info.name)


def _mixed(one: Numbers, other: Numbers | np.uint64) -> Numbers:
    """Return one hash of two, for each row."""
    mixed = (one ^ other) * _MIX + np.uint64(1)
    return mixed ^ (mixed >> np.uint64(29))


def _by_code(column: Column, of: Callable[[Any], Any], kind: Any) -> Numbers:
    """Return a number for each row, worked out once for each distinct value."""
    by_code: Numbers = np.fromiter(map(of, column.values), dtype=kind, count=len(column.values))
    rows: Numbers = by_code[np.asarray(column.codes)]
    return rows


def _both(one: Numbers, other: Numbers) -> Numbers:
    """Return the answers to two conditions together: one that is not met decides."""
    both = np.maximum(one, other)
    return np.where((one == _NO) | (other == _NO), _NO, both).astype(np.int8)


def _one_of(answers: Sequence[Numbers]) -> Numbers:
    """Return the answers to conditions of which one is enough."""
    best = np.full(len(answers[0]), _NO, dtype=np.int8)
    for each in answers:
        best = np.where((best == _YES) | (each == _YES), _YES, np.maximum(best, each))
    return best.astype(np.int8)


def _answer(value: Any, wanted: tuple[str, ...]) -> int:
    if isinstance(value, Unknown):
        return _OPEN
    if value is Absent.BLANK:
        return _YES if "" in wanted else _NO
    return _YES if is_one_of(value, wanted) else _NO


def _is_in_stock(value: Any) -> int:
    if isinstance(value, Unknown):
        return _OPEN
    return _NO if value == REMOVED else _YES


def _micro(value: Any, factor: Decimal) -> int:
    return int(Decimal(value) * factor * MICRO) if isinstance(value, int | Decimal) else 0


def _has_no_amount(value: Any) -> bool:
    return not isinstance(value, int | Decimal) and value is not Absent.NONE


def _earliest(value: Any) -> int:
    return value.earliest.toordinal() - _EPOCH if isinstance(value, PartialDate) else NO_DAY


def _latest(value: Any) -> int:
    return value.latest.toordinal() - _EPOCH if isinstance(value, PartialDate) else NO_DAY


def _ends_of(held: Column, end: str) -> Column:
    """Return the column of one end of date ranges."""
    values = [getattr(v, end) if isinstance(v, DateRange) else None for v in held.values]
    return replace(held, values=values)


def _content(value: Any) -> str:
    """Return a text that equal values of a field share, and no others."""
    if isinstance(value, Unknown):
        return f"\0{value.message}"
    if isinstance(value, Absent):
        return ""
    return normalised(value) if isinstance(value, str) else f"\0{value}"
