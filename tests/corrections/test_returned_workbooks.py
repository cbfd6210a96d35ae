"""A returned workbook beside its cells: sheets, columns, sums, another unit, other ledgers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook

import ruralskills as rs
from builders.sheet_text import Sheet, write
from builders.workbook_fixture import TODAY, number
from ruralskills.corrections import recheck_report, recheck_workbook
from ruralskills.corrections.recheck import Recheck
from ruralskills.corrections.recheck_folder import recheck_folder
from ruralskills.corrections.verdict import verdict_of
from ruralskills.workspace.settings import Settings

A, B, C, D = (number(sequence=n) for n in (1, 3, 5, 7))
HEAD = "| 镇街 | 村 | 姓名 | 性别 | 身份证号 | 带动户数 | 经办意见 |"
SOUND = (
    f"| 桂林街道 | 青龙村 | 张三 | 男 | {A} | 3 | 同意 |",
    f"| 桂林街道 | 青龙村 | 李四 | 男 | {B} | 4 | 同意 |",
    f"| 桂林街道 | 红花村 | 王五 | 男 | {C} | 5 | 同意 |",
    "| 合计 |  |  |  |  | 12 |  |",
)


def ledger(path: Path, *rows: str, unit: str = "桂林街道") -> Path:
    return write(path, Sheet(f"{unit}2020年致富带头人台账", "\n".join((HEAD, *rows)), "带头人"))


def compared(one: Path, other: Path, *others: Path) -> Recheck:
    return rs.recheck(
        one, other, others=others, notices=["common"], as_of=TODAY, settings=Settings()
    )


def first_line(done: Recheck) -> str:
    return next(iter(recheck_report.lines(done)))


def changed(path: Path, change: Callable[[Workbook], None]) -> Path:
    book = openpyxl.load_workbook(path)
    change(book)
    back = path.with_name("台账（改）.xlsx")
    book.save(back)
    return back


def add_sheet(book: Workbook) -> None:
    sheet = book.create_sheet("补充")
    sheet.append(["序号", "姓名", "身份证号", "带动户数"])
    sheet.append([1, "赵六", D, 3])
    sheet.sheet_state = "veryHidden"


def hide(book: Workbook) -> None:
    book.create_sheet("说明")
    book["带头人"].sheet_state = "hidden"


def rename(book: Workbook) -> None:
    book["带头人"].title = "带头人2"


def remove_column(book: Workbook) -> None:
    book["带头人"].delete_cols(4)


def insert_column(book: Workbook) -> None:
    sheet = book["带头人"]
    sheet.insert_cols(7)
    sheet["G2"] = "奖励"


def change_sum(book: Workbook) -> None:
    book["带头人"]["F6"] = 13


def change_unknown(book: Workbook) -> None:
    book["带头人"]["G4"] = "不同意"


def change_number(book: Workbook) -> None:
    book["带头人"]["E4"] = D


def change_year(book: Workbook) -> None:
    book["带头人"]["A1"] = "桂林街道2019年致富带头人台账"


def change_quarter(book: Workbook) -> None:
    book["带头人"]["A1"] = "桂林街道2020年第二季度致富带头人台账"


def change_title(book: Workbook) -> None:
    book["带头人"]["A1"] = "桂林街道2020年致富带头人台账（第二稿）"


def remove_title(book: Workbook) -> None:
    book["带头人"]["A1"] = None


def write_far_away(book: Workbook) -> None:
    book["带头人"]["AZ300"] = f"赵六 {D}"


def write_beside(book: Workbook) -> None:
    book["带头人"]["I4"] = "电话13812345678"


def write_name_below(book: Workbook) -> None:
    book["带头人"]["A9"] = "另有赵六一户"


def hide_changed_row(book: Workbook) -> None:
    book["带头人"]["F4"] = 6
    hide_rows(book)


def hide_row_of_unknown_change(book: Workbook) -> None:
    change_unknown(book)
    hide_rows(book)


def hide_new_row(book: Workbook) -> None:
    sheet = book["带头人"]
    sheet.insert_rows(6)
    for column, text in zip("ABCDEG", ("桂林街道", "青龙村", "钱七", "男", D, "同意"), strict=True):
        sheet[f"{column}6"] = text
    sheet["F6"] = 3
    sheet.row_dimensions[6].hidden = True


def hide_rows(book: Workbook) -> None:
    for row in (3, 4):
        book["带头人"].row_dimensions[row].hidden = True


def filter_rows(book: Workbook) -> None:
    """As a filter that was left on does."""
    sheet = book["带头人"]
    sheet.auto_filter.ref = "A2:G5"
    sheet.auto_filter.add_filter_column(1, ["红花村"])
    hide_rows(book)


CHANGES: dict[Callable[[Workbook], None], str] = {
    add_sheet: "新增工作表“补充”（隐藏的），有数据1行，核对后并入原表",
    hide: "工作表“带头人”隐藏起来了",
    rename: "工作表“带头人”改名为“带头人2”",
    remove_column: "“性别”列删去了，或改了表头",
    insert_column: "新增“奖励”列，或改了表头",
    change_sum: "F6“合计”行“带动户数”由“12”改为“13”",
    change_unknown: "G4“经办意见”由“同意”改为“不同意”",
    change_year: "原表是2020年的，报回的是2019年的",
    change_quarter: "原表是2020年的，报回的是2020年第2季度的",
    change_title: (
        "A1（不在表内）由“桂林街道2020年致富带头人台账”改为“桂林街道2020年致富带头人台账(第二稿)”"
    ),
    remove_title: "表头上面的“桂林街道2020年致富带头人台账”删去了",
    write_far_away: f"AZ300（不在表内）新填“赵六{D}”，写有身份证号、账号或电话",
    write_beside: "I4（不在表内）新填“电话13812345678”，写有身份证号、账号或电话",
    write_name_below: "A9（不在表内）新填“另有赵六一户”",
    hide_changed_row: "隐藏或筛去了1行数据（第4行），其中有改动或新增，照常检查",
    hide_row_of_unknown_change: "隐藏或筛去了1行数据（第4行），其中有改动或新增，照常检查",
    hide_new_row: "隐藏或筛去了1行数据（第6行），其中有改动或新增，照常检查",
}


def test_an_untouched_workbook_is_adopted(tmp_path: Path) -> None:
    path = ledger(tmp_path / "台账.xlsx", *SOUND)
    done = compared(path, changed(path, lambda book: None))
    assert first_line(done) == "结论：可以采用。"
    assert (done.sheets, done.changed) == ((), ())


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_a_change_beside_the_rows_is_told_and_not_adopted(
    tmp_path: Path, change: Callable[[Workbook], None]
) -> None:
    path = ledger(tmp_path / "台账.xlsx", *SOUND)
    done = compared(path, changed(path, change))
    assert CHANGES[change] in [each.says for each in done.sheets]
    assert not verdict_of(done).is_adoptable


@pytest.mark.parametrize("change", [hide_rows, filter_rows])
def test_rows_that_are_only_out_of_sight_are_told_and_adopted(
    tmp_path: Path, change: Callable[[Workbook], None]
) -> None:
    """What was sent is there, and is checked all the same."""
    path = ledger(tmp_path / "台账.xlsx", *SOUND)
    done = compared(path, changed(path, change))
    says = "隐藏或筛去了2行数据（第3、4行），内容没有改动，照常检查"
    assert [(each.kind, each.says) for each in done.sheets] == [("same_rows_hidden", says)]
    lines = list(recheck_report.lines(done))
    assert lines[0] == "结论：可以采用（另有1处告知，不影响采用）。"
    assert lines[2:4] == ["告知1处（不影响采用）：", f"  带头人｜{says}"]
    assert recheck_report.record(done).verdict.adoptable


def test_rows_that_were_hidden_before_are_no_news(tmp_path: Path) -> None:
    path = ledger(tmp_path / "台账.xlsx", *SOUND)
    book = openpyxl.load_workbook(path)
    hide_rows(book)
    book.save(path)
    assert compared(path, changed(path, lambda book: None)).sheets == ()


FOOTER = "填表人：张三　审核人：李四　填表日期：2020年6月1日"


def signed(path: Path) -> Path:
    book = openpyxl.load_workbook(ledger(path, *SOUND))
    book["带头人"]["A7"] = FOOTER
    book["带头人"].row_dimensions[5].hidden = True
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (FOOTER, []),
        (FOOTER.replace("6月1日", "7月20日"), []),
        (FOOTER.replace("李四", "王五"), ["{}（不在表内）由“填表人:张三审核人:李四"]),
        (FOOTER.replace("张三", "赵六").replace("6月", "7月"), ["{}（不在表内）由“填表人:张三"]),
        (None, ["表下的“填表人:张三审核人:李四"]),
    ],
)
@pytest.mark.parametrize("inserted", [0, 1])
def test_who_signs_below_is_told_and_the_day_is_not(
    tmp_path: Path, text: str | None, told: list[str], inserted: int
) -> None:
    def change(book: Workbook) -> None:
        book["带头人"].insert_rows(6, inserted)
        if inserted:
            for column, value in zip("ABCDE", ("桂林街道", "青龙村", "钱七", "男", D), strict=True):
                book["带头人"][f"{column}6"] = value
        book["带头人"].cell(7 + inserted, 1).value = text

    path = signed(tmp_path / "台账.xlsx")
    found = compared(path, changed(path, change)).sheets
    assert {each.kind for each in found} <= {"signer"}
    assert len(found) == len(told)
    for each, start in zip(found, told, strict=True):
        assert each.says.startswith(start.format(f"A{7 + inserted}"))


def test_another_signer_alone_hinders_nothing(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book["带头人"]["A7"] = FOOTER.replace("李四", "王五")

    path = signed(tmp_path / "台账.xlsx")
    assert "可以采用（另有1处告知" in first_line(compared(path, changed(path, change)))


@pytest.mark.parametrize(
    ("place", "text", "kind"),
    [("B7", "张三", "signer"), ("D7", "李四", "signer"), ("C8", "赵六", "outside_cell"),
     ("F7", "另有赵六一户", "outside_cell"), ("B7", f"张三{D}", "outside_cell")],
)  # fmt: skip
def test_a_name_behind_its_label_is_a_signature(
    tmp_path: Path, place: str, text: str, kind: str
) -> None:
    path = ledger(tmp_path / "台账.xlsx", *SOUND)
    book = openpyxl.load_workbook(path)
    book["带头人"]["A7"], book["带头人"]["C7"] = "填表人：", "审核人："
    book.save(path)

    def change(book: Workbook) -> None:
        book["带头人"][place] = text

    assert [each.kind for each in compared(path, changed(path, change)).sheets] == [kind]


def test_a_number_below_a_table_is_told_wherever_it_stands(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book["带头人"]["A7"] = FOOTER.replace("李四", f"李四 {D}")

    path = signed(tmp_path / "台账.xlsx")
    [told] = compared(path, changed(path, change)).sheets
    assert told.kind == "outside_cell"
    assert D in told.says
    assert D not in told.masked().says


def test_of_very_many_cells_outside_those_with_numbers_come_first(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        for row in range(20, 60):
            book["带头人"].cell(row, 12, f"其他{row}")
        book["带头人"]["L80"] = D

    path = signed(tmp_path / "台账.xlsx")
    told = [c.says for c in compared(path, changed(path, change)).sheets]
    assert "L80（不在表内）" in told[1]  # behind the column without a header
    assert len(told) == 22
    assert told[-1] == "表外另有21格改动，没有逐一列出"


def test_another_year_is_the_first_thing_said(tmp_path: Path) -> None:
    path = ledger(tmp_path / "台账.xlsx", *SOUND)
    line = first_line(compared(path, changed(path, change_year)))
    assert line == "结论：原表是2020年的，报回的是2019年的，请核对是不是拿错了文件。"


def test_a_sheet_that_is_gone_is_told(tmp_path: Path) -> None:
    path = ledger(tmp_path / "台账.xlsx", *SOUND)
    book = openpyxl.load_workbook(path)
    extra = book.create_sheet("花名册")
    extra.append(["情况说明"])
    book.save(path)
    done = compared(path, changed(path, lambda b: b.remove(b["花名册"])))
    assert [each.says for each in done.sheets] == ["工作表“花名册”删去了"]
    assert not verdict_of(done).is_adoptable


def test_a_number_changed_unasked_is_not_adopted(tmp_path: Path) -> None:
    path = ledger(tmp_path / "台账.xlsx", *SOUND)
    done = compared(path, changed(path, change_number))
    assert "没有要求改而改动的1处，其中身份证号1处" in first_line(done)


def test_a_sum_that_follows_from_a_changed_row_is_no_change_of_its_own(tmp_path: Path) -> None:
    path = ledger(tmp_path / "台账.xlsx", *SOUND)

    def change(book: Workbook) -> None:
        book["带头人"]["F3"], book["带头人"]["F6"] = 4, 13

    assert compared(path, changed(path, change)).sheets == ()


def test_the_workbook_of_another_township_is_named(tmp_path: Path) -> None:
    path = ledger(tmp_path / "台账.xlsx", *SOUND)
    rows = [row.replace("桂林街道", "柏梓镇") for row in SOUND]
    back = ledger(tmp_path / "台账（改）.xlsx", *rows, unit="柏梓镇")
    assert "原表是“桂林街道”的，报回的是“柏梓镇”的" in first_line(compared(path, back))


def two_townships(folder: Path) -> None:
    """One leader in the ledgers of two townships, which each ledger alone does not show."""
    folder.mkdir()
    ledger(folder / "桂林.xlsx", *SOUND)
    rows = [row.replace("桂林街道", "柏梓镇") for row in SOUND[:1]]
    rows += [f"| 柏梓镇 | 白沙村 | 钱七 | 男 | {D} | 3 | 同意 |"]
    ledger(folder / "柏梓.xlsx", *rows, unit="柏梓镇")


def sent_copies(folder: Path) -> list[Path]:
    done = rs.correct(folder, notices=["common"], as_of=TODAY, settings=Settings())
    return [copy.output for copy in done.written if copy.output]


def test_what_only_other_ledgers_show_stays_open(tmp_path: Path) -> None:
    two_townships(tmp_path / "收件")
    copy = next(path for path in sent_copies(tmp_path / "收件") if "桂林" in path.name)
    done = compared(copy, copy)
    assert len(done.elsewhere) == 1
    assert "须与其他台账一起核对" in first_line(done)
    assert not verdict_of(done).is_adoptable


def test_an_answer_to_it_is_no_changed_fingerprint(tmp_path: Path) -> None:
    two_townships(tmp_path / "收件")
    copy = next(path for path in sent_copies(tmp_path / "收件") if "桂林" in path.name)
    book = openpyxl.load_workbook(copy)
    book["问题清单"]["I5"] = "已改"
    back = copy.with_name("桂林（改）.xlsx")
    book.save(back)
    text = "\n".join(recheck_report.lines(compared(copy, back)))
    assert "号填“已改”：须与其他台账一起核对" in text
    assert "核对码与原清单对不上" not in text


def test_with_the_other_ledgers_it_is_checked(tmp_path: Path) -> None:
    two_townships(tmp_path / "收件")
    copy = next(path for path in sent_copies(tmp_path / "收件") if "桂林" in path.name)
    done = compared(copy, copy, tmp_path / "收件")
    assert done.elsewhere == ()
    assert len(done.remaining) == 1
    book = openpyxl.load_workbook(copy)
    book["带头人"].delete_rows(3)
    back = copy.with_name("桂林（改）.xlsx")
    book.save(back)
    assert len(compared(copy, back, tmp_path / "收件").resolved) == 1


@pytest.mark.parametrize("is_marked", [False, True])
def test_with_a_folder_of_nothing_but_copies_it_is_checked(tmp_path: Path, is_marked: bool) -> None:
    two_townships(tmp_path / "收件")
    folder = tmp_path / "退回"
    folder.mkdir()
    for copy in sent_copies(tmp_path / "收件"):
        mark = "（改）" if is_marked else ""
        (folder / f"{copy.stem}{mark}.xlsx").write_bytes(copy.read_bytes())
    copy = next(path for path in folder.iterdir() if "桂林" in path.name)
    done = compared(copy, copy, folder)
    assert done.elsewhere == ()
    assert len(done.remaining) == 1


def test_folders_are_checked_with_other_ledgers(tmp_path: Path) -> None:
    two_townships(tmp_path / "收件")
    sent, back = tmp_path / "退回", tmp_path / "报回"
    for folder in (sent, back):
        folder.mkdir()
    for copy in sent_copies(tmp_path / "收件"):
        if "桂林" in copy.name:
            for folder in (sent, back):
                (folder / copy.name).write_bytes(copy.read_bytes())
    how: dict[str, Any] = {"notices": ["common"], "as_of": TODAY, "settings": Settings()}
    [alone] = recheck_folder(sent, back, **how)
    [together] = recheck_folder(sent, back, others=[tmp_path / "收件"], **how)
    assert alone.recheck is not None
    assert together.recheck is not None
    assert len(alone.recheck.elsewhere) == 1
    assert together.recheck.elsewhere == ()
    assert len(together.recheck.remaining) == 1


def test_a_mend_into_another_mistake_is_said(tmp_path: Path) -> None:
    path = ledger(
        tmp_path / "台账.xlsx", f"| 桂林街道 | 青龙村 | 张三 | 男 | {A[:-1]}* | 3 | 同意 |"
    )
    [copy] = sent_copies(path)
    book = openpyxl.load_workbook(copy)
    wrong = A[:-1] + ("0" if A[-1] != "0" else "1")
    book["带头人"]["E3"], book["问题清单"]["I5"] = wrong, "已改"
    back = tmp_path / "台账（改）.xlsx"
    book.save(back)
    text = "\n".join(recheck_report.lines(compared(copy, back)))
    assert "原问题已消除，但又出现：" in text
    assert "核对无误" not in text


def returned_folder(tmp_path: Path) -> tuple[Path, Path]:
    sent, back = tmp_path / "退回", tmp_path / "报回"
    back.mkdir()
    two_townships(sent)
    ledger(
        sent / "古溪.xlsx",
        *[row.replace("桂林街道", "古溪镇") for row in SOUND[2:3]],
        unit="古溪镇",
    )
    sent_copies(sent)
    for name in ("桂林", "柏梓"):
        copy = sent / f"{name}.校正.xlsx"
        source = copy if copy.exists() else sent / f"{name}.xlsx"
        (back / f"{name}（改）.xlsx").write_bytes(source.read_bytes())
    return sent, back


def test_folders_are_compared_workbook_by_workbook(tmp_path: Path) -> None:
    sent, back = returned_folder(tmp_path)
    found = recheck_folder(sent, back, notices=["common"], as_of=TODAY, settings=Settings())
    rows = {row[0]: row[2:7] for row in map(recheck_workbook.table_row, found)}
    assert rows["桂林街道"] == (0, 2, 0, 2, "否")
    assert rows["古溪镇"][-1] == "否"  # it had nothing to correct, and did not come back
    assert next(recheck_workbook.console_lines(found)).startswith("结论：3份中")
    assert recheck_workbook.workbook(found)


def test_swapped_workbooks_are_named(tmp_path: Path) -> None:
    sent, back = returned_folder(tmp_path)
    one, other = back / "桂林（改）.xlsx", back / "柏梓（改）.xlsx"
    content = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(content)
    found = recheck_folder(sent, back, notices=["common"], as_of=TODAY, settings=Settings())
    reasons = {file.unit: file.reason for file in found}
    assert reasons["桂林街道"] == "与“柏梓（改）.xlsx”对调了"
    assert reasons["柏梓镇"] == "与“桂林（改）.xlsx”对调了"


def test_a_layout_holds_for_copies_and_versions() -> None:
    from ruralskills.detection.hints import Hint, hint_for

    hints = [Hint(file="a.xlsx", ledger="leader")]
    for name in (
        "a.xlsx",
        "a.校正.xlsx",
        "a（改）.xlsx",
        "a(1).xlsx",
        "收件/a - 副本.xlsx",
        "a-修改版.xlsx",
    ):
        assert hint_for(hints, name, "带头人") is hints[0], name
    for name in ("b.xlsx", "ab.xlsx", "a.xls"):
        assert hint_for(hints, name, "带头人") is None, name
