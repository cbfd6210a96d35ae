"""What stands in a returned workbook and not in the one that was sent: tables, people, merges."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from builders.command_line import rs as command
from builders.sheet_text import Sheet, write
from builders.workbook_fixture import TODAY, number
from ruralskills import recheck
from ruralskills.corrections import recheck_report
from ruralskills.corrections.recheck import Recheck
from ruralskills.corrections.verdict import verdict_of
from ruralskills.workspace.settings import Settings

NUMBERS = [number(sequence=n) for n in range(1, 40, 2)]
COLUMNS = ("镇街", "村", "姓名", "性别", "身份证号", "带动户数", "经办意见")
PEOPLE = (("张三", 3), ("李四", 4), ("王五", 5), ("赵六", 6))
Change = Callable[[Workbook], None]


def row(name: str, at: int, households: int = 3) -> tuple[str | int, ...]:
    return "桂林街道", "青龙村", name, "男", NUMBERS[at], households, "同意"


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    lines = ["|".join(COLUMNS)]
    lines += ["|".join(map(str, row(name, at, led))) for at, (name, led) in enumerate(PEOPLE)]
    title = "桂林街道2020年致富带头人台账"
    return write(tmp_path / "台账.xlsx", Sheet(title, "\n".join(lines), "带头人"))


def back(sent: Path, change: Change) -> Recheck:
    book = openpyxl.load_workbook(sent)
    change(book)
    returned = sent.with_name("台账（改）.xlsx")
    book.save(returned)
    return recheck(sent, returned, notices=["common"], as_of=TODAY, settings=Settings())


def put(sheet: Worksheet, top: int, left: int, rows: Sequence[Sequence[str | int]]) -> None:
    for down, cells in enumerate(rows):
        for across, cell in enumerate(cells):
            sheet.cell(top + down, left + across, cell)


NEW = (row("钱七", 10), row("孙八", 11))


def beside(book: Workbook) -> None:
    put(book["带头人"], 2, 10, (COLUMNS, *NEW))


def far_beside(book: Workbook) -> None:
    put(book["带头人"], 2, 60, (COLUMNS, *NEW))


def below_with_a_title(book: Workbook) -> None:
    put(book["带头人"], 12, 1, (("桂林街道2020年致富带头人台账（补报）",), COLUMNS, *NEW))


def below_without_a_title(book: Workbook) -> None:
    put(book["带头人"], 12, 1, (COLUMNS, *NEW))


def of_another_ledger(book: Workbook) -> None:
    columns = ("序号", "姓名", "性别", "身份证号", "联系电话", "培训班名称", "培训时间")
    rows = [(1, "钱七", "男", NUMBERS[10], "13912345678", "第1期", "2020-05-01")]
    rows += [(2, "孙八", "男", NUMBERS[11], "13912345679", "第1期", "2020-05-01")]
    put(book["带头人"], 2, 10, (columns, *rows))


def on_a_new_sheet(book: Workbook) -> None:
    put(book.create_sheet("补充"), 1, 1, (COLUMNS, *NEW))


def above(book: Workbook) -> None:
    book["带头人"].insert_rows(1, 5)
    put(book["带头人"], 1, 1, (("桂林街道2020年致富带头人台账",), COLUMNS, *NEW))


@pytest.mark.parametrize(
    "change",
    [
        beside, far_beside, below_with_a_title, below_without_a_title, of_another_ledger,
        on_a_new_sheet, above,
    ],
)  # fmt: skip
def test_people_of_a_further_table_are_named(sent: Path, change: Change) -> None:
    done = back(sent, change)
    assert {row.subject.name for row in done.added} == {"钱七", "孙八"}
    assert not verdict_of(done).is_adoptable
    said = "\n".join(recheck_report.lines(done.masked()))
    assert "钱七" in said
    assert NUMBERS[10] not in said
    assert done.kept == len(PEOPLE)


def test_a_further_table_without_people_is_told(sent: Path) -> None:
    done = back(sent, lambda book: put(book["带头人"], 2, 10, (COLUMNS,)))
    assert done.sheets
    assert not verdict_of(done).is_adoptable


def test_a_table_that_is_gone_names_its_people(sent: Path) -> None:
    book = openpyxl.load_workbook(sent)
    beside(book)
    book.save(sent)
    done = back(sent, lambda book: book["带头人"].delete_cols(10, 7))
    assert {row.subject.name for row in done.removed} == {"钱七", "孙八"}
    assert "table_removed" in [each.kind for each in done.sheets]


def test_tables_that_changed_places_are_the_same(sent: Path) -> None:
    book = openpyxl.load_workbook(sent)
    beside(book)
    book.save(sent)

    def exchange(book: Workbook) -> None:
        sheet = book["带头人"]
        right = [[cell.value for cell in cells] for cells in sheet["J2:P4"]]
        left = [[cell.value for cell in cells] for cells in sheet["A2:G6"]]
        sheet.delete_rows(2, 10)
        put(sheet, 2, 1, right)
        put(sheet, 2, 10, left)

    done = back(sent, exchange)
    assert (done.added, done.removed, done.changed) == ((), (), ())


def merged(reference: str, *, emptied: Sequence[str] = ()) -> Change:
    """Return a merge below which values stay, but for those of some cells."""

    def change(book: Workbook) -> None:
        sheet = book["带头人"]
        for address in emptied:
            sheet[address] = None
        sheet.merged_cells.add(reference)

    return change


def said_of(done: Recheck) -> list[tuple[str, str]]:
    return [(each.kind, each.says) for each in done.sheets]


def test_a_merge_that_swallows_values_is_told(sent: Path) -> None:
    done = back(sent, merged("F3:F5", emptied=("F4", "F5")))
    assert said_of(done) == [("merged", "F3:F5合并成了一格，各行的内容因此变了")]
    assert [(str(c.after.address), c.old, c.new) for c in done.changed] == [
        ("F4", "4", "3"),
        ("F5", "5", "3"),
    ]
    assert not verdict_of(done).is_adoptable


def test_a_merge_over_people_names_them(sent: Path) -> None:
    """Values that stay below it are the people's own, and none of them is another's."""
    done = back(sent, merged("C3:G5"))
    assert ("merged", "C3:G5合并成了一格，各行的内容因此变了") in said_of(done)
    assert [(c.old, c.subject.name) for c in done.changed if c.field == "name"] == [
        ("李四", "李四"),
        ("王五", "王五"),
    ]
    assert not verdict_of(done).is_adoptable


def test_people_under_a_merge_whose_cells_are_gone_are_named(sent: Path) -> None:
    gone = [f"{letter}{row}" for row in (3, 4, 5) for letter in "CDEFG"][1:]
    done = back(sent, merged("C3:G5", emptied=gone))
    assert not verdict_of(done).is_adoptable
    said = "\n".join(recheck_report.lines(done))
    assert all(name in said for name in ("李四", "王五"))


def test_a_merge_along_a_row_is_told(sent: Path) -> None:
    done = back(sent, merged("F3:G3", emptied=("G3",)))
    assert [kind for kind, _ in said_of(done)] == ["unknown_cell", "merged"]


def test_a_merge_of_the_same_words_hinders_nothing(sent: Path) -> None:
    done = back(sent, merged("B3:B6", emptied=("B4", "B5", "B6")))
    assert said_of(done) == [("same_merged", "B3:B6合并成了一格，内容没有变")]
    assert verdict_of(done).is_adoptable


def test_a_merge_that_was_undone(sent: Path) -> None:
    book = openpyxl.load_workbook(sent)
    merged("B3:B6", emptied=("B4", "B5", "B6"))(book)
    book.save(sent)

    def undo(book: Workbook) -> None:
        book["带头人"].unmerge_cells("B3:B6")

    def undo_and_fill(book: Workbook) -> None:
        undo(book)
        for row in (4, 5, 6):
            book["带头人"][f"B{row}"] = "青龙村"

    lost = back(sent, undo)
    assert ("merged", "B3:B6原来合并成一格，现在拆开了，各行的内容因此变了") in said_of(lost)
    assert not verdict_of(lost).is_adoptable
    kept = back(sent, undo_and_fill)
    assert said_of(kept) == [("same_merged", "B3:B6原来合并成一格，现在拆开了，内容没有变")]
    assert verdict_of(kept).is_adoptable


def test_a_merge_that_only_moved_is_no_news(sent: Path) -> None:
    book = openpyxl.load_workbook(sent)
    merged("B3:B6", emptied=("B4", "B5", "B6"))(book)
    book.save(sent)

    def move(book: Workbook) -> None:
        sheet = book["带头人"]
        sheet.unmerge_cells("B3:B6")
        sheet.insert_rows(2)
        sheet["A2"] = "填报单位：桂林街道"
        sheet.merge_cells("B4:B7")

    assert not [kind for kind, _ in said_of(back(sent, move)) if "merged" in kind]


def test_a_merge_in_the_title_is_no_matter(sent: Path) -> None:
    done = back(sent, lambda book: book["带头人"].merge_cells("A1:G1"))
    assert said_of(done) == []


def test_a_wrong_value_that_is_only_deleted_is_not_mended(sent: Path) -> None:
    book = openpyxl.load_workbook(sent)
    book["带头人"]["F4"], book["带头人"]["D5"] = "见附表", "妖"
    book.save(sent)

    def write(households: int | None, sex: str | None) -> Change:
        def change(book: Workbook) -> None:
            book["带头人"]["F4"], book["带头人"]["D5"] = households, sex

        return change

    assert verdict_of(back(sent, write(4, "男"))).says == "可以采用"
    half = verdict_of(back(sent, write(4, None)))
    assert "填错的内容删去了、没有填上对的1处" in half.says
    assert not half.is_adoptable
    assert not verdict_of(back(sent, write(None, None))).is_adoptable


@pytest.mark.parametrize("letter", ["H", "I"])
def test_each_of_two_columns_of_one_header_is_compared(sent: Path, letter: str) -> None:
    book = openpyxl.load_workbook(sent)
    put(book["带头人"], 2, 8, (("走访情况",) * 2, *(("已走访", "再访"),) * 4))
    book.save(sent)

    def change(book: Workbook) -> None:
        book["带头人"][f"{letter}4"] = "没有走访"

    assert [kind for kind, _ in said_of(back(sent, change))] == ["unknown_cell"]


ARGUMENTS = ("--notice", "common", "--as-of", TODAY.isoformat())


def test_what_is_not_to_be_taken_over_is_no_success(sent: Path) -> None:
    book = openpyxl.load_workbook(sent)
    returned = sent.with_name("台账（改）.xlsx")
    book.save(returned)
    assert command("recheck", sent, returned, *ARGUMENTS).exit_code == 0
    beside(book)
    book.save(returned)
    assert command("recheck", sent, returned, *ARGUMENTS).exit_code == 1


def test_folders_without_a_workbook_in_common_are_no_success(sent: Path, tmp_path: Path) -> None:
    one, other = tmp_path / "退回", tmp_path / "报回"
    for folder, name in ((one, "甲.xlsx"), (other, "乙.xlsx")):
        folder.mkdir()
        (folder / name).write_bytes(sent.read_bytes())
    done = command("recheck", one, other, *ARGUMENTS)
    assert (done.exit_code, "2份中0份可以采用" in done.stdout) == (1, True)
    assert command("recheck", one, other, *ARGUMENTS, "--format", "json").exit_code == 1
    (other / "甲.xlsx").write_bytes(sent.read_bytes())
    (other / "乙.xlsx").unlink()
    assert command("recheck", one, other, *ARGUMENTS).exit_code == 0


def test_a_file_without_a_ledger_need_not_come_back(sent: Path, tmp_path: Path) -> None:
    one, other = tmp_path / "退回", tmp_path / "报回"
    for folder in (one, other):
        folder.mkdir()
        (folder / "台账.xlsx").write_bytes(sent.read_bytes())
    notes = openpyxl.Workbook()
    sheet = notes.active
    assert isinstance(sheet, Worksheet)
    sheet.append(["请各镇于七月十日前报回，逾期通报。"])
    notes.save(one / "说明.xlsx")
    done = command("recheck", one, other, *ARGUMENTS)
    assert (done.exit_code, "1份中1份可以采用" in done.stdout) == (0, True)
