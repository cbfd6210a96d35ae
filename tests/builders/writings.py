"""Every way in which a command writes a file, and a workspace for all."""

from __future__ import annotations

import shlex
import shutil
import zipfile
from pathlib import Path
from typing import Final, Literal, NamedTuple

import openpyxl

from builders.application_data import SOUND, data_file
from builders.command_line import rs
from builders.inbox import Inbox, sheet
from builders.pictures import png
from builders.workbook_fixture import number

SENT: Final = "收件/2020Q2/桂林街道/带头人.xlsx"
LEDGER: Final = "台账.xlsx"


class Writing(NamedTuple):
    """A command line, the file that it writes, and what becomes of one that is there."""

    line: str
    target: str
    code: int = 0
    foreign: Literal["refused", "kept", "previous", "added"] = "refused"
    """The fate of a file that is not ours: ``previous`` is kept with its folder."""
    edited: Literal["kept", "refused", "previous", "added"] = "kept"
    """The fate of a file of ours that somebody has worked in."""
    is_heavy: bool = False
    """True for a row that is run at full length only: another writes in the same way."""
    is_rewritten: bool = True
    """False where a file that says the same already is left as it is."""

    @property
    def words(self) -> list[str]:
        """The command and its words."""
        return shlex.split(self.line)


def _reports() -> dict[str, Writing]:
    suffixes = {
        "console": "txt", "json": "json", "csv": "csv", "html": "html", "xlsx": "xlsx",
        "markdown": "md", "sarif": "sarif", "github": "txt",
    }  # fmt: skip
    return {
        f"validate {form}": Writing(
            f"validate {LEDGER} --format {form} -o 报告.{suffix}", f"报告.{suffix}", 1
        )
        for form, suffix in suffixes.items()
    }


_ROLL: Final = "rollup 收件 --year 2020 --quarter 2"
_BULLETIN: Final = Writing(
    "summarize --quarter 2020Q2 --as-of 2020-07-01 --to {} -o 通报", "通报/2020Q2/{}",
    foreign="previous", edited="previous", is_rewritten=False,
)  # fmt: skip
_NAMES: Final = {
    "docx": "通报.docx",
    "html": "领导页.html",
    "xlsx": "附表.xlsx",
    "json": "通报.json",
}
_TIMER: Final = "schedule . --monthly --for systemd --install"

WRITINGS: Final[dict[str, Writing]] = {
    **_reports(),
    "validate --statistics": Writing(f"validate {LEDGER} --statistics -o 条数.txt", "条数.txt", 1),
    "validate --show-layout": Writing(
        "validate 别表 --show-layout --write", "别表/rs.toml", 1,
        foreign="added", edited="added", is_rewritten=False,
    ),
    "correct": Writing(f"correct {LEDGER} -o 校正", "校正/台账.校正.xlsx", foreign="kept"),
    "correct beside": Writing(f"correct {LEDGER}", "台账.校正.xlsx", foreign="kept"),
    "correct --plan": Writing(f"correct {LEDGER} --plan 计划.json", "计划.json"),
    "recheck": Writing("recheck 收件 收件 -o 核对.xlsx", "核对.xlsx", 1),
    "rollup xlsx": Writing(f"{_ROLL} -o 汇总.xlsx", "汇总.xlsx"),
    "rollup json": Writing(f"{_ROLL} -o 汇总.json", "汇总.json"),
    "rollup csv": Writing(f"{_ROLL} -o 汇总.csv", "汇总.csv"),
    "rollup txt": Writing(f"{_ROLL} -o 汇总.txt", "汇总.txt"),
    "rollup --into": Writing(f"{_ROLL} --into 空表.xlsx", "空表.已填.xlsx"),
    "rollup --into -o": Writing(f"{_ROLL} --into 空表.xlsx -o 填好.xlsx", "填好.xlsx"),
    "rollup --freeze": Writing(
        f"{_ROLL} --freeze 二季度", ".rs/freezes/二季度.json",
        edited="refused", is_rewritten=False,
    ),
    **{
        f"summarize {form}": _BULLETIN._replace(
            line=_BULLETIN.line.format(form), target=_BULLETIN.target.format(name),
            is_heavy=form != "json",
        )
        for form, name in _NAMES.items()
    },
    "schedule service": Writing(_TIMER, "config/systemd/user/*.service"),
    "schedule timer": Writing(_TIMER, "config/systemd/user/*.timer"),
    "template": Writing("template leader -o 空白.xlsx", "空白.xlsx"),
    "template --all": Writing(
        "template --all -o 空白", "空白/致富带头人*.xlsx", is_heavy=True
    ),
    "render-form": Writing("render-form applicant.yaml -o 张三.docx", "张三.docx"),
    "render-form beside": Writing("render-form applicant.yaml", "applicant.docx"),
    "render-form --from-ledger": Writing(
        "render-form --from-ledger 名册.xlsx --draft -o 各人", "各人/*张三.docx"
    ),
    "collect-forms": Writing("collect-forms 填好的 -o 读回.xlsx", "读回.xlsx"),
    "collect-forms photo": Writing(
        "collect-forms 填好的 -o 读回.xlsx", "读回.照片/*.png", foreign="kept"
    ),
    "init": Writing("init 新", "新/rs.toml", foreign="refused", edited="refused"),
}  # fmt: skip
"""By a name of its own, every way to write a file."""

ONLY_PRINT: Final = frozenset(
    {"notices", "rules", "rule", "ledgers", "completion", "help", "version", "clean"}
)
"""The commands that write no file."""


def lay_out(folder: Path) -> Path:
    """Make a workspace in which each of them has something to write."""
    title = "桂林街道2020年致富带头人台账"
    head = "村 | 村类型 | 姓名 | 身份证号 | 认定时间 | 状态 | 带动贫困户数"
    row = f"青龙村 | 贫困村 | 张某 | {number()[:-1]}* | 2020.5.6 | 在库 | 2"
    Inbox(folder).send("2020Q2", "桂林街道", "带头人", sheet(title, head, row))
    shutil.copyfile(folder / SENT, folder / LEDGER)
    (folder / "别表").mkdir()
    (folder / "别表" / "rs.toml").write_text('unit = "潼南区扶贫办"\n', "utf-8")
    other = sheet(title, f"{head} | 奇怪的列", f"{row} | 1")
    Inbox(folder / "别表", townships=()).send("2020Q2", "桂林街道", "带头人", other)
    _blank(folder / "空表.xlsx")
    (folder / "z.png").write_bytes(png(50, 70))
    data_file(folder, f"{SOUND}photo: z.png\n")
    (folder / "填好的").mkdir()
    rs("render-form", folder / "applicant.yaml", "-o", folder / "填好的" / "张三.docx")
    rs("collect-forms", folder / "填好的", "-o", folder / "名册.xlsx")
    shutil.rmtree(folder / "名册.照片")
    (folder / "新").mkdir()
    programs = folder / "bin"
    programs.mkdir()
    (programs / "systemctl").write_text("#!/bin/sh\n", "utf-8")
    (programs / "systemctl").chmod(0o755)
    return folder


def _blank(path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.append(["潼南区2020年第二季度致富带头人培育情况统计表"])
    page.append(["序号", "镇街", "致富带头人"])
    page.append([None, None, "新增（人）"])
    page.append([None, None, "本季度"])
    for cells in ("A2:A4", "B2:B4"):
        page.merge_cells(cells)
    for seq, unit in enumerate(("桂林街道", "双江镇", "柏梓镇"), 1):
        page.append([seq, unit])
    book.save(path)


def work_in(path: Path, number: int) -> bytes:
    """Change a file as a person does, and return what it is then."""
    if path.read_bytes().startswith(b"PK"):
        with zipfile.ZipFile(path, "a") as package:
            package.writestr(f"docProps/note{number}.txt", "已核")
    else:
        path.write_bytes(path.read_bytes() + f"# 已核{number}\n".encode())
    return path.read_bytes()
