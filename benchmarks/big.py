"""A leader ledger as large as a city's, and folders of many small ones, to measure with.

Run with ``PYTHONPATH=tests`` as ``python benchmarks/big.py OUT.xlsx [ROWS [COLUMNS]]`` or
``python benchmarks/big.py --many FOLDER BOOKS [ROWS]``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Final

from builders import people
from builders.people import People
from builders.stream import CENTRE, DATE, NUMBER, TEXT, TOTAL, SheetStream, Value

SHEET: Final = "致富带头人台账"
PATHS: Final = (
    ("序号",),
    ("镇街",),
    ("村(社区)",),
    ("村类型",),
    ("基本信息", "姓名"),
    ("基本信息", "性别"),
    ("基本信息", "身份证号"),
    ("基本信息", "民族"),
    ("基本信息", "政治面貌"),
    ("基本信息", "文化程度"),
    ("基本信息", "联系电话"),
    ("身份类别",),
    ("主体类别",),
    ("主体名称",),
    ("产业类型",),
    ("认定时间",),
    ("是否录入国扶系统",),
    ("录入时间",),
    ("带动方式",),
    ("带动情况", "带动户数（户）"),
    ("带动情况", "其中贫困户（户）"),
    ("带动情况", "带动人数（人）"),
    ("户均增收（元）",),
    ("状态",),
    ("备注",),
)
FIRST_ROW: Final = 5

_WIDTHS: Final = (
    7, 12, 12, 10, 11, 6, 21, 7, 10, 11, 14, 16, 12, 26, 11, 12, 17, 12, 12, 15, 17, 15, 15, 7, 12
)  # fmt: skip
_STYLES: Final = (
    NUMBER, CENTRE, CENTRE, CENTRE, CENTRE, CENTRE, TEXT, CENTRE, CENTRE, CENTRE, TEXT, CENTRE,
    CENTRE, CENTRE, CENTRE, DATE, CENTRE, DATE, CENTRE, NUMBER, NUMBER, NUMBER, NUMBER, CENTRE,
    CENTRE,
)  # fmt: skip
_SUMMED: Final = (19, 20, 21)
_ETHNICITIES: Final = ("汉族", "土家族", "苗族", "回族")
_POLITICAL: Final = ("群众", "中共党员", "中共预备党员")
_IDENTITIES: Final = (
    "种养大户", "农民合作社骨干", "家庭农场经营者", "村两委干部", "外出务工返乡青年",
)  # fmt: skip
_ENTITIES: Final = ("合作社", "家庭农场", "企业", "大户", "个体")
_NAMED: Final = frozenset(_ENTITIES[:3])
_INDUSTRIES: Final = ("种植业", "养殖业", "加工业", "乡村旅游", "农村电商")
_WAYS: Final = ("务工联结", "订单联结", "资产入股", "生产托管", "返包倒租", "服务联结")
_ROWS_PER_VILLAGE: Final = 333
_VILLAGES_PER_TOWNSHIP: Final = 12
_FIRST_DAY: Final = date(2018, 7, 2)
_DAYS: Final = 700


def make_big(path: Path | str, rows: int = 100_000, columns: int = 25, seed: int = 3) -> None:
    """Write one sound ledger with the first ``columns`` of the 25 columns."""
    villages = max(1, rows // _ROWS_PER_VILLAGE)
    names = people.place_names(seed, villages, "村")
    townships = people.place_names(seed + 1, -(-villages // _VILLAGES_PER_TOWNSHIP), "镇")
    places = [
        (townships[at // _VILLAGES_PER_TOWNSHIP], name, "贫困村" if at % 3 == 0 else "非贫困村")
        for at, name in enumerate(names)
    ]
    everybody = People(seed, most_names=10_000)
    _write(Path(path), "××区", "××区扶贫开发办公室", rows, columns, places, everybody, seed)


def make_many(folder: Path | str, books: int, rows: int = 500, seed: int = 4) -> list[Path]:
    """Write a book for each of many townships, nobody in two of them; return their paths."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    everybody = People(seed)
    townships = people.place_names(seed, books, "镇")
    paths: list[Path] = []
    for number, township in enumerate(townships, 1):
        villages = people.place_names(seed + number, max(1, min(12, rows // 20)), "村")
        places = [
            (township, name, "贫困村" if at % 3 == 0 else "非贫困村")
            for at, name in enumerate(villages)
        ]
        path = folder / f"{number:03}-{township}致富带头人台账.xlsx"
        _write(
            path, f"××区{township}", f"{township}人民政府", rows, len(PATHS), places, everybody,
            seed + number,
        )  # fmt: skip
        paths.append(path)
    return paths


def _write(
    path: Path,
    place: str,
    unit: str,
    rows: int,
    columns: int,
    places: Sequence[tuple[str, str, str]],
    everybody: People,
    seed: int,
) -> None:
    sums = dict.fromkeys(_SUMMED, 0)
    styles = _STYLES[:columns]
    with SheetStream(path, SHEET, _WIDTHS[:columns], frozen=FIRST_ROW - 1) as sheet:
        sheet.heading(
            f"{place}2020年致富带头人台账",
            f"填报单位（盖章）：{unit}          填报时间：2020年6月30日          单位：户、人、元",
            PATHS[:columns],
        )
        for number, values in enumerate(_rows(rows, places, everybody, seed), FIRST_ROW):
            for column in _SUMMED:
                figure = values[column]
                assert isinstance(figure, int)
                sums[column] += figure
            sheet.row(number, values[:columns], styles)
        last = FIRST_ROW + rows
        total = ["合计", *[sums.get(column) for column in range(1, columns)]]
        sheet.row(last, total, [TOTAL] * columns, height=18)
        sheet.merge(last, 1, last, min(columns, 4))
        sheet.line(
            last + 1,
            "填表人：周某某          审核人：吴某某          单位负责人：郑某某          "
            "填报日期：2020年6月30日",
        )


def _rows(
    count: int, places: Sequence[tuple[str, str, str]], everybody: People, seed: int
) -> Iterator[list[Value]]:
    rng = Random(seed)
    pick, chance = rng.choice, rng.random
    for position in range(count):
        township, village, kind = places[position * len(places) // count]
        recognised = _FIRST_DAY + timedelta(days=int(chance() * _DAYS))
        person = everybody.aged(22, 57, recognised)
        poor_village = kind == "贫困村"
        entity = pick(_ENTITIES)
        led = 3 + int(chance() * chance() * 12)
        poor = max(3, led - int(chance() * 5))
        yield [
            position + 1,
            township,
            village,
            kind,
            person.name,
            person.sex,
            person.identity,
            _ETHNICITIES[0] if chance() < 0.9 else pick(_ETHNICITIES),
            _POLITICAL[0] if chance() < 0.7 else pick(_POLITICAL),
            person.education,
            person.phone,
            pick(_IDENTITIES),
            entity,
            f"{village}{person.name}{entity}" if entity in _NAMED else None,
            pick(_INDUSTRIES),
            recognised,
            "是" if poor_village else "否",
            recognised + timedelta(days=3 + int(chance() * 20)) if poor_village else None,
            pick(_WAYS),
            led,
            poor,
            led * 3 + int(chance() * led),
            1200 + int(chance() * 90) * 50,
            "在库",
            "2020年新增" if recognised.year == 2020 else None,
        ]


def main(arguments: list[str]) -> None:
    """Write what the command line asks for."""
    if arguments[0] == "--many":
        folder, *numbers = arguments[1:]
        make_many(folder, *map(int, numbers))
    else:
        path, *numbers = arguments
        make_big(path, *map(int, numbers))


if __name__ == "__main__":
    main(sys.argv[1:])
