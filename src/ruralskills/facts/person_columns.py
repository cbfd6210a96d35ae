"""Columns of identity numbers, each with the column of its person's name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from msgspec import Struct

from ruralskills.facts.repeated_people import with_new_numbers
from ruralskills.model.table import Table
from ruralskills.model.typed_column import Column, Unknown
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised
from ruralskills.values.field_type import Absent
from ruralskills.values.person_name import has_broken_character

PERSON_COLUMNS: Final = (
    "id_number", "name", "head_id", "head_name", "leader_id", "leader_name", "trainee_id",
    "trainee_name",
)  # fmt: skip
"""The fields that are read of any ledger."""

_RENAMED: Final = regex("曾用名|更名|改名|又名|别名|原名")
_BRACKET: Final = regex(r"(?<=\S)[(（][^()（）]{0,40}[)）]$")


class PersonColumns(Struct, frozen=True):
    """A table's column of numbers with that of the names beside it."""

    table: Table
    number_field: str
    name_field: str

    @property
    def number(self) -> Column:
        """The column of identity numbers, one of fifteen digits as that of eighteen."""
        return with_new_numbers(self.table.columns[self.number_field])

    def is_old(self, index: int) -> bool:
        """Return True if a row's number has fifteen digits, and the other follows from it."""
        return isinstance(self.table.columns[self.number_field][index], Unknown)

    @property
    def name(self) -> Column:
        """The column of names."""
        return self.table.columns[self.name_field]

    def may_be_renamed(self, index: int) -> bool:
        """Return True if a row tells of another name, in the name's cell or beside it."""
        written = self.table.text(index, self.name_field)
        return bool(_RENAMED.search(written)) or may_be_renamed(self.table, index)

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
    if is_unknown or _RENAMED.search(table.text(index, "remark")):
        return True
    return any(_is_filled(column[index]) for column in table.unmapped if tells_other_name(column))


def _is_filled(value: Any) -> bool:
    return not isinstance(value, Absent)


def tells_other_name(column: Column) -> bool:
    """Return True for a column of former names, which is no field of a ledger."""
    return bool(_RENAMED.search(column.header))


def plain_name(name: str) -> str:
    """Return a name without dots, blanks and what brackets add at its end.

    Empty if a character is broken.

    >>> plain_name("马·哈三"), plain_name("张小三（曾用名：张三）"), plain_name("（张三）")
    ('马哈三', '张小三', '(张三)')
    """
    if has_broken_character(name):
        return ""
    return _BRACKET.sub("", normalised(name)).replace("·", "")
