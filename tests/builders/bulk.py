"""Leader ledgers as large as a city's, sound or with wrong cells on purpose.

``python -m builders.bulk PATH --help`` says how to write some.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any, Final

from builders import people
from builders.bulk_faults import spoil
from builders.bulk_writer import write_bulk
from builders.county import CountySheet
from builders.people import People
from builders.planted_faults import Fault

SHEET: Final = "致富带头人台账"
HEADS: Final = (
    "序号", "镇街", "村(社区)", "村类型", "基本信息/姓名", "基本信息/性别", "基本信息/身份证号",
    "基本信息/民族", "基本信息/政治面貌", "基本信息/文化程度", "基本信息/联系电话", "身份类别", "主体类别",
    "主体名称", "产业类型", "认定时间", "是否录入国扶系统", "录入时间", "带动方式", "带动情况/带动户数（户）",
    "带动情况/其中贫困户（户）", "带动情况/带动人数（人）", "户均增收（元）", "状态", "备注",
)  # fmt: skip
FEW: Final = (0, 1, 2, 4, 5, 6, 10, 9, 15, 19, 20, 21)
"""The twelve columns of the ledger that is spoilt."""

_SUMMED: Final = ("带动情况/带动户数（户）", "带动情况/其中贫困户（户）", "带动情况/带动人数（人）")
_TEXT: Final = ("基本信息/身份证号", "基本信息/联系电话")
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

Place = tuple[str, str, str]
"""Township, village, kind of village."""


def make_bulk(
    path: Path | str,
    rows: int = 100_000,
    wrong: int = 0,
    columns: Sequence[int] = (),
    seed: int = 3,
) -> list[Fault]:
    """Write a ledger and return its wrong cells, of which a row has one at most.

    Without ``columns`` it has all 25 columns, or FEW of them where cells are to be wrong.
    """
    villages = max(1, rows // _ROWS_PER_VILLAGE)
    townships = people.place_names(seed + 1, -(-villages // _VILLAGES_PER_TOWNSHIP), "镇")
    places = [
        (townships[at // _VILLAGES_PER_TOWNSHIP], name, "贫困村" if at % 3 == 0 else "非贫困村")
        for at, name in enumerate(people.place_names(seed, villages, "村"))
    ]
    columns = columns or (FEW if wrong else range(len(HEADS)))
    everybody = People(seed, most_names=10_000)
    sound: Iterator[list[Any]] = (
        [values[column] for column in columns] for values in _rows(rows, places, everybody, seed)
    )
    faults: list[Fault] = []
    if wrong:
        table = list(sound)
        faults = spoil(table, wrong, f"{Path(path).name}!{SHEET}!", Random(seed + 7919))
        sound = iter(table)
    _write(Path(path), "××区", "××区扶贫开发办公室", columns, sound)
    return faults


def make_many(folder: Path | str, books: int, rows: int = 500, seed: int = 4) -> list[Path]:
    """Write a book for each of many townships, nobody in two, and return the paths."""
    everybody = People(seed)
    paths: list[Path] = []
    for number, township in enumerate(people.place_names(seed, books, "镇"), 1):
        villages = people.place_names(seed + number, max(1, min(12, rows // 20)), "村")
        places = [
            (township, name, "贫困村" if at % 3 == 0 else "非贫困村")
            for at, name in enumerate(villages)
        ]
        paths.append(Path(folder) / f"{number:03}-{township}致富带头人台账.xlsx")
        table = _rows(rows, places, everybody, seed + number)
        _write(paths[-1], f"××区{township}", f"{township}人民政府", range(len(HEADS)), table)
    return paths


def _write(
    path: Path, place: str, unit: str, columns: Sequence[int], rows: Iterable[Sequence[Any]]
) -> None:
    heads = [HEADS[column] for column in columns]
    sheet = CountySheet(
        path.name, SHEET, f"{place}2020年致富带头人台账", heads, [], unit=unit, measures="户、人、元",
        filled=date(2020, 6, 30), text=[head for head in _TEXT if head in heads],
        sums=[head for head in _SUMMED if head in heads], label_columns=4,
    )  # fmt: skip
    write_bulk(path, sheet, rows)


def _rows(count: int, places: Sequence[Place], everybody: People, seed: int) -> Iterator[list[Any]]:
    rng = Random(seed)
    pick, chance = rng.choice, rng.random
    for position in range(count):
        township, village, kind = places[position * len(places) // count]
        recognised = date(2018, 7, 2) + timedelta(days=int(chance() * 700))
        person = everybody.aged(22, 57, recognised)
        poor_village = kind == "贫困村"
        entity = pick(_ENTITIES)
        led = 3 + int(chance() * chance() * 12)
        yield [
            position + 1, township, village, kind, person.name, person.sex, person.identity,
            _ETHNICITIES[0] if chance() < 0.9 else pick(_ETHNICITIES),
            _POLITICAL[0] if chance() < 0.7 else pick(_POLITICAL),
            person.education, person.phone, pick(_IDENTITIES), entity,
            f"{village}{person.name}{entity}" if entity in _NAMED else None,
            pick(_INDUSTRIES), recognised, "是" if poor_village else "否",
            recognised + timedelta(days=3 + int(chance() * 20)) if poor_village else None,
            pick(_WAYS), led, max(3, led - int(chance() * 5)), led * 3 + int(chance() * led),
            1200 + int(chance() * 90) * 50, "在库", "2020年新增" if recognised.year == 2020 else None,
        ]  # fmt: skip


def main(arguments: Sequence[str]) -> None:
    """Write what the command line names, and print its wrong cells."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("path", type=Path, help="the workbook, or the folder of many")
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--wrong", type=int, default=0)
    parser.add_argument("--books", type=int, default=0)
    options = parser.parse_args(arguments)
    if options.books:
        options.path.mkdir(parents=True, exist_ok=True)
        make_many(options.path, options.books, options.rows)
    else:
        print(*make_bulk(options.path, options.rows, options.wrong), sep="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
