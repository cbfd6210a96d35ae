"""A small leader ledger as a package written by hand, for one feature.

No library stands between: what offices' programs write, and what no library writes, can be put in
to the byte.
"""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from builders.people import identity_number
from ruralskills.text.addresses import parse_address

MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
SPREADSHEET: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TITLE: Final = "桂林街道2020年致富带头人台账"
HEADERS: Final = (
    "镇街", "村", "姓名", "性别", "身份证号", "联系电话", "认定时间", "带动户数",
)  # fmt: skip
FIRST, LAST = 3, 8
"""The rows of data."""
UNTIDY, UNTIDY_FIGURE, WRONG = "C4", "H5", "D6"
"""A name with a space, a figure with its unit, a sex against the number."""
AFTER: Final = (
    "sheetCalcPr", "sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState",
    "dataConsolidate", "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting",
    "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter",
    "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags",
    "drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls",
    "webPublishItems", "tableParts", "extLst",
)  # fmt: skip
"""The elements behind the rows of a sheet, in the standard's order."""
BODY, DATE, HEADER = 1, 2, 3
_FILLS: Final = '<fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'


@dataclass
class Draft:
    """The ledger before it is packed."""

    name: str = "带头人"
    root: str = f'xmlns="{MAIN}" xmlns:r="{OFFICE}"'
    before: str = '<dimension ref="A1:H8"/><sheetViews><sheetView workbookViewId="0"/></sheetViews>'
    columns: str = '<cols><col min="1" max="2" width="11" customWidth="1"/><col min="5" max="5" width="22" customWidth="1"/></cols>'
    cells: dict[str, str] = field(default_factory=dict)
    """By address: the XML of a cell."""
    looks: dict[str, int] = field(default_factory=dict)
    """By address: the style of a cell of the ledger."""
    row_attributes: dict[int, str] = field(default_factory=dict)
    after: dict[str, str] = field(default_factory=dict)
    strings: list[str] | None = field(default_factory=list)
    """The shared strings, or None where texts are kept in the cells."""
    workbook: dict[str, str] = field(default_factory=dict)
    more_sheets: list[tuple[str, str, str, str]] = field(default_factory=list)
    """Name, state, part, kind of relation."""
    fills: list[str] = field(default_factory=list)
    formats: list[str] = field(default_factory=list)
    styles: bool = True
    is_1904: bool = False
    kind: str = f"{SPREADSHEET}.sheet.main+xml"
    parts: dict[str, bytes] = field(default_factory=dict)
    relations: dict[str, list[tuple[str, str, str]]] = field(default_factory=dict)
    types: list[str] = field(default_factory=list)
    finish: list[Callable[[dict[str, bytes]], None]] = field(default_factory=list)
    """Changes to the members' bytes, made last of all."""
    stored: bool = False
    described: bool = False

    def __post_init__(self) -> None:
        self.after["mergeCells"] = '<mergeCells count="1"><mergeCell ref="A1:H1"/></mergeCells>'
        self.after["pageMargins"] = (
            '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>'
        )

    def fill_in(self) -> None:
        """Write title, header and rows where a feature has put nothing."""
        texts = {"A1": TITLE} | {f"{'ABCDEFGH'[n]}2": head for n, head in enumerate(HEADERS)}
        heads = set(texts)
        for row in range(FIRST, LAST + 1):
            sequence = 2 * (row - FIRST) + 1
            number = identity_number("500199", date(1985, 6, row), sequence)
            name = f"张{'一二三四五六'[row - FIRST]}"
            row_texts = ("桂林街道", "青龙村", name, "男", number, f"1381234{row:04}")
            texts |= {f"{'ABCDEF'[n]}{row}": text for n, text in enumerate(row_texts)}
            self.figure(f"G{row}", 43586 - (1462 if self.is_1904 else 0), DATE)
            if f"H{row}" != UNTIDY_FIGURE:
                self.figure(f"H{row}", row)
        texts |= {UNTIDY: "李　四", UNTIDY_FIGURE: "４户", WRONG: "女"}
        for address, text in texts.items():
            if address not in self.cells:
                self.text(
                    address, text, HEADER if address in heads else self.looks.get(address, BODY)
                )

    def text(self, address: str, text: str, style: int = BODY) -> None:
        """Write a text."""
        look = self._look(style)
        if self.strings is None:
            self.cells[address] = f'<c r="{address}"{look} t="inlineStr"><is><t>{text}</t></is></c>'
            return
        if text not in self.strings:
            self.strings.append(text)
        number = self.strings.index(text)
        self.cells[address] = f'<c r="{address}"{look} t="s"><v>{number}</v></c>'

    def figure(self, address: str, figure: float, style: int = BODY) -> None:
        """Write a figure where nothing stands yet."""
        self.cells.setdefault(address, f'<c r="{address}"{self._look(style)}><v>{figure}</v></c>')

    def formula(self, address: str, formula: str, value: str, attributes: str = "") -> None:
        """Write a formula with the value that a program has computed."""
        self.cells[address] = (
            f'<c r="{address}"><f{attributes}>{escape(formula)}</f><v>{value}</v></c>'
        )

    def _look(self, style: int) -> str:
        return f' s="{style}"' if self.styles else ""

    def style(self, fill: str) -> int:
        """A style of a cell with this fill."""
        self.fills.append(fill)
        self.formats.append(
            f'<xf numFmtId="0" fontId="0" fillId="{len(self.fills) + 1}" borderId="1" xfId="0" applyFill="1"/>'
        )
        return 3 + len(self.formats)

    def part(self, name: str, content: str | bytes, kind: str = "") -> str:
        """Add a part, with its content type, and return its name."""
        self.parts[name] = content if isinstance(content, bytes) else (HEAD + content).encode()
        if kind:
            self.types.append(f'<Override PartName="/{name}" ContentType="{kind}"/>')
        return name

    def default(self, extension: str, kind: str) -> None:
        """Declare what files of an extension are."""
        self.types.insert(0, f'<Default Extension="{extension}" ContentType="{kind}"/>')

    def relate(self, owner: str, kind: str, target: str, *, external: bool = False) -> str:
        """Add a relation by its kind or the kind's last word, and return its id."""
        known = self.relations.setdefault(owner, [])
        identifier = f"rId{len(known) + 1}"
        mode = ' TargetMode="External"' if external else ""
        known.append((identifier, kind if ":" in kind else f"{OFFICE}/{kind}", target + '"' + mode))
        return identifier

    def on_sheet(self, kind: str, target: str, **how: bool) -> str:
        """Add a relation to the ledger's sheet."""
        return self.relate("xl/worksheets/sheet1.xml", kind, target, **how)

    def sheet(self) -> str:
        """The ledger's sheet."""
        by_row: dict[int, list[tuple[int, str]]] = {}
        for address, cell in self.cells.items():
            place = parse_address(address)
            assert place is not None
            by_row.setdefault(place[0], []).append((place[1], cell))
        rows = "".join(
            f'<row r="{row}"{self.row_attributes.get(row, "")}>'
            f"{''.join(cell for _, cell in sorted(cells))}</row>"
            for row, cells in sorted(by_row.items())
        )
        after = "".join(self.after.get(name, "") for name in AFTER)
        return (
            f"<worksheet {self.root}>{self.before}{self.columns}<sheetData>{rows}</sheetData>{after}"
            "</worksheet>"
        )

    def members(self) -> dict[str, bytes]:
        """All parts, in the order in which they are packed."""
        self.fill_in()
        self._workbook()
        sheet = HEAD + self.sheet()
        made = {"[Content_Types].xml": b"", "_rels/.rels": b"", "xl/workbook.xml": b""}
        made["xl/worksheets/sheet1.xml"] = sheet.encode()
        if self.styles:
            made["xl/styles.xml"] = (HEAD + self._styles()).encode()
        if self.strings is not None:
            items = "".join(
                s if s.startswith("<si>") else f'<si><t xml:space="preserve">{s}</t></si>'
                for s in self.strings
            )
            made["xl/sharedStrings.xml"] = f'{HEAD}<sst xmlns="{MAIN}">{items}</sst>'.encode()
        made["xl/workbook.xml"] = self.parts.pop("xl/workbook.xml")
        made |= self.parts
        for owner, relations in self.relations.items():
            folder, _, file = owner.rpartition("/")
            made[f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels"] = (
                f'{HEAD}<Relationships xmlns="{PACKAGE}">'
                + "".join(
                    f'<Relationship Id="{i}" Type="{kind}" Target="{target}/>'
                    for i, kind, target in relations
                )
                + "</Relationships>"
            ).encode()
        made["[Content_Types].xml"] = self._types().encode()
        for last in self.finish:
            last(made)
        return made

    def _workbook(self) -> None:
        book = "xl/workbook.xml"
        sheets = [(self.name, "", "worksheets/sheet1.xml", "worksheet"), *self.more_sheets]
        tags = "".join(
            f'<sheet name={quoteattr(name)} sheetId="{n}"{state} r:id="{self.relate(book, kind, part)}"/>'
            for n, (name, state, part, kind) in enumerate(sheets, 1)
        )
        if self.styles:
            self.relate(book, "styles", "styles.xml")
        if self.strings is not None:
            self.relate(book, "sharedStrings", "sharedStrings.xml")
        self.relate("", "officeDocument", book)
        slots = {
            "workbookPr": '<workbookPr date1904="1"/>' if self.is_1904 else "<workbookPr/>",
            "workbookProtection": "",
            "bookViews": '<bookViews><workbookView activeTab="0"/></bookViews>',
            "sheets": f"<sheets>{tags}</sheets>",
        }
        order = ("externalReferences", "definedNames", "calcPr", "pivotCaches", "extLst")
        slots |= dict.fromkeys(order, "") | self.workbook
        self.part(
            book,
            f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{"".join(slots.values())}</workbook>',
        )

    def _styles(self) -> str:
        side = "".join(f'<{s} style="thin"/>' for s in ("left", "right", "top", "bottom"))
        formats = "".join(self.formats)
        return (
            f'<styleSheet xmlns="{MAIN}">'
            '<numFmts count="1"><numFmt numFmtId="176" formatCode="yyyy/m/d"/></numFmts>'
            '<fonts count="2"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="12"/><name val="黑体"/></font></fonts>'
            f'<fills count="{2 + len(self.fills)}">{_FILLS}{"".join(self.fills)}</fills>'
            f'<borders count="2"><border/><border>{side}</border></borders>'
            '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
            f'<cellXfs count="{4 + len(self.formats)}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
            '<xf numFmtId="0" fontId="0" fillId="0" borderId="1" xfId="0" applyBorder="1"/>'
            '<xf numFmtId="176" fontId="0" fillId="0" borderId="1" xfId="0" applyNumberFormat="1"/>'
            '<xf numFmtId="0" fontId="1" fillId="0" borderId="1" xfId="0" applyAlignment="1"><alignment horizontal="center" vertical="center"/></xf>'
            f"{formats}</cellXfs>"
            '<cellStyles count="1"><cellStyle name="常规" xfId="0" builtinId="0"/></cellStyles>'
            '<dxfs count="1"><dxf><fill><patternFill><bgColor rgb="FFFFFF00"/></patternFill></fill></dxf></dxfs>'
            "</styleSheet>"
        )

    def _types(self) -> str:
        known = {
            "worksheets/sheet1.xml": f"{SPREADSHEET}.worksheet+xml",
            "styles.xml": f"{SPREADSHEET}.styles+xml" if self.styles else "",
            "sharedStrings.xml": f"{SPREADSHEET}.sharedStrings+xml"
            if self.strings is not None
            else "",
        }
        own = "".join(
            f'<Override PartName="/xl/{name}" ContentType="{kind}"/>'
            for name, kind in {"workbook.xml": self.kind, **known}.items()
            if kind
        )
        defaults = [t for t in self.types if t.startswith("<Default")]
        others = [t for t in self.types if not t.startswith("<Default")]
        return (
            f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f"{''.join(defaults)}{own}{''.join(others)}</Types>"
        )

    def packed(self) -> bytes:
        """The workbook as a file."""
        target = _Stream() if self.described else BytesIO()
        how = zipfile.ZIP_STORED if self.stored else zipfile.ZIP_DEFLATED
        with zipfile.ZipFile(target, "w", how) as archive:
            for name, content in self.members().items():
                archive.writestr(zipfile.ZipInfo(name, (2020, 7, 1, 9, 30, 0)), content, how)
        return target.getvalue()


class _Stream(BytesIO):
    """A target that cannot be gone back in: sizes are then described behind the data."""

    def seekable(self) -> bool:
        return False

    def seek(self, *_: int) -> int:
        raise OSError

    def tell(self) -> int:
        raise OSError


def png(width: int = 8, height: int = 8) -> bytes:
    """A small red picture."""
    import zlib

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">L", len(data)) + kind + data + struct.pack(">L", zlib.crc32(kind + data))
        )

    head = struct.pack(">2L5B", width, height, 8, 2, 0, 0, 0)
    rows = (b"\x00" + b"\xc0\x30\x20" * width) * height
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    )  # fmt: skip
