"""The records of one table: the rows that count for each indicator."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import numpy as np
from msgspec import Struct

from ruralskills.ledgers import Leader
from ruralskills.model.table import Table
from ruralskills.notices import Indicator, Owner
from ruralskills.regions import UnitNames, village_name
from ruralskills.rollups.records import (
    COUNTS,
    IN_ERROR,
    LEFT,
    NO_DAY,
    NO_HASH,
    NOT_OWNER,
    OWNER,
    PENDING,
    Numbers,
    SourceRecords,
)
from ruralskills.rollups.row_units import row_units
from ruralskills.rollups.row_values import NO, OPEN, YES, RowValues, both, one_of
from ruralskills.text.addresses import column_letters

Errors = Mapping[tuple[int, str], str]
"""By row index and field, the code of the error there."""

_CLASS: Final = "class_name"
_HELD: Final = "held"


def variants(indicator: Indicator) -> Iterator[tuple[str, Indicator]]:
    """Yield an indicator and its other source, each with the name of its records."""
    for number, each in enumerate(indicator.alternatives):
        yield indicator.id if number == 0 else f"{indicator.id}@{number}", each


def owner_name(owner: Owner) -> str:
    """Return the name of the records of owners, one for each condition on them."""
    where = "&".join(f"{name}={'|'.join(words)}" for name, words in sorted(owner.where.items()))
    return f"{owner.ledger}{OWNER}{where}"


def fields_read(indicator: Indicator) -> frozenset[str]:
    """Return the fields that an indicator reads, a span among them."""
    has_ends = indicator.period in ("starts", "ends")
    return indicator.reads | {_HELD} if has_ends else indicator.reads


class TableRecords(Struct, frozen=True):
    """A table whose records are made."""

    number: int
    values: RowValues
    errors: Errors
    records: SourceRecords
    names: UnitNames = UnitNames()

    @property
    def table(self) -> Table:
        """The table."""
        return self.values.table

    def add(self, indicators: Iterable[Indicator]) -> None:
        """Add the records of the table: its rows, and those of each indicator."""
        count, info = len(self.table), self.table.ledger.info
        if not count:
            return
        code = self.records.texts.code
        rows: dict[str, Numbers | int] = {
            "tab": self.number,
            "row": np.asarray(self.table.row_numbers, dtype=np.int32),
            "unit": self._units(),
            "village": self.values.texts(info.village, lambda text: code(village_name(text))),
            "person": self.values.hashes(info.id_field),
        }
        self.records.add(count, {**rows, "letter": self._letters(info.name)})
        owners: dict[str, Owner] = {}
        for indicator in indicators:
            for own_name, each in variants(indicator):
                if each.ledger == info.id:
                    self._add_indicator(own_name, each, rows)
                if each.owner and each.owner.ledger == info.id:
                    owners[owner_name(each.owner)] = each.owner
        for name_of_owners, owner in owners.items():
            self._add_owners(name_of_owners, owner, rows)

    def _units(self) -> Numbers | int:
        """Return the code of the unit that each row names, 0 for none."""
        found, code = row_units(self.table, self.names), self.records.texts.code
        if found.codes is None:
            return 0
        codes = [code(name) if name else 0 for name in found.names]
        return np.asarray(codes, dtype=np.int32)[found.codes]

    def _add_indicator(
        self, name: str, indicator: Indicator, rows: Mapping[str, Numbers | int]
    ) -> None:
        answers = self._answers(indicator)
        if not (answers != NO).any():
            return
        columns = {**rows, **self._measures(indicator)}
        state = np.full(len(self.table), COUNTS, dtype=np.int8)
        reasons = np.zeros(len(self.table), dtype=np.int32)
        for field, is_open in self._doubts(indicator, answers):
            is_new = is_open & (state == COUNTS)
            if is_new.any():
                state = np.where(is_new, PENDING, state).astype(np.int8)
                reasons = np.where(is_new, self.values.states(field, self._reason), reasons)
        for index, code in self._errors_of(indicator):
            state[index], reasons[index] = IN_ERROR, self._reason(f"有错误（{code}）")
        self._add_where(
            answers != NO,
            {
                **columns,
                "state": state,
                "reason": reasons,
                "indicator": self.records.texts.code(name),
                "letter": self._letters(_cell_field(indicator, self.table)),
            },
        )

    def _reason(self, text: str) -> int:
        return self.records.texts.code(text)

    def _answers(self, indicator: Indicator) -> Numbers:
        """Return for each row if it meets the conditions of an indicator."""
        answers = self.values.meets(indicator.where)
        if indicator.any_of:
            answers = both(answers, one_of([self.values.meets(w) for w in indicator.any_of]))
        if indicator.kind == "stock" and issubclass(self.table.ledger, Leader):
            answers = both(answers, self.values.in_stock())
        return answers

    def _measures(self, indicator: Indicator) -> dict[str, Numbers]:
        """Return what an indicator measures: key, amount, days, owner and all it reads."""
        columns = {"entry": self._entries(indicator)}
        if indicator.key:
            columns["key"] = self.values.key(indicator.key)
        if indicator.sum:
            columns["amount"], _ = self.values.amounts(indicator.addends, indicator.unit)
        if indicator.kind == "flow" and indicator.period:
            columns["first"], columns["last"] = self.values.days(indicator.period)
        if indicator.owner:
            columns["owner"] = self.values.hashes(indicator.owner.key)
            columns["owner_name"] = self.values.hashes(indicator.owner.name)
        return columns

    def _entries(self, indicator: Indicator) -> Numbers:
        """Return for each row a hash of what the indicator reads, of its name and class."""
        fields = {*fields_read(indicator), self.table.ledger.info.name, _CLASS}
        return self.values.contents(sorted(fields - {""}))

    def _doubts(self, indicator: Indicator, answers: Numbers) -> Iterator[tuple[str, Numbers]]:
        """Yield the fields that leave rows open, each with those rows."""
        yield from self._open_conditions(indicator, answers)
        if indicator.owner:
            yield indicator.owner.key, self.values.is_unknown(indicator.owner.key)
        if indicator.kind == "flow" and indicator.period:
            yield indicator.period, self.values.days(indicator.period)[0] == NO_DAY
        for number, name in enumerate(indicator.key):
            is_open = self.values.is_unknown(name)
            yield name, is_open if number else is_open | (self.values.hashes(name) == NO_HASH)
        yield from self.values.amounts(indicator.addends, indicator.unit)[1].items()

    def _open_conditions(
        self, indicator: Indicator, answers: Numbers
    ) -> Iterator[tuple[str, Numbers]]:
        is_open = answers == OPEN
        if not is_open.any():
            return
        for where in (indicator.where, *indicator.any_of):
            for name, wanted in where.items():
                yield name, is_open & (self.values.meets({name: wanted}) == OPEN)
        if indicator.kind == "stock" and issubclass(self.table.ledger, Leader):
            yield "status", is_open & (self.values.in_stock() == OPEN)

    def _errors_of(self, indicator: Indicator) -> Iterator[tuple[int, str]]:
        """Yield the rows with an error in what the indicator reads, or in the number."""
        read = fields_read(indicator) | {self.table.ledger.info.id_field}
        for (index, name), code in self.errors.items():
            if name in read:
                yield index, code

    def _add_owners(self, name: str, owner: Owner, rows: Mapping[str, Numbers | int]) -> None:
        """Add a record for each row that dependants may belong to."""
        info = self.table.ledger.info
        in_stock = self.values.in_stock()
        answers = both(in_stock, self.values.meets(owner.where))
        states = np.zeros(3, dtype=np.int8)
        states[NO], states[YES], states[OPEN] = NOT_OWNER, COUNTS, PENDING
        columns = {
            **rows,
            "state": np.where(in_stock == NO, np.int8(LEFT), states[answers]),
            "key": self.values.hashes(info.id_field),
            "owner_name": self.values.hashes(info.name),
            "indicator": self.records.texts.code(name),
        }
        self._add_where(np.ones(len(self.table), dtype=bool), columns)

    def _add_where(self, is_kept: Numbers, columns: Mapping[str, Any]) -> None:
        kept = np.flatnonzero(is_kept)
        if len(kept) == len(self.table):  # as for most indicators
            self.records.add(len(kept), columns)
            return
        taken = {n: v[kept] if isinstance(v, np.ndarray) else v for n, v in columns.items()}
        self.records.add(len(kept), taken)

    def _letters(self, name: str) -> Numbers | int:
        """Return the letter of the column in which each row has a field."""
        texts = self.records.texts
        column = self.table.columns.get(name)
        if column is not None and column.cell_columns is not None:
            codes = [texts.code(column_letters(each)) for each in column.cell_columns]
            return np.asarray(codes, dtype=np.int32)
        return texts.code(column_letters(self.table.cell(0, name).column))


def _cell_field(indicator: Indicator, table: Table) -> str:
    """Return the field whose cell stands for a row that counts."""
    return next(iter((*indicator.key, *indicator.addends)), table.ledger.info.name)
