"""``rs template``: blanks that read back clean, and refuse or mark mistakes as they are made."""

from __future__ import annotations

import csv
import re
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

import ruralskills
from builders.command_line import rs
from builders.libreoffice import convert, entries_judged
from builders.people import identity_number
from builders.proof import WHOLE
from builders.sheet_text import Sheet, write
from builders.sound_rows import fill, sound_rows
from ruralskills.forms.blank_columns import blank_columns
from ruralskills.forms.checksum_formula import failed_checksum, repeated
from ruralskills.forms.fields_in_use import fields_in_use
from ruralskills.ledgers import ROW_LEDGERS, Application, Leader, Trainee, by_id
from ruralskills.model.fields import field_specs
from ruralskills.notices import notices_in_force, shipped_notices
from ruralskills.readers.open import open_content
from ruralskills.rules import all_rules
from ruralskills.validation.context import CheckContext
from ruralskills.validation.validate import read
from ruralskills.workspace.settings import Settings

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
NUMBER = identity_number("500199", date(1985, 6, 15), 1)
NOTICES = sorted(set(shipped_notices()) - {"common"})


def blank(folder: Path, ledger: str, *options: str | Path, name: str = "空白.xlsx") -> Path:
    path = folder / name
    result = rs("template", ledger, "-o", path, *options)
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines()[-1] == str(path)
    return path


def sheet(path: Path) -> Any:
    return openpyxl.load_workbook(path).worksheets[0]


def headers(path: Path) -> list[str]:
    return [cell.value for cell in sheet(path)[3]]


def validations(path: Path) -> dict[str, Any]:
    """The limits of entries, by the header of their column."""
    page = sheet(path)
    found = {}
    for each in page.data_validations.dataValidation:
        [cells] = each.sqref.ranges
        assert (cells.min_row, cells.max_row) == (4, 1_048_576)
        found[page.cell(3, cells.min_col).value] = each
    return found


def words(path: Path, validation: Any) -> list[str]:
    book = openpyxl.load_workbook(path)
    name, _, cells = validation.formula1.rpartition("!")
    return [cell.value for [cell] in book[name.strip("'")][cells.replace("$", "")]]


@pytest.mark.parametrize(
    ("notice", "options"),
    [
        ("", ()),
        ("shanxi-2021", ()),
        ("tongnan-2020", ("--all-columns", "--unit", "桂林街道")),
        *((notice, options) for notice in NOTICES for options in ((), ("--all-columns",)) if WHOLE),
    ],
)
def test_every_blank_reads_back_clean(
    tmp_path: Path, notice: str, options: tuple[str, ...]
) -> None:
    named = ("--notice", notice) if notice else ()
    result = rs("template", "--all", "-o", tmp_path / "空白", *named, *options)
    assert result.exit_code == 0, result.output
    paths = sorted((tmp_path / "空白").iterdir())
    assert len(paths) == len(ROW_LEDGERS)
    outcome = ruralskills.validate(paths, notices=[notice] if notice else (), settings=Settings())
    assert list(outcome.findings) == []
    assert [sheet.reason for sheet in outcome.sheets if sheet.cause not in ("", "appended")] == []
    read = {table.file: (table.ledger_title, table.rows) for table in outcome.tables}
    assert read == {path.name: (path.stem, 0) for path in paths}


@pytest.mark.parametrize(
    ("notice", "options"),
    [
        ("common", ()), ("shanxi-2021", ("--all-columns",)), ("tongnan-2020", ()),
        *(
            (notice, options)
            for notice in sorted(shipped_notices())
            for options in ((), ("--all-columns",))
            if WHOLE
        ),
    ],
)  # fmt: skip
def test_sound_rows_in_a_blank_give_no_finding(
    tmp_path: Path, notice: str, options: tuple[str, ...]
) -> None:
    library = shipped_notices()
    named = [] if notice == "common" else [notice]
    context = CheckContext(
        all_rules(), notices_in_force([library[name] for name in named], library), date(2022, 12, 1)
    )
    words = ("--notice", notice) if named else ()
    made = rs("template", "--all", "-o", tmp_path / "空白", "--rows", "0", *words, *options)
    assert made.exit_code == 0, made.output
    for ledger in ROW_LEDGERS:
        columns = blank_columns(ledger, context, everything="--all-columns" in options)
        path = tmp_path / "空白" / f"{ledger.info.title}.xlsx"
        year = int(notice[-4:]) if named else 2021
        fill(path, columns, sound_rows(ledger, columns, year))
        outcome = ruralskills.validate(path, notices=named, settings=Settings())
        assert [f"{f.code} {f.place} {f.message}" for f in outcome.findings] == []
        assert [(t.ledger_title, t.rows) for t in outcome.tables] == [(ledger.info.title, 4)]


def test_a_blank_is_a_clean_file_on_the_screen(tmp_path: Path) -> None:
    shown = rs("validate", blank(tmp_path, "leader"))
    assert shown.exit_code == 0
    assert "没有检查" not in shown.stdout
    assert "未发现问题" in shown.stdout


@pytest.mark.parametrize(
    ("county", "file"),
    [
        (folder.name.removesuffix("-clean"), path.name)
        for folder in sorted(EXAMPLES.glob("*-clean"))
        for path in sorted(folder.glob("*.xlsx"))
    ],
)
def test_sound_rows_carried_over_give_no_finding(tmp_path: Path, county: str, file: str) -> None:
    path = EXAMPLES / f"{county}-clean" / file
    tables = [t for t in read(path, notices=[county]) if t.ledger in ROW_LEDGERS]
    for ledger in dict.fromkeys(table.ledger for table in tables):
        rows = sum(len(table) for table in tables if table.ledger is ledger)
        new = blank(
            tmp_path, ledger.info.id, "--from", path, "--notice", county, "--all-columns",
            name=f"{ledger.info.id}.xlsx",
        )  # fmt: skip
        assert sum(map(len, read(new, notices=[county]))) == rows
        before = ruralskills.validate(path, notices=[county], settings=Settings())
        after = ruralskills.validate(new, notices=[county], settings=Settings())
        known = {finding.code for finding in before.findings}
        had = {name for table in tables for name in table.columns}
        new_columns = [
            f for f in after.findings if f.code in ("R101", "R102") and f.field not in had
        ]
        rest = [f for f in after.findings if f.code not in known and f not in new_columns]
        assert rest == []


def test_the_head_is_locked_and_the_rest_is_not(tmp_path: Path) -> None:
    page = sheet(blank(tmp_path, "leader", "--unit", "桂林街道"))
    assert page["A1"].value == "桂林街道致富带头人台账"
    assert page["A2"].value == "填报单位：桂林街道"
    assert any(cell.value == "填报日期：" for cell in page[2])
    assert page.freeze_panes == "A4"
    assert page.protection.sheet
    assert page.protection.password is None
    assert (page["A1"].protection.locked, page["B3"].protection.locked) == (True, True)
    assert not page["A4"].protection.locked
    for allowed in ("sort", "autoFilter", "insertRows", "deleteRows", "formatColumns"):
        assert getattr(page.protection, allowed) is False
    for column in range(1, page.max_column + 1):
        letter = get_column_letter(column)
        assert not page.column_dimensions[letter].protection.locked


def test_a_unit_that_no_sheet_can_be_called(tmp_path: Path) -> None:
    page = sheet(blank(tmp_path, "leader", "--unit", "桂林/[街道]*?:"))
    assert page["A1"].value.startswith("桂林/[街道]")
    assert not page.column_dimensions[get_column_letter(page.max_column + 1)].protection.locked


def test_print_set_up(tmp_path: Path) -> None:
    page = sheet(blank(tmp_path, "household_link"))
    assert (page.page_setup.orientation, int(page.page_setup.paperSize)) == ("landscape", 9)
    assert page.print_title_rows == "$3:$3"
    assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (1, 0)
    wide = sheet(blank(tmp_path, "leader", "--all-columns", name="宽.xlsx"))
    assert int(wide.page_setup.paperSize) == 8


def test_columns_that_are_numbers_by_name_are_text(tmp_path: Path) -> None:
    page = sheet(blank(tmp_path, "trainee", "--all-columns"))
    formats = {
        cell.value: page.column_dimensions[cell.column_letter].number_format for cell in page[3]
    }
    texts = {header for header, code in formats.items() if code == "@"}
    assert {"身份证号", "联系电话", "银行卡号", "证书编号"} <= texts
    assert formats["开班日期"] == "yyyy-mm-dd"
    assert formats["姓名"] == "General"


def test_drop_downs_hold_the_words_of_the_list_in_force(tmp_path: Path) -> None:
    path = blank(tmp_path, "application", "--notice", "shanxi-2021")
    library = shipped_notices()
    in_force = notices_in_force([library["shanxi-2021"]], library)
    found = validations(path)
    for spec in field_specs(Application).values():
        code_list = in_force.code_list(spec.codes) if spec.codes else None
        if code_list is None or spec.header not in found:
            continue
        each = found[spec.header]
        assert words(path, each) == list(code_list.official)
        assert each.errorStyle == ("warning" if code_list.open or spec.several else None) or (
            each.errorStyle == "stop"
        )
    kinds = found["身份类别"]
    assert (kinds.type, kinds.errorStyle) == ("list", "warning")
    assert "用“、”隔开" in kinds.prompt
    assert (found["性别"].errorStyle or "stop") == "stop"
    assert words(path, found["有无创业经历"]) == ["有", "无"]


def test_dates_and_numbers_have_limits_and_words(tmp_path: Path) -> None:
    found = validations(blank(tmp_path, "trainee", "--all-columns"))
    day = found["发证日期"]
    assert (day.type, day.formula2, day.showErrorMessage) == ("date", "TODAY()", True)
    assert "日期" in day.error
    planned = found["开班日期"]
    assert planned.formula2 == "DATE(2099,12,31)"
    assert found["补贴金额(元)"].type == "decimal"
    for each in found.values():
        assert len(each.prompt or "") <= 255
        assert len(each.error or "") <= 255
        assert len(each.promptTitle) <= 32


def regions(folder: Path) -> Path:
    rows = "级别 | 名称 | 所属\n乡镇 | 青龙镇 | 某县\n村 | 上庄村 | 青龙镇\n村 | 下庄村 | 青龙镇\n乡镇 | 白马镇 | 某县\n村 | 马头村 | 白马镇"
    return write(folder / "区划.xlsx", Sheet("区划名单", rows))


def test_villages_depend_on_the_township(tmp_path: Path) -> None:
    path = blank(tmp_path, "leader", "--regions", regions(tmp_path))
    found = validations(path)
    assert words(path, found["镇街"]) == ["青龙镇", "白马镇"]
    assert found["村(社区)"].formula1.startswith("IF($")
    without = validations(blank(tmp_path, "leader", name="无.xlsx"))
    assert "镇街" not in without
    assert "村(社区)" not in without


def test_one_row_of_headers_with_units(tmp_path: Path) -> None:
    path = blank(tmp_path, "leader", "--notice", "tongnan-2020", "--rows", "12")
    page = sheet(path)
    assert "带动贫困户数(户)" in headers(path)
    assert [page.cell(row, 1).value for row in (4, 15, 16)] == [1, 12, None]
    order = [
        name for name in field_specs(Leader) if field_specs(Leader)[name].header in headers(path)
    ]
    assert order


def test_the_columns_are_those_that_something_reads() -> None:
    library = shipped_notices()
    context = CheckContext(all_rules(), notices_in_force((), library), date(2021, 6, 1))
    chosen = [c.spec.field for c in blank_columns(Trainee, context, everything=False)]
    read = fields_in_use(Trainee, context)
    assert {"name", "id_number", "sex", "phone", "starts", "ends"} <= set(chosen)
    assert set(chosen) - {"seq"} <= read | {
        s.field for s in field_specs(Trainee).values() if s.required
    }
    everything = [c.spec.field for c in blank_columns(Trainee, context, everything=True)]
    assert everything == [name for name in field_specs(Trainee) if name != "held"]


def test_a_file_that_is_not_ours_is_never_replaced(tmp_path: Path) -> None:
    path = tmp_path / "空白.xlsx"
    openpyxl.Workbook().save(path)
    before = path.read_bytes()
    result = rs("template", "leader", "-o", path)
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)
    assert path.read_bytes() == before


def test_a_blank_that_somebody_has_begun_to_fill_in_is_kept(tmp_path: Path) -> None:
    path = blank(tmp_path, "leader")
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["B5"] = "张三"
    book.save(path)
    before = path.read_bytes()
    assert rs("template", "leader", "-o", path).exit_code == 0
    assert path.with_name(f"{path.stem}.旧1.xlsx").read_bytes() == before


@pytest.mark.parametrize(
    "wrong",
    [
        (), ("leader", "--all"), ("--all",), ("nothing",), ("attendance",), ("leader", "--notice", "x"),
        ("leader", "--from", "没有.xlsx"),
    ],
)  # fmt: skip
def test_what_cannot_be_made_is_one_line(
    tmp_path: Path, wrong: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = rs("template", *wrong)
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1), result.output
    assert list(tmp_path.iterdir()) == []


def test_the_default_name_is_the_title(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert rs("template", "leader", "--unit", "桂林街道").stdout == "致富带头人台账.xlsx\n"
    assert (tmp_path / "致富带头人台账.xlsx").is_file()


def test_what_has_no_place_is_listed(tmp_path: Path) -> None:
    rows = f"姓名 | 身份证号码 | 血型 | 性别 | 带动户数\n张三 | {NUMBER} | 甲型 | 男 | 3户"
    old = write(tmp_path / "旧.xlsx", Sheet("致富带头人台账", rows))
    path = tmp_path / "新.xlsx"
    result = rs("template", "leader", "-o", path, "--from", old)
    assert result.exit_code == 0, result.output
    assert "C列“血型”：没有对应的列，1格没有带入" in result.stdout
    book = openpyxl.load_workbook(path)
    assert [cell.value for cell in book["未带入"]["A"]][-1] == "Sheet1!C3“血型”（张三）：甲型"
    page = book.worksheets[0]
    row = dict(zip(headers(path), (cell.value for cell in page[4]), strict=True))
    assert (row["姓名"], row["身份证号"], row["性别"]) == ("张三", NUMBER, "男")
    assert row["带动户数(户)"] == 3
    assert page.cell(4, headers(path).index("身份证号") + 1).number_format == "@"


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    old = tmp_path / "旧.csv"
    old.write_text(
        f'致富带头人台账\n姓名,身份证号,性别,备注\n张三,{NUMBER},男,"=HYPERLINK(""http://x"")"\n',
        encoding="utf-8",
    )
    path = blank(tmp_path, "leader", "--from", old)
    cell = sheet(path).cell(4, headers(path).index("备注") + 1)
    assert (cell.data_type, cell.value) == ("s", '=HYPERLINK("http://x")')


def test_libreoffice_knows_the_limits_and_reckons_the_formulas(tmp_path: Path) -> None:
    path = blank(tmp_path, "leader", "--regions", regions(tmp_path), "--notice", "tongnan-2020")
    convert([path], "ods", tmp_path / "ods")
    with zipfile.ZipFile(tmp_path / "ods" / "空白.ods") as archive:
        content = archive.read("content.xml").decode()
    limits = re.findall(
        r"<table:content-validation .*?</table:content-validation>", content, re.DOTALL
    )
    sex = next(each for each in limits if 'table:title="性别"' in each)
    assert 'table:message-type="stop"' in sex
    assert "cell-content-is-in-list([$选项." in sex
    assert "从下拉名单中选：男、女" in sex
    village = next(each for each in limits if 'table:title="村(社区)"' in each)
    assert "OFFSET(" in village
    day = next(each for each in limits if 'table:title="认定时间"' in each)
    assert "cell-content-is-date()" in day
    assert "TODAY()" in day

    book = openpyxl.load_workbook(path)
    page, trial = book.worksheets[0], book.create_sheet("试", 0)
    at = headers(path).index("镇街") + 1
    letter = get_column_letter(headers(path).index("身份证号") + 1)
    formula = next(
        v.formula1
        for v in page.data_validations.dataValidation
        if v.formula1 and v.formula1.startswith("IF(")
    )
    wrong = NUMBER[:-1] + ("0" if NUMBER[-1] != "0" else "1")
    other = NUMBER[:15] + "999"
    numbers = (NUMBER, NUMBER, wrong, other, "E12345678", NUMBER[:17] + "*")
    for row, number in enumerate(numbers, start=4):
        page[f"{letter}{row}"] = number
    for row, township in ((1, "青龙镇"), (2, "白马镇"), (3, None)):
        page.cell(3 + row, at).value = township
        own = formula.replace(
            f"{get_column_letter(at)}4",
            f"${get_column_letter(at)}${3 + row}",
        ).replace("$$", "$")
        own = own.replace(
            "$" + get_column_letter(at) + "$" + str(3 + row),
            f"空白!${get_column_letter(at)}${3 + row}",
        )
        trial.cell(row, 1).value = f"=ROWS({own})"
    page.title = "空白"
    for row in range(4, 4 + len(numbers)):
        cell = f"空白!${letter}{row}"
        trial.cell(row, 1).value = "=IF(" + failed_checksum(cell) + ',"错","对")'
        trial.cell(row, 2).value = (
            "=IF(" + repeated(cell, f"空白!${letter}$4:${letter}$1048576") + ',"重","单")'
        )
    book.save(tmp_path / "试.xlsx")
    convert([tmp_path / "试.xlsx"], "csv:Text - txt - csv (StarCalc):44,34,76,1", tmp_path / "csv")
    [made] = (tmp_path / "csv").glob("*.csv")
    lines = list(csv.reader(made.read_text(encoding="utf-8").splitlines()))
    assert [line[0] for line in lines[:3]] == ["2", "1", "3"]
    assert [line[:2] for line in lines[3:9]] == [
        ["对", "重"], ["对", "重"], ["错", "单"], ["错", "单"], ["对", "单"], ["错", "单"],
    ]  # fmt: skip


def test_libreoffice_refuses_wrong_entries(tmp_path: Path) -> None:
    path = blank(
        tmp_path,
        "leader",
        "--regions",
        regions(tmp_path),
        "--notice",
        "tongnan-2020",
        "--all-columns",
    )
    letters = {cell.value: cell.column_letter for cell in sheet(path)[3]}
    rows = (
        ("性别", "男", "allowed"), ("性别", "男性", "refused"), ("性别", "女", "allowed"),
        ("文化程度", "高中", "allowed"), ("文化程度", "高中毕业", "refused"),
        ("认定时间", "2020-05-06", "allowed"), ("认定时间", "2091-05-06", "refused"),
        ("认定时间", "20200506", "refused"), ("带动户数(户)", "3", "allowed"), ("带动户数(户)", "-1", "refused"),
        ("带动户数(户)", "三户", "refused"), ("创业状态", "初创", "allowed"), ("创业状态", "试营业", "asked about"),
        ("身份证号", "'500199198506150017", "allowed"),
    )  # fmt: skip
    entries = {f"{letters[head]}{at}": text for at, (head, text, _) in enumerate(rows, start=10)}
    places = (
        ("青龙镇", "上庄村", "allowed"),
        ("白马镇", "上庄村", "asked about"),
        ("白马镇", "马头村", "allowed"),
    )
    for at, (township, village, _) in enumerate(places, start=4):
        entries |= {f"{letters['镇街']}{at}": township, f"{letters['村(社区)']}{at}": village}
    judged = entries_judged(path, entries, tmp_path)
    for at, (head, text, expected) in enumerate(rows, start=10):
        assert (head, text, judged[f"{letters[head]}{at}"]) == (head, text, expected)
    for at, (_, village, expected) in enumerate(places, start=4):
        assert (village, judged[f"{letters['村(社区)']}{at}"]) == (village, expected)


def test_the_guide_says_what_is_asked(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(blank(tmp_path, "leader", "--notice", "tongnan-2020"))
    texts = " ".join(
        str(cell.value) for row in book["填表说明"].iter_rows() for cell in row if cell.value
    )
    assert "身份证号（必填）" in texts
    assert "带动户数不足" in texts
    assert "潼扶组发〔2020〕4号" in texts
    assert book["选项"].sheet_state == "hidden"
    assert by_id("leader") is Leader
    assert open_content(Path(tmp_path / "空白.xlsx").read_bytes(), "空白.xlsx").names


def test_control_characters_in_the_name_of_the_old_ledger_do_not_reach_the_workbook(
    tmp_path: Path,
) -> None:
    old = tmp_path / "旧\x1b[2J\u202e.csv"
    old.write_text(
        f"致富带头人台账\n姓名,身份证号,血型\n张三,{NUMBER},甲型\n",
        encoding="utf-8",
    )
    path = blank(tmp_path, "leader", "--from", old)
    book = openpyxl.load_workbook(path)
    texts = [str(cell.value) for page in book for row in page for cell in row if cell.value]
    assert any("[2J" in text for text in texts)
    assert not any("\x1b" in text for text in texts)
