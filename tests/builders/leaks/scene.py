"""Inputs of all commands, with a personal number in every place."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator, Sequence
from itertools import cycle
from pathlib import Path
from typing import Final

import openpyxl
from openpyxl.comments import Comment
from openpyxl.workbook import Workbook

from builders.application_data import changed
from builders.leaks.made_texts import Made
from builders.workbook_fixture import number

LEDGERS: Final = {
    "致富带头人台账": (
        "村|村类型|姓名|身份证号|性别|联系电话|认定时间|状态|带动贫困户数|产业项目|退出时间|退出原因|备注",
        "青龙村|贫困村|张三|{id}|男|138|2020-05-06|在库|3|养猪|||破产",
    ),
    "培训学员花名册": (
        "培训班名称|期次|姓名|身份证号|性别|村|联系电话|培训工种|开班日期|结业日期|补贴金额|证书编号|银行账号|备注",
        "电工班|1|张三|{id}|女|青龙村|138|电工|2020-05-06|2020-05-02|800|A1|62|",
    ),
    "公益岗位台账": (
        "乡镇|村|姓名|身份证号|岗位名称|补贴标准（元/月）|上岗时间|合同到期时间|银行账号|备注",
        "桂林街道|青龙村|张三|{id}|保洁|500|2020-05-06|2020-01-01|62|",
    ),
}
"""By title, the headers of a ledger and a row of it."""
SHOWN_OF_A_LIST: Final = "AIJKL"
"""Columns of a list in which offices write, and that of its codes."""
_FIRST_LINE: Final = 5


class Scene:
    """A folder with inputs, into which the texts go one after the other."""

    def __init__(self, folder: Path, made: Sequence[Made]) -> None:
        self.folder = folder
        self.made = made
        self._next = cycle(made)
        self.numbers = tuple(number for each in made for number in each.numbers)

    def text(self) -> str:
        """Return the next text."""
        return next(self._next).text

    def header(self) -> str:
        """Return the next text as the header of a printed page can hold it."""
        return self.text()

    def name(self, size: int = 60) -> str:
        """Return the next text that can be a part of the name of a file."""
        names = (re.sub(r"[/\x00]", "_", each.text) for each in self._next)
        return next(each for each in names if len(each) <= size)

    def sheet_name(self, book: Workbook) -> str:
        """Return the next text that can be the name of a sheet of a workbook."""
        names = (re.sub(r"[\\\[\]/?*:\r\n\t]", "", each.text) for each in self._next)
        return next(each for each in names if 0 < len(each) < 32 and each not in book.sheetnames)

    def ledgers(self) -> Path:
        """Write a folder of ledgers, and what nobody can read."""
        folder = self.folder / f"台账{self.name(30)}"
        folder.mkdir()
        book = Workbook()
        book.remove(book.worksheets[0])
        for at, title in enumerate(LEDGERS):
            page = book.create_sheet(self.sheet_name(book))
            for row in self._table(title, self.made[at :: len(LEDGERS)]):
                page.append(row)
            page["C4"].comment = Comment(self.text(), self.text())
            page.oddHeader.center.text = self.header()
        page = book.create_sheet(self.sheet_name(book))
        page["A1"] = f"填表说明：{self.text()}"
        book.create_sheet(self.sheet_name(book)).sheet_state = "hidden"
        book.properties.creator = book.properties.title = self.text()
        path = folder / f"桂林街道{self.name()}.xlsx"
        book.save(path)
        table = self._table("致富带头人台账", self.made[:5])
        lines = [",".join(map(_quoted, row)) for row in table]
        (folder / f"{self.name()}.csv").write_text("\n".join(lines), "utf-8")
        (folder / f"坏{self.name()}.xlsx").write_bytes(b"PK\x03\x04" + b"\0" * 90)
        with zipfile.ZipFile(folder / f"包{self.name()}.zip", "w") as package:
            package.writestr(f"{self.name()}/{self.name()}.csv", "\n".join(lines[:5]))
        return path

    def _table(self, title: str, texts: Sequence[Made]) -> Iterator[list[str]]:
        """Yield a ledger, in each row of which one cell has a text."""
        head, body = LEDGERS[title]
        headers = head.split("|")
        yield [f"桂林街道2020年{title}{self.text()}"]
        yield [f"填报单位：桂林街道{self.text()}"]
        yield [*headers, self.text(), f"其他{self.text()}"]
        for at, made in enumerate(texts):
            row = body.format(id=number(sequence=at // 2 * 2 + 1)).split("|")
            row[at % len(headers)] = made.text
            yield [*row, self.text() if at % 3 else ""]

    def answered(self, copy: Path) -> Path:
        """Return a copy that came back with texts as answers, in cells, rows and sheets."""
        book = openpyxl.load_workbook(copy)
        problems = book["问题清单"]
        for row in range(_FIRST_LINE, min(problems.max_row, _FIRST_LINE + 12)):
            problems[f"{SHOWN_OF_A_LIST[row % len(SHOWN_OF_A_LIST)]}{row}"] = self.text()
        first, second, *_ = book.worksheets
        for row in range(5, 12):
            first.cell(row, row % 13 + 1).value = self.text()
        first.append([self.text() for _ in range(13)])
        first["P2"] = self.text()
        first.delete_rows(6)
        second.title = self.sheet_name(book)
        second["A1"] = f"双江镇2021年{self.text()}"
        book.create_sheet(self.sheet_name(book))["A1"] = self.text()
        back = self.folder / "报回" / f"{self.name()}.xlsx"
        back.parent.mkdir(exist_ok=True)
        book.save(back)
        return back

    def inbox(self) -> None:
        """Write what townships sent, with texts in the names of units, periods and files."""
        (self.folder / "rs.toml").write_text(
            f'notices = ["tongnan-2020"]\nunit = {json.dumps("潼南区" + self.name(), ensure_ascii=False)}\n',
            "utf-8",
        )
        parts = [self.made[at::4] for at in range(4)]
        for at, part in enumerate(parts):
            unit = ("桂林街道", f"双江镇{self.name(30)}", self.name(40), "柏梓镇")[at]
            folder = self.folder / "收件" / f"2020Q{at % 2 + 2}" / unit
            folder.mkdir(parents=True, exist_ok=True)
            book = Workbook()
            book.remove(book.worksheets[0])
            page = book.create_sheet(self.sheet_name(book))
            for row in self._table("致富带头人台账", part):
                page.append(row)
            book.save(folder / f"带头人{self.name()}.xlsx")

    def application(self) -> Path:
        """Write the data of an applicant."""
        fields = ("name", "address", "project", "phone", "id_number", "experience", "scale")
        texts = {name: json.dumps(self.text(), ensure_ascii=False) for name in fields}
        path = self.folder / f"{self.name()}.yaml"
        path.write_text(changed(**texts), "utf-8")
        return path

    def roster(self) -> Path:
        """Write a ledger from which forms are filled in."""
        book = Workbook()
        page = book.active
        assert page is not None
        page.append(["姓名", "身份证号", "手机号码", "家庭地址", "政治面貌"])
        for at, made in enumerate(self.made[:12]):
            row = ["张三", number(sequence=at * 2 + 1), "13800000000", "曹家峁村", "群众"]
            row[at % len(row)] = made.text
            page.append(row)
        path = self.folder / f"名册{self.name()}.xlsx"
        book.save(path)
        return path


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
