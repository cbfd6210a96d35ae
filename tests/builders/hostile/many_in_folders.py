"""Folders, archives and other formats with too many of one thing."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Final

from builders.corpus import excel_95
from builders.corpus.archives import nested
from builders.corpus.formats import ods, xml_2003
from builders.hostile.kinds import (
    HEADERS,
    NAME,
    ROLLED_UP,
    Kind,
    check,
    correct,
    read_as_ledger,
    recheck,
)

_HEAD: Final = "带头人台账\n" + ",".join(HEADERS) + "\n"
_LINE: Final = "张三,青龙村,贫困村,500199198506150017,138,2020.5.6,在库,3户,"
_ROW: Final = '<table:table-row table:number-rows-repeated="{}">{}</table:table-row>'
_CELL: Final = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'


def _files(count: int) -> dict[str, bytes]:
    return {f"带头人{at}.csv": f"{_HEAD}{_LINE}{at}\n".encode() for at in range(count)}


def _archive(count: int) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in _files(count).items():
            archive.writestr(name, content)
    return target.getvalue()


def _regions(count: int) -> dict[str, bytes]:
    lines = "".join(f"镇街,青{at}镇,潼南区\n村,龙{at}村,青{at}镇\n" for at in range(count))
    return _with_regions(lines)


def _regions_alike(count: int) -> dict[str, bytes]:
    return _with_regions("".join(f"村,青龙{at % 7}村,桂林街道\n" for at in range(count)))


def _regions_of_nobody(count: int) -> dict[str, bytes]:
    """Villages whose township the list does not have, and its name nearly."""
    towns = "".join(f"镇街,青{at}河镇,潼南区\n" for at in range(count))
    return _with_regions(towns + "".join(f"村,龙{at}村,青{at}何镇\n" for at in range(count)))


def _townships_alone(count: int) -> dict[str, bytes]:
    lines = "".join(f"镇街,青{at}镇,潼南区\n" for at in range(count))
    return {
        "区划.csv": f"级别,名称,所属\n{lines}".encode(),
        "rs.toml": 'regions = "区划.csv"\n'.encode(),
    }


def _places_unlisted(count: int) -> dict[str, bytes]:
    """Villages in a ledger that are each near one of the list."""
    lines = "".join(f"村,龙{at}村,桂林街道\n" for at in range(count))
    people = "".join(
        f"张{at},龙{at}寸村,贫困村,500199198506150017,138,2020.5.6,在库,3户,\n"
        for at in range(count)
    )
    return {**_with_regions(lines), "带头人.csv": f"{_HEAD}{people}".encode()}


def _with_regions(lines: str) -> dict[str, bytes]:
    text = f"级别,名称,所属\n县,潼南区,重庆市\n镇街,桂林街道,潼南区\n{lines}"
    return {"区划.csv": text.encode(), "rs.toml": 'regions = "区划.csv"\n'.encode()}


def _ods_rows(count: int) -> bytes:
    return ods("".join(_ROW.format(1, _CELL.format(f"张{at}") * 6) for at in range(count)))


def _repeated_rows(count: int) -> bytes:
    """Rows that stand for thousands each."""
    return ods("".join(_ROW.format(9_999, _CELL.format(f"张{at}")) for at in range(count)))


def _repeated_cells(count: int) -> bytes:
    cell = '<table:table-cell table:number-columns-repeated="900" office:value-type="string"/>'
    return ods("".join(_ROW.format(1, cell) for _ in range(count)))


def _old_rows(count: int) -> bytes:
    people: list[list[excel_95.Value]] = [
        [f"张{at}", "青龙村", "贫困", f"50019919850615{at % 10_000:04}", "138"]
        for at in range(count)
    ]
    return excel_95.workbook([["带头人台账"], list(HEADERS), *people])


def _xml_rows(count: int) -> bytes:
    cell = '<Cell><Data ss:Type="String">张</Data></Cell>'
    return xml_2003(f"<Row>{cell * 6}</Row>" * count)


def _kind(name: str, file: str, make: Callable[[int], bytes], count: int) -> Kind:
    return Kind(name, lambda number: {file: make(number)}, count, read_as_ledger(file))


def _folder(name: str, make: Callable[[int], Mapping[str, bytes]], count: int) -> Kind:
    commands = (
        *(check(".", "--format", form, "-o", f"报告.{form}") for form in ("html", "xlsx")),
        check("."),
        correct("."),
        recheck(".", "."),
        ("collect-forms", ".", "-o", "名册.xlsx"),
    )
    return Kind(name, make, count, commands)


def _sent(count: int) -> dict[str, bytes]:
    """Files of one township for one quarter, each under a title of its own."""
    return {
        f"收件/2020Q2/桂林街道/{at}.csv": f"第{at}批{_HEAD}{_LINE}{at}\n".encode()
        for at in range(count)
    }


_OF_REGIONS: Final = (check(NAME), *ROLLED_UP, ("template", "leader", "-o", "空白.xlsx"))
KINDS: Final = (
    _folder("folder of files", _files, 1_500),
    Kind("archive of files", lambda n: {"a.zip": _archive(n)}, 3_000, (check("a.zip"),)),
    Kind(
        "archive of archives", lambda n: {"a.zip": nested(n)}, 300,
        (check("a.zip"), ("collect-forms", "a.zip", "-o", "名册.xlsx")),
    ),
    Kind("list of regions", _regions, 13_000, _OF_REGIONS),
    Kind("list of wrong parents", _regions_of_nobody, 9_000, _OF_REGIONS),
    Kind("list of townships alone", _townships_alone, 26_000, _OF_REGIONS),
    Kind(
        "list of places and others near them", _places_unlisted, 6_000,
        (check("带头人.csv"), correct("带头人.csv")),
    ),
    Kind("folder of files sent", _sent, 1_500, ROLLED_UP),
    Kind("list of regions alike", _regions_alike, 26_000, _OF_REGIONS),
    _kind("ods of rows", "a.ods", _ods_rows, 40_000),
    _kind("ods of repeated rows", "a.ods", _repeated_rows, 500),
    _kind("ods of repeated cells", "a.ods", _repeated_cells, 60_000),
    _kind("xls of rows", "a.xls", _old_rows, 8_000),
    _kind("xml of rows", "a.xls", _xml_rows, 3_000),
)  # fmt: skip
