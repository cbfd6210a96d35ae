"""Features of a sheet or workbook: protection, filters, names, tables."""

from __future__ import annotations

from typing import Final

from builders.features.draft import MAIN, SPREADSHEET, TITLE, Draft
from builders.features.feature import feature

_X14: Final = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
_XM: Final = "http://schemas.microsoft.com/office/excel/2006/main"


def _extension(draft: Draft, uri: str, inside: str) -> None:
    draft.after["extLst"] = (
        f'<extLst><ext uri="{{{uri}}}" xmlns:x14="{_X14}" xmlns:xm="{_XM}">{inside}</ext></extLst>'
    )


@feature()
def drop_down_from_another_sheet(draft: Draft) -> None:
    _extension(
        draft,
        "CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF",
        '<x14:dataValidations count="1"><x14:dataValidation type="list" allowBlank="1"><x14:formula1><xm:f>选项!$A$1:$A$2</xm:f></x14:formula1>'
        "<xm:sqref>D3:D8</xm:sqref></x14:dataValidation></x14:dataValidations>",
    )
    second_sheet(draft, "选项")


@feature()
def conditional_format_in_an_extension(draft: Draft) -> None:
    _extension(
        draft,
        "78C0D931-6437-407d-A8EE-F0AAD7539E65",
        '<x14:conditionalFormattings><x14:conditionalFormatting><x14:cfRule type="dataBar" id="{1}"><x14:dataBar><x14:cfvo type="autoMin"/><x14:cfvo type="autoMax"/>'
        "</x14:dataBar></x14:cfRule><xm:sqref>H3:H8</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings>",
    )


@feature()
def sparklines(draft: Draft) -> None:
    _extension(
        draft,
        "05C60535-1F16-4fd2-B633-F4F36F0B64E0",
        "<x14:sparklineGroups><x14:sparklineGroup><x14:sparklines><x14:sparkline><xm:f>带头人!H3:H8</xm:f><xm:sqref>I3</xm:sqref></x14:sparkline>"
        "</x14:sparklines></x14:sparklineGroup></x14:sparklineGroups>",
    )


@feature()
def conditional_formats_and_drop_downs(draft: Draft) -> None:
    draft.after["conditionalFormatting"] = (
        '<conditionalFormatting sqref="H3:H8"><cfRule type="cellIs" dxfId="0" priority="1" operator="lessThan"><formula>3</formula></cfRule></conditionalFormatting>'
    )
    draft.after["dataValidations"] = (
        '<dataValidations count="1"><dataValidation type="list" allowBlank="1" showErrorMessage="1" sqref="D3:D8"><formula1>"男,女"</formula1></dataValidation></dataValidations>'
    )


@feature()
def extension_within_a_conditional_format(draft: Draft) -> None:
    draft.after["conditionalFormatting"] = (
        '<conditionalFormatting sqref="H3:H8"><cfRule type="dataBar" priority="1"><dataBar><cfvo type="min"/><cfvo type="max"/><color rgb="FF638EC6"/></dataBar>'
        f'<extLst><ext uri="{{B025F937-C7B1-47D3-B67F-A62EFF666E3E}}" xmlns:x14="{_X14}"><x14:id>{{1}}</x14:id></ext></extLst></cfRule></conditionalFormatting>'
    )


@feature()
def hyperlinks(draft: Draft) -> None:
    identifier = draft.on_sheet("hyperlink", "https://example.org/?a=1&amp;b=2", external=True)
    draft.after["hyperlinks"] = (
        f'<hyperlinks><hyperlink ref="C3" r:id="{identifier}"/><hyperlink ref="D6" location="\'带头人\'!A1" display="见"/></hyperlinks>'
    )


@feature()
def protected_sheet(draft: Draft) -> None:
    draft.after["sheetProtection"] = (
        '<sheetProtection algorithmName="SHA-512" hashValue="AA==" saltValue="AA==" spinCount="100000" sheet="1" objects="1" scenarios="1"/>'
    )
    draft.after["protectedRanges"] = (
        '<protectedRanges><protectedRange sqref="D3:D8" name="可填"/></protectedRanges>'
    )


@feature()
def protected_workbook(draft: Draft) -> None:
    draft.workbook["workbookProtection"] = '<workbookProtection lockStructure="1"/>'


@feature()
def filter_and_frozen_panes(draft: Draft) -> None:
    draft.before = (
        '<sheetPr><tabColor rgb="FFFF0000"/><pageSetUpPr fitToPage="1"/></sheetPr><dimension ref="A1:H8"/><sheetViews><sheetView tabSelected="1" workbookViewId="0">'
        '<pane xSplit="3" ySplit="2" topLeftCell="D3" activePane="bottomRight" state="frozen"/><selection pane="bottomRight" activeCell="D3" sqref="D3"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="14.25"/>'
    )
    draft.after["autoFilter"] = (
        '<autoFilter ref="A2:H8"><filterColumn colId="3"><filters><filter val="男"/></filters></filterColumn></autoFilter>'
    )
    draft.after["rowBreaks"] = (
        '<rowBreaks count="1" manualBreakCount="1"><brk id="5" max="16383" man="1"/></rowBreaks>'
    )


@feature()
def names_of_a_sheet(draft: Draft) -> None:
    draft.workbook["definedNames"] = (
        '<definedNames><definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">带头人!$A$2:$H$8</definedName>'
        '<definedName name="_xlnm.Print_Titles" localSheetId="0">带头人!$1:$2</definedName><definedName name="户数">带头人!$H$3:$H$8</definedName></definedNames>'
    )


@feature()
def table(draft: Draft) -> None:
    columns = "".join(
        f'<tableColumn id="{n}" name="{name}"/>'
        for n, name in enumerate(
            ("镇街", "村", "姓名", "性别", "身份证号", "联系电话", "认定时间", "带动户数"), 1
        )
    )
    draft.part(
        "xl/tables/table1.xml",
        f'<table xmlns="{MAIN}" id="1" name="表1" displayName="表1" ref="A2:H8" totalsRowShown="0"><autoFilter ref="A2:H8"/><tableColumns count="8">{columns}</tableColumns>'
        '<tableStyleInfo name="TableStyleMedium2" showRowStripes="1"/></table>',
        f"{SPREADSHEET}.table+xml",
    )
    identifier = draft.on_sheet("table", "../tables/table1.xml")
    draft.after["tableParts"] = (
        f'<tableParts count="1"><tablePart r:id="{identifier}"/></tableParts>'
    )


@feature()
def slicer(draft: Draft) -> None:
    table(draft)
    related = "http://schemas.microsoft.com/office/2007/relationships"
    draft.part(
        "xl/slicers/slicer1.xml",
        f'<slicers xmlns="{_X14}"><slicer name="性别" cache="切片器_性别" caption="性别" rowHeight="241300"/></slicers>',
        "application/vnd.ms-excel.slicer+xml",
    )
    identifier = draft.on_sheet(f"{related}/slicer", "../slicers/slicer1.xml")
    _extension(
        draft,
        "3A4CF648-6AED-40f4-86FF-DC5316D8AED3",
        f'<x14:slicerList><x14:slicer r:id="{identifier}"/></x14:slicerList>',
    )
    draft.part(
        "xl/slicerCaches/slicerCache1.xml",
        f'<slicerCacheDefinition xmlns="{_X14}" name="切片器_性别" sourceName="性别"/>',
        "application/vnd.ms-excel.slicerCache+xml",
    )
    cache = draft.relate(
        "xl/workbook.xml", f"{related}/slicerCache", "slicerCaches/slicerCache1.xml"
    )
    draft.workbook["extLst"] = (
        '<extLst><ext uri="{46BE6895-7355-4a93-B00E-2C351335B9C9}" xmlns:x15="http://schemas.microsoft.com/office/spreadsheetml/2010/11/main">'
        f'<x15:slicerCaches xmlns:x14="{_X14}"><x14:slicerCache r:id="{cache}"/></x15:slicerCaches></ext></extLst>'
    )


@feature()
def pivot_table(draft: Draft) -> None:
    second_sheet(draft, "透视表")
    draft.part(
        "xl/pivotCache/pivotCacheDefinition1.xml",
        f'<pivotCacheDefinition xmlns="{MAIN}" refreshOnLoad="1" recordCount="0"><cacheSource type="worksheet"><worksheetSource ref="D2:D8" sheet="带头人"/></cacheSource>'
        '<cacheFields count="1"><cacheField name="性别" numFmtId="0"><sharedItems/></cacheField></cacheFields></pivotCacheDefinition>',
        f"{SPREADSHEET}.pivotCacheDefinition+xml",
    )
    cache = draft.relate(
        "xl/workbook.xml", "pivotCacheDefinition", "pivotCache/pivotCacheDefinition1.xml"
    )
    draft.workbook["pivotCaches"] = (
        f'<pivotCaches><pivotCache cacheId="1" r:id="{cache}"/></pivotCaches>'
    )
    draft.part(
        "xl/pivotTables/pivotTable1.xml",
        f'<pivotTableDefinition xmlns="{MAIN}" name="透视表1" cacheId="1" dataCaption="值"><location ref="A3:B6" firstHeaderRow="1" firstDataRow="1" firstDataCol="1"/>'
        '<pivotFields count="1"><pivotField showAll="0"/></pivotFields></pivotTableDefinition>',
        f"{SPREADSHEET}.pivotTable+xml",
    )
    draft.relate("xl/worksheets/sheet2.xml", "pivotTable", "../pivotTables/pivotTable1.xml")
    draft.relate(
        "xl/pivotTables/pivotTable1.xml",
        "pivotCacheDefinition",
        "../pivotCache/pivotCacheDefinition1.xml",
    )


def second_sheet(draft: Draft, name: str, rows: str = "", state: str = "") -> None:
    """Add a sheet of a few cells."""
    rows = rows or (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>男</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>女</t></is></c></row>'
    )
    draft.part(
        "xl/worksheets/sheet2.xml",
        f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>',
        f"{SPREADSHEET}.worksheet+xml",
    )
    draft.more_sheets.append((name, state, "worksheets/sheet2.xml", "worksheet"))


@feature()
def sheet_by_the_name_of_ours(draft: Draft) -> None:
    """A township keeps a list of problems of its own."""
    second_sheet(draft, "问题清单")


@feature()
def very_hidden_sheet(draft: Draft) -> None:
    second_sheet(draft, "参数", state=' state="veryHidden"')


@feature()
def quotes_and_ampersand_in_the_name(draft: Draft) -> None:
    draft.name = '张\'三 & "李"> 四'


@feature()
def sheet_without_rows(draft: Draft) -> None:
    second_sheet(draft, "空")
    draft.parts["xl/worksheets/sheet2.xml"] = (
        f'<worksheet xmlns="{MAIN}"><sheetData/></worksheet>'.encode()
    )


@feature()
def title_below_an_empty_sheet_view(draft: Draft) -> None:
    draft.before = ""
    draft.columns = ""
    draft.after = {"mergeCells": draft.after["mergeCells"]}
    assert TITLE
