"""The document: an official one's page and styles, and the pages that it takes."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from builders.libreoffice import convert
from builders.whole_district import many_problems, whole_district
from ruralskills.bulletin.annexes import annexes
from ruralskills.bulletin.content import Material
from ruralskills.bulletin.statement import Bulletin, SaidParagraph, Statement
from ruralskills.bulletin.word_document import word_document
from ruralskills.bulletin.wording import worded
from ruralskills.model.findings import Nature
from ruralskills.workspace.settings import BulletinSettings

SETTINGS = BulletinSettings(addressees="各镇街、区级有关部门", contact="区扶贫办，023-44550000")
SENDER = "潼南区扶贫开发办公室"


def material() -> Material:
    return Material(
        whole_district(), many_problems(), settings=SETTINGS, sender=SENDER, has_deadline=True
    )


@pytest.fixture(scope="module")
def made() -> bytes:
    said = material()
    text = worded(said, None)
    tables = annexes(said.rollup, said.problems, text.requirements)
    return word_document(text, tables, SENDER)


@pytest.fixture(scope="module")
def document(made: bytes) -> Any:
    return docx.Document(BytesIO(made))


def test_the_page_of_an_official_document(document: Any) -> None:
    [section] = document.sections
    sides = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(each.mm) for each in sides] == [37, 35, 28, 26]
    assert [round(each.mm) for each in (section.page_width, section.page_height)] == [210, 297]
    number = section.footer.paragraphs[0]._p.xml
    assert "PAGE" in number
    assert "fldChar" in number


@pytest.mark.parametrize(
    ("style", "font", "size", "line"),
    [
        ("Title", "方正小标宋简体", 22, 28.95),
        ("Heading 1", "黑体", 16, 28.95),
        ("公文正文", "仿宋_GB2312", 16, 28.95),
        ("主送机关", "仿宋_GB2312", 16, 28.95),
        ("发文机关署名", "仿宋_GB2312", 16, 28.95),
    ],
)
def test_styles(style: str, font: str, size: float, line: float, document: Any) -> None:
    found = document.styles[style]
    assert found.element.rPr.rFonts.get(qn("w:eastAsia")) == font
    assert not [name for name in found.element.rPr.rFonts.attrib if name.endswith("Theme")]
    assert found.font.size.pt == size
    assert 28 <= found.paragraph_format.line_spacing.pt <= 30
    assert found.paragraph_format.line_spacing.pt == pytest.approx(line, abs=0.05)


def test_every_paragraph_has_a_style_of_its_own(document: Any) -> None:
    styles = {paragraph.style.name for paragraph in document.paragraphs}
    assert "Normal" not in styles
    leads = [p.runs[0] for p in document.paragraphs if p.text.startswith("（一）")]
    assert {run.style.name for run in leads} == {"条目标题"}
    assert document.styles["条目标题"].element.rPr.rFonts.get(qn("w:eastAsia")) == "楷体_GB2312"
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert [text[:2] for text in headings] == ["一、", "二、", "三、", "四、"]


def test_nothing_that_cannot_be_edited(made: bytes) -> None:
    with zipfile.ZipFile(BytesIO(made)) as package:
        body = package.read("word/document.xml").decode()
    assert not re.search("txbx|w:pict|mc:AlternateContent|w:drawing|w:sdt", body)


def test_what_stays_blank(document: Any) -> None:
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts[0] == "送审稿\t（文号：　　　　　　　）"
    assert texts[2] == "各镇街、区级有关部门："
    assert "　　年　　月　　日" in texts
    assert [p.text for p in document.paragraphs if p.style.name.startswith("附件说明")] == [
        "各项任务进展情况表", "各镇街完成率和名次表", "各单位台账问题统计表",
        "下一步工作要求",
    ]  # fmt: skip


def pages(documents: dict[str, bytes], folder: Path) -> dict[str, list[str]]:
    """The texts of the pages of documents, as they are printed."""
    paths = [folder / f"{name}.docx" for name in documents]
    for path in paths:
        path.write_bytes(documents[path.stem])
    convert(paths, "pdf", folder)
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler-utils) is not installed: NO PAGES WERE COUNTED")
    return {
        name: subprocess.run(
            ["pdftotext", "-layout", folder / f"{name}.pdf", "-"], capture_output=True, check=True
        ).stdout.decode().split("\f")
        for name in documents
    }  # fmt: skip


def before_annexes(texts: list[str]) -> list[str]:
    first = next(at for at, text in enumerate(texts) if re.match(r"\s*附件 ?1\s*\n", text))
    return texts[:first]


def test_three_pages_and_never_the_signature_alone(made: bytes, tmp_path: Path) -> None:
    """A district with every task, and texts that end anywhere on a page."""
    tables = annexes(material().rollup, material().problems)
    documents = {"district": made}
    for lines in range(14, 24, 2):
        said = [Statement("", f"第{number}段" + "话" * 20 + "。", ()) for number in range(lines)]
        text = Bulletin(tuple(SaidParagraph("text", each) for each in said))
        documents[f"{lines}"] = word_document(text, tables, SENDER)
    found = {name: before_annexes(each) for name, each in pages(documents, tmp_path).items()}
    assert len(found["district"]) == 3
    for name, texts in found.items():
        signed = texts[-1]
        assert SENDER in re.sub(r"\s", "", signed), name
        first = next(line for line in signed.splitlines() if line.strip())
        assert not first.strip().startswith("附件："), name


def test_what_is_left_out_of_a_text_is_counted_and_stands_in_an_annex() -> None:
    said = material()
    made = worded(said, None)
    texts = [each.text for each in made.statements]
    items = [text for text in texts if re.match("（.）.*填错|（.）.*未达标", text)]
    [left] = [found for text in texts if (found := re.search(r"以下没有列的(\d+)类", text))]
    kinds = [each for each in said.problems.kinds if each.nature is not Nature.HINT]
    assert int(left[1]) == len(kinds) - len(items) > 0
    at = texts.index("四、下一步工作要求")
    own = [text for text in texts[at + 1 :] if text.startswith("（")]
    [rest] = [found for text in own if (found := re.search(r"其余(\d+)项见附件4。$", text))]
    shown = [text for text in own if re.match("（[一二三四五六七八九十]+）", text)]
    [table] = annexes(said.rollup, said.problems, made.requirements)[3].tables
    assert len(table.rows) == len(shown) + int(rest[1])
    assert [row[0].text for row in table.rows][:2] == ["一", "二"]
    assert "按时报送。" in table.rows[-1][1].text


def test_what_a_long_text_leaves_to_the_annexes(document: Any) -> None:
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert "其余任务的完成率和名次见附件2。" in texts
    ranked = [text for text in texts if "居前的是" in text]
    assert ranked
    for text in ranked:
        front, last = text.split("。尚未启动")[0].split("居后的是")
        assert front.count("、") == last.count("、") == 2, text
    ends = document.tables[1]
    assert [cell.text for cell in ends.rows[0].cells] == ["任务", "居前", "居后", "尚未启动"]
    assert len(ends.rows) == 1 + 15
    for row in ends.rows[1:]:
        assert row.cells[1].text.count("、") == row.cells[2].text.count("、") == 2
