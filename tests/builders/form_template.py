"""The template of the application form, written when this module is run."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

PATH: Final = Path(__file__).resolve().parents[2] / "templates" / "application_form.docx"
TITLE_FONT: Final = "方正小标宋简体"
BODY_FONT: Final = "仿宋_GB2312"
LABEL_FONT: Final = "宋体"
BOX_FONT: Final = "Segoe UI Symbol"
GRID: Final = (0, 25, 54, 67, 73, 81, 92, 100, 106, 119, 124, 131, 150, 180)
"""The left edges of all cells, in millimetres."""
ROWS: Final[tuple[tuple[float, tuple[tuple[int, str], ...]], ...]] = (
    (12, ((25, "姓名"), (54, "{{ form.name }}"), (67, "性别"), (81, "{{ form.sex }}"),
          (92, "年龄"), (106, "{{ form.age }}"), (124, "政治面貌"), (150, "{{ form.political }}"))),
    (12, ((25, "文化程度"), (54, "{{ form.education }}"), (73, "身份证号"),
          (119, "{{ form.id_number }}"), (131, "籍贯"), (150, "{{ form.native_place }}"))),
    (12, ((25, "家庭地址"), (150, "{{ form.address }}"))),
    (12, ((25, "手机号码"), (54, "{{ form.phone }}"), (67, "QQ号"), (92, "{{ form.qq }}"),
          (106, "微信号"), (150, "{{ form.wechat }}"))),
    (28, ((25, "身份类别"), (180, ""))),
    (12, ((25, "有无创业经历"), (67, ""), (92, "(拟)创业项目"), (180, "{{ form.project }}"))),
    (12, ((25, "(拟)创业地点"), (73, "{{ form.project_place }}"), (100, "(拟)创业\n产业规模"),
          (180, "{{ form.scale }}"))),
    (12, ((25, "是否有\n贷款意向"), (54, "{{ form.wants_loan }}"), (73, "贷款意向\n金额"),
          (100, "{{ form.loan_amount }}"), (131, "承诺带动\n脱贫户规模"), (180, "{{ form.pledge }}"))),
    (12, ((25, "(拟)带动方式"), (119, "{{ form.leading_way }}"), (150, "申请人承诺签字"), (180, ""))),
    (48, ((25, "(拟)创业项目\n简况及\n前景分析"), (180, "{{ form.prospects }}"))),
    (25, ((25, "村委会\n推荐意见"), (180, ""))),
    (25, ((25, "乡(镇)\n推荐意见"), (180, ""))),
    (25, ((25, "{{ form.county_department }}\n审定意见"), (180, ""))),
)  # fmt: skip
"""Height of each row, and its cells: the right edge and what stands in them."""
KINDS: Final = (
    ("村两委干部", "村级后备干部", "大学生村官"),
    ("经纪人", "家庭农场经营者", "农民合作社骨干"),
    ("种养大户", "外出务工返乡青年", "退伍军人"),
    ("创业大学生", "其他"),
    ("脱贫户",),
)
LEFT: Final = {"form.address", "form.project", "form.leading_way", "form.prospects"}


def font_of(style: Any, east_asian: str, size: float, latin: str = "Times New Roman") -> None:
    style.font.name = latin
    style.font.size = Pt(size)
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        if "Theme" in name:
            del fonts.attrib[name]
    fonts.set(qn("w:eastAsia"), east_asian)
    fonts.set(qn("w:cs"), latin)


def spacing_of(style: Any, line: float, before: float = 0, after: float = 0) -> None:
    shape = style.paragraph_format
    shape.space_before, shape.space_after = Pt(before), Pt(after)
    shape.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    shape.line_spacing = Pt(line)


def add_styles(document: Any) -> None:
    styles = document.styles
    font_of(styles["Normal"], BODY_FONT, 10.5)
    spacing_of(styles["Normal"], 15)
    for name, font, size, line in (
        ("申报表标题", TITLE_FONT, 18, 30), ("申报表草稿", LABEL_FONT, 10.5, 15),
        ("申报表标签", LABEL_FONT, 10.5, 15), ("申报表内容", BODY_FONT, 10.5, 15),
        ("申报表选项", BODY_FONT, 10.5, 15), ("申报表间隔", BODY_FONT, 1, 1),
        ("附页标题", TITLE_FONT, 16, 30), ("附页标签", LABEL_FONT, 12, 22),
        ("附页内容", BODY_FONT, 12, 22),
    ):  # fmt: skip
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
        font_of(style, font, size)
        spacing_of(style, line)
    styles["申报表标题"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    styles["申报表标题"].paragraph_format.space_after = Pt(4)
    styles["附页标题"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    styles["申报表标签"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    styles["申报表草稿"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    styles["附页标签"].font.bold = True
    styles["附页标签"].paragraph_format.space_before = Pt(6)
    for name in ("附页内容", "附页标签"):
        styles[name].paragraph_format.widow_control = False
    tabs = styles["申报表选项"].paragraph_format.tab_stops
    tabs.add_tab_stop(Mm(50))
    tabs.add_tab_stop(Mm(103))


def symbol(paragraph: Any, text: str) -> None:
    run = paragraph.add_run(text)
    run.font.name = BOX_FONT
    run._element.rPr.rFonts.set(qn("w:eastAsia"), "宋体")


def tiny(paragraph: Any) -> None:
    paragraph.style = "申报表间隔"


def fill_kinds(cell: Any) -> None:
    for number, line in enumerate(KINDS):
        paragraph = cell.paragraphs[0] if not number else cell.add_paragraph()
        paragraph.style = "申报表选项"
        for column, kind in enumerate(line):
            if column:
                paragraph.add_run("\t")
            symbol(paragraph, f"{{{{ form.kinds.{kind} }}}}")
            paragraph.add_run(kind)
            if kind == "其他":
                run = paragraph.add_run("{{ form.other }}")
                run.underline = True
        if number == len(KINDS) - 1:
            paragraph.add_run("{{ form.kinds_mark }}")


def fill_experience(cell: Any) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.style = "申报表标签"
    symbol(paragraph, "{{ form.experience.yes }}")
    paragraph.add_run("有  ")
    symbol(paragraph, "{{ form.experience.no }}")
    paragraph.add_run("无{{ form.experience_mark }}")


def fill_opinion(cell: Any) -> None:
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.BOTTOM
    paragraph = cell.paragraphs[0]
    paragraph.style = "申报表内容"
    paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(75))
    paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(118))
    paragraph.add_run("\t负责人:\t年    月    日")


def border(table: Any, sides: tuple[str, ...], value: str = "single") -> None:
    borders = OxmlElement("w:tblBorders")
    for side in sides:
        line = OxmlElement(f"w:{side}")
        for key, each in (("val", value), ("sz", "6"), ("space", "0"), ("color", "000000")):
            line.set(qn(f"w:{key}"), each)
        borders.append(line)
    properties = table._tbl.tblPr
    properties.find(qn("w:tblLayout")).addprevious(borders)  # Word insists on their order


def margins(table: Any, side: float) -> None:
    properties = table._tbl.tblPr
    cell_margins = OxmlElement("w:tblCellMar")
    for name, width in (("top", 0), ("left", side), ("bottom", 0), ("right", side)):
        margin = OxmlElement(f"w:{name}")
        margin.set(qn("w:w"), str(Mm(width).twips if width else 0))
        margin.set(qn("w:type"), "dxa")
        cell_margins.append(margin)
    properties.find(qn("w:tblLook")).addprevious(cell_margins)


def shaped(table: Any, edges: tuple[float, ...], side: float) -> None:
    """Give a table fixed columns, borders and margins."""
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    border(table, ("top", "left", "bottom", "right", "insideH", "insideV"))
    margins(table, side)
    for column, left, right in zip(table.columns, edges[:-1], edges[1:], strict=True):
        column.width = Mm(right - left)


def set_widths(table: Any) -> None:
    """Give each cell the width of its columns, by which Word goes."""
    for row in table._tbl.tr_lst:
        at = 0
        for cell in row.tc_lst:
            cell.width = Mm(GRID[at + cell.grid_span] - GRID[at])
            at += cell.grid_span


def fill_photo(cell: Any) -> None:
    first = cell.paragraphs[0]
    first.add_run("{%p if form.photo %}")
    picture = cell.add_paragraph("{{ form.photo }}")
    picture.style = "申报表标签"
    picture.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    cell.add_paragraph("{%p else %}")
    frame = cell.add_table(1, 1)
    shaped(frame, (0, 25), 0.5)
    frame.rows[0].height, frame.rows[0].height_rule = Mm(35), WD_ROW_HEIGHT_RULE.EXACTLY
    inner = frame.cell(0, 0)
    inner.width = Mm(25)
    inner.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    inner.paragraphs[0].style = "申报表标签"
    inner.paragraphs[0].add_run("一寸近期")
    inner.add_paragraph("免冠照片").style = "申报表标签"
    last = cell.paragraphs[-1]
    last.add_run("{%p endif %}")
    tiny(cell.add_paragraph())


def fill_row(table: Any, number: int) -> None:
    height, cells = ROWS[number]
    row = table.rows[number]
    row.height, row.height_rule = Mm(height), WD_ROW_HEIGHT_RULE.AT_LEAST
    left = 0
    for right, text in cells:
        first, last = GRID.index(left), GRID.index(right) - 1
        cell = table.cell(number, first)
        if last > first:
            cell = cell.merge(table.cell(number, last))
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        is_label = not text.startswith("{{ form.") or text.endswith("意见")
        paragraph = cell.paragraphs[0]
        if is_label:
            paragraph.style = "申报表标签"
        else:
            paragraph.style = "申报表内容"
            centred = not any(name in text for name in LEFT)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else None
        paragraph.add_run(text)
        left = right


def without_what_nothing_uses(document: Any) -> None:
    """Take away the styles and parts of python-docx's own template that no form needs."""
    styles = document.styles.element
    kept = {"Normal", "Default Paragraph Font", "Normal Table", "No List"}
    for style in list(styles.findall(qn("w:style"))):
        name = style.find(qn("w:name")).get(qn("w:val"))
        if name not in kept and not name.startswith(("申报表", "附页")):
            styles.remove(style)
    styles.remove(styles.find(qn("w:latentStyles")))
    for language in styles.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")
    for part, kinds in (
        (document.part.package, ("thumbnail",)),
        (document.part, ("customXml", "stylesWithEffects", "webSettings", "numbering")),
    ):
        for number, relation in list(part.rels.items()):
            if relation.reltype.endswith(kinds):
                del part.rels[number]


def build() -> Any:
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(14), Mm(12)
    section.left_margin = section.right_margin = Mm(15)
    section.header_distance = section.footer_distance = Mm(8)
    add_styles(document)
    document.add_paragraph("{%p for form in forms %}")
    document.add_paragraph("{%p if form.draft %}")
    document.add_paragraph("草稿", style="申报表草稿")
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("乡村振兴致富带头人培训对象申报表", style="申报表标题")
    table = document.add_table(len(ROWS), len(GRID) - 1)
    shaped(table, GRID, 1.2)
    for number in range(len(ROWS)):
        fill_row(table, number)
    at = GRID.index
    fill_kinds(table.cell(4, at(25)))
    fill_experience(table.cell(5, at(25)))
    for number in (10, 11, 12):
        fill_opinion(table.cell(number, at(25)))
    photo = table.cell(0, at(150)).merge(table.cell(3, at(150)))
    photo.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    fill_photo(photo)
    set_widths(table)
    tiny(document.add_paragraph())
    document.add_paragraph("{%p if form.annex %}")
    heading = document.add_paragraph("附页", style="附页标题")
    heading.paragraph_format.page_break_before = True
    document.add_paragraph("{%p for item in form.annex %}")
    document.add_paragraph("{{ item.label }}", style="附页标签")
    document.add_paragraph("{{ item.text }}", style="附页内容")
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p if not loop.last %}")
    page_end = document.add_paragraph(style="申报表间隔")
    page_end.add_run().add_break(WD_BREAK.PAGE)
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p endfor %}")
    without_what_nothing_uses(document)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = (
        "乡村振兴致富带头人培训对象申报表",
        "",
        "",
    )
    return document


if __name__ == "__main__":
    build().save(str(PATH))
