"""The templates in examples/forms, written when this module is run.

A certificate, an attendance sheet and an agreement, as an office would make them in Word.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Mm, Pt

from builders.form_template import (
    border,
    font_of,
    margins,
    spacing_of,
    without_what_nothing_uses,
)

FOLDER: Final = Path(__file__).resolve().parents[2] / "examples" / "forms"
CENTRE: Final = WD_ALIGN_PARAGRAPH.CENTER
RIGHT: Final = WD_ALIGN_PARAGRAPH.RIGHT
DAYS: Final = 7


def page(title_size: float, body_size: float, line: float, *, landscape: bool) -> Any:
    """Return an empty A4 page with styles of its own."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    if landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(297), Mm(210)
    section.top_margin = section.bottom_margin = Mm(18)
    section.left_margin = section.right_margin = Mm(20)
    font_of(document.styles["Normal"], "仿宋_GB2312", body_size)
    spacing_of(document.styles["Normal"], line)
    title = document.styles.add_style("申报表标题", WD_STYLE_TYPE.PARAGRAPH)
    title.base_style = document.styles["Normal"]
    font_of(title, "方正小标宋简体", title_size)
    spacing_of(title, title_size * 1.6, after=title_size / 2)
    title.paragraph_format.alignment = CENTRE
    without_what_nothing_uses(document)
    return document


def added(document: Any, text: str, align: Any = None, indent: float = 0) -> Any:
    paragraph = document.add_paragraph(text)
    paragraph.alignment = align
    paragraph.paragraph_format.first_line_indent = Pt(indent)
    return paragraph


def certificate() -> Any:
    document = page(44, 22, 48, landscape=True)
    title = document.add_paragraph("结业证书", style="申报表标题")
    title.paragraph_format.space_before = Pt(40)
    added(document, "证书编号：{{ 证书编号|default('______________') }}", RIGHT)
    added(
        document,
        "{{ 姓名 }}（身份证号{{ 身份证号 }}）于{{ 开班日期|年月日 }}至{{ 结业日期|年月日 }}参加"
        "{{ 班次名称 }}学习，修完规定的全部课程，经考核合格，准予结业。",
        None,
        44,
    )
    added(document, "")
    added(document, "{{ 培训机构 }}（盖章）", RIGHT)
    added(document, "{{ 结业日期|年月日 }}", RIGHT)
    return document


def attendance() -> Any:
    document = page(18, 10.5, 15, landscape=True)
    document.add_paragraph("{{ rows[0].班次名称 }}考勤表", style="申报表标题")
    added(
        document,
        "培训机构：{{ rows[0].培训机构 }}    培训时间：{{ rows[0].开班日期|年月日 }}至"
        "{{ rows[0].结业日期|年月日 }}    学员{{ rows|length }}人    班主任：",
    )
    widths = (12, 24, 45, *([22] * DAYS), 22)
    heads = ("序号", "姓名", "身份证号", *(f"第{n}天" for n in range(1, DAYS + 1)), "备注")
    cells = ("{{ loop.index }}", "{{ row.姓名 }}", "{{ row.身份证号 }}", *([""] * (DAYS + 1)))
    table = document.add_table(4, len(widths))
    table.autofit, table.alignment = False, WD_TABLE_ALIGNMENT.CENTER
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    border(table, sides)
    margins(table, 1)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for number, texts in enumerate((heads, (), cells, ())):
        row = table.rows[number]
        row.height, row.height_rule = Mm(8), WD_ROW_HEIGHT_RULE.AT_LEAST
        for column, width in enumerate(widths):
            row.cells[column].width = Mm(width)
            row.cells[column].vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
            if texts:
                row.cells[column].paragraphs[0].add_run(texts[column])
                row.cells[column].paragraphs[0].alignment = CENTRE
    head = OxmlElement("w:tblHeader")  # the head stands again on each page
    table.rows[0]._tr.get_or_add_trPr().append(head)
    table.rows[1].cells[0].paragraphs[0].add_run("{%tr for row in rows %}")
    table.rows[3].cells[0].paragraphs[0].add_run("{%tr endfor %}")
    added(document, "上午、下午各签一次；出勤√，事假△，病假○，旷课×。")
    return document


def agreement() -> Any:
    document = page(22, 14, 28, landscape=False)
    document.add_paragraph("致富带头人培训协议", style="申报表标题")
    for text in (
        "甲方（培训机构）：{{ 培训机构 }}",
        "乙方（学员）：{{ 姓名 }}    身份证号：{{ 身份证号 }}",
    ):
        added(document, text)
    for text in (
        "一、甲方于{{ 开班日期|年月日 }}至{{ 结业日期|年月日 }}举办{{ 班次名称 }}，乙方自愿参加。",
        "二、甲方按培训计划安排教师、教材和实训，不向乙方收取任何费用。",
        "三、乙方遵守学习纪律，按时签到，完成全部课程并参加考核。",
        "四、乙方考核合格的，甲方发给结业证书，并提供后续跟踪服务。",
        "五、本协议一式两份，双方各执一份，签字盖章后生效。",
    ):
        added(document, text, None, 28)
    added(document, "")
    added(document, "甲方（盖章）：                    乙方（签字）：")
    added(document, "    年   月   日                      年   月   日")
    return document


TEMPLATES: Final = {"结业证书": certificate, "考勤表": attendance, "培训协议": agreement}

if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, build in TEMPLATES.items():
        build().save(str(FOLDER / f"{name}.docx"))
