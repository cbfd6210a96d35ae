"""Files that exhaust memory or time or read other files, and honest giants."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from builders.corpus.case import READ, REFUSED, SKIPPED, Case, of
from builders.corpus.formats import html_page, ods, text, xml_2003
from builders.corpus.odd_workbooks import shared
from builders.corpus.xlsx import (
    HEAD,
    MAIN,
    SHEET,
    STRINGS,
    WORKBOOK,
    Member,
    Parts,
    book,
    honest,
    ledger_sheet,
    lying,
    packed,
    replaced,
    rows_xml,
    sheet_xml,
    zeros,
    zipped,
)
from builders.header_rows import letter

_LAUGHS: Final = "".join(
    f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "哈" * 10}">' for n in range(10)
)
LAUGH: Final = f"<!DOCTYPE worksheet [{_LAUGHS}]>"
SPY: Final = '<!DOCTYPE worksheet [<!ENTITY l9 SYSTEM "file:///etc/passwd">]>'
_BIG: Final = 1 << 20


def entities(part: str, doctype: str, text: str = "台账") -> bytes:
    """The ledger with entities declared in a part, and used there."""
    parts = replaced(_with_strings(), part, HEAD, HEAD + doctype)
    return packed(replaced(parts, part, text, "&l9;"))


def _with_strings() -> Parts:
    return shared()


def far(place: str) -> bytes:
    """The ledger with one value far away."""
    row = "".join(c for c in place if c.isdigit())
    return packed(book(ledger_sheet(f'<row r="{row}"><c r="{place}"><v>1</v></c></row>')))


def _blank_rows(last: int, cells: str) -> Iterator[bytes]:
    for number in range(8, last + 1):
        yield cells.replace("#", str(number)).encode()


def streamed(pieces: Iterator[bytes]) -> bytes:
    """The ledger with rows behind it, packed piece by piece."""
    head, tail = ledger_sheet().split(b"</sheetData>")
    squeezer = zlib.compressobj(1, zlib.DEFLATED, -15)
    data, size, crc = [squeezer.compress(head)], len(head), zlib.crc32(head)
    pending: list[bytes] = []
    for piece in pieces:
        pending.append(piece)
        if len(pending) == 20_000:
            whole = b"".join(pending)
            data.append(squeezer.compress(whole))
            size, crc, pending = size + len(whole), zlib.crc32(whole, crc), []
    whole = b"".join(pending) + b"</sheetData>" + tail
    data += [squeezer.compress(whole), squeezer.flush()]
    sheet = Member(SHEET.encode(), b"".join(data), size + len(whole), zlib.crc32(whole, crc))
    others = [honest(name, content) for name, content in book().items() if name != SHEET]
    return zipped([*others, sheet])


def one_column() -> bytes:
    """The ledger, and formulas that give nothing in one column down to the last row."""
    cell = '<row r="#"><c r="H#" t="str"><f>IF(A1="","",1)</f><v></v></c></row>'
    return streamed(_blank_rows(600_000, cell))


def blank_cells(columns: int) -> bytes:
    """The ledger, and formatted blank cells in each row down to the last."""
    cells = "".join(f'<c r="{letter(column + 1)}#" s="0"/>' for column in range(columns))
    return streamed(_blank_rows(_BIG, f'<row r="#">{cells}</row>'))


def blank_rows() -> bytes:
    """The ledger, and formatted rows without any cell down to the last."""
    return streamed(_blank_rows(_BIG, '<row r="#" ht="20" customHeight="1"/>'))


def wide(values: bool) -> bytes:
    """The ledger, with a cell of its header row in each column there is."""
    cells = "".join(
        f'<c r="{letter(column + 1)}2" t="inlineStr"><is><t>列{column}</t></is></c>' if values
        else f'<c r="{letter(column + 1)}2" s="0"/>'
        for column in range(6, 16_384)
    )  # fmt: skip
    return packed(replaced(book(), SHEET, '</row><row r="3">', f'{cells}</row><row r="3">'))


def merged(*ranges: str) -> bytes:
    """The ledger with merged ranges."""
    cells = "".join(f'<mergeCell ref="{each}"/>' for each in ranges)
    return packed(
        book(ledger_sheet(after=f'<mergeCells count="{len(ranges)}">{cells}</mergeCells>'))
    )


def sheets(count: int) -> bytes:
    """A workbook of many sheets, of which the first holds the ledger."""
    note = sheet_xml(rows_xml([["说明"]]))
    return packed(book(more={f"表{number}": note for number in range(1, count)}))


def long_text(size: int, in_shared: bool) -> bytes:
    """The ledger with a name so many characters long."""
    if in_shared:
        return packed(replaced(shared(), STRINGS, "周明山", "长" * size))
    return packed(replaced(book(), SHEET, "周明山", "长" * size))


def many_strings(count: int) -> bytes:
    """The ledger, and so many strings that no cell uses."""
    items = "<si><t>甲</t></si>" * count
    strings = f'{HEAD}<sst xmlns="{MAIN}">{items}</sst>'
    return packed({**shared(), STRINGS: strings.encode()} | {SHEET: ledger_sheet()})


def bomb(part: str, megabytes: int, unfolded: int | None = None) -> bytes:
    """A part that unfolds to so much, and says so or not."""
    parts = _with_strings()
    data = zeros(megabytes, parts[part].rpartition(b"</")[0])
    size = megabytes << 20 if unfolded is None else unfolded
    return lying(parts, part, data, size)


def deep(depth: int) -> bytes:
    """A sheet with elements in one another beyond all measure."""
    return packed(book(ledger_sheet(after="<a>" * depth + "</a>" * depth)))


def one_row_without_end() -> bytes:
    """A row of a million cells that names no place beyond the last column."""
    cells = "<c><v>1</v></c>" * _BIG
    return packed(replaced(book(), SHEET, "</sheetData>", f"<row>{cells}</row></sheetData>"))


def sparse(size: int) -> Case:
    """A file of so many bytes that takes no room on the disk."""

    def make(path: Path) -> None:
        with path.open("wb") as stream:
            stream.truncate(size)

    return Case("三吉字节.xlsx", make, REFUSED, says="过大", slow=True)


def _overlapping() -> bytes:
    """The ledger with members that share one body, as the flattest bombs do."""
    body = zeros(10)
    return zipped([*(honest(n, c) for n, c in book().items()),
                   *(Member(f"xl/worksheets/more{n}.xml".encode(), body, 10 << 20) for n in range(60))])  # fmt: skip


def slow(name: str, content: Callable[[], bytes], ends: str = READ, **more: object) -> Case:
    """A case that takes seconds."""
    return of(name, content, ends, slow=True, **more)


CASES: Final = (
    *(
        of(f"亿笑-{name}.xlsx", lambda part=part, word=word: entities(part, LAUGH, word), REFUSED, says="实体")  # type: ignore[misc]  # bound at once
        for name, part, word in (
            ("表", SHEET, "<sheetData>"), ("串", STRINGS, "郑长河"), ("簿", WORKBOOK, "台账"),
        )
    ),
    *(
        of(f"外部实体-{name}.xlsx", lambda part=part, word=word: entities(part, SPY, word), REFUSED, says="实体")  # type: ignore[misc]  # bound at once
        for name, part, word in (
            ("表", SHEET, "<sheetData>"), ("串", STRINGS, "郑长河"), ("簿", WORKBOOK, "台账"),
            ("关系", "xl/_rels/workbook.xml.rels", "worksheets/sheet1.xml"),
        )
    ),
    of("外部实体-UTF16.xlsx", lambda: packed({**book(), SHEET: (
        SPY + book()[SHEET].decode().removeprefix(HEAD).replace("周明山", "&l9;")).encode("utf-16")}),
        REFUSED, says="实体"),
    of("迟到的实体.xlsx", lambda: packed({**book(), SHEET: book()[SHEET].replace(
        b"?>", b"?><!--" + b" " * 9000 + b"-->" + SPY.encode(), 1).replace("周明山".encode(), b"&l9;")}),
        REFUSED, says="损坏"),
    of("外部实体.ods", lambda: ods("<table:table-row/>", SPY), REFUSED, says="实体"),
    of("亿笑.xls", lambda: xml_2003("<Row><Cell><Data>&l9;</Data></Cell></Row>", LAUGH), REFUSED,
       says="实体"),
    of("外部实体.xls", lambda: xml_2003("<Row><Cell><Data>&l9;</Data></Cell></Row>", SPY), REFUSED,
       says="实体"),
    of("网页实体.xls", lambda: SPY.encode() + html_page("utf-8", "utf-8").replace(
        "周明山".encode(), b"&l9;"), rows=5),
    of("远处XFD1048576.xlsx", lambda: far("XFD1048576"), REFUSED, says="Ctrl+End"),
    of("远处XFD20000.xlsx", lambda: far("XFD20000"), REFUSED, says="Ctrl+End"),
    of("越界AAAA9.xlsx", lambda: far("AAAA9"), REFUSED, says="损坏"),
    of("越界A99999999999.xlsx", lambda: far("A99999999999"), REFUSED, says="损坏"),
    slow("远处A1048576.xlsx", lambda: far("A1048576")),
    of("大小写不符又远.xlsx", lambda: packed({
        name.replace("sheet1", "Sheet1"): content for name, content in book(ledger_sheet(
            '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')).items()}), REFUSED, says="Ctrl+End"),
    of("小写地址又远.xlsx", lambda: packed(book(ledger_sheet(
        '<row r="1048576"><c r="xfd1048576"><v>1</v></c></row>'))), REFUSED, says="Ctrl+End"),
    of("行号与格号不符.xlsx", lambda: packed(book(ledger_sheet(
        '<row r="9"><c r="XFD1048576"><v>1</v></c></row>'))), REFUSED, says="Ctrl+End"),
    of("倒序又远.xlsx", lambda: packed(book(ledger_sheet(
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row><row r="9"><c r="A9"><v>1</v></c></row>'))),
        REFUSED, says="Ctrl+End"),
    slow("公式拉到底.xlsx", one_column),
    slow("百万空格.xlsx", lambda: blank_cells(6)),
    slow("百万空行.xlsx", blank_rows),
    of("表头到底.xlsx", lambda: wide(True), SKIPPED, says="没有认出"),
    of("表头空格到底.xlsx", lambda: wide(False)),
    slow("一行百万格.xlsx", one_row_without_end, REFUSED, says="损坏"),
    of("十万合并.xlsx", lambda: merged(*(f"A{n}:F{n}" for n in range(8, 100_008)))),
    of("合并重叠.xlsx", lambda: merged("A3:B5", "B4:C6", "A3:B5", "A4:F4"), READ),
    of("合并全表.xlsx", lambda: merged("A1:XFD1048576"), SKIPPED, says="没有认出"),
    of("合并倒写.xlsx", lambda: merged("F9:A8", "A9", ""), REFUSED, says="损坏"),
    of("千张表.xlsx", lambda: sheets(1000)),
    slow("五千张表.xlsx", lambda: sheets(5000)),
    of("最长单元格.xlsx", lambda: long_text(32_767, False)),
    of("超长单元格.xlsx", lambda: long_text(40_000, False), REFUSED, says="32767"),
    of("千万字.xlsx", lambda: long_text(10_000_000, False), REFUSED, says="32767"),
    of("共享千万字.xlsx", lambda: long_text(10_000_000, True), REFUSED, says="32767"),
    slow("百万字符串.xlsx", lambda: many_strings(1_000_000)),
    of("嵌套十万层.xlsx", lambda: deep(100_000)),
    of("炸弹.xlsx", lambda: bomb(SHEET, 2048), REFUSED, says="展开后"),
    of("谎报炸弹.xlsx", lambda: bomb(SHEET, 2048, 1 << 20), REFUSED, says="不符"),
    of("谎报炸弹-串.xlsx", lambda: bomb(STRINGS, 2048, 1 << 20), REFUSED, says="损坏"),
    of("谎报炸弹-簿.xlsx", lambda: bomb(WORKBOOK, 2048, 1 << 20), REFUSED, says="不符"),
    of("谎报炸弹-关系.xlsx", lambda: bomb("xl/_rels/workbook.xml.rels", 2048, 1 << 20), REFUSED, says="不符"),
    of("谎报炸弹-样式.xlsx", lambda: lying({**book(), "xl/styles.xml": b""}, "xl/styles.xml", zeros(
        2048, f'{HEAD}<styleSheet xmlns="{MAIN}">'.encode()), 1 << 20), REFUSED, says="不符"),
    slow("空格炸弹.xlsx", lambda: bomb(STRINGS, 350), REFUSED, says="损坏"),
    of("重叠炸弹.xlsx", _overlapping, REFUSED, says="展开后"),
    of("图片炸弹.xlsx", lambda: lying({**book(), "xl/media/a.png": b""}, "xl/media/a.png", zeros(2048), 2 << 30)),
    of("炸弹.ods", lambda: lying({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
       "content.xml": b""}, "content.xml", zeros(2048, b"<a>"), 1 << 20), REFUSED, says="不符"),
    of("炸弹.xlsb", lambda: lying({"xl/workbook.bin": b"", "[Content_Types].xml": b"<Types/>"},
       "xl/workbook.bin", zeros(2048), 2 << 30), REFUSED, says="损坏"),
    sparse(3 << 30),
    slow("大文本.csv", lambda: text(",", "utf-8") + b"\r\n" * 30_000_000, REFUSED, says="范围过大"),
    slow("百万空行.csv", lambda: text(",", "utf-8") + b"\r\n," * 1_000_000),
    of("宽文本.csv", lambda: b"1," * 3_000_000 + b"\r\n" + b"1\r\n" * 1000, REFUSED, says="过大"),
    of("宽空行.csv", lambda: text(",", "utf-8") + b"\r\n" + b"," * 3_000_000),
    slow("大网页.xls", lambda: html_page("utf-8", "utf-8").replace(
        b"</table>", b"<tr><td>1</td></tr>" * 2_000_000 + b"</table>"), REFUSED, says="过大"),
    slow("大XML2003.xls", lambda: xml_2003("<Row><Cell><Data>1</Data></Cell></Row>" * 2_000_000), REFUSED,
       says="过大"),
)  # fmt: skip
