"""Sound but unusual workbooks that other programs write, and damaged ones."""

from __future__ import annotations

import re
from typing import Final

from builders.corpus.case import CLEAN, HEADER, NAMES, REFUSED, SKIPPED, WRONG, Cell, ledger, of
from builders.corpus.xlsx import (
    HEAD,
    MAIN,
    RELATIONS,
    SHEET,
    STRINGS,
    WORKBOOK,
    Parts,
    book,
    honest,
    ledger_sheet,
    packed,
    replaced,
    rows_xml,
    sheet_xml,
    zipped,
)

_RELATED: Final = "xl/_rels/workbook.xml.rels"


def strict() -> Parts:
    """The ledger in the strict variant of the standard."""
    pairs = (
        (b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
         b"http://purl.oclc.org/ooxml/spreadsheetml/main"),
        (b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
         b"http://purl.oclc.org/ooxml/officeDocument/relationships"),
    )  # fmt: skip
    parts = book()
    for old, new in pairs:
        parts = {name: content.replace(old, new) for name, content in parts.items()}
    return parts


def _prefixed(content: bytes) -> bytes:
    """Every element of the main namespace with a prefix."""
    content = re.sub(rb"<(/?)(?![?!/])(?=[a-z])", rb"<\1x:", content)
    return content.replace(b'xmlns="', b'xmlns:x="')


def prefixed() -> Parts:
    """The ledger with prefixed names."""
    parts = book()
    return {**parts, SHEET: _prefixed(parts[SHEET]), WORKBOOK: _prefixed(parts[WORKBOOK])}


def without_places(rows_too: bool) -> Parts:
    """The ledger whose cells, and perhaps rows, do not say where they stand."""
    parts = book()
    content = re.sub(rb'<c r="[A-Z]+\d+"', b"<c", parts[SHEET])
    if rows_too:
        content = re.sub(rb'<row r="\d+"', b"<row", content)
    return {**parts, SHEET: content}


def in_utf16() -> Parts:
    """The ledger with its parts in UTF-16."""
    parts = book()
    for name in (SHEET, WORKBOOK, _RELATED):
        parts[name] = parts[name].decode().replace("UTF-8", "UTF-16").encode("utf-16")
    return parts


def backslashed() -> Parts:
    """The ledger as programs write it that take a zip for a Windows folder."""
    parts = replaced(book(), _RELATED, "worksheets/", "worksheets\\")
    return {name.replace("/", "\\"): content for name, content in parts.items()}


def shared(rich: bool = False, beyond: bool = False) -> Parts:
    """The ledger with its texts in the table of shared strings."""
    texts: list[str] = []
    rows = ""
    for number, values in enumerate(ledger(), 1):
        rows += f'<row r="{number}">'
        for column, value in zip("ABCDEF", values, strict=False):
            if isinstance(value, str):
                index = len(texts) + (99_999 if beyond and number == 5 else 0)
                rows += f'<c r="{column}{number}" t="s"><v>{index}</v></c>'
                texts.append(value)
            else:
                rows += f'<c r="{column}{number}"><v>{value:g}</v></c>'
        rows += "</row>"
    items = "".join(f"<si>{_rich(text) if rich else f'<t>{text}</t>'}</si>" for text in texts)
    strings = f'{HEAD}<sst xmlns="{MAIN}" count="1" uniqueCount="1">{items}</sst>'
    return book(sheet_xml(rows), strings=strings.encode())


def _rich(text: str) -> str:
    half = len(text) // 2
    return (
        f"<r><t>{text[:half]}</t></r><r><rPr><b/></rPr><t>{text[half:]}</t></r>"
        '<rPh sb="0" eb="1"><t>pinyin</t></rPh><phoneticPr fontId="1"/>'
    )


def more_rows(*values: Cell, header: str = "备注") -> bytes:
    """The ledger with a column more, in which such values stand, one for each person."""
    rows = ledger()
    rows[1].append(header)
    for number, value in enumerate(values):
        rows[2 + number].append(value)
    return packed(book(sheet_xml(rows_xml(rows))))


def raw_cells(header: str, *cells: str) -> bytes:
    """The same with cells in XML, where ``@`` stands for the cell's place."""
    rows = ledger()
    rows[1].append(header)
    text = rows_xml(rows)
    for number, written in enumerate(cells, 3):
        begin, end = text.split(f'<row r="{number}">')[0], text.split(f'<row r="{number}">')[1]
        body, rest = end.split("</row>", 1)
        place = f"G{number}"
        text = f'{begin}<row r="{number}">{body}{written.replace("@", place)}</row>{rest}'
    return packed({**book(sheet_xml(text)), **_STYLES_PART})


_STYLES_PART: Final = {
    "xl/styles.xml": (
        f'{HEAD}<styleSheet xmlns="{MAIN}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills>'
        '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
        '<cellXfs count="2"><xf/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>'
    ).encode()
}


def dated_1904() -> bytes:
    """The ledger with a date that counts from 1904."""
    parts = book(sheet_xml(rows_xml(_with_header("认定时间")).replace("</row>", "</row>")))
    dated = '<c r="G3" s="1"><v>42550</v></c>'
    parts = replaced(parts, SHEET, '</row><row r="4">', f'{dated}</row><row r="4">')
    parts = replaced(parts, WORKBOOK, "<sheets>", '<workbookPr date1904="1"/><sheets>')
    return packed({**_styled(parts), **_STYLES_PART})


def _styled(parts: Parts) -> Parts:
    related = (
        f'<Relationship Id="rIdY" Type="{RELATIONS}/styles" Target="styles.xml"/></Relationships>'
    )
    return replaced(parts, _RELATED, "</Relationships>", related)


def _with_header(name: str) -> list[list[Cell]]:
    rows = ledger()
    rows[1].append(name)
    return rows


def several(*names: str) -> bytes:
    """A workbook with sheets of these names, the ledger on the first."""
    note = sheet_xml(rows_xml([["说明"]]))
    return packed(book(name=names[0], more=dict.fromkeys(names[1:], note)))


def with_chart_sheet() -> Parts:
    """The ledger with a sheet that is a chart."""
    parts = book(more={"图表": b""})
    parts["xl/chartsheets/sheet1.xml"] = f'{HEAD}<chartsheet xmlns="{MAIN}"/>'.encode()
    del parts["xl/worksheets/sheet2.xml"]
    return replaced(
        parts, _RELATED, f'{RELATIONS}/worksheet" Target="worksheets/sheet2.xml',
        f'{RELATIONS}/chartsheet" Target="chartsheets/sheet1.xml',
    )  # fmt: skip


def without(*names: str) -> Parts:
    """The ledger without some of its parts."""
    return {name: content for name, content in book().items() if name not in names}


def cut(share: float) -> bytes:
    """The ledger with its file cut off, as when a transfer ends early."""
    content = packed(book(ledger_sheet()))
    return content[: int(len(content) * share)]


def bad_sum() -> bytes:
    """The ledger of which one byte was damaged on the way."""
    parts = book()
    members = [honest(name, content) for name, content in parts.items()]
    content = bytearray(zipped(members))
    packed_sheet = next(m.packed for m in members if m.name.decode() == SHEET)
    place = content.index(packed_sheet) + len(packed_sheet) // 2
    content[place] ^= 0x55
    return bytes(content)


def wrong_check() -> bytes:
    """The ledger, sound in itself, with a check sum that does not fit the sheet."""
    content = bytearray(zipped([honest(n, c) for n, c in book().items()]))
    for found in re.finditer(re.escape(SHEET.encode()), bytes(content)):
        start = found.start()
        local = content[start - 30 : start - 26] == b"PK\x03\x04"
        place = start - 16 if local else start - 30
        content[place : place + 4] = b"\x01\x02\x03\x04"
    return bytes(content)


def renamed(old: str, new: str) -> Parts:
    """The ledger with a part under another name, though the relations say the old."""
    return {(new if name == old else name): content for name, content in book().items()}


def elsewhere() -> Parts:
    """The ledger with its workbook part under an unusual name."""
    parts = renamed(WORKBOOK, "xl/book7.xml")
    parts["xl/_rels/book7.xml.rels"] = parts.pop(_RELATED)
    parts = replaced(parts, "[Content_Types].xml", "/xl/workbook.xml", "/xl/book7.xml")
    return replaced(parts, "_rels/.rels", "xl/workbook.xml", "xl/book7.xml")


def _sheet_with(old: str, new: str) -> Parts:
    return replaced(book(), SHEET, old, new)


_FORMULA_TEXTS: Final = ("=1+1", "+8613300000001", "-无", "@甲", "=cmd|'/c calc'!A1")
_ODD_TEXTS: Final = ("‮右到左‬", "\u200b零宽\ufeff", "😀👨‍👩‍👧", "𠮷野家", "a\tb\nc")
_NUMBERS: Final = ("1e308", "-1e308", "NaN", "INF", "9" * 400)
_DATES: Final = ("0", "60", "2958466", "-1", "44000.75")
_ERRORS: Final = ("#N/A", "#DIV/0!", "#REF!", "#SPILL!", "#GETTING_DATA")
_ERROR_CELLS: Final = tuple(("C101", f"F{row}") for row in range(3, 8))

CASES: Final = (
    of("严格模式.xlsx", lambda: packed(strict())),
    of("带前缀.xlsx", lambda: packed(prefixed())),
    of("单元格无地址.xlsx", lambda: packed(without_places(False))),
    of("行列都无地址.xlsx", lambda: packed(without_places(True))),
    of("单引号.xlsx", lambda: packed({**book(), SHEET: book()[SHEET].replace(b'"', b"'")})),
    of("属性间多空白.xlsx", lambda: packed({**book(), SHEET: book()[SHEET].replace(b"<c r=", b"<c\n  r=")})),
    of("地址写在后面.xlsx", lambda: packed({**book(), SHEET: re.sub(
        rb'<c r="(\w+)" t="inlineStr">', rb'<c t="inlineStr" r="\1">', book()[SHEET])})),
    of("CDATA.xlsx", lambda: packed(_sheet_with(NAMES[0], f"<![CDATA[{NAMES[0]}]]>"))),
    of("注释.xlsx", lambda: packed(_sheet_with(
        '<row r="3">', '<!-- <row r="9"><c r="XFD1048576"><v>1</v></c></row> --><row r="3">'))),
    of("处理指令.xlsx", lambda: packed(_sheet_with('<row r="3">', '<?wps old="1"?><row r="3">'))),
    of("BOM.xlsx", lambda: packed({n: b"\xef\xbb\xbf" + c for n, c in book().items()})),
    of("UTF16部件.xlsx", lambda: packed(in_utf16())),
    of("反斜杠.xlsx", lambda: packed(backslashed())),
    of("绝对路径.xlsx", lambda: packed(replaced(book(), _RELATED, "worksheets/", "/xl/worksheets/"))),
    of("点路径.xlsx", lambda: packed(replaced(book(), _RELATED, "worksheets/", "../xl/./worksheets/")),
       REFUSED, says="损坏"),
    of("大小写不符.xlsx", lambda: packed(renamed(SHEET, "xl/worksheets/Sheet1.xml"))),
    of("工作簿改名.xlsx", lambda: packed(elsewhere()), REFUSED, says="损坏"),
    of("范围写小.xlsx", lambda: packed(book(ledger_sheet(before='<dimension ref="A1"/>')))),
    of("范围写大.xlsx", lambda: packed(book(ledger_sheet(before='<dimension ref="A1:XFD1048576"/>')))),
    of("范围乱写.xlsx", lambda: packed(book(ledger_sheet(before='<dimension ref="乱:写"/>'))), REFUSED,
       says="损坏"),
    of("共享字符串.xlsx", lambda: packed(shared())),
    of("富文本.xlsx", lambda: packed(shared(rich=True))),
    of("字符串越界.xlsx", lambda: packed(shared(beyond=True)), REFUSED, says="已损坏"),
    of("无字符串表.xlsx", lambda: packed({n: c for n, c in shared().items() if n != STRINGS}), REFUSED,
       says="已损坏"),
    of("1904.xlsx", dated_1904),
    of("ISO日期.xlsx", lambda: raw_cells("认定时间", '<c r="@" t="d"><v>2020-06-30</v></c>',
       '<c r="@" t="d"><v>2020-06-30T08:00:00Z</v></c>', '<c r="@" t="d"><v>99999-99-99</v></c>')),
    of("极端日期.xlsx", lambda: raw_cells(
        "认定时间", *(f'<c r="@" s="1"><v>{number}</v></c>' for number in _DATES)), finds=()),
    of("极端数字.xlsx", lambda: raw_cells("备注", *(f'<c r="@"><v>{n}</v></c>' for n in _NUMBERS[:2]))),
    of("非数字.xlsx", lambda: raw_cells("年龄", *(f'<c r="@"><v>{n}</v></c>' for n in _NUMBERS)), finds=()),
    of("极大户数.xlsx", lambda: packed(_sheet_with('<c r="F5"><v>6</v></c>', '<c r="F5"><v>1e308</v></c>')),
       finds=(WRONG,)),
    of("数字里是文字.xlsx", lambda: packed(_sheet_with('<c r="F5"><v>6</v></c>', '<c r="F5"><v>六</v></c>'))),
    of("各种错误值.xlsx", lambda: packed({**book(), SHEET: re.sub(
        rb'<c r="F(\d)"><v>[^<]*</v></c>',
        lambda m: f'<c r="F{m[1].decode()}" t="e"><v>{_ERRORS[int(m[1]) - 3]}</v></c>'.encode(),
        book()[SHEET])}), finds=(WRONG, *_ERROR_CELLS)),
    of("公式无值.xlsx", lambda: packed({**book(), SHEET: re.sub(
        rb'<c r="F(\d)"><v>[^<]*</v></c>', rb'<c r="F\1"><f>1+2</f></c>', book()[SHEET])}),
        finds=(WRONG,)),
    of("真假值.xlsx", lambda: raw_cells("是否录入国扶系统", '<c r="@" t="b"><v>1</v></c>',
       '<c r="@" t="b"><v>0</v></c>')),
    of("像公式的文字.xlsx", lambda: more_rows(*_FORMULA_TEXTS)),
    of("怪字符.xlsx", lambda: more_rows(*_ODD_TEXTS)),
    of("转义控制符.xlsx", lambda: more_rows("_x000D_", "a_x0000_b", "_x005F_x000D_", "_xD800_")),
    of("控制字符.xlsx", lambda: packed(_sheet_with(NAMES[0], "周明\x01山")), rows=5),
    of("半个代理字符.xlsx", lambda: packed(_sheet_with(NAMES[0], "周&#xD800;明山")), REFUSED, says="损坏"),
    of("字符引用.xlsx", lambda: packed(_sheet_with(NAMES[0], "&#x5468;&#26126;&#x5C71;"))),
    of("未知实体.xlsx", lambda: packed(_sheet_with(NAMES[0], "&nbsp;周明山")), REFUSED, says="损坏"),
    of("坏编码.xlsx", lambda: packed({**book(), SHEET: book()[SHEET].replace(
        NAMES[0].encode(), b"\xff\xfe\xfd")}), REFUSED, says="损坏"),
    of("只有表头.xlsx", lambda: packed(book(sheet_xml(rows_xml([list(HEADER)])))), CLEAN, rows=0),
    of("空工作表.xlsx", lambda: packed(book(sheet_xml(""))), SKIPPED, says="没有认出"),
    of("怪表名.xlsx", lambda: several("张'三!\"<&>", "😀", "a]b[c", " 前后空格 ", "_x000D_"),
       label="sheet names"),
    of("同名工作表.xlsx", lambda: packed(replaced(
        book(more={"乙": sheet_xml(rows_xml([["说明"]]))}), WORKBOOK, "乙", "台账")), REFUSED, says="同名"),
    of("图表页.xlsx", lambda: packed(with_chart_sheet())),
    of("隐藏.xlsx", lambda: packed(book(attributes='state="hidden"'))),
    of("深度隐藏.xlsx", lambda: packed(book(attributes='state="veryHidden"'))),
    of("缺样式.xlsx", lambda: packed(without("xl/styles.xml"))),
    of("缺类型表.xlsx", lambda: packed(without("[Content_Types].xml"))),
    of("缺关系.xlsx", lambda: packed(without(_RELATED)), REFUSED, says="损坏"),
    of("缺工作表.xlsx", lambda: packed(without(SHEET)), REFUSED, says="损坏"),
    of("缺工作簿.xlsx", lambda: packed(without(WORKBOOK)), REFUSED, says="损坏"),
    of("没有工作表.xlsx", lambda: packed(replaced(book(), WORKBOOK, re.search(
        "<sheets>.*</sheets>", book()[WORKBOOK].decode())[0], "<sheets/>")), REFUSED, says="没有工作表"),  # type: ignore[index]  # it is there
    of("关系成环.xlsx", lambda: packed(replaced(book(), _RELATED, "worksheets/sheet1.xml", "workbook.xml")),
       SKIPPED, says="空表"),
    of("外部关系.xlsx", lambda: packed(replaced(
        book(), _RELATED, 'Target="worksheets/sheet1.xml"',
        'Target="http://192.0.2.1/x.xml" TargetMode="External"')), REFUSED, says="损坏"),
    of("坏字节.xlsx", bad_sum, REFUSED, says="损坏"),
    of("校验和不符.xlsx", wrong_check, REFUSED, says="损坏"),
    *(
        of(f"截断{round(100 * share)}.xlsx", lambda share=share: cut(share), REFUSED, says="不完整")  # type: ignore[misc]  # bound at once
        for share in (0.01, 0.3, 0.7, 0.95, 0.995)
    ),
    of("XML截断.xlsx", lambda: packed({**book(), SHEET: book()[SHEET][:-300]}), REFUSED, says="损坏"),
    of("XML错配.xlsx", lambda: packed(_sheet_with("</sheetData>", "</sheetDate>")), REFUSED, says="损坏"),
    of("空部件.xlsx", lambda: packed({**book(), SHEET: b""}), REFUSED, says="损坏"),
    of("前有杂物.xlsx", lambda: b"\r\n\r\n" + packed(book()), REFUSED, says="损坏"),
    of("后有杂物.xlsx", lambda: packed(book()) + b"\x00" * 5000),
    of("重复部件.xlsx", lambda: zipped([*(honest(n, c) for n, c in book().items()),
       honest(SHEET, ledger_sheet())])),
)  # fmt: skip
