"""A leader ledger of a whole district: 20,000 rows by 12 columns, with wrong cells on purpose.

Run as ``python -m builders.large OUT.xlsx [ROWS [WRONG [SEED]]]``.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from random import Random
from typing import Final

from builders import people
from builders.header_rows import letter
from builders.people import People, Person
from builders.planted_faults import Planted
from builders.stream import (
    CENTRE,
    DATE,
    GENERAL,
    NUMBER,
    TEXT,
    TOTAL,
    Failed,
    SheetStream,
    Value,
)

SHEET: Final = "致富带头人台账"
PATHS: Final = (
    ("序号",),
    ("镇街",),
    ("村(社区)",),
    ("基本信息", "姓名"),
    ("基本信息", "性别"),
    ("基本信息", "身份证号"),
    ("基本信息", "联系电话"),
    ("基本信息", "文化程度"),
    ("认定时间",),
    ("带动情况", "带动户数（户）"),
    ("带动情况", "其中贫困户（户）"),
    ("带动情况", "带动人数（人）"),
)
KINDS: Final = (
    "id_stored_as_number",
    "id_masked",
    "id_checksum",
    "id_seventeen_digits",
    "id_birth_date",
    "id_ends_in_000",
    "sex_against_id",
    "duplicate_id",
    "phone_ten_digits",
    "education_off_list",
    "impossible_date",
    "name_blank",
    "count_not_whole",
    "part_over_whole",
    "error_cell",
)
"""``count_not_whole`` is a negative number of households (column J; the row's other figures are
then blank, so that nothing else can be held against it) or half a person (column L)."""

FIRST_ROW: Final = 5

_SEQ, _TOWNSHIP, _VILLAGE, _NAME, _SEX, _ID, _PHONE, _EDUCATION, _RECOGNISED = range(9)
_HOUSEHOLDS, _POOR, _PEOPLE = 9, 10, 11
_WIDTHS: Final = (7, 12, 14, 11, 7, 22, 15, 12, 13, 13, 15, 13)
_STYLES: Final = (NUMBER, CENTRE, CENTRE, CENTRE, CENTRE, TEXT, TEXT, CENTRE, DATE, *[NUMBER] * 3)
_OFF_LIST: Final = ("高中毕业班主任", "读过几年书", "自学成才", "同上", "村里办的夜校")
_NO_DAYS: Final = ("2020-13-01", "2019-02-30", "2020年6月31日", "2018.4.31")
_TOWNSHIPS: Final = 25
_ROWS_PER_VILLAGE: Final = 66

Row = list[Value]


def make_large(
    path: Path | str, rows: int = 20_000, wrong: int = 800, seed: int = 1
) -> list[Planted]:
    """Write the ledger and return its wrong cells; ``wrong=0`` writes the clean twin.

    The wrong cells are of 15 kinds in turn, one in a row at most.  Sums are typed and right for
    every cell that holds a number.
    """
    if wrong * 3 > rows:
        raise ValueError("more than a third of the rows would be wrong")
    table = _sound_rows(rows, seed)
    styles = [list(_STYLES) for _ in range(rows)]
    planted = _spoil(table, styles, wrong, Random(seed + 7919))
    with SheetStream(Path(path), SHEET, _WIDTHS, frozen=FIRST_ROW - 1) as sheet:
        sheet.heading(
            "××区2020年致富带头人台账",
            "填报单位（盖章）：××区扶贫开发办公室          填报时间：2020年6月30日          "
            "单位：户、人",
            PATHS,
        )
        for number, (values, style) in enumerate(zip(table, styles, strict=True), FIRST_ROW):
            sheet.row(number, values, style)
        last = FIRST_ROW + rows
        sums = [_sum(table, column) for column in (_HOUSEHOLDS, _POOR, _PEOPLE)]
        sheet.row(last, ["合计", *[None] * 8, *sums], [TOTAL] * 12, height=18)
        sheet.merge(last, 1, last, 9)
        sheet.line(
            last + 1,
            "填表人：周某某          审核人：吴某某          单位负责人：郑某某          "
            "填报日期：2020年6月30日",
        )
        sheet.line(last + 2, "填表说明：带动户数按结对协议统计，其中贫困户为建档立卡贫困户。")
    return planted


def _sum(table: list[Row], column: int) -> int | float:
    total = sum(v for row in table if isinstance(v := row[column], int | float))
    return int(total) if total == int(total) else total


def _sound_rows(rows: int, seed: int) -> list[Row]:
    rng = Random(seed)
    people_ = People(seed)
    villages = people.place_names(seed, max(1, rows // _ROWS_PER_VILLAGE), "村")
    townships = people.place_names(seed + 1, min(_TOWNSHIPS, len(villages)), "镇")
    table: list[Row] = []
    for position in range(rows):
        village = position * len(villages) // rows
        recognised = people.random_day(rng, date(2016, 3, 1), date(2020, 6, 24))
        person = people_.aged(22, 58, recognised)
        poor = rng.choices((3, 4, 5, 6, 7, 8), (30, 26, 18, 12, 8, 6))[0]
        households = poor + rng.choices((0, 1, 2, 3, 4, 5), (34, 22, 16, 12, 9, 7))[0]
        table.append(
            [
                position + 1,
                townships[village * len(townships) // len(villages)],
                villages[village],
                *_of_person(person),
                recognised,
                households,
                poor,
                households * 3 + rng.randint(-households, households),
            ]
        )
    return table


def _of_person(person: Person) -> Row:
    return [person.name, person.sex, person.identity, person.phone, person.education]


def _spoil(table: list[Row], styles: list[list[int]], wrong: int, rng: Random) -> list[Planted]:
    """Spoil cells, one in a row, the kinds in turn; rows that a duplicate repeats stay sound."""
    share, rest = divmod(wrong, len(KINDS))
    quota = {kind: share + (i < rest) for i, kind in enumerate(KINDS)}
    pairs = _pairs(table, quota.pop("duplicate_id"), rng)
    planted: list[Planted] = []
    for first, second in pairs:
        table[second][_NAME : _RECOGNISED + 1] = table[first][_NAME : _RECOGNISED + 1]
        planted.append(_planted(second, _ID, "duplicate_id", related=(first + FIRST_ROW,)))
    taken = {position for pair in pairs for position in pair}
    free = [position for position in range(len(table)) if position not in taken]
    chosen = iter(rng.sample(free, wrong - len(pairs)))
    for kind, count in quota.items():
        for turn in range(count):
            position = next(chosen)
            columns = _spoil_row(kind, turn, count, table[position], rng)
            if kind == "id_stored_as_number":
                styles[position][_ID] = GENERAL
            planted.append(_planted(position, *columns, kind))
    return sorted(planted, key=lambda one: one.row)


def _planted(position: int, *rest: int | str, related: tuple[int, ...] = ()) -> Planted:
    *columns, kind = rest
    letters = tuple(letter(column + 1) for column in columns if isinstance(column, int))
    return Planted(SHEET, position + FIRST_ROW, letters, str(kind), related)


def _pairs(table: list[Row], count: int, rng: Random) -> list[tuple[int, int]]:
    """Pairs of rows of one village, the second of which will repeat the first one's person."""
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
        if first not in taken and second not in taken:
            pairs.append((first, second))
            taken |= {first, second}
    return pairs


def _spoil_row(kind: str, turn: int, count: int, row: Row, rng: Random) -> tuple[int, ...]:
    """Spoil one cell of a row; return its column, then others that a finding may name."""
    identity = str(row[_ID])
    match kind:
        case "id_stored_as_number":
            row[_ID] = people.kept_as_number(identity)
        case "id_masked":
            row[_ID] = people.masked(identity)
        case "id_checksum":
            row[_ID] = people.one_digit_wrong(identity)
        case "id_seventeen_digits":
            row[_ID] = people.one_digit_short(identity)
        case "id_birth_date":
            row[_ID] = people.born_on_no_day(identity)
        case "id_ends_in_000":
            row[_ID] = people.cut_and_made_text(identity)
        case "sex_against_id":
            row[_SEX] = people.other_sex("男" if row[_SEX] == "男" else "女")
            return _SEX, _ID
        case "phone_ten_digits":
            row[_PHONE] = people.ten_digits(str(row[_PHONE]))
            return (_PHONE,)
        case "education_off_list":
            row[_EDUCATION] = _OFF_LIST[turn % len(_OFF_LIST)]
            return (_EDUCATION,)
        case "impossible_date":
            row[_RECOGNISED] = _NO_DAYS[turn % len(_NO_DAYS)]
            return (_RECOGNISED,)
        case "name_blank":
            row[_NAME] = None
            return (_NAME,)
        case "count_not_whole":
            return _spoil_count(row, negative=turn >= count // 4 * 2)
        case "part_over_whole":
            row[_POOR] = _number(row[_HOUSEHOLDS]) + rng.randint(1, 3)
            row[_PEOPLE] = max(_number(row[_PEOPLE]), 2 * _number(row[_POOR]))
            return _POOR, _HOUSEHOLDS
        case "error_cell":
            return _spoil_formula(row, turn)
    return (_ID,)


def _number(value: Value) -> int:
    assert isinstance(value, int)
    return value


def _spoil_count(row: Row, *, negative: bool) -> tuple[int, ...]:
    """Halves come in pairs, so that the sum of the column is a whole number all the same."""
    if negative:
        row[_HOUSEHOLDS:] = [-_number(row[_HOUSEHOLDS]), None, None]
        return (_HOUSEHOLDS,)
    row[_PEOPLE] = _number(row[_PEOPLE]) + 0.5
    return (_PEOPLE,)


def _spoil_formula(row: Row, turn: int) -> tuple[int, ...]:
    if turn % 2:
        row[_PEOPLE] = Failed("#REF!+3")
        return (_PEOPLE,)
    line = _number(row[_SEQ]) + FIRST_ROW - 1
    row[_EDUCATION] = Failed(f"VLOOKUP(F{line},#REF!,8,FALSE)")
    return (_EDUCATION,)


def main(arguments: list[str]) -> None:
    """Write the workbook and print what is wrong in it."""
    path, *numbers = arguments
    for one in make_large(path, *map(int, numbers)):
        print(f"{one.column}{one.row}\t{one.kind}")


if __name__ == "__main__":
    main(sys.argv[1:])
