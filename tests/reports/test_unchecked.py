"""Nothing is silent: what was guessed, not recognised or not run is said in every report."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from msgspec.structs import replace
from openpyxl import Workbook, load_workbook

import ruralskills as rs
from builders.command_line import rs as command
from builders.outcomes import FILE, finding, outcome, table
from builders.sheet_text import Sheet, write
from builders.workbook_fixture import leaders, number
from ruralskills.model.layout import ColumnLayout, SheetStatus, TableLayout
from ruralskills.model.outcome import ColumnGap, Outcome
from ruralskills.reports import console, html, summary, unchecked, xlsx
from ruralskills.workspace.settings import Settings

KNOWN = ColumnLayout("A", "姓名", "name", chosen_by="exact")
LIKE = ColumnLayout("H", "公民身份证号码", "id_number", chosen_by="likeness")
BY_CONTENT = ColumnLayout("I", "（无表头）", "phone", chosen_by="content")
TOLD = ColumnLayout("J", "户数合计", "poor_households_led", chosen_by="told")
NEAR = ColumnLayout("E", "带贫户数", None, "带动贫困户数")
FAR = ColumnLayout("F", "驻村干部", None)


def with_columns(*columns: ColumnLayout, files: tuple[str, ...] = (FILE,)) -> Outcome:
    tables = tuple(replace(table(file), columns=(KNOWN, *columns)) for file in files)
    return replace(outcome(), tables=tables)


def lines(made: Outcome) -> list[str]:
    return [line for section in unchecked.sections(made) for line in section.lines]


def on_screen(made: Outcome) -> list[str]:
    stream = io.StringIO()
    console.write(made, stream, colour=False)
    return stream.getvalue().splitlines()


def in_workbook(made: Outcome, folder: Path) -> Workbook:
    path = folder / "问题清单.xlsx"
    path.write_bytes(xlsx.workbook(made, path))
    return load_workbook(path)


def test_a_column_taken_by_a_guess_is_said_once() -> None:
    assert lines(with_columns(LIKE)) == [
        "按“身份证号”理解 云岭镇.xlsx!带头人 H列“公民身份证号码”，请核对"
    ]
    assert lines(with_columns(BY_CONTENT)) == [
        "按“联系电话”理解 云岭镇.xlsx!带头人 I列“（无表头）”，请核对"
    ]
    assert lines(with_columns(TOLD)) == []


def test_the_same_header_in_many_files_is_one_line() -> None:
    files = tuple(f"{name}镇.xlsx" for name in "甲乙丙")
    assert lines(with_columns(LIKE, NEAR, files=files)) == [
        "按“身份证号”理解 甲镇.xlsx!带头人 H列“公民身份证号码”等3处，请核对",
        "甲镇.xlsx!带头人 E“带贫户数”等3处，是不是“带动贫困户数”？写进 rs.toml 后再查",
    ]


def test_unknown_columns_those_with_a_suggestion_first() -> None:
    made = with_columns(FAR, NEAR)
    assert [line for s in unchecked.sections(made) for line in s.labelled] == [
        "没有认出的列：云岭镇.xlsx!带头人 E“带贫户数”，是不是“带动贫困户数”？写进 rs.toml 后再查",
        "没有认出的列：云岭镇.xlsx!带头人 F“驻村干部”",
    ]


@pytest.mark.parametrize(
    "header", ["备注2", "其他说明", "领取人签字", "（无表头）", "序号", "照片"]
)
def test_a_column_that_serves_people_alone_is_no_unknown_one(header: str) -> None:
    made = with_columns(ColumnLayout("K", header, None), ColumnLayout("L", "其它", None))
    assert [line for s in unchecked.sections(made) for line in s.labelled] == [
        f"不需要检查的列：云岭镇.xlsx!带头人 K“{header}”等2列"
    ]
    assert unchecked.counts(made) == ""
    assert summary.verdict(made) == "未发现问题"


def test_nor_one_with_nothing_in_it() -> None:
    made = with_columns(replace(FAR, is_empty=True))
    assert unchecked.counts(made) == ""
    assert not unchecked.calls_for_a_look(made)
    near = with_columns(replace(NEAR, is_empty=True))
    assert unchecked.counts(near) == "1列没有认出"


def test_two_ledgers_under_one_header_share_its_columns() -> None:
    outer, inner = table(), replace(table(), ledger="household_link")
    made = replace(
        outcome(),
        tables=(
            replace(outer, columns=(KNOWN, FAR, replace(NEAR, suggestion=""))),
            replace(inner, columns=(FAR, replace(NEAR, field="people"))),
        ),
    )
    assert lines(made) == ["云岭镇.xlsx!带头人 F“驻村干部”"]


def below(one: TableLayout) -> TableLayout:
    return replace(one, header_rows=(60,), columns=(replace(FAR, header="电工班"),))


def test_but_two_tables_below_one_another_do_not() -> None:
    first = replace(table(), columns=(replace(FAR, field="name", chosen_by="exact"),))
    made = replace(outcome(), tables=(first, below(table())))
    assert lines(made) == ["云岭镇.xlsx!带头人 F“电工班”"]


def skipped(*sheets: SheetStatus) -> Outcome:
    return replace(outcome(), sheets=sheets)


def test_sheets_that_were_not_checked_and_why() -> None:
    made = skipped(
        SheetStatus(FILE, "带头人", "read"),
        SheetStatus(FILE, "食堂", "skipped", "没有认出台账的表头", "no_table"),
        SheetStatus(FILE, "值班", "skipped", "没有认出台账的表头", "no_table"),
        SheetStatus(FILE, "Sheet3", "skipped", "空表", "empty"),
        SheetStatus(FILE, "问题清单", "skipped", "是本工具附上的表，不检查", "appended"),
        SheetStatus(FILE, "说明", "skipped", "只有说明文字，没有数据表", "sentences"),
    )
    assert lines(made) == [
        "云岭镇.xlsx!食堂（没有认出台账的表头）",
        "云岭镇.xlsx!值班（没有认出台账的表头）",
        "云岭镇.xlsx!说明（只有说明文字，没有数据表）",
    ]
    assert unchecked.brief(made) == [
        "没有检查的表：云岭镇.xlsx!食堂等2张（没有认出台账的表头）",
        "没有检查的表：云岭镇.xlsx!说明（只有说明文字，没有数据表）",
    ]
    assert summary.verdict(made) == "已查的部分未发现问题；2张表没有认出"


def test_rules_without_their_columns_are_grouped_by_what_is_missing() -> None:
    gaps = (
        ColumnGap("致富带头人台账", ("年龄",), (f"{FILE}!带头人", "b.xlsx!表"), ("P104", "P101")),
        ColumnGap("培训班台账", ("开班日期", "结业日期"), ("c.xlsx!班",), ("P104",)),
    )
    made = replace(outcome(), column_gaps=gaps)
    assert lines(made) == [
        "致富带头人台账（云岭镇.xlsx!带头人等2张表）没有“年龄”列，没有查："
        "年龄与身份证号不符（P104）、性别与身份证号不符（P101）",
        "培训班台账（c.xlsx!班）没有“开班日期”“结业日期”列，没有查：年龄与身份证号不符（P104）",
    ]
    assert on_screen(made)[-2:-1] == [
        "识别情况：有2条规则因表中缺列没有运行：致富带头人台账没有“年龄”列等2种情况"
    ]
    assert summary.verdict(made) == "未发现问题"


def test_nothing_found_is_only_said_of_what_was_checked() -> None:
    assert summary.verdict(with_columns()) == "未发现问题"
    assert summary.verdict(with_columns(LIKE)) == "未发现问题"
    assert summary.verdict(
        with_columns(NEAR, FAR, replace(FAR, column="G", header="包片领导"))
    ) == ("已查的部分未发现问题；3列没有认出")
    with_findings = replace(with_columns(FAR), findings=outcome(finding()).findings)
    assert summary.verdict(with_findings) == "填错1条；1列没有认出"


def many() -> Outcome:
    columns = [ColumnLayout("B", f"带动情况{n}", None) for n in range(30)]
    guessed = [replace(LIKE, header=f"证件号{n}") for n in range(9)]
    sheets = tuple(SheetStatus(FILE, f"表{n}", "skipped", f"原因{n}", "no_table") for n in range(5))
    placed = [replace(one, column=f"B{n}") for n, one in enumerate([*columns, *guessed])]
    gap = ColumnGap("致富带头人台账", ("年龄",), (FILE,), ("P104",))
    return replace(with_columns(*placed), sheets=sheets, column_gaps=(gap,))


def test_a_screen_shows_a_dozen_lines_of_each_kind_some() -> None:
    shown = [line for line in on_screen(many()) if line.startswith("  ")]
    assert len(shown) == unchecked.MOST_LINES
    for words in ("按“身份证号”理解", "没有认出的列", "没有检查的表", "有1条规则"):
        assert sum(words in line for line in shown) >= 1
    assert shown[-1] == "  另有34条，见网页或xlsx报告（--format html、xlsx）"
    assert len(lines(many())) == 34 + len(shown) - 1


def test_how_to_settle_a_column_stands_over_the_lines_if_there_is_one() -> None:
    how = "识别情况（rs validate --show-layout --write 把列写进 rs.toml，改好后再查）："
    assert on_screen(with_columns(LIKE))[-3] == how
    assert on_screen(with_columns(FAR))[-3] == how
    assert how not in on_screen(with_columns(ColumnLayout("K", "备注", None)))
    assert how in on_screen(many())


def test_page_and_workbook_show_all_lines(tmp_path: Path) -> None:
    made = many()
    page = html.page(made)
    sheet = in_workbook(made, tmp_path)["识别情况"]
    assert sheet["A1"].value == "识别情况"
    told = [(row[0], row[1]) for row in sheet.iter_rows(min_row=4, values_only=True)]
    assert told == [(s.title, line) for s in unchecked.sections(made) for line in s.lines]
    assert page.index("</main>") < page.index("识别情况")
    how = "rs validate --show-layout --write 把列写进 rs.toml，改好后再查"
    assert f"<h2>识别情况 <span>{how}</span></h2>" in page
    assert sheet["A2"].value == how
    for line in lines(made):
        assert line in page


def test_the_first_sheet_says_what_the_township_must_look_at(tmp_path: Path) -> None:
    first = in_workbook(with_columns(LIKE, NEAR), tmp_path)["汇总"]
    words = [str(row[0]) for row in first.iter_rows(max_col=1, values_only=True)]
    assert words[-2:] == [
        "按“身份证号”理解 云岭镇.xlsx!带头人 H列“公民身份证号码”，请核对",
        "没有认出的列：云岭镇.xlsx!带头人 E“带贫户数”，是不是“带动贫困户数”？写进 rs.toml 后再查",
    ]


def test_numbers_in_names_are_hidden() -> None:
    secret = number()
    made = with_columns(replace(FAR, header=f"电话{secret}"), files=(f"{secret}.xlsx",))
    gap = ColumnGap("致富带头人台账", ("年龄",), (f"{secret}.xlsx!带头人",), ("P104",))
    made = replace(made, column_gaps=(gap,))
    assert any(secret in line for line in lines(made))
    assert not any(secret in line for line in lines(made.masked()))


def checked(path: Path) -> Outcome:
    return rs.validate(path, notices=["tongnan-2020"], settings=Settings())


def test_of_a_real_ledger(tmp_path: Path) -> None:
    sheet = leaders(
        "| 3 | 王某 | |", "| 4 | 李某 | |", head="| 带动贫困户数 | 驻村干部 | 包片领导 |"
    )
    path = write(
        tmp_path / "青龙镇.xlsx",
        sheet,
        Sheet("食堂台账", "| 菜 | 口味 | 厨师 |\n| 肉 | 辣 | 老王 |", name="食堂"),
    )
    made = checked(path)
    assert unchecked.counts(made) == "1列没有认出、1张表没有认出"
    told = lines(made)
    assert "青龙镇.xlsx!Sheet1 D“驻村干部”" in told
    assert any(line.startswith("青龙镇.xlsx!食堂（") for line in told)
    assert any(line == "青龙镇.xlsx!Sheet1 E“包片领导”" for line in told)  # nothing in it
    assert on_screen(made)[-1].startswith(
        "共检查1个文件、1张表、2行，已查的部分未发现问题；1列没有认出、1张表没有认出，"
    )


def test_the_corrected_copy_says_it_below_its_list(tmp_path: Path) -> None:
    sheet = leaders("| 2 | 王某 |", "| 4 | 李某 |", head="| 带动贫困户数 | 驻村干部 |")
    path = write(tmp_path / "青龙镇.xlsx", sheet)
    done = command("correct", path, "--notice", "tongnan-2020", "--as-of", "2020-07-10")
    assert done.exit_code == 0
    assert "  没有认出的列：青龙镇.xlsx!Sheet1 D“驻村干部”" in done.stdout.splitlines()
    listed = load_workbook(tmp_path / "青龙镇.校正.xlsx")["问题清单"]
    words = [row[0] for row in listed.iter_rows(max_col=1, values_only=True)]
    assert words[4] == 1
    at = words.index("识别情况：")
    assert words[at + 1] == "没有认出的列：Sheet1 D“驻村干部”"
    assert listed.auto_filter.ref == "A4:L5"
    again = command(
        "correct",
        tmp_path / "青龙镇.校正.xlsx",
        "--notice",
        "tongnan-2020",
        "--as-of",
        "2020-07-10",
    )
    assert "没有写出副本" in again.stdout


@pytest.mark.parametrize("name", ["validate", "correct"])
def test_a_run_that_recognised_nothing_fails_with_one_line(tmp_path: Path, name: str) -> None:
    path = write(
        tmp_path / "食堂.xlsx", Sheet("食堂台账", "| 菜 | 口味 | 厨师 |\n| 肉 | 辣 | 老王 |")
    )
    other = write(tmp_path / "值班.xlsx", Sheet("值班表", "| 日 | 人 | 班 |\n| 一 | 甲 | 早 |"))
    done = command(name, path, other)
    assert done.exit_code == 2
    [line] = done.stderr.splitlines()
    assert line.startswith("rs：没有认出任何台账或人员名单，什么也没有检查。")
    known = write(tmp_path / "台账.xlsx", leaders("| 3 |", head="| 带动贫困户数 |"))
    done = command(name, path, known)
    assert (done.exit_code, done.stderr) == (0, "")


def test_of_several_files_the_unreadable_one_does_not_hide_it(tmp_path: Path) -> None:
    path = write(
        tmp_path / "食堂.xlsx", Sheet("食堂台账", "| 菜 | 口味 | 厨师 |\n| 肉 | 辣 | 老王 |")
    )
    (tmp_path / "坏.xlsx").write_bytes(b"")
    done = command("validate", path, tmp_path / "坏.xlsx")
    assert done.exit_code == 2
    assert "没有认出任何台账" in done.stderr
    assert "坏.xlsx" in done.stderr


def test_a_second_column_of_remarks_is_no_unknown_one() -> None:
    made = with_columns(ColumnLayout("K", "备注2", None, "备注"))
    assert unchecked.counts(made) == ""
    assert not unchecked.calls_for_a_look(made)


def test_a_list_of_people_that_is_no_ledger_has_no_unknown_columns() -> None:
    lists = tuple(
        replace(table(f"{name}.xlsx"), ledger="people_list", columns=(KNOWN, FAR, NEAR))
        for name in ("通讯录", "党员")
    )
    made = replace(outcome(), tables=(table(), *lists))
    what = "不是认得的台账，按人员名单只查身份证号、电话、账号、重复和合计"
    assert lines(made) == [f"通讯录.xlsx!带头人 {what}", f"党员.xlsx!带头人 {what}"]
    assert unchecked.brief(made) == [f"通讯录.xlsx!带头人等2张表 {what}"]
    assert summary.verdict(made) == "已查的部分未发现问题；2张表只按人员名单检查"


@pytest.mark.parametrize(
    "below",
    [
        ["值班安排表", "日期|带班领导|姓名|联系电话", "周一|甲|张三丰|13800138000", "周二|乙|李四光|13800138001"],
        ["通讯录", "姓名|职务|办公室|联系电话", "张三丰|主任|101|13800138000", "李四光|科员|102|13800138001"],
    ],
)  # fmt: skip
def test_an_unknown_table_below_a_known_one_is_named(tmp_path: Path, below: list[str]) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    rows = [
        "2020年致富带头人台账",
        "序号|姓名|身份证号|带动贫困户数",
        f"1|张三|{number()}|3",
        f"2|李四|{number(sequence=3)}|4",
        "",
        *below,
    ]
    for row in rows:
        sheet.append(
            [int(cell) if len(cell) == 1 and cell.isdigit() else cell for cell in row.split("|")]
        )
    path = tmp_path / "青龙镇.xlsx"
    book.save(path)
    made = checked(path)
    assert lines(made)[0] == "青龙镇.xlsx!Sheet（第7行起的表没有认出，没有检查）"
    assert summary.verdict(made) == "已查的部分未发现问题；1张表没有认出"
    assert made.rows == 2
