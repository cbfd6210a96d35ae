"""What a returned workbook holds beside the texts of its cells is told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.workbook import Workbook

from builders.sheet_text import Sheet, write
from builders.workbook_fixture import TODAY, number
from ruralskills import recheck
from ruralskills.corrections.correct import correct
from ruralskills.corrections.recheck import Recheck
from ruralskills.corrections.verdict import verdict_of
from ruralskills.workspace.settings import Settings

HEAD = "序号|镇街|村|姓名|性别|身份证号|带动户数"
Change = Callable[[Workbook], None]


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    rows = [
        f"{n}|桂林街道|青龙村|张{each}|男|{number(sequence=2 * n + 1)}|{{4}}"
        for n, each in enumerate("甲乙丙丁戊", 1)
    ]
    title = "桂林街道2020年致富带头人台账"
    path = write(tmp_path / "台账.xlsx", Sheet(title, "\n".join((HEAD, *rows)), "带头人"))
    book = openpyxl.load_workbook(path)
    sheet = book["带头人"]
    sheet["A8"], sheet["G8"] = "合计", 20
    sheet["A9"] = "填报单位：桂林街道  填报时间：2020年12月15日"
    sheet["D5"].comment = Comment("已核", "村干部")
    book.save(path)
    return path


def back(sent: Path, change: Change) -> Recheck:
    book = openpyxl.load_workbook(sent)
    change(book)
    returned = sent.with_name("台账（改）.xlsx")
    book.save(returned)
    return recheck(sent, returned, notices=["common"], as_of=TODAY, settings=Settings())


def note(book: Workbook) -> None:
    book["带头人"]["D4"].comment = Comment("此人已死亡", "村干部")


def longer_note(book: Workbook) -> None:
    book["带头人"]["D5"].comment = Comment("已核，13812345678", "村干部")


def hide_a_column(book: Workbook) -> None:
    book["带头人"].column_dimensions["F"].hidden = True


def hide_by_format(book: Workbook) -> None:
    book["带头人"]["G4"].number_format = ";;;"


def add_digits_by_format(book: Workbook) -> None:
    book["带头人"]["G5"].number_format = '0"0"'


def formula_in_place_of_number(book: Workbook) -> None:
    book["带头人"]["G6"] = "=2+2"


def page_header(book: Workbook) -> None:
    book["带头人"].HeaderFooter.oddHeader.center.text = "补报赵六带动5户"


def number_in_a_page_footer(book: Workbook) -> None:
    book["带头人"].HeaderFooter.oddFooter.left.text = f"补报赵六{number(sequence=31)}"


def strike_a_row(book: Workbook) -> None:
    for cell in book["带头人"][5]:
        cell.font = Font(strike=True)


def merge_equal_figures(book: Workbook) -> None:
    book["带头人"].merge_cells("G3:G5")


def person_becomes_a_sum(book: Workbook) -> None:
    book["带头人"]["A5"] = "小计"


def another_year(book: Workbook) -> None:
    book["带头人"]["A9"] = "填报单位：桂林街道  填报时间：2019年12月15日"


def sum_without_result(book: Workbook) -> None:
    book["带头人"]["G8"] = "=SUM(G3:G7)"


def footnote(book: Workbook) -> None:
    book["带头人"]["A11"] = "①含两户虚报"


@pytest.mark.parametrize(
    ("change", "says", "is_open"),
    [
        (footnote, "新填“①含两户虚报”", True),
        (note, "D4新加了批注“此人已死亡”", True),
        (longer_note, "D5新加了批注“已核，138****5678”", True),
        (hide_a_column, "F列隐藏起来了", False),
        (hide_by_format, "G4的单元格格式让显示的与所填的不同", True),
        (add_digits_by_format, "G5的单元格格式让显示的与所填的不同", True),
        (formula_in_place_of_number, "G6由数值改成了公式", False),
        (page_header, "页眉、页脚新填“补报赵六带动5户”", False),
        (number_in_a_page_footer, "页眉、页脚新填“补报赵六500199********", True),
        (strike_a_row, "划去了1行数据（第5行）", True),
        (merge_equal_figures, "G3:G5合并成了一格", True),
        (another_year, "填报时间:2019年12月15日", False),
        (sum_without_result, "由“20”改为“没有结果的公式”", True),
    ],
)
def test_what_nobody_sees_in_the_cells_is_told(
    sent: Path, change: Change, says: str, is_open: bool
) -> None:
    done = back(sent, change)
    told = [each for each in done.masked().sheets if says in each.says]
    assert [each.is_open for each in told] == [is_open]
    if is_open:
        assert not verdict_of(done).is_adoptable


def test_a_person_whose_number_became_a_sum_is_told(sent: Path) -> None:
    done = back(sent, person_becomes_a_sum)
    assert [(c.header, c.old, c.new) for c in done.unrequested] == [("序号", "3", "小计")]


def same(book: Workbook) -> None:
    """Save again, as another program."""


def renumbered(book: Workbook) -> None:
    sheet = book["带头人"]
    for row in range(3, 8):
        sheet[f"A{row}"] = f"（{row}）"


def another_day(book: Workbook) -> None:
    book["带头人"]["A9"] = "填报单位：桂林街道  填报时间：2020年12月28日"


def usual_formats(book: Workbook) -> None:
    sheet = book["带头人"]
    formats = ("0.00", "#,##0", '0"户"', "General", "@", r"yyyy\-mm\-dd", "[DBNum1]0", '0;;;"空"')
    for row, code in zip(range(3, 8), formats, strict=False):
        sheet[f"G{row}"].number_format = code


@pytest.mark.parametrize("change", [same, renumbered, another_day, usual_formats])
def test_what_changes_with_every_saving_is_not_told(sent: Path, change: Change) -> None:
    done = back(sent, change)
    assert done.sheets == ()
    assert done.unrequested == ()


def test_days_that_a_text_file_writes_in_its_own_way_are_no_changes(tmp_path: Path) -> None:
    head = "| 镇街 | 村 | 姓名 | 身份证号 | 认定时间 | 带动户数 |\n"
    line = "| 桂林街道 | 青龙村 | 张三 | {} | {} | {} |"
    title = "桂林街道2020年致富带头人台账"
    first = Sheet(title, head + line.format(number(), "{2020-03-01}", "{4}"))
    sent = write(tmp_path / "台账.xlsx", first)
    for day, led, changes in (("2020/3/1", "4.0", 0), ("2020/3/2", "4", 1)):
        cells = ("桂林街道", "青龙村", "张三", number(), day, led)
        text = f"{title}\n镇街,村,姓名,身份证号,认定时间,带动户数\n{','.join(cells)}\n"
        returned = tmp_path / "台账（改）.csv"
        returned.write_text(text, "utf-8")
        done = recheck(sent, returned, notices=["common"], as_of=TODAY, settings=Settings())
        assert len(done.changed) == changes


def test_notes_of_this_program_are_no_notes_of_people(sent: Path) -> None:
    book = openpyxl.load_workbook(sent)
    book["带头人"]["E4"] = "妖"
    book.save(sent)
    [written] = correct(sent, notices=["common"], as_of=TODAY, settings=Settings()).written
    assert written.output is not None
    done = recheck(sent, written.output, notices=["common"], as_of=TODAY, settings=Settings())
    assert [each for each in done.sheets if each.kind == "note"] == []
