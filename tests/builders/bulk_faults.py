"""Wrong cells in a large leader ledger: fifteen kinds, at most one in a row."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any, Final

from builders import people
from builders.header_rows import letter
from builders.office_sheet import Formula
from builders.planted_faults import Fault

Row = list[Any]
_TOP: Final = 5
"""The number of the first row."""
_VILLAGE, _NAME, _SEX, _ID, _PHONE, _EDUCATION, _RECOGNISED = range(2, 9)
_HOUSEHOLDS, _POOR, _PEOPLE = 9, 10, 11
_OFF_LIST: Final = ("高中毕业班主任", "读过几年书", "自学成才", "同上", "村里办的夜校")
_NO_DAYS: Final = ("2020-13-01", "2019-02-30", "2020年6月31日", "2018.4.31")
_IDENTITIES: Final[dict[str, Callable[[str], Any]]] = {
    "C201": people.kept_as_number,
    "C202": people.masked,
    "C205": people.one_digit_wrong,
    "C203": people.one_digit_short,
    "C204": people.born_on_no_day,
    "C207": people.cut_and_made_text,
}
CODES: Final = (
    *_IDENTITIES, "P101", "P102", "C301", "C601", "C402", "R101", "N402", "N401", "C101",
)  # fmt: skip


def spoil(table: list[Row], wrong: int, place: str, rng: Random) -> list[Fault]:
    """Spoil cells, but not in the first row or in rows that others repeat.

    ``place`` is what stands before the address of a cell, the file and the sheet.
    """
    if wrong * 3 > len(table):
        raise ValueError("more than a third of the rows would be wrong")
    share, rest = divmod(wrong, len(CODES))
    quota = {code: share + (index < rest) for index, code in enumerate(CODES)}
    pairs = _pairs(table, quota.pop("P102"), rng)
    faults: list[Fault] = []

    def plant(code: str, position: int, column: int, *related: int) -> None:
        address = f"{letter(column + 1)}{position + _TOP}"
        faults.append(Fault(f"{place}{address}", code, tuple(each + _TOP for each in related)))

    for first, second in pairs:
        table[second][_NAME : _RECOGNISED + 1] = table[first][_NAME : _RECOGNISED + 1]
        plant("P102", second, _ID, first)
    taken = {position for pair in pairs for position in pair}
    free = [position for position in range(1, len(table)) if position not in taken]
    chosen = iter(rng.sample(free, wrong - len(pairs)))
    for code, count in quota.items():
        for turn in range(count):
            position = next(chosen)
            plant(code, position, _spoil_row(code, turn, count, table[position], rng))
    return faults


def _pairs(table: list[Row], count: int, rng: Random) -> list[tuple[int, int]]:
    """Return pairs of rows of one village, for the second to repeat the first."""
    near = [
        position
        for position in range(2, len(table))
        if table[position - 2][_VILLAGE] == table[position][_VILLAGE]
    ]
    pairs: list[tuple[int, int]] = []
    taken: set[int] = set()
    for second in rng.sample(near, len(near)):
        if len(pairs) == count:
            break
        first = second - rng.randint(1, 2)
        if not taken & {first, second}:
            pairs.append((first, second))
            taken |= {first, second}
    return pairs


def _spoil_row(code: str, turn: int, count: int, row: Row, rng: Random) -> int:
    """Spoil one cell of a row and return its column."""
    if code in _IDENTITIES:
        row[_ID] = _IDENTITIES[code](row[_ID])
        return _ID
    match code:
        case "P101":
            row[_SEX] = people.other_sex(row[_SEX])
            return _SEX
        case "C301":
            row[_PHONE] = people.ten_digits(row[_PHONE])
            return _PHONE
        case "C601":
            row[_EDUCATION] = _OFF_LIST[turn % len(_OFF_LIST)]
            return _EDUCATION
        case "C402":
            row[_RECOGNISED] = _NO_DAYS[turn % len(_NO_DAYS)]
            return _RECOGNISED
        case "R101":
            row[_NAME] = None
            return _NAME
        case "N402":
            return _spoil_count(row, negative=turn >= count // 4 * 2)
        case "N401":
            row[_POOR] = row[_HOUSEHOLDS] + rng.randint(1, 3)
            row[_PEOPLE] = max(row[_PEOPLE], 2 * row[_POOR])
            return _POOR
        case _:
            column = _PEOPLE if turn % 2 else _EDUCATION
            formula = "#REF!+3" if turn % 2 else f"VLOOKUP(F{row[0] + _TOP - 1},#REF!,8,FALSE)"
            row[column] = Formula(formula, "#REF!")
            return column


def _spoil_count(row: Row, *, negative: bool) -> int:
    """Write a negative number, or half a person: halves in pairs keep sums whole.

    The other figures of a row with a negative number are blank, or they would contradict it.
    """
    if negative:
        row[_HOUSEHOLDS:] = [-row[_HOUSEHOLDS], None, None]
        return _HOUSEHOLDS
    row[_PEOPLE] += 0.5
    return _PEOPLE
