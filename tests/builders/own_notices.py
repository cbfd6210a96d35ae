"""Write the examples of own notices: ledgers with faults, and their clean twins.

``PYTHONPATH=src:tests python -m builders.own_notices examples/own-notices`` writes workbooks and
findings; the notices themselves lie beside them and are written by hand.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

from msgspec import Struct

import ruralskills
from builders import stable_save
from builders.county import lines_of
from builders.people import identity_number
from builders.sheet_text import Sheet, workbook
from ruralskills.model.outcome import Outcome

NAMES: Final = [
    "赵海生",
    "钱有田",
    "孙玉兰",
    "李春山",
    "周满仓",
    "吴秀英",
    "郑长河",
    "王树林",
    "冯桂芳",
    "陈石柱",
    "褚万年",
    "卫金花",
]


class OwnNotice(Struct, frozen=True):
    """An office with a notice of its own: its ledgers, clean and with faults."""

    name: str
    as_of: date
    clean: dict[str, Sheet]
    """The sheet of each workbook."""
    faults: tuple[tuple[str, int, int, str], ...]
    """Workbook, row and column from 0, and what stands there instead."""


def _person(n: int, born: str = "1985-06-15") -> tuple[str, str]:
    return NAMES[n], identity_number("500199", date.fromisoformat(born), 2 * n + 1)


def _sheet(title: str, heads: str, rows: Sequence[Sequence[str]]) -> Sheet:
    return Sheet(title, "\n".join([f"| {heads} |", *(f"| {' | '.join(row)} |" for row in rows)]))


def _leaders() -> Sheet:
    rows = [
        (*_person(n), "第一类" if n % 2 else "第二类", *led, "在库")
        for n, led in enumerate(
            [("5", "0", "500000"), ("0", "3", "620000"), ("8", "2", "1500000"), ("6", "4", "500000"),
             ("2", "3", "730000"), ("5", "1", "510000"), ("", "", "900000"), ("7", "0", "880000"),
             ("9", "5", "2000000"), ("1", "6", "560000")]
        )
    ]  # fmt: skip
    heads = "姓名 | 身份证号 | 带头人类型 | 带动一般户数 | 带动脱贫户数 | 年销售额（元） | 状态"
    return _sheet("湖南省2021年致富带头人台账", heads, rows)


def _progress() -> Sheet:
    rows = [("甲市", "4270"), ("乙市", "3000"), ("合计", "7270")]
    return _sheet("湖南省2021年致富带头人培育完成情况统计表", "市 | 完成带头人培育人数（人）", rows)


def _farmers() -> Sheet:
    kinds = {
        "经营管理型": ("12", "30", "3500"),
        "专业生产型": ("5", "8", "1000"),
    }
    rows = []
    for n in range(10):
        kind = "经营管理型" if n < 5 else "专业生产型"
        born = ("2005-05-10", "1958-07-01")[n % 2] if n in (3, 8) else "1985-06-15"
        rows.append((*_person(n, born), kind, "2023-05-10", *kinds[kind]))
    heads = "姓名 | 身份证号 | 培育类型 | 开班日期 | 培训天数 | 线上学时 | 补贴标准（元）"
    return _sheet("镇平县2023年高素质农民培训学员花名册", heads, rows)


EXAMPLES: Final = (
    OwnNotice(
        "湖南-2021",
        date(2022, 3, 1),
        {"带头人台账.xlsx": _leaders(), "培育进度.xlsx": _progress()},
        (
            ("带头人台账.xlsx", 1, 3, "4"),
            ("带头人台账.xlsx", 4, 5, "499000"),
            ("带头人台账.xlsx", 5, 4, "2"),
            ("带头人台账.xlsx", 1, 2, "第一类"),
            ("带头人台账.xlsx", 3, 2, "第一类"),
            ("培育进度.xlsx", 2, 1, "2940"),
            ("培育进度.xlsx", 3, 1, "7210"),
        ),
    ),
    OwnNotice(
        "镇平-高素质农民",
        date(2023, 12, 31),
        {"学员花名册.xlsx": _farmers()},
        (
            ("学员花名册.xlsx", 1, 4, "11"),
            ("学员花名册.xlsx", 2, 5, "8"),
            ("学员花名册.xlsx", 7, 6, "3500"),
            ("学员花名册.xlsx", 8, 4, "3"),
            ("学员花名册.xlsx", 4, 1, identity_number("500199", date(2006, 1, 1), 7)),
            ("学员花名册.xlsx", 9, 1, identity_number("500199", date(1957, 5, 9), 17)),
        ),
    ),
)


def write(example: OwnNotice, folder: Path, *, planted: bool) -> None:
    """Write the workbooks of an example into a folder."""
    for name, sheet in example.clean.items():
        rows = [list(row) for row in sheet.rows]
        for book, row, column, text in example.faults if planted else ():
            if book == name:
                rows[row][column] = text
        own = Sheet(sheet.title, "\n".join(f"| {' | '.join(row)} |" for row in rows))
        stable_save.save(workbook(own), folder / name, {})


def main(arguments: Sequence[str]) -> int:
    """Write all examples, with what is found in them."""
    home = Path(arguments[0])
    for example in EXAMPLES:
        folder, clean = home / example.name, home / f"{example.name}-clean"
        shutil.rmtree(clean, ignore_errors=True)
        shutil.copytree(folder / "notices", clean / "notices")
        for office, planted in ((folder, True), (clean, False)):
            settings = "# 样例：本单位自己的通知写在 notices 文件夹里。表中的人都是虚构的。\n"
            (office / "rs.toml").write_text(settings, encoding="utf-8", newline="\n")
            write(example, office, planted=planted)
        text = "".join(f"{line}\n" for line in lines_of(checked(folder, example).findings))
        findings = home / f"{example.name}.findings.txt"
        findings.write_text(text, encoding="utf-8", newline="\n")
    return 0


def checked(folder: Path, example: OwnNotice) -> Outcome:
    """Return what a check of an example finds."""
    return ruralskills.validate(folder, as_of=example.as_of)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
