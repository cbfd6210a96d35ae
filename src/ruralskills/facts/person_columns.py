"""Columns of identity numbers, each with the column of its person's name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from ruralskills.model.table import Table
from ruralskills.model.typed_column import Column
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised
from ruralskills.values.person_name import has_broken_character

PERSON_COLUMNS: Final = (
    "id_number", "name", "head_id", "head_name", "leader_id", "leader_name", "trainee_id",
    "trainee_name",
)  # fmt: skip
"""The fields that are read of any ledger."""

_RENAMED: Final = regex("曾用名|更名|改名|又名|别名|原名")


class PersonColumns(Struct, frozen=True):
    """A table's column of numbers with that of the names beside it."""

    table: Table
    number_field: str
    name_field: str

    @property
    def number(self) -> Column:
        """The column of identity numbers."""
        return self.table.columns[self.number_field]

    @property
    def name(self) -> Column:
        """The column of names."""
        return self.table.columns[self.name_field]

    def people(self) -> set[tuple[str, str]]:
        """Return each number with each name, as compared, that stands beside it."""
        numbers, names = self.number.values, self.name.values
        plain = [plain_name(name) if isinstance(name, str) else "" for name in names]
        pairs = set(zip(self.number.codes, self.name.codes, strict=True))
        return {
            (numbers[number], plain[name])
            for number, name in pairs
            if plain[name] and isinstance(numbers[number], str)
        }


def person_columns(table: Table) -> Iterator[PersonColumns]:
    """Yield the numbers of a table that have names beside them."""
    pairs = (
        ("id_number", "name"), ("head_id", "head_name"), ("leader_id", "leader_name"),
        ("trainee_id", "trainee_name"),
    )  # fmt: skip
    for number, name in pairs:
        if number in table.columns and name in table.columns:
            yield PersonColumns(table, number, name)


def is_of_two_names(first: str | None, second: str | None) -> bool:
    """Return True if two names differ, dots and blanks apart.

    >>> is_of_two_names("马·哈三", "马 哈三"), is_of_two_names("李□", "李四"), is_of_two_names("李三", "李四")
    (False, False, True)
    """
    names = plain_name(first or ""), plain_name(second or "")
    return all(names) and names[0] != names[1]


def may_be_renamed(table: Table, index: int) -> bool:
    """Return True if a remark tells of another name, or nobody knows what it tells."""
    is_unknown = table.state(index, "remark") == "unknown"
    return is_unknown or bool(_RENAMED.search(table.text(index, "remark")))


def plain_name(name: str) -> str:
    """Return a name without dots and blanks, empty if a character is broken."""
    return "" if has_broken_character(name) else normalised(name).replace("·", "")
