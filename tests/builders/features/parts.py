"""Parts beside the sheets: macros, signatures, printers, other programs' data."""

from __future__ import annotations

from builders.features.draft import OFFICE, PACKAGE, SPREADSHEET, Draft
from builders.features.feature import feature


@feature(suffix="xlsm")
def macro(draft: Draft) -> None:
    draft.kind = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    draft.default("bin", "application/vnd.ms-office.vbaProject")
    draft.part("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1528)
    draft.relate(
        "xl/workbook.xml",
        "http://schemas.microsoft.com/office/2006/relationships/vbaProject",
        "vbaProject.bin",
    )


@feature(said="数字签名")
def signature(draft: Draft) -> None:
    digital = f"{PACKAGE}/digital-signature"
    draft.default("sigs", "application/vnd.openxmlformats-package.digital-signature-origin")
    draft.part("_xmlsignatures/origin.sigs", b"")
    draft.relate("", f"{digital}/origin", "_xmlsignatures/origin.sigs")
    draft.part(
        "_xmlsignatures/sig1.xml",
        '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignedInfo/></Signature>',
        "application/vnd.openxmlformats-package.digital-signature-xmlsignature+xml",
    )
    draft.relate("_xmlsignatures/origin.sigs", f"{digital}/signature", "sig1.xml")


@feature()
def custom_xml(draft: Draft) -> None:
    draft.part("customXml/item1.xml", '<台账 xmlns="urn:someone"><户>1</户></台账>')
    draft.part(
        "customXml/itemProps1.xml",
        '<ds:datastoreItem ds:itemID="{1}" xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"/>',
        "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
    )
    draft.relate("xl/workbook.xml", "customXml", "../customXml/item1.xml")
    draft.relate("customXml/item1.xml", "customXmlProps", "itemProps1.xml")


@feature()
def printer_settings(draft: Draft) -> None:
    draft.default("bin", f"{SPREADSHEET}.printerSettings")
    draft.part("xl/printerSettings/printerSettings1.bin", b"\x01\x04" * 600)
    identifier = draft.on_sheet("printerSettings", "../printerSettings/printerSettings1.bin")
    draft.after["pageSetup"] = (
        f'<pageSetup paperSize="9" orientation="landscape" r:id="{identifier}"/>'
    )


@feature()
def properties_of_the_document(draft: Draft) -> None:
    draft.part(
        "docProps/app.xml",
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>WPS 表格</Application></Properties>',
        "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    )
    draft.relate("", f"{OFFICE}/extended-properties", "docProps/app.xml")


@feature()
def link_to_another_workbook(draft: Draft) -> None:
    draft.part(
        "xl/externalLinks/externalLink1.xml",
        f'<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="{OFFICE}"><externalBook r:id="rId1"><sheetNames><sheetName val="Sheet1"/></sheetNames></externalBook></externalLink>',
        f"{SPREADSHEET}.externalLink+xml",
    )
    draft.relate(
        "xl/externalLinks/externalLink1.xml", "externalLinkPath", "村名单.xlsx", external=True
    )
    identifier = draft.relate("xl/workbook.xml", "externalLink", "externalLinks/externalLink1.xml")
    draft.workbook["externalReferences"] = (
        f'<externalReferences><externalReference r:id="{identifier}"/></externalReferences>'
    )


@feature()
def thumbnails_without_a_type(draft: Draft) -> None:
    draft.part("docProps/thumbnail.wmf", b"\xd7\xcd\xc6\x9a" + b"\0" * 64)
    draft.part("[trash]/0000.dat", b"\0" * 128)
