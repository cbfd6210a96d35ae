"""Features drawn on a sheet or in its cells: pictures, shapes, charts, controls."""

from __future__ import annotations

from typing import Final

from builders.features.draft import HEAD, MAIN, OFFICE, PACKAGE, SPREADSHEET, Draft, png
from builders.features.feature import feature

_SHEET: Final = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
_A: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
_DRAWING: Final = "application/vnd.openxmlformats-officedocument.drawing+xml"
_VML: Final = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_FROM_TO: Final = (
    "<xdr:from><xdr:col>9</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>1</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from>"
    "<xdr:to><xdr:col>12</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>6</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to>"
)
_MC: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
VML_ROOT: Final = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel">'
)


def drawn(draft: Draft, inside: str) -> None:
    """Put something on the sheet's drawing."""
    name = draft.part(
        "xl/drawings/drawing1.xml",
        f'<xdr:wsDr xmlns:xdr="{_SHEET}" xmlns:a="{_A}"><xdr:twoCellAnchor>{_FROM_TO}{inside}'
        "<xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>",
        _DRAWING,
    )
    draft.after["drawing"] = (
        f'<drawing r:id="{draft.on_sheet("drawing", "../drawings/drawing1.xml")}"/>'
    )
    assert name


def vml(draft: Draft, inside: str, name: str = "vmlDrawing1.vml") -> str:
    """Add a drawing in the old language and return its relation."""
    draft.default("vml", _VML)
    draft.part(f"xl/drawings/{name}", f"{VML_ROOT}{inside}</xml>".encode())
    return draft.on_sheet("vmlDrawing", f"../drawings/{name}")


def _picture(draft: Draft, owner: str, target: str = "../media/image1.png") -> str:
    draft.default("png", "image/png")
    draft.part("xl/media/image1.png", png())
    return draft.relate(owner, "image", target)


@feature()
def photo_in_a_cell_of_wps(draft: Draft) -> None:
    photo = "ID_0A1B2C3D4E5F60718293A4B5C6D7E8F9"
    draft.text("I2", "照片")
    draft.cells["I4"] = (
        f'<c r="I4" t="str"><f>_xlfn.DISPIMG("{photo}",1)</f><v>=DISPIMG("{photo}",1)</v></c>'
    )
    picture = _picture(draft, "xl/cellimages.xml", "media/image1.png")
    draft.part(
        "xl/cellimages.xml",
        f'<etc:cellImages xmlns:xdr="{_SHEET}" xmlns:r="{OFFICE}" xmlns:a="{_A}"'
        ' xmlns:etc="http://www.wps.cn/officeDocument/2017/etCustomData"><etc:cellImage><xdr:pic>'
        f'<xdr:nvPicPr><xdr:cNvPr id="2" name="{photo}"/><xdr:cNvPicPr/></xdr:nvPicPr>'
        f'<xdr:blipFill><a:blip r:embed="{picture}"/></xdr:blipFill><xdr:spPr/></xdr:pic>'
        "</etc:cellImage></etc:cellImages>",
        "application/vnd.wps-officedocument.cellimage+xml",
    )
    draft.relate(
        "xl/workbook.xml",
        "http://www.wps.cn/officeDocument/2020/cellImage",
        "cellimages.xml",
    )


@feature()
def picture_in_a_cell_of_excel(draft: Draft) -> None:
    rich = "http://schemas.microsoft.com/office/spreadsheetml/2017/richdata"
    draft.text("I2", "照片")
    draft.cells["I4"] = '<c r="I4" t="e" vm="1"><v>#VALUE!</v></c>'
    draft.part(
        "xl/metadata.xml",
        f'<metadata xmlns="{MAIN}" xmlns:xlrd="{rich}"><metadataTypes count="1"><metadataType name="XLRICHVALUE"'
        ' minSupportedVersion="120000" copy="1" pasteAll="1"/></metadataTypes><futureMetadata name="XLRICHVALUE" count="1">'
        '<bk><extLst><ext uri="{3e2802c4-a4d2-4d8b-9148-e3be6c30e623}"><xlrd:rvb i="0"/></ext></extLst></bk>'
        '</futureMetadata><valueMetadata count="1"><bk><rc t="1" v="0"/></bk></valueMetadata></metadata>',
        f"{SPREADSHEET}.sheetMetadata+xml",
    )
    draft.relate("xl/workbook.xml", "sheetMetadata", "metadata.xml")
    for name, content in {
        "rdrichvalue": f'<rvData xmlns="{rich}" count="1"><rv s="0"><v>0</v><v>5</v></rv></rvData>',
        "rdrichvaluestructure": f'<rvStructures xmlns="{rich}" count="1"><s t="_localImage"><k n="_rvRel:LocalImageIdentifier" t="i"/><k n="CalcOrigin" t="i"/></s></rvStructures>',
    }.items():
        draft.part(f"xl/richData/{name}.xml", content, f"application/vnd.ms-excel.{name}+xml")
        draft.relate(
            "xl/workbook.xml",
            f"http://schemas.microsoft.com/office/2017/06/relationships/{name}",
            f"richData/{name}.xml",
        )
    picture = _picture(draft, "xl/richData/richValueRel.xml")
    draft.part(
        "xl/richData/richValueRel.xml",
        '<richValueRels xmlns="http://schemas.microsoft.com/office/spreadsheetml/2022/richvaluerel"'
        f' xmlns:r="{OFFICE}"><rel r:id="{picture}"/></richValueRels>',
        "application/vnd.ms-excel.richvaluerel+xml",
    )


@feature()
def image(draft: Draft) -> None:
    picture = _picture(draft, "xl/drawings/drawing1.xml")
    drawn(
        draft,
        '<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" name="图片 1"/><xdr:cNvPicPr/></xdr:nvPicPr><xdr:blipFill>'
        f'<a:blip xmlns:r="{OFFICE}" r:embed="{picture}"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill>'
        '<xdr:spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic>',
    )


@feature()
def text_box(draft: Draft) -> None:
    drawn(
        draft,
        '<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="2" name="文本框 1"/><xdr:cNvSpPr txBox="1"/></xdr:nvSpPr>'
        '<xdr:spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr><xdr:txBody><a:bodyPr/><a:p><a:r>'
        "<a:t>填表说明：逐户核实</a:t></a:r></a:p></xdr:txBody></xdr:sp>",
    )


@feature()
def smart_art(draft: Draft) -> None:
    kinds = {
        "data": ("diagramData", "dataModel"),
        "layout": ("diagramLayout", "layoutDef"),
        "quickStyle": ("diagramStyle", "styleDef"),
        "colors": ("diagramColors", "colorsDef"),
    }
    dgm = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
    identifiers = []
    for file, (kind, root) in kinds.items():
        draft.part(
            f"xl/diagrams/{file}1.xml",
            f'<dgm:{root} xmlns:dgm="{dgm}" xmlns:a="{_A}"/>',
            f"application/vnd.openxmlformats-officedocument.drawingml.{kind}+xml",
        )
        identifiers.append(
            draft.relate("xl/drawings/drawing1.xml", kind, f"../diagrams/{file}1.xml")
        )
    data, layout, style, colours = identifiers
    drawn(
        draft,
        '<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="2" name="图示 1"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr>'
        '<xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic>'
        f'<a:graphicData uri="{dgm}"><dgm:relIds xmlns:dgm="{dgm}" xmlns:r="{OFFICE}" r:dm="{data}" r:lo="{layout}" r:qs="{style}" r:cs="{colours}"/>'
        "</a:graphicData></a:graphic></xdr:graphicFrame>",
    )


@feature()
def chart(draft: Draft) -> None:
    c = "http://schemas.openxmlformats.org/drawingml/2006/chart"
    draft.part(
        "xl/charts/chart1.xml",
        f'<c:chartSpace xmlns:c="{c}" xmlns:a="{_A}"><c:chart><c:plotArea><c:layout/><c:barChart><c:barDir val="col"/><c:grouping val="clustered"/>'
        '<c:ser><c:idx val="0"/><c:order val="0"/><c:val><c:numRef><c:f>带头人!$H$3:$H$8</c:f></c:numRef></c:val></c:ser>'
        '<c:axId val="1"/><c:axId val="2"/></c:barChart><c:catAx><c:axId val="1"/><c:scaling/><c:axPos val="b"/><c:crossAx val="2"/></c:catAx>'
        '<c:valAx><c:axId val="2"/><c:scaling/><c:axPos val="l"/><c:crossAx val="1"/></c:valAx></c:plotArea></c:chart></c:chartSpace>',
        "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
    )
    identifier = draft.relate("xl/drawings/drawing1.xml", "chart", "../charts/chart1.xml")
    drawn(
        draft,
        '<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="2" name="图表 1"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr>'
        '<xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic>'
        f'<a:graphicData uri="{c}"><c:chart xmlns:c="{c}" xmlns:r="{OFFICE}" r:id="{identifier}"/></a:graphicData></a:graphic></xdr:graphicFrame>',
    )


@feature()
def chart_on_a_sheet_of_its_own(draft: Draft) -> None:
    chart(draft)
    draft.after.pop("drawing")
    draft.relations.pop("xl/worksheets/sheet1.xml")
    draft.part(
        "xl/chartsheets/sheet1.xml",
        f'<chartsheet xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheetViews><sheetView workbookViewId="0"/></sheetViews><drawing r:id="rId1"/></chartsheet>',
        f"{SPREADSHEET}.chartsheet+xml",
    )
    draft.relate("xl/chartsheets/sheet1.xml", "drawing", "../drawings/drawing1.xml")
    draft.more_sheets.append(("图表", "", "chartsheets/sheet1.xml", "chartsheet"))


@feature()
def ole_object(draft: Draft) -> None:
    draft.default("bin", "application/vnd.openxmlformats-officedocument.oleObject")
    draft.part("xl/embeddings/oleObject1.bin", b"\xd0\xcf\x11\xe0" + b"\0" * 508)
    identifier = draft.on_sheet("oleObject", "../embeddings/oleObject1.bin")
    picture = _picture(draft, "xl/worksheets/sheet1.xml")
    drawing = vml(
        draft,
        '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>'
        '<v:shape id="_x0000_s1025" type="#_x0000_t75" style="position:absolute;width:60pt;height:40pt"><x:ClientData ObjectType="Pict">'
        "<x:Anchor>9, 0, 1, 0, 11, 0, 4, 0</x:Anchor></x:ClientData></v:shape>",
    )
    draft.after["legacyDrawing"] = f'<legacyDrawing r:id="{drawing}"/>'
    draft.after["oleObjects"] = (
        f'<mc:AlternateContent xmlns:mc="{_MC}"><mc:Choice Requires="x14"><oleObjects><oleObject progId="Word.Document.12" shapeId="1025" r:id="{identifier}">'
        f'<objectPr defaultSize="0" r:id="{picture}"><anchor><from><xdr:col xmlns:xdr="{_SHEET}">9</xdr:col></from></anchor></objectPr></oleObject></oleObjects></mc:Choice>'
        f'<mc:Fallback><oleObjects><oleObject progId="Word.Document.12" shapeId="1025" r:id="{identifier}"/></oleObjects></mc:Fallback></mc:AlternateContent>'
    )


@feature()
def form_control(draft: Draft) -> None:
    draft.part(
        "xl/ctrlProps/ctrlProp1.xml",
        '<formControlPr xmlns="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" objectType="CheckBox" fmlaLink="$J$3" lockText="1"/>',
        "application/vnd.ms-excel.controlproperties+xml",
    )
    identifier = draft.on_sheet("ctrlProp", "../ctrlProps/ctrlProp1.xml")
    drawing = vml(
        draft,
        '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>'
        '<v:shapetype id="_x0000_t201" coordsize="21600,21600" o:spt="201" path="m,l,21600r21600,l21600,xe"/>'
        '<v:shape id="_x0000_s1025" type="#_x0000_t201" style="position:absolute;width:72pt;height:17pt" filled="f" stroked="f">'
        '<v:textbox style="mso-direction-alt:auto"><div><font face="宋体" size="180" color="auto">已核实<br></font></div></v:textbox>'
        '<x:ClientData ObjectType="Checkbox"><x:Anchor>9, 0, 2, 0, 10, 0, 3, 0</x:Anchor><x:FmlaLink>$J$3</x:FmlaLink></x:ClientData></v:shape>',
    )
    draft.after["legacyDrawing"] = f'<legacyDrawing r:id="{drawing}"/>'
    draft.after["controls"] = (
        f'<mc:AlternateContent xmlns:mc="{_MC}"><mc:Choice Requires="x14"><controls><control shapeId="1025" r:id="{identifier}" name="复选框 1">'
        "<controlPr/></control></controls></mc:Choice></mc:AlternateContent>"
    )


@feature()
def picture_in_the_header(draft: Draft) -> None:
    draft.default("png", "image/png")
    draft.part("xl/media/image1.png", png())
    draft.parts["xl/drawings/_rels/vmlDrawing1.vml.rels"] = (
        f'{HEAD}<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{OFFICE}/image" Target="../media/image1.png"/></Relationships>'
    ).encode()
    identifier = vml(
        draft,
        '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>'
        '<v:shape id="LH" o:spid="_x0000_s1025" type="#_x0000_t75" style="width:40pt;height:40pt"><v:imagedata o:relid="rId1" o:title="徽标"/></v:shape>',
    )
    draft.after["headerFooter"] = "<headerFooter><oddHeader>&amp;L&amp;G</oddHeader></headerFooter>"
    draft.after["legacyDrawingHF"] = f'<legacyDrawingHF r:id="{identifier}"/>'


@feature()
def background_picture(draft: Draft) -> None:
    draft.after["picture"] = f'<picture r:id="{_picture(draft, "xl/worksheets/sheet1.xml")}"/>'
