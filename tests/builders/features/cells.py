"""Features of cells and rows: formulas, merges, fills, odd attributes and texts."""

from __future__ import annotations

from builders.features.draft import UNTIDY, WRONG, Draft
from builders.features.feature import feature


@feature(said="公式")
def formula_with_its_value(draft: Draft) -> None:
    draft.formula("I3", "H3+H4", "7")
    draft.formula("I5", "H5*2", "8")
    draft.workbook["calcPr"] = '<calcPr calcId="191029" fullCalcOnLoad="0"/>'
    draft.part(
        "xl/calcChain.xml",
        '<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><c r="I3" i="1"/><c r="I5" i="1"/></calcChain>',
        "application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml",
    )
    draft.relate("xl/workbook.xml", "calcChain", "calcChain.xml")


@feature(said="公式")
def shared_formula(draft: Draft) -> None:
    draft.formula("I3", "H3*2", "6", ' t="shared" ref="I3:I8" si="0"')
    for row in range(4, 9):
        draft.cells[f"I{row}"] = f'<c r="I{row}"><f t="shared" si="0"/><v>{row * 2}</v></c>'


@feature(alone={WRONG: "公式"}, said="公式")
def formula_in_the_marked_cell(draft: Draft) -> None:
    draft.cells[WRONG] = f'<c r="{WRONG}" t="str"><f>"女"</f><v>女</v></c>'


@feature(alone={UNTIDY: "公式"}, said="公式")
def array_formula_over_the_cell(draft: Draft) -> None:
    """Only the first of its cells bears the formula that all belong to."""
    draft.cells["C3"] = '<c r="C3" t="str"><f t="array" ref="C3:C4">K3:K4</f><v>张一</v></c>'
    draft.cells[UNTIDY] = f'<c r="{UNTIDY}" t="str"><v>李　四</v></c>'


@feature(alone={WRONG: "公式"}, said="公式")
def data_table_over_the_cell(draft: Draft) -> None:
    draft.cells["D5"] = (
        '<c r="D5" t="str"><f t="dataTable" ref="D5:D6" dt2D="0" dtr="0" r1="K1"/><v>男</v></c>'
    )
    draft.cells[WRONG] = f'<c r="{WRONG}" t="str"><v>女</v></c>'


@feature()
def merge_that_begins_at_the_cell(draft: Draft) -> None:
    draft.cells["D7"] = '<c r="D7" s="1"/>'
    draft.text("E7", "500199198506150025")
    draft.after["mergeCells"] = (
        '<mergeCells count="2"><mergeCell ref="A1:H1"/><mergeCell ref="D6:D7"/></mergeCells>'
    )


@feature(alone={WRONG: "合并单元格"})
def merge_over_the_cell(draft: Draft) -> None:
    draft.text("D5", "女")
    draft.text("E5", "500199198506150025")
    draft.cells[WRONG] = f'<c r="{WRONG}" s="1"/>'
    draft.after["mergeCells"] = (
        '<mergeCells count="2"><mergeCell ref="A1:H1"/><mergeCell ref="D5:D6"/></mergeCells>'
    )


@feature()
def merge_of_long_columns(draft: Draft) -> None:
    draft.after["mergeCells"] = (
        '<mergeCells count="2"><mergeCell ref="A1:H1"/><mergeCell ref="K1:L20000"/></mergeCells>'
    )


@feature()
def hidden_rows(draft: Draft) -> None:
    draft.row_attributes[3] = draft.row_attributes[7] = ' hidden="1"'
    draft.row_attributes[5] = ' ht="40" customHeight="1" outlineLevel="1" collapsed="1"'


@feature(unfilled=(WRONG,))
def pattern_fill(draft: Draft) -> None:
    fill = (
        '<fill><patternFill patternType="lightGrid"><fgColor rgb="FF00FF00"/></patternFill></fill>'
    )
    draft.looks[WRONG] = draft.style(fill)


@feature(unfilled=(WRONG,))
def gradient_fill(draft: Draft) -> None:
    draft.looks[WRONG] = draft.style(
        '<fill><gradientFill degree="90"><stop position="0"><color theme="0"/></stop>'
        '<stop position="1"><color rgb="FF4472C4"/></stop></gradientFill></fill>'
    )


@feature()
def fill_of_the_theme(draft: Draft) -> None:
    draft.looks[WRONG] = draft.style(
        '<fill><patternFill patternType="solid"><fgColor theme="4" tint="0.5999938962981048"/><bgColor indexed="64"/></patternFill></fill>'
    )


@feature()
def fill_of_a_colour(draft: Draft) -> None:
    draft.looks[WRONG] = draft.style(
        '<fill><patternFill patternType="solid"><fgColor rgb="FFFFFF00"/><bgColor rgb="FF123456"/></patternFill></fill>'
    )


@feature()
def fill_of_no_colour(draft: Draft) -> None:
    draft.looks[WRONG] = draft.style('<fill><patternFill patternType="solid"/></fill>')


@feature()
def rows_with_foreign_attributes(draft: Draft) -> None:
    draft.root += (
        ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="x14ac xr"'
        ' xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac"'
        ' xmlns:xr="http://schemas.microsoft.com/office/spreadsheetml/2014/revision" xr:uid="{00000000-0001-0000-0000-000000000000}"'
    )
    for row in range(1, 9):
        draft.row_attributes[row] = ' spans="1:8" ht="14.25" x14ac:dyDescent="0.15"'


@feature()
def row_with_an_extension(draft: Draft) -> None:
    """Seldom, and in the standard: a row may end with its own extensions."""
    draft.cells["ZZ6"] = '<extLst><ext uri="{A}"><x:y xmlns:x="urn:someone"/></ext></extLst>'


@feature()
def texts_in_the_cells(draft: Draft) -> None:
    draft.strings = None


@feature()
def rich_text_and_phonetic_signs(draft: Draft) -> None:
    assert draft.strings is not None
    draft.strings.append(
        '<si><r><rPr><b/></rPr><t>李　</t></r><r><t>四</t></r><rPh sb="0" eb="1"><t>li</t></rPh></si>'
    )
    draft.cells[UNTIDY] = f'<c r="{UNTIDY}" s="1" t="s" ph="1"><v>0</v></c>'


@feature()
def cells_without_text_but_with_styles(draft: Draft) -> None:
    for row in range(9, 40):
        for column in "ABCDEFGH":
            draft.cells[f"{column}{row}"] = f'<c r="{column}{row}" s="1"/>'


@feature()
def days_as_a_macintosh_counts_them(draft: Draft) -> None:
    draft.is_1904 = True
    draft.text("G4", "2019.3.5")
