"""Every command on workbooks full of one character or a few, below a megabyte."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from builders.corpus.case import Cell
from builders.corpus.runner import Runner
from builders.corpus.xlsx import book, packed, rows_xml, sheet_xml
from builders.hostile.pattern_texts import built

_LONGEST: Final = 32_700
UNITS: Final = (
    "1", "1 2 ", "1.", "-1", "（", "()", "镇", "班", "第1期", "张三、", "2020年", "2020-05-06", "贫困村", "区县市",
    "合计", "：", "单位：户", "身份证号", "500199198506150017", "《", "“", "\u200b", "签到期", "(总数", "{{ x }}", "=",
)  # fmt: skip
_HEADERS: Final = (
    "序号", "姓名", "身份证号", "性别", "村", "村类型", "乡镇", "联系电话", "认定时间", "状态", "带动贫困户数", "金额", "备注",
    "培训起止时间", "银行账号",
)  # fmt: skip
KINDS: Final = ("cells", "title", "header", "short", "wide")
_BASIS: Final = ("--notice", "tongnan-2020", "--as-of", "2020-07-10", "--jobs", "1")
_NAME: Final = "桂林街道台账.xlsx"
COMMANDS: Final[tuple[tuple[str, ...], ...]] = (
    *(
        ("validate", _NAME, *_BASIS, "--format", form, "-o", f"报告.{form}")
        for form in ("console", "json", "csv", "html", "xlsx")
    ),
    ("validate", _NAME, *_BASIS, "--show-layout"),
    ("correct", _NAME, *_BASIS),
    ("recheck", _NAME, _NAME, *_BASIS[:4]),
    ("rollup", "收件", "--year", "2020", "--jobs", "1", "-o", "汇总.xlsx"),
    ("summarize", "收件", "--quarter", "2020Q2", "--jobs", "1"),
    ("render-form", "--from-ledger", _NAME, "-o", "表", "--draft"),
    ("collect-forms", _NAME, "-o", "名册.xlsx"),
    ("template", "leader", "--from", _NAME, "-o", "空白.xlsx"),
)


def workbook(kind: str, unit: str) -> bytes:
    """Return a ledger of which one part is full of a unit."""

    def full(size: int) -> str:
        text: str = built(("", unit, ""), size)
        return text[:size]

    title: Cell = "桂林街道2020年致富带头人台账"
    header: list[Cell] = list(_HEADERS)
    rows: list[list[Cell]] = [["1", "张三"]] * 3
    if kind == "cells":
        rows = [[full(_LONGEST) for _ in header], [full(_LONGEST - 1) + "x" for _ in header]]
    elif kind == "title":
        title = full(_LONGEST)
        rows += [[full(_LONGEST), None]] * 6
    elif kind == "header":
        header = [*(full(2_000) + name for name in _HEADERS), *[full(_LONGEST)] * 6]
    elif kind == "short":
        rows = [[full(60 + at % 7) + str(at % 3) for _ in header] for at in range(900)]
    else:
        header, rows = [full(30) + str(at) for at in range(800)], [[full(20)] * 800] * 10
    return packed(book(sheet_xml(rows_xml([[title], header, *rows]))))


def slow(most: float, kinds: tuple[str, ...] = KINDS) -> Iterator[str]:
    """Yield a line for each command that took more seconds, or broke."""
    with Runner() as runner:
        for kind in kinds:
            for unit in UNITS:
                with tempfile.TemporaryDirectory() as name:
                    folder = Path(name)
                    (folder / _NAME).write_bytes(workbook(kind, unit))
                    sent = folder / "收件" / "2020Q2" / "桂林街道"
                    sent.mkdir(parents=True)
                    shutil.copy(folder / _NAME, sent)
                    for words in COMMANDS:
                        ran = runner.run(words, folder)
                        if ran.seconds > most or ran.code not in (0, 1, 2, 3):
                            yield f"{ran.seconds:.0f} s, code {ran.code}: {kind} of {unit!r}, {words}"
