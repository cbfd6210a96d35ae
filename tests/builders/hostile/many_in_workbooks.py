"""Workbooks with too many of one thing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from builders.corpus.xlsx import MAIN, PACKAGE, RELATIONS, book, packed, row, rows_xml, sheet_xml
from builders.header_rows import letter
from builders.hostile.kinds import HEADERS, NAME, Kind, check, recheck, workbook_kinds

_PERSON: Final = ("500199198506150017", "13800000000", "2020-05-06", "在库", "3", "")
_TITLE: Final = "致富带头人台账"


def people(count: int, start: int = 0) -> str:
    """Return the rows of a ledger in which most cells would be written otherwise."""
    lines = (
        [
            f"张{at}", f"青{at}村", "贫困", f"50019919850615{at % 10_000:04}", "138", "2020.5.6",
            "在 库", "3户", f"备{at}",
        ]
        for at in range(start, start + count)
    )  # fmt: skip
    return rows_xml([[_TITLE], list(HEADERS), *lines])


def _of(rows: str, before: str = "", after: str = "") -> bytes:
    return packed(book(sheet_xml(rows, before, after)))


def _listed(tag: str, items: Iterable[str]) -> str:
    return f"<{tag}>{''.join(items)}</{tag}>"


def sheets(count: int) -> bytes:
    more = {f"表{at}": sheet_xml(people(6, at * 6)) for at in range(1, count)}
    return packed(book(sheet_xml(people(6)), more=more))


def strange_sheets(count: int) -> bytes:
    """Sheets whose headers nobody knows."""
    found = {}
    for at in range(count):
        heads = [f"第{at}次{head}（{at}）" for head in HEADERS]
        rows = rows_xml([heads, *[[f"{head}{at}" for head in heads]] * 5])
        found[f"表{at}"] = sheet_xml(rows)
    return packed(book(found.pop("表0"), more=found))


def columns(count: int) -> bytes:
    heads: list[str | float | None] = [f"列{at}" for at in range(count)]
    return _of(row(0, ["带头人台账"]) + row(1, heads) + row(2, ["1"] * count))


def known_columns(count: int) -> bytes:
    """A few headers, written again and again side by side."""
    heads: list[str | float | None] = [HEADERS[at % len(HEADERS)] for at in range(count)]
    return _of(row(0, ["带头人台账"]) + row(1, heads) + row(2, ["张三"] * count))


def columns_under_groups(count: int) -> bytes:
    """A few headers under groups, of which none is like another."""
    groups: list[str | float | None] = [f"第{at // 2}项" for at in range(count)]
    merged = (
        f'<mergeCell ref="{letter(at + 1)}2:{letter(at + 2)}2"/>' for at in range(0, count, 2)
    )
    heads = row(0, ["带头人台账"]) + row(1, groups)
    heads += row(2, [HEADERS[at % len(HEADERS)] for at in range(count)])
    return _of(heads + row(3, ["张三"] * count), after=_listed("mergeCells", merged))


def empty_rows(count: int) -> bytes:
    rows = (f'<row r="{at}" s="1" customFormat="1"/>' for at in range(60, count + 60))
    return _of(people(50) + "".join(rows))


def empty_cells(count: int) -> bytes:
    cells = "".join(f'<c r="{letter(at + 1)}{{0}}" s="0"/>' for at in range(26))
    rows = (f'<row r="{at}">{cells.format(at)}</row>' for at in range(60, count + 60))
    return _of(people(50) + "".join(rows))


def merges(count: int) -> bytes:
    found = (f'<mergeCell ref="A{at * 2 + 100}:B{at * 2 + 101}"/>' for at in range(count))
    return _of(people(90), after=_listed("mergeCells", found))


def merges_over_merges(count: int) -> bytes:
    """Tall merges that lie over one another, and one of the whole sheet."""
    found = (f'<mergeCell ref="A{at % 90 + 3}:I{5_000 - at % 900}"/>' for at in range(count))
    whole = '<mergeCell ref="A1:XFD1048576"/>'
    return _of(people(3_000), after=_listed("mergeCells", [*found, whole]))


def names(count: int) -> bytes:
    parts = book(sheet_xml(people(90)))
    found = (f'<definedName name="名{at}">台账!$A${at}</definedName>' for at in range(1, count))
    given = parts["xl/workbook.xml"].decode()
    given = given.replace("</sheets>", f"</sheets>{_listed('definedNames', found)}")
    parts["xl/workbook.xml"] = given.encode()
    return packed(parts)


def _related(kind: str, target: str) -> bytes:
    return (
        f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{RELATIONS}/{kind}" '
        f'Target="{target}"/></Relationships>'
    ).encode()


def comments(count: int) -> bytes:
    parts = book(sheet_xml(people(400)))
    texts = (
        f'<comment ref="K{at}" authorId="0"><text><t>注{at}</t></text></comment>'
        for at in range(1, count)
    )
    parts["xl/comments1.xml"] = (
        f'<comments xmlns="{MAIN}"><authors><author>某</author></authors>'
        f"{_listed('commentList', texts)}</comments>"
    ).encode()
    parts["xl/worksheets/_rels/sheet1.xml.rels"] = _related("comments", "../comments1.xml")
    return packed(parts)


def links(count: int) -> bytes:
    found = (f'<hyperlink ref="A{at}" location="台账!B{at}"/>' for at in range(1, count))
    return _of(people(400), after=_listed("hyperlinks", found))


def styles(count: int) -> bytes:
    """As many formats as cells, and fonts, fills and borders to them."""
    formats = (
        f'<xf numFmtId="0" fontId="{at}" fillId="{at}" borderId="0"/>' for at in range(count)
    )
    fonts = (f'<font><sz val="{at % 40 + 1}"/><name val="字{at}"/></font>' for at in range(count))
    fills = (
        f'<fill><patternFill patternType="solid"><fgColor rgb="FF{at:06X}"/></patternFill></fill>'
        for at in range(count)
    )
    own = (
        f'<styleSheet xmlns="{MAIN}">{_listed("fonts", fonts)}{_listed("fills", fills)}'
        f"<borders><border/></borders>{_listed('cellXfs', formats)}</styleSheet>"
    )
    rows = people(300)
    for at in range(count):
        rows = rows.replace('" t="inlineStr"', f'" s="{at}" t="inlineStr" ', 1)
    parts = {**book(sheet_xml(rows)), "xl/styles.xml": own.encode()}
    related = parts["xl/_rels/workbook.xml.rels"].decode()
    styled = f'<Relationship Id="rIdY" Type="{RELATIONS}/styles" Target="styles.xml"/>'
    parts["xl/_rels/workbook.xml.rels"] = related.replace(
        "</Relationships>", f"{styled}</Relationships>"
    ).encode()
    return packed(parts)


def strings(count: int) -> bytes:
    """Texts in two runs with their sound, one after the other in the shared strings."""
    items = (
        f"<si><r><t>张{at}</t></r><r><t> 某</t></r><rPh sb='0' eb='1'><t>zhang</t></rPh></si>"
        for at in range(count)
    )
    return _shared(count // 20, f'<sst xmlns="{MAIN}">{"".join(items)}</sst>')


def short_strings(count: int) -> bytes:
    """Texts of a single character."""
    items = (f"<si><t>{chr(0x4E00 + at % 20_000)}</t></si>" for at in range(count))
    return _shared(count // 4, f'<sst xmlns="{MAIN}">{"".join(items)}</sst>')


def one_long_string(count: int) -> bytes:
    """One text as long as a cell can hold, in each cell of many rows."""
    refers = "".join(f'<c r="{letter(at + 1)}{{0}}" t="s"><v>0</v></c>' for at in range(9))
    lines = (f'<row r="{at}">{refers.format(at)}</row>' for at in range(3, count + 3))
    top = rows_xml([["带头人台账"], list(HEADERS)])
    texts = f'<sst xmlns="{MAIN}"><si><t>{"张三 " * 10_000}</t></si></sst>'
    return packed(book(sheet_xml(top + "".join(lines)), strings=texts.encode()))


def _shared(rows: int, texts: str) -> bytes:
    cells = "".join(
        f'<row r="{at + 3}"><c r="A{at + 3}" t="s"><v>{at}</v></c></row>' for at in range(rows)
    )
    top = rows_xml([["带头人台账"], list(HEADERS)])
    return packed(book(sheet_xml(top + cells), strings=texts.encode()))


def rich_cells(count: int) -> bytes:
    """Long cells in two fonts, of which each would be written otherwise."""

    def cell(at: int) -> str:
        run = f"<r><t>{at}{'Ａ １' * 5_000}</t></r>"
        return f'<row r="{at}"><c r="A{at}" t="inlineStr"><is>{run * 2}</is></c></row>'

    top = rows_xml([["带头人台账"], list(HEADERS)])
    return _of(top + "".join(map(cell, range(3, count + 3))))


def runs(count: int) -> bytes:
    """Cells of very many runs."""
    run = "<r><rPr><b/></rPr><t>张 </t></r>"
    cells = (
        f'<row r="{at}"><c r="A{at}" t="inlineStr"><is>{run * 1_000}</is></c></row>'
        for at in range(3, count + 3)
    )
    return _of(rows_xml([["带头人台账"], list(HEADERS)]) + "".join(cells))


def formulas(count: int) -> bytes:
    cells = (
        f'<row r="{at}"><c r="A{at}" t="inlineStr"><is><t>张 {at}</t></is></c>'
        f'<c r="H{at}"><f>SUM(A{at - 1}:H{at - 1})+H{at - 1}</f><v>1</v></c></row>'
        for at in range(3, count)
    )
    return _of(rows_xml([["带头人台账"], list(HEADERS)]) + "".join(cells))


def formulas_over_many(count: int) -> bytes:
    """Formulas of which each fills the column of all others."""
    cells = "".join(
        f'<row r="{at}"><c r="A{at}" t="inlineStr"><is><t>张 {at}</t></is></c>'
        f'<c r="H{at}"><f t="array" ref="H3:H{count}">G{at}+1</f><v>1</v></c></row>'
        for at in range(3, count)
    )
    return _of(rows_xml([["带头人台账"], list(HEADERS)]) + cells)


def errors_and_truths(count: int) -> bytes:
    """Rows of nothing but errors and truths."""
    kinds = ('t="e"><v>#REF!</v>', 't="b"><v>1</v>', "><f>A1</f>")
    cells = "".join(f'<c r="{letter(at + 1)}{{0}}" {kinds[at % 3]}</c>' for at in range(9))
    lines = (f'<row r="{at}">{cells.format(at)}</row>' for at in range(3, count + 3))
    return _of(rows_xml([["带头人台账"], list(HEADERS)]) + "".join(lines))


def validations(count: int) -> bytes:
    found = (
        f'<dataValidation type="list" sqref="A{at}:C{at}"><formula1>"是,否"</formula1></dataValidation>'
        for at in range(1, count)
    )
    return _of(people(400), after=_listed("dataValidations", found))


def conditions(count: int) -> bytes:
    found = (
        f'<conditionalFormatting sqref="A{at}:C{at + 9}"><cfRule type="expression" priority="{at}">'
        f"<formula>$A{at}=1</formula></cfRule></conditionalFormatting>"
        for at in range(1, count)
    )
    return _of(people(400), after="".join(found))


def rows(count: int) -> bytes:
    return _of(people(count))


def one_person(count: int) -> bytes:
    """Rows about one person, who is found again in each."""
    line = ["张三", "青龙村", "贫困村", *_PERSON]
    return _of(rows_xml([[_TITLE], list(HEADERS), *[line] * count]))


def one_village(count: int) -> bytes:
    """Other people of one village, telephone and day."""
    lines = (
        [f"张{at}", "青龙", "贫困村", f"50019919{1950 + at % 50}0615{at % 10_000:04}", *_PERSON[1:]]
        for at in range(count)
    )
    return _of(rows_xml([[_TITLE], list(HEADERS), *lines]))


def villages(count: int) -> bytes:
    """A village of its own for each person, by half its name and whole."""
    lines = (
        [f"张{at}", f"青{at // 2}{'村' * (at % 2)}", "贫困村", *_PERSON] for at in range(count)
    )
    return _of(rows_xml([[_TITLE], list(HEADERS), *lines]))


def answers(count: int) -> bytes:
    """A list of problems with very many answers."""
    head = [
        "编号", "村·姓名", "证件尾号", "位置", "性质", "存在问题", "怎样改", "依据", "整改情况", "核销", "代码",
        "核对码",
    ]  # fmt: skip
    lines = (
        [
            str(at), "张三", "0017", f"台账!A{at % 40 + 3}", "填错", "名字", "改", "通用",
            "情况属实：" + "是" * 20, "", "C101", f"{at:012x}",
        ]
        for at in range(count)
    )  # fmt: skip
    sheet = sheet_xml(rows_xml([["【台账核查】问题清单"], [""], [""], head, *lines]))
    return packed(book(sheet_xml(people(40)), more={"问题清单": sheet}))


_COUNTS: Final[dict[Callable[[int], bytes], int]] = {
    sheets: 600, strange_sheets: 600, columns: 16_000, known_columns: 12_000, columns_under_groups: 12_000, empty_rows: 400_000,
    empty_cells: 20_000, merges: 60_000, merges_over_merges: 8_000, names: 50_000, comments: 30_000,
    links: 50_000, styles: 2_000, strings: 60_000, short_strings: 100_000, one_long_string: 40_000, rich_cells: 400, runs: 800,
    formulas: 20_000, formulas_over_many: 60_000, errors_and_truths: 30_000, validations: 40_000, conditions: 20_000, rows: 9_000, one_person: 20_000,
    one_village: 12_000, villages: 12_000,
}  # fmt: skip

KINDS: Final = (
    *workbook_kinds(_COUNTS),
    Kind(
        "answers", lambda count: {"回.xlsx": answers(count)}, 12_000,
        (recheck(NAME, "回.xlsx"), check("回.xlsx")),
    ),
)  # fmt: skip
