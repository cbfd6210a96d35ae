"""The ledger in pages and archives of pages as systems export them."""

from __future__ import annotations

import base64
import quopri
from collections.abc import Callable, Sequence
from typing import Final

from builders.corpus.case import REFUSED, WRONG, Cell, ledger, of


def rows_of(rows: Sequence[Sequence[Cell]], cell: str = "td") -> str:
    """Return rows of a table."""
    lines = (
        "".join(f"<{cell}>{f'{v:g}' if isinstance(v, float) else v or ''}</{cell}>" for v in row)
        for row in rows
    )
    return "".join(f"<tr>{line}</tr>\n" for line in lines)


def page(body: str, head: str = "") -> str:
    """Return a page."""
    return f"<html><head>{head}</head><body>\n{body}\n</body></html>"


TITLE, HEADER = str(ledger()[0][0]), ledger()[1]
PEOPLE: Final = ledger()[2:]


def under(title: str) -> str:
    """Return a page with a title over the table."""
    return page(f"{title}<table border=1>{rows_of([HEADER], 'th')}{rows_of(PEOPLE)}</table>")


def in_two_tables(between: str = "", scroll_bar: str = "", title: str = f"<h3>{TITLE}</h3>") -> str:
    """Return a page whose headers stay while the rows are scrolled."""
    header = rows_of([HEADER], "th").replace("</tr>", f"{scroll_bar}</tr>")
    return page(
        f"{title}<div><table><thead>{header}</thead></table></div>{between}"
        f"<div style='overflow:auto'><table><tbody>{rows_of(PEOPLE)}</tbody></table></div>"
    )


def in_layout(inner: str, before: str = "", after: str = "") -> str:
    """Return a page laid out by a table around its content."""
    menu = "<td rowspan=3><a href='#'>首页</a><br><a href='#'>台账管理</a></td>"
    return page(
        f"<table width='100%'><tr>{menu}<td>{before}</td></tr><tr><td>{inner}</td></tr>"
        f"<tr><td>{after}</td></tr></table>"
    )


def table(title: bool = True) -> str:
    """Return a table of title, header and people."""
    head = f"<tr><td colspan=6>{TITLE}</td></tr>" if title else ""
    return f"<table>{head}{rows_of([HEADER])}{rows_of(PEOPLE)}</table>"


def part(
    content: str, place: str, encoding: str = "gb2312", transfer: str = "quoted-printable"
) -> bytes:
    """Return a page as a part of an archive."""
    data = content.encode(encoding)
    packed = (
        quopri.encodestring(data) if transfer == "quoted-printable" else base64.encodebytes(data)
    )
    head = (
        f"Content-Location: file:///C:/8A2B/{place}\n"
        f"Content-Transfer-Encoding: {transfer}\n"
        f'Content-Type: text/html; charset="{encoding}"\n\n'
    )
    return head.encode() + packed


def archive(*parts: bytes, end: str = "\r\n") -> bytes:
    """Return an archive of pages."""
    mark = "----=_NextPart_01D5.8A2B"
    head = f'MIME-Version: 1.0\nX-Document-Type: Workbook\nContent-Type: multipart/related; boundary="{mark}"\n\n'
    body = b"".join(f"--{mark}\n".encode() + one + b"\n\n" for one in parts)
    whole = (
        head.encode()
        + b"This document is a Single File Web Page.\n\n"
        + body
        + f"--{mark}--\n".encode()
    )
    return whole.replace(b"\n", end.encode())


def of_excel() -> bytes:
    """Return an archive of a workbook of two sheets, as Excel saves it."""
    names = "".join(
        f"<x:ExcelWorksheet><x:Name>{name}</x:Name>\n"
        f' <x:WorksheetSource HRef="book.files/sheet00{number}.htm"/></x:ExcelWorksheet>'
        for number, name in enumerate(("台账", "说明"), 1)
    )
    frames = page("<frameset></frameset>", f"<!--[if gte mso 9]><xml>{names}</xml><![endif]-->")
    tabs = page("<table><tr><td><b>台账</b></td><td>说明</td><td>其他</td></tr></table>")
    return archive(
        part(frames, "book.htm"),
        part(page(table()), "book.files/sheet001.htm"),
        part(
            page("<table><tr><td>填表说明：如实填写</td></tr></table>"), "book.files/sheet002.htm"
        ),
        part(tabs, "book.files/tabstrip.htm"),
    )


def _gbk(text: str) -> Callable[[], bytes]:
    return lambda: text.encode("gbk")


CASES: Final = (
    of("标题在h3.xls", _gbk(under(f"<h3>{TITLE}</h3>"))),
    of("标题在段落.xls", _gbk(under(f"<p align=center><b>{TITLE}</b></p>"))),
    of("标题在div.xls", _gbk(under(f"<div class=title><span>{TITLE}</span></div>"))),
    of("标题裸文字.xls", lambda: under(TITLE).encode()),
    of("表头数据分两表.xls", _gbk(in_two_tables())),
    of("表头数据分两表有滚动条.xls", _gbk(in_two_tables(scroll_bar="<th></th>"))),
    of("标题表头数据分三表.xls", _gbk(in_two_tables(
        title=f"<table><tr><td>{TITLE}</td></tr></table>"))),
    of("布局表中.xls", _gbk(in_layout(table(), after="版权所有"))),
    of("两层布局表中.xls", _gbk(in_layout(in_layout(table(False), f"<b>{TITLE}</b>")))),
    of("布局表中分两表.xls", _gbk(in_layout(in_two_tables()))),
    of("网页归档.mht", of_excel),
    of("名为xls的网页归档.xls", lambda: archive(part(page(table()), "a.htm", "utf-8", "base64"))),
    of("网页归档没有表.mht", lambda: archive(part(page("没有"), "a.htm")), REFUSED, says="没有"),
    of("网页没传完.xls", lambda: under(f"<h3>{TITLE}</h3>").encode()[:-30], says="没有传完",
       finds=(WRONG,)),
)  # fmt: skip
