"""Forms of old formats, and forms whose name says another format than they have."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from builders.filled_forms import SOUND, Xml, file_of, forms_of, rows_of, run, sheet, table, word
from builders.libreoffice import convert
from builders.pictures import draw_on_sheet, png
from ruralskills.forms import libreoffice
from ruralskills.forms.form_inputs import read_form_files
from ruralskills.forms.old_formats import has_overlaid
from ruralskills.validation.input_file import InputFile

_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument'
    '.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
    'officeDocument" Target="word/document.xml"/></Relationships>'
)


def whole(folder: Path) -> Path:
    """A document that LibreOffice opens as well."""
    path = word(folder, table(rows_of(SOUND)))
    with zipfile.ZipFile(path) as archive:
        document = archive.read("word/document.xml")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _RELATIONS)
        archive.writestr("word/document.xml", document)
    return path


def test_the_content_says_the_format_and_not_the_name(tmp_path: Path) -> None:
    path = whole(tmp_path)
    for kind in ("doc", "rtf", "odt"):
        convert([path], kind, tmp_path)
    names = {
        "doc.docx": "表.doc", "rtf.doc": "表.rtf", "odt.docx": "表.odt", "docx.doc": "表.docx", "doc.wps": "表.doc",
    }  # fmt: skip
    for name, source in names.items():
        (tmp_path / name).write_bytes((tmp_path / source).read_bytes())
    (tmp_path / "broken.doc").write_bytes(b"\xd0\xcf\x11\xe0" + b"\0" * 600)
    inputs = [InputFile(tmp_path / name, name) for name in (*names, "broken.doc")]
    files = list(read_form_files(inputs, "", lambda: None))
    assert [len(file.forms) for file in files] == [1, 1, 1, 1, 1, 0]
    assert files[-1].status.status == "unreadable"
    assert {file.forms[0].text("name") for file in files[:-1]} == {"张三"}


def test_a_docx_called_doc_needs_no_libreoffice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(libreoffice, "program", lambda: None)
    path = word(tmp_path, table(rows_of(SOUND)), name="表.doc")
    [form] = forms_of(path)
    assert form.values["name"] == "张三"


def shown_by_libreoffice(path: Path) -> None:
    """Write a drawing out in full, as another program needs it."""
    changes = {
        "[Content_Types].xml": (
            "</Types>", '<Default Extension="png" ContentType="image/png"/><Override PartName="/xl/drawings/'
            'drawing1.xml" ContentType="application/vnd.openxmlformats-officedocument.drawing+xml"/></Types>'
        ),
        "xl/worksheets/sheet1.xml": (
            "</worksheet>", '<drawing xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/'
            'relationships" r:id="rId1"/></worksheet>'
        ),
        "xl/drawings/drawing1.xml": (
            "</xdr:blipFill>", '<a:stretch><a:fillRect/></a:stretch></xdr:blipFill><xdr:spPr><a:prstGeom '
            'prst="rect"><a:avLst/></a:prstGeom></xdr:spPr>'
        ),
    }  # fmt: skip
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode("latin-1") for name in archive.namelist()}
    for name, (old, new) in changes.items():
        parts[name] = parts[name].replace(old, new)
    drawing = parts["xl/drawings/drawing1.xml"]
    drawing = drawing.replace("</xdr:from>", '</xdr:from><xdr:ext cx="900000" cy="1200000"/>')
    drawing = drawing.replace("</xdr:nvPicPr>", "<xdr:cNvPicPr/></xdr:nvPicPr>")
    drawing = drawing.replace("</xdr:pic>", "</xdr:pic><xdr:clientData/>")
    drawing = drawing.replace("<xdr:row>", "<xdr:colOff>0</xdr:colOff><xdr:row>")
    parts["xl/drawings/drawing1.xml"] = drawing.replace(
        "</xdr:row>", "</xdr:row><xdr:rowOff>0</xdr:rowOff>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text.encode("latin-1"))


def test_an_old_workbook_keeps_its_photograph(tmp_path: Path) -> None:
    path = sheet(tmp_path, [["培训对象申报表"], *rows_of(SOUND)])
    draw_on_sheet(path, png(50, 70), row=1, column=4)
    shown_by_libreoffice(path)
    convert([path], "xls", tmp_path)
    [form] = forms_of(tmp_path / "表.xls")
    assert (form.values["photo"], form.values["identity_kind"]) == ("是", "种养大户")


def test_an_old_workbook_is_read_without_libreoffice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    convert([sheet(tmp_path, rows_of(SOUND))], "xls", tmp_path)
    monkeypatch.setattr(libreoffice, "program", lambda: None)
    [form] = forms_of(tmp_path / "表.xls")
    assert (form.values["name"], form.values.get("photo")) == ("张三", None)


@pytest.mark.parametrize("text", ["有 /", "/ 无", "、无", "有|"])
def test_a_word_whose_other_one_is_lost_is_in_doubt(tmp_path: Path, text: str) -> None:
    values = SOUND | {"有无创业经历": Xml(run(text))}
    [form] = forms_of(word(tmp_path, table(rows_of(values))))
    assert form.values["experience"] == ""
    assert "少了一边" in form.doubts["experience"].message


def test_marks_that_libreoffice_loses_are_told() -> None:
    assert has_overlaid(rb"\xd0 eq \o\ac(x)")
    assert has_overlaid(" EQ \\o\\ac(□,√)".encode("utf-16-le"))
    assert not has_overlaid(b"eq")


def test_an_outer_table_around_the_form(tmp_path: Path) -> None:
    inner = table(rows_of(SOUND))
    outer = f"<w:tbl><w:tr><w:tc>{inner}<w:p/></w:tc></w:tr></w:tbl>"
    [form] = forms_of(word(tmp_path, outer))
    assert (form.values["name"], form.values["identity_kind"]) == ("张三", "种养大户")
    assert file_of(word(tmp_path, outer)).status.status == "read"
