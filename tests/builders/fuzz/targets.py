"""The targets of the fuzz: an attempt from dice, and its faults."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any, Final

import openpyxl
from openpyxl.cell.cell import MergedCell

from builders.application_data import SOUND
from builders.command_line import rs
from builders.corpus import excel_95, web_pages
from builders.corpus.case import ledger
from builders.corpus.formats import html_page, kept, ods, text, xml_2003
from builders.corpus.xlsx import book, packed
from builders.form_template import PATH as TEMPLATE
from builders.fuzz.commands_tried import Attempt, faults
from builders.fuzz.damage import damaged_bytes, damaged_json, damaged_markup, damaged_package
from builders.fuzz.damaged_values import faults_of_values
from builders.sheet_text import Sheet, write
from builders.workbook_fixture import number

_BASIS: Final = ("--notice", "common", "--as-of", "2020-12-31")
_TITLE: Final = "桂林街道2020年致富带头人台账"


@cache
def sound_ledger() -> bytes:
    """Return a workbook in which names have blanks and a sex is wrong."""
    rows = "\n".join(
        (
            "| 镇街 | 村 | 姓名 | 性别 | 身份证号 | 带动贫困户数 | 认定时间 |",
            f"| 桂林街道 | 青龙村 | 张　三 | 女 | {number(sequence=1)} | 4 | 2020-05-01 |",
            f"| 桂林街道 | 青龙村 | 李四 | 男 | {number(sequence=3)[:-1]}Ｏ | ４户 | 2020.5.1 |",
            f"| 桂林街道 | 红花村 | 王五 | 男 | {number(sequence=5)} | 5 | 2020年5月 |",
        )
    )
    with TemporaryDirectory() as folder:
        return write(Path(folder) / "台账.xlsx", Sheet(_TITLE, rows, "带头人")).read_bytes()


@cache
def produced() -> Mapping[str, bytes]:
    """Return a plan and a corrected copy of it, and a form of an applicant."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        path, plan, data = folder / "台账.xlsx", folder / "计划.json", folder / "d.yaml"
        path.write_bytes(sound_ledger())
        data.write_text(SOUND, "utf-8")
        rs("correct", path, "--plan", plan, "--accept", "C2", *_BASIS)
        rs("correct", path, *_BASIS)
        rs("render-form", data, "-o", folder / "form.docx")
        return {
            "plan": plan.read_bytes(),
            "copy": path.with_name("台账.校正.xlsx").read_bytes(),
            "form": (folder / "form.docx").read_bytes(),
            "data": data.read_bytes(),
        }


_FILES: Final[dict[str, Callable[[], bytes]]] = {
    "逗号.csv": lambda: text(",", "utf-8"),
    "国标.csv": lambda: text("\t", "gb18030"),
    "网页.xls": lambda: html_page("gbk", "gb2312"),
    "两表.html": lambda: web_pages.in_two_tables().encode(),
    "网页档.xls": web_pages.of_excel,
    "二〇〇三.xls": xml_2003,
    "九五.xls": lambda: excel_95.workbook(ledger()),
    "老.xls": kept("ledger.xls"),
    "表.ods": ods,
    "小.xlsx": lambda: packed(book()),
    "大.xlsx": sound_ledger,
}


def _reader(dice: Random) -> Attempt:
    name = dice.choice([*_FILES])
    sound = _FILES[name]()
    if name.endswith((".xlsx", ".ods")):
        content = damaged_package(dice, sound, dice.choice(("sheet", "strings", "content", "xl/")))
    elif name in ("两表.html", "二〇〇三.xls") and dice.random() < 0.7:
        content = damaged_markup(dice, sound.decode()).encode("utf-8", "surrogatepass")
    else:
        content = damaged_bytes(dice, sound)
    form = dice.choice(("console", "console", "json", "csv"))
    return Attempt(
        {name: content}, ("validate", f"@{name}", *_BASIS, "--jobs", "1", "--format", form)
    )


def _patcher(dice: Random) -> Attempt:
    content = damaged_package(dice, sound_ledger(), dice.choice(("sheet1", "sheet1", "styles", "")))
    return Attempt({"台账.xlsx": content}, ("correct", "@台账.xlsx", "--accept", "C2", *_BASIS))


def _plans(dice: Random) -> Attempt:
    plan = damaged_json(dice, json.loads(produced()["plan"]))
    files = {"台账.xlsx": sound_ledger(), "计划.json": plan}
    return Attempt(files, ("correct", "--apply", "@计划.json", *_BASIS))


def _recheck(dice: Random) -> Attempt:
    back = produced()["copy"]
    if dice.random() < 0.5:
        back = damaged_package(dice, back, dice.choice(("sheet", "comments", "workbook", "")))
    else:
        back = _edited(dice, back)
    return Attempt(
        {"台账.校正.xlsx": produced()["copy"], "退回.xlsx": back},
        ("recheck", "@台账.校正.xlsx", "@退回.xlsx", *_BASIS),
    )


def _edited(dice: Random, content: bytes) -> bytes:
    """Return a workbook with changed lines, columns, sheets and cells."""
    edited = openpyxl.load_workbook(BytesIO(content))
    for _ in range(dice.randrange(1, 5)):
        sheet = dice.choice(edited.worksheets)
        at = dice.randrange(1, 9)
        match dice.randrange(8):
            case 0:
                sheet.insert_rows(at)
            case 1:
                sheet.delete_rows(at)
            case 2:
                sheet.insert_cols(at)
            case 3:
                sheet.delete_cols(at)
            case 4:
                sheet.title = dice.choice(("说明", "问题清单", "带头人 (2)", "'a'!b", "表" * 31))
            case 5 if len(edited.worksheets) > 1:
                edited.remove(sheet)
            case 6:
                sheet.sheet_state = dice.choice(("hidden", "veryHidden"))
            case _:
                value = dice.choice(
                    (None, 1e300, -1, True, "x" * 40, "#REF!", "=A1", "改", "2020-13-40")
                )
                cell = sheet.cell(at, dice.randrange(1, 12))
                if not isinstance(cell, MergedCell):
                    cell.value = value
    edited.worksheets[0].sheet_state = "visible"
    target = BytesIO()
    edited.save(target)
    return target.getvalue()


def _forms(dice: Random) -> Attempt:
    if dice.random() < 0.5:
        form = damaged_package(
            dice, produced()["form"], dice.choice(("document", "document", "styles", ""))
        )
        return Attempt({"张三.docx": form}, ("collect-forms", "@张三.docx", "-o", "@名册.xlsx"))
    own = damaged_package(
        dice, TEMPLATE.read_bytes(), dice.choice(("document", "document", "styles", ""))
    )
    files = {"模板.docx": own, "d.yaml": produced()["data"]}
    return Attempt(files, ("render-form", "@d.yaml", "--template", "@模板.docx", "-o", "@表.docx"))


def _of_command(make: Callable[[Random], Attempt]) -> Callable[[Random], list[str]]:
    def tried(dice: Random) -> list[str]:
        with TemporaryDirectory() as folder:
            return faults(make(dice), Path(folder))

    return tried


ATTEMPTS: Final[Mapping[str, Callable[[Random], Attempt]]] = {
    "reader": _reader, "patcher": _patcher, "plans": _plans, "recheck": _recheck, "forms": _forms,
}  # fmt: skip
TARGETS: Final[Mapping[str, Callable[[Random], list[str]]]] = {
    "values": faults_of_values,
    **{name: _of_command(make) for name, make in ATTEMPTS.items()},
}


def dice_of(target: str, seed: int) -> Random:
    """Return the dice of one attempt."""
    return Random(f"{target} {seed}")


def tried(target: str, seed: int) -> list[str]:
    """Return the faults of one attempt."""
    found: Any = TARGETS[target](dice_of(target, seed))
    return [f"{target} {seed}: {each}" for each in found]
