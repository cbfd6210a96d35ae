"""Filled application forms as small documents, and what is read of them."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

import openpyxl

from ruralskills.forms.collected_form import CollectedForm, collected
from ruralskills.forms.form_inputs import FormFile, read_form_files
from ruralskills.forms.form_notice import form_context
from ruralskills.notices import CodeList
from ruralskills.validation.input_file import InputFile
from ruralskills.workspace.settings import find_settings

SOUND: Final = {
    "姓名": "张三", "性别": "男", "年龄": "35", "政治面貌": "群众", "文化程度": "高中",
    "身份证号": "500199198506150017", "籍贯": "山西临县", "家庭地址": "白文镇曹家峁村",
    "手机号码": "13800000000", "QQ号": "12345678", "微信号": "wx_1",
    "身份类别": "□村两委干部 □经纪人 ☑种养大户 □退伍军人 □其他_____ □脱贫户",
    "有无创业经历": "☑有 □无", "(拟)创业项目": "核桃加工", "(拟)创业地点": "曹家峁村",
    "(拟)创业产业规模": "年加工30吨", "是否有贷款意向": "□是 ☑否", "贷款意向金额": "",
    "承诺带动脱贫户规模": "3户", "(拟)带动方式": "务工就业", "申请人承诺签字": "张三",
    "(拟)创业项目简况及前景分析": "市场好", "村委会推荐意见": "同意推荐。", "乡(镇)推荐意见": "",
    "县级扶贫部门审定意见": "",
}  # fmt: skip
"""The values of a sound form by label."""
_SPACES: Final = " ".join(
    f'xmlns:{prefix}="{space}"'
    for prefix, space in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "v": "urn:schemas-microsoft-com:vml",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    }.items()
)
_RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


class Xml(str):
    """The runs of a paragraph as XML."""

    __slots__ = ()


def run(text: str, properties: str = "") -> str:
    """Return a run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def struck(text: str) -> str:
    """Return a run that is struck out."""
    return run(text, "<w:strike/>")


def paragraph(text: str) -> str:
    """Return a paragraph, a line break for each one in a text."""
    runs = text if isinstance(text, Xml) else "<w:r><w:br/></w:r>".join(map(run, text.split("\n")))
    return f"<w:p>{runs}</w:p>"


def table(rows: Sequence[Sequence[str]]) -> str:
    """Return a table of rows of cells, a line that begins with ``+n `` as wide as n."""
    lines = []
    for row in rows:
        cells = []
        for text in row:
            span = 1
            if text.startswith("+"):
                width, _, rest = text.partition(" ")
                span, text = int(width), rest if not isinstance(text, Xml) else Xml(rest)
            cells.append(
                f'<w:tc><w:tcPr><w:tcW w:w="{2000 * span}" w:type="dxa"/><w:gridSpan w:val="{span}"/></w:tcPr>'
                f"{paragraph(text)}</w:tc>"
            )
        lines.append(f"<w:tr>{''.join(cells)}</w:tr>")
    columns = '<w:gridCol w:w="2000"/>' * max(map(len, rows), default=0)
    return (
        '<w:tbl><w:tblPr><w:tblW w:w="8000" w:type="dxa"/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{''.join(lines)}</w:tbl>"
    )


def rows_of(values: Mapping[str, str], wide: int = 2) -> list[list[str]]:
    """Return the rows of a form with so many labels side by side."""
    pairs = list(values.items())
    return [
        [text for pair in pairs[at : at + wide] for text in pair]
        for at in range(0, len(pairs), wide)
    ]


def changed_form(**changes: str) -> dict[str, str]:
    """Return a sound form with other values, by labels without brackets."""
    bare = {label.replace("(", "").replace(")", ""): label for label in SOUND}
    return SOUND | {bare.get(label, label): value for label, value in changes.items()}


def word(
    folder: Path, *blocks: str, styles: str = "", pictures: Mapping[str, bytes] | None = None,
    name: str = "表.docx",
) -> Path:  # fmt: skip
    """Write a document of blocks of XML and of pictures by their relation's id."""
    path = folder / name
    found = pictures or {}
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        body = "".join(blocks)
        archive.writestr(
            "word/document.xml", f"<w:document {_SPACES}><w:body>{body}<w:p/></w:body></w:document>"
        )
        if styles:
            archive.writestr("word/styles.xml", f"<w:styles {_SPACES}>{styles}</w:styles>")
        relations = "".join(
            f'<Relationship Id="{key}" Type="{_RELATION}/image" Target="media/{key}.png"/>'
            for key in found
        )
        archive.writestr(
            "word/_rels/document.xml.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f"{relations}</Relationships>",
        )
        for key, content in found.items():
            archive.writestr(f"word/media/{key}.png", content)
    return path


def sheet(folder: Path, rows: Sequence[Sequence[object]], name: str = "表.xlsx") -> Path:
    """Write a workbook of rows of cells."""
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(list(row))
    path = folder / name
    book.save(path)
    return path


@cache
def _kinds() -> CodeList:
    settings = find_settings([])
    kinds = form_context((), settings, None).in_force.code_list("identity_kind")
    assert kinds is not None
    return kinds


def file_of(path: Path) -> FormFile:
    """Return a file with its forms."""
    [file] = read_form_files([InputFile(path, path.name)], "", lambda: None)
    return file


def forms_of(path: Path) -> list[CollectedForm]:
    """Return the rows that the forms of a file give."""
    return [collected(form, path.name, _kinds()) for form in file_of(path).forms]


def one_form(folder: Path, **changes: str) -> CollectedForm:
    """Return the row of a sound form with other values."""
    path = word(folder, table(rows_of(changed_form(**changes))))
    [form] = forms_of(path)
    return form
