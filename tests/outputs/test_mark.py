"""Ours is told from what somebody has worked in, and from what is not ours, in each format."""

from __future__ import annotations

import codecs
import csv
import io
import json
import zipfile
from collections.abc import Mapping

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import form_template
from builders.features import FEATURES
from builders.proof import amount
from ruralskills.outputs.mark import OutputKind, marked, ownership
from ruralskills.outputs.owner import Ownership
from ruralskills.outputs.package_mark import marked_package, unmarked_package

JSON = b'{\n  "schema_version": 1,\n  "tool": {\n    "name": "ruralskills",\n    "version": "1"\n  },\n  "findings": []\n}\n'
CSV = '\ufeff编号,说明\r\n1,"一,""二""\r\n三"\r\n2,\r\n'.encode()
HTML = '<!DOCTYPE html>\n<html><head>\n<meta charset="utf-8">\n<title>报告</title></head></html>\n'.encode()
SARIF = b'{\n "version": "2.1.0",\n "runs": []\n}\n'
TEXT = "台账.xlsx\n  共检查1个文件。\n".encode()
SAMPLES = {
    OutputKind.JSON: JSON,
    OutputKind.CSV: CSV,
    OutputKind.HTML: HTML,
    OutputKind.TEXT: TEXT,
    OutputKind.MARKDOWN: TEXT,
    OutputKind.SARIF: SARIF,
    OutputKind.WORKBOOK: FEATURES["image"].content(),
    OutputKind.DOCUMENT: form_template.PATH.read_bytes(),
    OutputKind.PDF: b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n",
}
IN_PACKAGES = (OutputKind.WORKBOOK, OutputKind.DOCUMENT)
PACKAGES = sorted(
    name
    for name, feature in FEATURES.items()
    if not feature.refused and feature.content()[:2] == b"PK"
)


def members(package: bytes) -> dict[str, bytes]:
    """The parts; one that is changed loses its byte order mark."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {
            name: archive.read(name).removeprefix(codecs.BOM_UTF8) for name in archive.namelist()
        }


def packed(parts: Mapping[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return target.getvalue()


@pytest.mark.parametrize("kind", OutputKind)
def test_what_we_wrote_is_ours_and_what_bears_no_mark_is_not(kind: OutputKind) -> None:
    assert ownership(SAMPLES[kind]) is Ownership.FOREIGN
    assert ownership(marked(SAMPLES[kind], kind)) is Ownership.OURS


@pytest.mark.parametrize("kind", [kind for kind in OutputKind if kind not in IN_PACKAGES])
@given(data=st.data())
@settings(max_examples=amount(60, 1200), deadline=None)
def test_one_byte_more_or_less_is_worked_in(kind: OutputKind, data: st.DataObject) -> None:
    content = marked(SAMPLES[kind], kind)
    at = data.draw(st.integers(0, len(content) - 1))
    byte = data.draw(st.binary(min_size=1, max_size=1).filter(lambda b: b != content[at : at + 1]))
    for changed in (content[:at] + content[at + 1 :], content[:at] + byte + content[at + 1 :]):
        assert ownership(changed) is not Ownership.OURS
    assert ownership(content + b" ") is Ownership.EDITED


def test_csv_has_the_mark_over_a_column_of_blanks() -> None:
    text = marked(CSV, OutputKind.CSV).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert [row[:2] for row in rows] == [["编号", "说明"], ["1", '一,"二"\r\n三'], ["2", ""]]
    assert [row[2:] for row in rows[1:]] == [[""], [""]]
    assert rows[0][2].startswith("由ruralskills写出（sha256:")


def test_csv_saved_in_the_encoding_of_an_office_is_worked_in() -> None:
    content = marked(CSV, OutputKind.CSV).decode("utf-8-sig").encode("gb18030")
    assert ownership(content) is Ownership.EDITED


def test_json_has_the_mark_in_the_tool_and_nothing_else() -> None:
    report = json.loads(marked(JSON, OutputKind.JSON))
    assert len(report["tool"].pop("content_sha256")) == 64
    assert report == json.loads(JSON)


def test_a_mark_that_a_cell_quotes_is_none() -> None:
    quoted = marked(TEXT, OutputKind.TEXT)
    for kind in (OutputKind.TEXT, OutputKind.CSV):
        content = marked(quoted.replace(b"\n", b"\r\n"), kind)
        assert ownership(content) is Ownership.OURS


def test_an_empty_file_may_be_replaced() -> None:
    assert ownership(b"") is Ownership.OURS


@pytest.mark.parametrize("name", PACKAGES)
def test_a_package_with_its_mark_opens_and_loses_nothing(name: str) -> None:
    content = FEATURES[name].content()
    done = marked_package(content)
    assert ownership(done) is Ownership.OURS
    assert marked_package(done) == done
    before, after = members(content), members(done)
    changed = {part for part in before if before[part] != after[part]}
    assert changed <= {"[Content_Types].xml", "_rels/.rels", "docProps/custom.xml"}
    assert members(unmarked_package(done)) == before
    assert unmarked_package(content) == content


@pytest.mark.parametrize("kept", ["<property ", "<p:property "])
def test_properties_of_the_office_stay(kept: str) -> None:
    """WPS keeps its build number there."""
    prefix = kept.removeprefix("<").partition("property")[0]
    parts = members(marked_package(FEATURES["image"].content()))
    space = f"xmlns{':' + prefix[:-1] if prefix else ''}"
    parts["docProps/custom.xml"] = (
        f'<{prefix}Properties {space}="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties">'
        f'{kept}fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name="KSOProductBuildVer">'
        '<vt:lpwstr xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">2052-11.8</vt:lpwstr>'
        f"</{prefix}property></{prefix}Properties>"
    ).encode()
    content = packed(parts)
    done = marked_package(content)
    assert ownership(content) is Ownership.FOREIGN
    assert ownership(done) is Ownership.OURS
    properties = openpyxl.load_workbook(io.BytesIO(done)).custom_doc_props  # type: ignore[attr-defined]  # the stubs lack it
    assert [p.name for p in properties.props] == ["KSOProductBuildVer", "ruralskills"]
    assert members(unmarked_package(done)) == parts


def test_every_part_counts_wherever_it_lies() -> None:
    parts = members(FEATURES["image"].content())
    parts = {
        name.replace("xl/worksheets/", "xl/表/"): part.replace(
            b"worksheets/sheet", "表/sheet".encode()
        )
        for name, part in parts.items()
    }
    done = marked_package(packed(parts))
    assert ownership(done) is Ownership.OURS
    whole = members(done)
    for name in whole:
        changed = packed({**whole, name: whole[name] + b" "})
        assert ownership(changed) in (Ownership.EDITED, Ownership.FOREIGN), name
    assert any(name.startswith("xl/表/") for name in whole)
    assert ownership(packed(whole)) is Ownership.OURS, "packed otherwise, but the same parts"


def test_a_workbook_that_another_program_has_saved_is_worked_in() -> None:
    done = marked_package(FEATURES["image"].content())
    book = openpyxl.load_workbook(io.BytesIO(done))
    target = io.BytesIO()
    book.save(target)
    assert ownership(target.getvalue()) is Ownership.EDITED


def test_an_archive_without_a_member_is_not_ours() -> None:
    assert ownership(b"PK\5\6" + b"\0" * 18) is Ownership.FOREIGN
