"""Text files as systems export them and as they arrive: marks, encodings, damage, loose commas."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import ruralskills as rs
from builders.corpus.case import WRONG, ledger
from builders.corpus.formats import text
from ruralskills.readers.grid import Grid
from ruralskills.readers.open import open_content
from ruralskills.values.field_type import Unplaced

PEOPLE = """\
序号,姓名,性别,身份证号,单位名称,联系电话,带动贫困户数,备注
1,周明山,男,500199198001111012,富民种植合作社,13300000001,4,
2,吴桂花,女,500199198002121028,青山养殖合作社,13300000002,5,
3,郑长河,男,500199198003131033,青山养殖合作社,13300000003,6,
4,王秀兰,女,500199198004141049,兴农公司,13300000004,7,
"""


def grid_of(content: bytes | str) -> Grid:
    if isinstance(content, str):
        content = content.encode()
    book = open_content(content, "台账.csv")
    return book.read(book.names[0])


def row(grid: Grid, number: int) -> list[object]:
    return list(grid.row(number - 1))


def unplaced(grid: Grid, number: int) -> list[int]:
    """The columns of a row, from 0, of which nobody can tell what belongs there."""
    return [at for at, value in enumerate(grid.row(number - 1)) if isinstance(value, Unplaced)]


@pytest.mark.parametrize("mark", ["\t", ",", ";", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_mark_in_every_encoding(mark: str, encoding: str) -> None:
    grid = grid_of(text(mark, encoding))
    assert (grid.height, grid.width) == (7, 6)
    assert row(grid, 3)[:3] == [1.0, "周明山", "男"]
    assert grid.remarks == []


@pytest.mark.parametrize("mark", [";", "|", "\t"])
def test_a_mark_that_excel_is_told_of_is_no_row(mark: str) -> None:
    grid = grid_of(f"sep={mark}\r\n".encode() + text(mark, "utf-8"))
    assert row(grid, 2)[:2] == ["序号", "姓名"]


def test_commas_in_the_cells_do_not_make_them_the_mark() -> None:
    lines = ["姓名\t特长\t备注", *(f"周{n}\t电工,焊工,月嫂,厨师\t一、二,三" for n in "明山河")]
    assert grid_of("\n".join(lines)).width == 3


def test_a_list_with_one_semicolon_a_row_does_not_make_it_the_mark() -> None:
    lines = [
        "序号,姓名,工种",
        *(f"{n},周{n},电工;焊工" for n in range(5)),
        "6,周山,钟点工,保洁;月嫂",
    ]
    assert row(grid_of("\n".join(lines)), 2)[:3] == [0.0, "周0", "电工;焊工"]


@pytest.mark.parametrize(
    ("encoding", "place"),
    [("utf-8", 300), ("utf-8", 301), ("utf-8-sig", 400), ("gb18030", 200), ("gb18030", 201)],
)
@pytest.mark.parametrize("byte", [b"\xff", b"\x80", b"\xc0"])
def test_one_damaged_byte_costs_one_cell(encoding: str, place: int, byte: bytes) -> None:
    sound = text(",", encoding)
    name = sound.index("冯建国".encode("gbk" if encoding == "gb18030" else "utf-8"))
    damaged = sound[: name + 1] + byte + sound[name + 2 :]
    grid = grid_of(damaged)
    expected = grid_of(sound)
    differ = [
        (at, column)
        for at in range(grid.height)
        for column in range(grid.width)
        if grid.at(at, column) != expected.at(at, column)
    ]
    assert differ == [(6, 1)]
    assert str(grid.at(6, 1)).endswith("国")


def test_a_damaged_byte_is_said_with_its_row() -> None:
    damaged = text(",", "utf-8").replace("吴桂花".encode(), "吴桂花".encode()[:-1] + b"\xff")
    assert grid_of(damaged).remarks == [
        "第4行有不成字的字节，显示为“\ufffd”，文件在传送中可能有损坏。请对照原件核实"
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le"])
def test_half_a_character_at_the_end(encoding: str) -> None:
    grid = grid_of((PEOPLE + "5,冯建国").encode(encoding)[:-1])
    assert row(grid, 2)[1] == "周明山"
    assert str(row(grid, 6)[1]).startswith("冯建")
    assert "文件末尾不完整" in grid.remarks[-1]


def test_a_name_with_a_comma_is_joined_where_it_fits_in_one_way() -> None:
    grid = grid_of(PEOPLE.replace("富民种植合作社", "富民种植,养殖合作社", 1))
    assert row(grid, 2) == [
        1.0, "周明山", "男", "500199198001111012", "富民种植,养殖合作社", "13300000001", 4.0, "",
    ]  # fmt: skip
    assert unplaced(grid, 2) == []
    [remark] = grid.remarks
    assert remark.startswith("第2行内容里的“,”没有加引号，只有一种分法")


@pytest.mark.parametrize("name", ["富民种植,养殖", "种植,养殖,加工合作社", "一,二,三,四合作社"])
@pytest.mark.parametrize("place", [1, 3, 4])
def test_several_commas_in_a_name(name: str, place: int) -> None:
    lines = PEOPLE.splitlines()
    cells = lines[place].split(",")
    cells[4] = name
    lines[place] = ",".join(cells)
    grid = grid_of("\n".join(lines))
    assert row(grid, place + 1)[4] == name
    assert row(grid, place + 1)[5] == cells[5]


def test_two_names_with_commas_in_one_row() -> None:
    grid = grid_of(PEOPLE.replace("1,周明山,", "1,周明山,周明水,").replace("富民", "富,民"))
    assert row(grid, 2)[1:5] == ["周明山,周明水", "男", "500199198001111012", "富,民种植合作社"]


def test_thousands_without_quotation_marks() -> None:
    lines = ["姓名,身份证号,补贴金额,备注"]
    lines += [f"周{n},50019919800111101{n},{n}00,已发" for n in range(1, 8)]
    lines.append("吴六,500199198001111016,1,200.50,已发")
    assert row(grid_of("\n".join(lines)), 9)[2:] == ["1,200.50", "已发"]


def test_a_village_list_keeps_a_name_from_being_joined_with_a_village() -> None:
    lines = ["序号,姓名,村,单位"]
    lines += [f"{n},周{n},{'青龙' if n % 2 else '双河'}村,富民社" for n in range(1, 6)]
    lines.append("6,阿力,买买提,青龙村,兴农公司")
    assert row(grid_of("\n".join(lines)), 7)[1:4] == ["阿力,买买提", "青龙村", "兴农公司"]


def test_what_fits_in_two_ways_is_left_to_people() -> None:
    lines = ["序号,姓名,单位,身份证号,带动贫困户数"]
    lines += [f"{n},周{n},富民{n}社,50019919800111101{n},{n}" for n in range(1, 6)]
    lines.append("6,吴六,种植,养殖社,500199198001111016,3")
    grid = grid_of("\n".join(lines))
    assert unplaced(grid, 7) == [1, 2]
    assert row(grid, 7)[0] == 6.0
    assert row(grid, 7)[3:] == ["500199198001111016", 3.0, ""]
    [remark] = grid.remarks
    assert remark.startswith("第7行比表头多出几格")


def test_what_fits_in_no_way_is_left_to_people() -> None:
    grid = grid_of(PEOPLE.replace("兴农公司,13300000004,7", "兴农,公司,未知,七"))
    assert unplaced(grid, 5) == list(range(9))


def test_a_blank_remark_does_not_hide_the_comma_before_it() -> None:
    """The row has as many filled cells as the header, and yet the remark holds the company."""
    lines = [
        "序号,姓名,单位,备注",
        *(f"{n},周{n},富民{n}社," for n in range(1, 6)),
        "6,吴六,种植,养殖社,",
    ]
    grid = grid_of("\n".join(lines))
    assert unplaced(grid, 7) == [1, 2]
    assert row(grid, 7)[3] == ""
    assert grid.remarks


def test_a_column_without_a_header_is_no_loose_comma() -> None:
    lines = ["序号,姓名,单位", *(f"{n},周{n},富民社,第{n}次" for n in range(1, 6))]
    grid = grid_of("\n".join(lines))
    assert row(grid, 2) == [1.0, "周1", "富民社", "第1次"]
    assert grid.remarks == []


def test_marks_at_the_end_of_a_block_of_rows_are_no_loose_commas() -> None:
    lines = [
        "序号,姓名,单位,备注",
        *(f"{n},周{n},富民{n}社,{',' * (n < 17)}" for n in range(1, 60)),
    ]
    grid = grid_of("\n".join(lines))
    assert grid.remarks == []
    assert row(grid, 2)[:3] == [1.0, "周1", "富民1社"]


def test_a_wider_table_below_is_no_loose_comma() -> None:
    below = "\n村,镇,村类型,主任,书记,文书,会计,委员,备注,排序\n青龙村,甲镇,贫困村,甲,乙,丙,丁,戊,己,1\n"
    grid = grid_of(PEOPLE + below)
    assert grid.remarks == []
    assert row(grid, 8)[:3] == ["青龙村", "甲镇", "贫困村"]


def test_nothing_else_is_found_in_a_row_that_could_not_be_placed(tmp_path: Path) -> None:
    """Neither its cells nor the total that counts them are judged, and the row is named."""
    rows = [",".join(str(value) for value in line) for line in ledger()[1:]]
    rows = [line.replace(".0", "").replace("郑长河,女", "郑长河,男") for line in rows]
    sound = ["2020年致富带头人台账,,,,,", *rows, "合计,,,,,30"]
    loose = [line.replace("王秀兰,", "王秀兰,兰兰,合,作,") for line in sound]
    for name, lines in (("好.csv", sound), ("多逗号.csv", loose)):
        (tmp_path / name).write_text("\n".join(lines), encoding="utf-8")
    day = date(2021, 1, 15)
    assert not rs.validate(tmp_path / "好.csv", notices=(), as_of=day).findings
    outcome = rs.validate(tmp_path / "多逗号.csv", notices=(), as_of=day)
    [finding] = outcome.findings
    assert (finding.code, finding.cell and finding.cell.address) == ("C103", "A6")
    assert any("第6行比表头多出几格" in remark for remark in outcome.remarks)
    assert any("第6行比表头多出几格" in sheet.reason for sheet in outcome.sheets)


def test_the_fault_is_found_beside_a_joined_name(tmp_path: Path) -> None:
    path = tmp_path / "台账.csv"
    path.write_bytes(text(",", "gb18030").replace("冯建国".encode("gbk"), "冯建,国".encode("gbk")))
    outcome = rs.validate(path, notices=(), as_of=date(2021, 1, 15))
    assert {(f.code, f.cell.address) for f in outcome.findings if f.cell} >= {WRONG}
    assert not any(f.cell and f.cell.row == 7 and f.cell.column > 2 for f in outcome.findings)


def test_a_footer_with_more_marks_is_no_loose_comma() -> None:
    grid = grid_of(PEOPLE + "填表人：张三,,,审核人：李四,,,,,\n")
    assert grid.remarks == []
    assert row(grid, 6)[0] == "填表人：张三"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
def test_a_quotation_that_swallows_the_rest_is_said(encoding: str) -> None:
    opened = PEOPLE.replace("3,郑长河", '3,"郑长河')
    assert grid_of(PEOPLE.encode(encoding)).remarks == []
    grid = grid_of(opened.encode(encoding))
    assert grid.height == 4
    assert grid.remarks[-1].startswith("第4行有引号没有成对")


def test_lines_in_a_cell_and_inches_are_no_open_quotation() -> None:
    assert grid_of(PEOPLE + '5,"李\n四",男,,,,,').remarks == []
    assert grid_of(PEOPLE + '5,李四,男,,,,,5" 管\n').remarks == []
