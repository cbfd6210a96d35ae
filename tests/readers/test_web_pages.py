"""Web pages and archives of them: titles over tables, tables of headers, layouts, damage."""

from __future__ import annotations

import pytest

from builders.corpus import web_pages
from builders.corpus.case import ledger
from builders.corpus.web_pages import PEOPLE, archive, in_layout, page, part, rows_of, table, under
from builders.watchdog import watchdog
from ruralskills.errors import CannotRead
from ruralskills.readers.grid import Grid
from ruralskills.readers.open import open_content

LEDGER = [[value if value is not None else "" for value in row] for row in ledger()]


def grids(content: str | bytes) -> list[Grid]:
    book = open_content(content.encode() if isinstance(content, str) else content, "台账.xls")
    return [book.read(name) for name in book.names]


def rows(grid: Grid) -> list[list[object]]:
    """The cells of each row up to the last that is filled."""
    found: list[list[object]] = [[*grid.row(row)] for row in range(grid.height)]
    return [row[: max((n for n, v in enumerate(row, 1) if v != ""), default=0)] for row in found]


def names(content: str | bytes) -> list[str]:
    return [grid.name for grid in grids(content)]


@pytest.mark.parametrize(
    "title",
    [
        "<h3>{}</h3>", "<h1 align=center><font>{}</font></h1>", "<p><b>{}</b></p>", "<center>{}</center>",
        "{}", "{}<br>", "<div><div>{}</div></div>", "<script>var x='a';</script><h2>{}</h2><hr>",
        "<a href=#>返回</a><h3>\n  {}\n</h3>", "<select><option>全部</option></select><p>{}</p>",
    ],
)  # fmt: skip
def test_the_title_over_a_table_is_its_first_row(title: str) -> None:
    [grid] = grids(under(title.format(web_pages.TITLE)))
    assert rows(grid) == LEDGER
    assert grid.merges[0] == (0, 0, 0, 5)


def test_a_caption_is_its_first_row() -> None:
    text = page(table(title=False)).replace(
        "<table>", f"<table><caption>{web_pages.TITLE}</caption>"
    )
    assert rows(grids(text)[0]) == LEDGER


def test_title_and_unit_line() -> None:
    [grid] = grids(under("<h3>带头人台账</h3><p>填报单位：青龙镇&nbsp;&nbsp;时间：2020年6月</p>"))
    assert rows(grid)[:2] == [["带头人台账"], ["填报单位：青龙镇 时间：2020年6月"]]


def test_the_chrome_of_a_page_is_left_out() -> None:
    chrome = "".join(f"<div>栏目{n}</div>" for n in range(30)) + f"<p>{'长' * 300}</p>"
    [grid] = grids(under(f"{chrome}<h3>台账</h3>"))
    assert rows(grid)[:4] == [["栏目28"], ["栏目29"], ["台账"], web_pages.HEADER]


@pytest.mark.parametrize(
    "between", ["", "\n<br>\n", "<hr>", "<script>x</script>", "<a href=#>排序</a>"]
)
@pytest.mark.parametrize("scroll_bar", ["", "<th></th>", "<th class=gutter>&nbsp;</th>"])
def test_headers_in_a_table_of_their_own(between: str, scroll_bar: str) -> None:
    [grid] = grids(web_pages.in_two_tables(between, scroll_bar))
    assert rows(grid) == LEDGER


def test_headers_of_two_rows_in_a_table_of_their_own() -> None:
    head = (
        "<table><tr><td rowspan=9>序号</td><td colspan=2>基本信息</td><td rowspan=2>带动户数</td></tr>"
        "<tr><td>姓名</td><td>身份证号</td></tr></table>"
    )
    body = rows_of(
        [[1.0, "张三", "500199198001111012", 3.0], [2.0, "李四", "500199198002121028", 4.0]]
    )
    [grid] = grids(page(f"{head}<table>{body}</table>"))
    assert rows(grid)[:3] == [
        ["序号", "基本信息", "", "带动户数"], ["", "姓名", "身份证号"], [1.0, "张三", "500199198001111012", 3.0],
    ]  # fmt: skip
    assert (0, 0, 1, 0) in grid.merges


@pytest.mark.parametrize(
    "second",
    [
        rows_of([web_pages.HEADER]) + rows_of(PEOPLE),
        rows_of([web_pages.HEADER], "th"),
        rows_of([["村", "镇", "村类型"], ["青龙村", "甲镇", "贫困村"]]),
        rows_of([[1.0, "张三", "男"], [2.0, "李四", "男"]]),
    ],
)
def test_a_table_with_headers_or_another_width_is_another_table(second: str) -> None:
    blank_form = f"<table>{rows_of([web_pages.HEADER], 'th')}</table>"
    assert names(page(f"{blank_form}<table>{second}</table>")) == ["表1", "表2"]


def test_a_title_between_two_tables_parts_them() -> None:
    blank_form = f"<table>{rows_of([web_pages.HEADER], 'th')}</table>"
    first, second = grids(page(f"{blank_form}<h3>名单</h3><table>{rows_of(PEOPLE)}</table>"))
    assert rows(first) == [web_pages.HEADER]
    assert rows(second)[0] == ["名单"]


def test_two_tables_of_data_stay_two() -> None:
    first, second = grids(page(f"<h3>甲</h3>{table()}<h3>乙</h3>{table()}"))
    assert rows(first) == [["甲"], *LEDGER]
    assert rows(second) == [["乙"], *LEDGER]


@pytest.mark.parametrize(
    "text",
    [
        in_layout(table(), after="版权所有"),
        in_layout(table(title=False), before=f"<b>{web_pages.TITLE}</b>"),
        in_layout(f"<h3>{web_pages.TITLE}</h3>{table(title=False)}<p>共5条</p>"),
        in_layout(in_layout(in_layout(table()))),
        in_layout(f"<div>{web_pages.in_two_tables()}</div>"),
        in_layout(f"<table><tr><td>{web_pages.TITLE}</td></tr></table>", after=table(title=False)),
        page(f"<table><tr><td>{table()}</td></tr></table>"),
    ],
)
def test_a_layout_is_no_table(text: str) -> None:
    found = [rows(grid) for grid in grids(text)]
    assert [one[-len(LEDGER) :] for one in found] == [LEDGER]


def test_headers_in_the_layout_and_rows_in_a_table_in_it() -> None:
    head = rows_of([web_pages.HEADER], "th")
    text = page(
        f"<table>{head}<tr><td colspan=6><table>{rows_of(PEOPLE)}</table></td></tr></table>"
    )
    [grid] = grids(text)
    assert rows(grid) == LEDGER[1:]


def test_small_tables_in_the_cells_of_a_table_are_text() -> None:
    buttons = "<table><tr><td>修改</td><td>删除</td><td>查看</td></tr></table>"
    lines = "".join(
        f"<tr><td>{n}</td><td>张{n}</td><td><table><tr><td>青龙村</td></tr></table></td>"
        f"<td>{buttons}</td></tr>"
        for n in range(1, 4)
    )
    [grid] = grids(
        page(f"<table><tr><td>序号</td><td>姓名</td><td>村</td><td>操作</td></tr>{lines}</table>")
    )
    assert rows(grid)[1] == [1.0, "张1", "青龙村", "修改 删除 查看"]


def test_what_a_browser_shows_of_a_cell() -> None:
    cells = (
        "<td>身份证<br>号码</td><td>带动\n   户数</td><td><p>张三</p><p>李四</p></td>"
        "<td><select><option>女</option><option selected>男</option></select></td>"
        "<td>&nbsp;3&nbsp;</td><td>a<script>b</script></td>"
    )
    [grid] = grids(page(f"<table><tr>{cells}</tr></table>"))
    assert rows(grid) == [["身份证\n号码", "带动 户数", "张三\n\n李四", "男", 3.0, "a"]] or rows(
        grid
    ) == [["身份证\n号码", "带动 户数", "张三\n李四", "男", 3.0, "a"]]


def test_sheets_keep_the_names_that_libreoffice_gives_them() -> None:
    parts = "".join(
        f'<A NAME="table{n}"><h1>Sheet {n + 1}: <em>{name}</em></h1></A>{table()}<hr>'
        for n, name in enumerate(("名单", "汇总"))
    )
    overview = "<p><center><h1>Overview</h1><A HREF='#table0'>名单</A><br></center></p><hr>"
    first, second = grids(page(overview + parts))
    assert (first.name, second.name) == ("名单", "汇总")
    assert rows(first) == LEDGER


@pytest.mark.parametrize("encoding", ["gb2312", "utf-8"])
@pytest.mark.parametrize("transfer", ["quoted-printable", "base64"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_an_archive_is_read_like_its_pages(encoding: str, transfer: str, end: str) -> None:
    [grid] = grids(archive(part(page(table()), "a.htm", encoding, transfer), end=end))
    assert rows(grid) == LEDGER


def test_the_sheets_of_an_archive_of_excel_have_their_names() -> None:
    first, second = grids(web_pages.of_excel())
    assert (first.name, second.name) == ("台账", "说明")
    assert rows(first) == LEDGER


def test_a_message_of_one_page() -> None:
    whole = b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n" + part(page(table()), "a.htm")
    assert rows(grids(whole)[0]) == LEDGER


def test_an_archive_that_declares_another_encoding_than_it_has() -> None:
    told = part(page(table()), "a.htm", "gb2312").replace(b"gb2312", b"us-ascii")
    assert rows(grids(archive(told))[0]) == LEDGER


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (archive(part(page("没有"), "a.htm")), "没有"),
        (archive(), "没有"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n", "没有"),
        (
            b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n"
            + b"Content-Type: multipart/mixed\n\n" * 99,
            "已损坏",
        ),
    ],
)
def test_one_clear_line_for_an_archive_without_a_table(content: bytes, says: str) -> None:
    with pytest.raises(CannotRead, match=says):
        grids(content)


@pytest.mark.parametrize("lines", [b"X-A: b\n" * 900_000, b" a=b;\n" * 900_000, b"--x\n" * 900_000])
def test_a_hostile_archive_is_refused_at_once(lines: bytes) -> None:
    head = b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x;\n"
    for content in (head + lines, head + b"\n" + lines):
        with watchdog(), pytest.raises(CannotRead):
            grids(content)


def test_an_archive_without_its_end_is_said() -> None:
    whole = archive(part(page(table()), "a.htm"), part(page(table()), "b.htm"))
    assert [grid.remarks for grid in grids(whole)] == [[], []]
    [grid] = grids(whole[: whole.index(b"b.htm") - 80])
    assert rows(grid) == LEDGER
    assert "没有传完" in grid.remarks[0]


def test_a_letter_is_no_archive_of_tables() -> None:
    with pytest.raises(CannotRead):
        grids(b"From: a@b.example\nSubject: x\n\nhello")


def test_a_page_that_ends_too_early_is_said() -> None:
    whole = under(f"<h3>{web_pages.TITLE}</h3>")
    [grid] = grids(whole[: whole.index("王秀兰")])
    assert "没有传完" in grid.remarks[0]
    assert grids(whole)[0].remarks == []
    assert grids(whole.replace("</table>", ""))[0].remarks == []


def test_a_damaged_byte_in_a_page_is_said() -> None:
    damaged = under("").encode("gbk").replace("王".encode("gbk"), b"\xcd\xff")
    [grid] = grids(damaged)
    assert grid.remarks[0].startswith("第5行有不成字的字节")


def test_many_tables_in_one_another_take_no_time() -> None:
    deep = "<table><tr><td>a</td><td>b</td><td>c</td><td>" * 1000
    with watchdog():
        grids(page(deep + table()))
    many = "".join(
        "<tr><td><table><tr><td>a</td><td>b</td><td>1</td></tr></table></td></tr>"
        for _ in range(1000)
    )
    with watchdog():
        assert len(names(page(f"<table>{many}</table>"))) > 0
