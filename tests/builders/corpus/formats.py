"""The ledger in every format that offices send, rightly named or not."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

from builders.corpus import excel_95
from builders.corpus.case import REFUSED, WRONG, Cell, ledger, of
from builders.corpus.xlsx import HEAD, RELATIONS, book, packed

DATA: Final = Path(__file__).resolve().parents[2] / "data"
PASSWORD: Final = "1234"


def kept(name: str) -> Callable[[], bytes]:
    """Return a function that gives the content of a file in tests/data."""
    return (DATA / name).read_bytes


def text(mark: str, encoding: str, end: str = "\r\n") -> bytes:
    """Return the ledger as text."""
    rows = [[_written(value) for value in row] for row in ledger()]
    return end.join(mark.join(row) for row in rows).encode(encoding)


def _written(value: Cell) -> str:
    return "" if value is None else value if isinstance(value, str) else f"{value:g}"


def html_page(encoding: str, declared: str) -> bytes:
    """Return the ledger as a web page with cells that span columns and rows."""
    title, *rows = [[escape(_written(value)) for value in row] for row in ledger()]
    lines = [f'<tr><th colspan="6">{title[0]}</th><th rowspan="7"></th></tr>']
    lines += [f"<tr>{''.join(f'<td>{value}</td>' for value in row)}</tr>" for row in rows]
    return (
        f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={declared}">'
        f"</head><body><table border=1>{''.join(lines)}</table></body></html>"
    ).encode(encoding)


def xml_2003(more: str = "", doctype: str = "") -> bytes:
    """Return the ledger as an XML spreadsheet of 2003."""
    lines = ""
    for row in ledger():
        cells = ""
        for value in row:
            kind = "Number" if isinstance(value, float) else "String"
            cells += f'<Cell><Data ss:Type="{kind}">{escape(_written(value))}</Data></Cell>'
        lines += f"<Row>{cells}</Row>"
    return (
        f'<?xml version="1.0"?>{doctype}<?mso-application progid="Excel.Sheet"?>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
        f'<Worksheet ss:Name="台账"><Table>{lines}{more}</Table></Worksheet></Workbook>'
    ).encode()


_ODS_SPACES: Final = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)


def ods(
    more: str = "", doctype: str = "", mime: str = "application/vnd.oasis.opendocument.spreadsheet"
) -> bytes:
    """Return the ledger as an OpenDocument spreadsheet, with rows behind it."""
    lines = ""
    for row in ledger():
        cells = ""
        for value in row:
            kind = f'float" office:value="{value:g}' if isinstance(value, float) else "string"
            cells += (
                f'<table:table-cell office:value-type="{kind}"><text:p>{escape(_written(value))}'
                "</text:p></table:table-cell>"
            )
        lines += f"<table:table-row>{cells}</table:table-row>"
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>{doctype}<office:document-content {_ODS_SPACES}>'
        f'<office:body><office:spreadsheet><table:table table:name="台账">{lines}{more}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0"?><m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<m:file-entry m:full-path="/" m:media-type="{mime}"/></m:manifest>'
    )
    parts = {
        "mimetype": mime.encode(), "content.xml": content.encode(),
        "META-INF/manifest.xml": manifest.encode(),
    }  # fmt: skip
    return packed(parts)


def _record(kind: int, data: bytes = b"") -> bytes:
    """A record of BIFF12: its kind and its size take seven bits a byte."""
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0xFF, kind >> 8])
    size, written = len(data), b""
    while True:
        written += bytes([size & 0x7F | (0x80 if size > 0x7F else 0)])
        size >>= 7
        if not size:
            return head + written + data


def _wide(value: str) -> bytes:
    return struct.pack("<I", len(value)) + value.encode("utf-16-le")


def xlsb(far: tuple[int, int] | None = None) -> bytes:
    """Return the ledger as a binary workbook by [MS-XLSB] 2.3."""
    rows = ledger()
    body = (
        _record(0x0181) + _record(0x0194, struct.pack("<4I", 0, len(rows), 0, 5)) + _record(0x0191)
    )
    for number, values in enumerate(rows):
        body += _binary_row(number)
        for column, value in enumerate(values):
            place = struct.pack("<II", column, 0)
            if isinstance(value, float):
                body += _record(0x05, place + struct.pack("<d", value))
            else:
                body += _record(0x06, place + _wide(value or ""))
    if far is not None:
        place = struct.pack("<II", far[1], 0)
        body += _binary_row(far[0]) + _record(0x05, place + struct.pack("<d", 1.0))
    body += _record(0x0192) + _record(0x0182)
    bundle = struct.pack("<II", 0, 1) + _wide("rId1") + _wide("台账")
    workbook = (
        _record(0x0183) + _record(0x018F) + _record(0x019C, bundle) + _record(0x0190)
        + _record(0x0184)
    )  # fmt: skip
    parts = book()
    parts = {name: part for name, part in parts.items() if not name.endswith(".xml")}
    types = (
        f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        "</Types>"
    )
    related = (
        f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.bin"/>'
        "</Relationships>"
    )
    return packed({
        "[Content_Types].xml": types.encode(),
        "_rels/.rels": parts["_rels/.rels"].replace(b"workbook.xml", b"workbook.bin"),
        "xl/workbook.bin": workbook,
        "xl/_rels/workbook.bin.rels": related.encode(),
        "xl/worksheets/sheet1.bin": body,
    })  # fmt: skip


def _binary_row(number: int) -> bytes:
    return _record(0x00, struct.pack("<IIHBBBI", number, 0, 300, 0, 0, 0, 0))


def with_macros() -> bytes:
    """Return the ledger as a workbook with macros."""
    parts = book()
    types = parts["[Content_Types].xml"].replace(
        b"vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        b"vnd.ms-excel.sheet.macroEnabled.main+xml",
    )
    return packed(
        {**parts, "[Content_Types].xml": types, "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0" * 99}
    )


def locked() -> bytes:
    """Return the ledger behind a password."""
    from msoffcrypto.format.ooxml import OOXMLFile  # type: ignore[import-untyped]  # has no types

    target = BytesIO()
    OOXMLFile(BytesIO(packed(book(), zipfile.ZIP_STORED))).encrypt(PASSWORD, target)
    return target.getvalue()


def ole(stream: str) -> bytes:
    """Return the beginning of a document of the nineties: enough to tell what it was."""
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + stream.encode("utf-16-le") + bytes(2048)
    )


def other_package(part: str) -> bytes:
    """Return a document of another kind that is packed as a zip too."""
    return packed({"[Content_Types].xml": book()["[Content_Types].xml"], part: b"<document/>"})


def _plain(content: bytes) -> Callable[[], bytes]:
    return lambda: content


_ERRORS: Final = (WRONG, *(("C101", f"F{row}") for row in range(8, 15)))
_UNLOCK: Final = ("--password", PASSWORD)
_LONG_FIELD: Final = 'a,b\n"' + "很长" * 1_200_000

CASES: Final = (
    of("常规.xlsx", lambda: packed(book())),
    of("不压缩.xlsx", lambda: packed(book(), zipfile.ZIP_STORED)),
    of("名为xls的xlsx.xls", lambda: packed(book())),
    of("名为et的xlsx.et", lambda: packed(book())),
    of("没有后缀", lambda: packed(book())),
    of("带宏.xlsm", with_macros),
    of("老格式.xls", kept("ledger.xls")),
    of("名为xlsx的xls.xlsx", kept("ledger.xls")),
    of("金山.et", kept("ledger.xls")),
    of("有错误值.xls", kept("errors.xls"), rows=12, finds=_ERRORS),
    of("远处有值.xls", kept("far.xls"), REFUSED, says="很远的"),
    of("截断.xls", lambda: kept("ledger.xls")()[:4000], REFUSED, says="已损坏"),
    of("只有文件头.xls", lambda: kept("ledger.xls")()[:512], REFUSED, says="已损坏"),
    of("95版.xls", lambda: excel_95.workbook(ledger())),
    of("95版无代码页.xls", lambda: excel_95.workbook(ledger(), code_page=None)),
    of("95版裸记录.xls", lambda: excel_95.bare(ledger())),
    of("95版没传完.xls", lambda: excel_95.bare(ledger())[:-4], says="没有传完"),
    of("95版截断.xls", lambda: excel_95.workbook(ledger())[:2000], REFUSED, says="已损坏"),
    of("4.0版.xls", _plain(b"\x09\x04\x06\x00\x00\x00\x10\x00\x00\x00"), REFUSED, says="4.0"),
    of("二进制.xlsb", xlsb),
    of("名为xlsx的xlsb.xlsx", xlsb),
    of("远处有值.xlsb", lambda: xlsb((1_048_575, 16_383)), REFUSED, says="很远的"),
    of("开放格式.ods", ods),
    of("名为xls的ods.xls", ods),
    of("远处有值.ods", lambda: ods(
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
        '<table:table-row><table:table-cell table:number-columns-repeated="16000"/><table:table-cell '
        'office:value-type="float" office:value="1"/></table:table-row>'), REFUSED, says="很远的"),
    of("重复亿万格.ods", lambda: ods(
        '<table:table-row table:number-rows-repeated="1000000"><table:table-cell '
        'table:number-columns-repeated="16000" office:value-type="float" office:value="1"/>'
        "</table:table-row>"), REFUSED, says="很远的"),
    of("重复千万格.ods", lambda: ods(
        '<table:table-row table:number-rows-repeated="1000"><table:table-cell '
        'table:number-columns-repeated="16000" office:value-type="float" office:value="1"/>'
        "</table:table-row>"), REFUSED, says="很远的"),
    of("空行到底.ods", lambda: ods(
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row>')),
    of("有密码.xlsx", locked, REFUSED, says="打开密码"),
    of("给了密码.xlsx", locked, arguments=_UNLOCK),
    of("密码不对.xlsx", locked, REFUSED, says="密码不对", arguments=("--password", "4321")),
    of("密码文件截断.xlsx", lambda: locked()[:5000], REFUSED, says="损坏", arguments=_UNLOCK),
    of("有密码.xls", kept("locked.xls"), REFUSED, says="打开密码"),
    of("给了密码.xls", kept("locked.xls"), arguments=_UNLOCK),
    of("有密码.ods", kept("locked.ods"), REFUSED, says="密码"),
    of("UTF8.csv", lambda: text(",", "utf-8")),
    of("UTF8带BOM.csv", lambda: text(",", "utf-8-sig")),
    of("UTF16.csv", lambda: text(",", "utf-16")),
    of("UTF16大端.csv", lambda: b"\xfe\xff" + text("\t", "utf-16-be")),
    of("GB18030.csv", lambda: text(",", "gb18030")),
    of("旧式换行.csv", lambda: text(",", "gb18030", "\r")),
    of("分号.csv", lambda: text(";", "utf-8")),
    of("竖线.csv", lambda: text("|", "gb18030")),
    of("声明分号.csv", lambda: b"sep=;\r\n" + text(";", "utf-8")),
    of("UTF16无标记.csv", lambda: text(",", "utf-16-le")),
    of("UTF16大端无标记.csv", lambda: text("\t", "utf-16-be")),
    of("坏了一个字节.csv", lambda: text(",", "utf-8").replace("冯建国".encode(), b"\xff" * 9),
       says="第7行"),
    of("坏了一个字.csv", lambda: text(",", "gb18030").replace("冯".encode("gbk"), b"\xb7\xff"),
       says="第7行"),
    of("末尾半个字.csv", lambda: text(",", "gb18030") + "注".encode("gbk")[:1], says="末尾不完整"),
    of("末尾半个字UTF16.csv", lambda: text(",", "utf-16") + b"x", says="末尾不完整"),
    of("逗号没有引号.csv", lambda: text(",", "utf-8").replace("冯建国".encode(), "冯,国".encode()),
       says="第7行"),
    of("制表符.xls", lambda: text("\t", "gb18030")),
    of("Unicode文本.xls", lambda: text("\t", "utf-16")),
    of("引号不成对.csv", lambda: _LONG_FIELD.encode(), REFUSED, says="引号"),
    of("含空字符.csv", lambda: text(",", "utf-8") + b"\r\n\x00\x00\x00", REFUSED, says="不是电子表格"),
    of("网页.xls", lambda: html_page("gbk", "gb2312")),
    of("网页无编码声明.xls", lambda: html_page("gb18030", "x-unknown")),
    of("网页.xlsx", lambda: html_page("utf-8", "utf-8")),
    of("网页UTF16.xls", lambda: html_page("utf-16", "unicode")),
    of("网页跨度过大.xls", lambda: html_page("gbk", "gbk").replace(
        b'colspan="6"', b'colspan="999999"'), label="huge colspan"),
    of("网页无表.xls", _plain("<html><body>没有表格</body></html>".encode()), REFUSED, says="没有"),
    of("XML2003.xls", xml_2003),
    of("XML2003远处.xls", lambda: xml_2003(
        '<Row ss:Index="1048576"><Cell ss:Index="16384"><Data ss:Type="Number">1</Data></Cell></Row>'),
        REFUSED, says="很远的"),
    of("XML2003残缺.xls", lambda: xml_2003()[:-200], REFUSED, says="不完整"),
    of("普通XML.xlsx", _plain(b'<?xml version="1.0"?><a><b>1</b></a>'), REFUSED, says="没有"),
    of("文档.xlsx", lambda: other_package("word/document.xml"), REFUSED, says="Word文档"),
    of("演示.xlsx", lambda: other_package("ppt/presentation.xml"), REFUSED, says="演示文稿"),
    of("文字.xlsx", lambda: ods(mime="application/vnd.oasis.opendocument.text"), REFUSED,
       says="不是表格"),
    of("老文档.xls", lambda: ole("WordDocument"), REFUSED, says="Word文档"),
    of("扫描件.xlsx", _plain(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + bytes(99)), REFUSED, says="PDF"),
    of("截图.xlsx", _plain(b"\x89PNG\r\n\x1a\n" + bytes(99)), REFUSED, says="PNG"),
    of("照片.xls", _plain(b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(99)), REFUSED, says="JPG"),
    of("压缩包.rar", _plain(b"Rar!\x1a\x07\x01\x00" + bytes(99)), REFUSED, says="RAR"),
    of("压缩包.7z", _plain(b"7z\xbc\xaf\x27\x1c" + bytes(99)), REFUSED, says="7Z"),
    of("名为xlsx的rar.xlsx", _plain(b"Rar!\x1a\x07\x00" + bytes(99)), REFUSED, says="先解压"),
    of("空.xlsx", _plain(b""), REFUSED, says="0字节"),
    of("一字节.xlsx", _plain(b"P"), REFUSED, says="损坏"),
    of("全零.xlsx", _plain(bytes(40_000)), REFUSED, says="损坏"),
    of("乱码.xlsx", _plain(bytes(range(256)) * 64), REFUSED, says="损坏"),
    of("说明.csv", _plain("填表说明：请如实填写，逐级审核，按时报送".encode()), REFUSED, says="损坏"),
)  # fmt: skip
