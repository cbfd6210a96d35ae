"""The styles of an official document: GB/T 9704, fonts by name, no text boxes."""

from __future__ import annotations

from typing import Any, Final

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from msgspec import Struct

_LINE: Final = Pt(28.95)
"""22 lines on a page."""
_LATIN: Final = "Times New Roman"


class _Look(Struct, frozen=True):
    font: str
    size: float
    align: Any = None
    indent: int = 0
    """First-line indent, in characters."""
    base: str = "Normal"
    keep: bool = False
    level: int = -1
    """The outline level, from 0."""


LOOKS: Final = {
    "公文标题": _Look("方正小标宋简体", 22, WD_ALIGN_PARAGRAPH.CENTER, level=0),
    "送审稿": _Look("黑体", 16, WD_ALIGN_PARAGRAPH.LEFT),
    "文号": _Look("仿宋_GB2312", 16, WD_ALIGN_PARAGRAPH.CENTER),
    "主送": _Look("仿宋_GB2312", 16, WD_ALIGN_PARAGRAPH.LEFT),
    "公文一级标题": _Look("黑体", 16, None, 2, keep=True, level=1),
    "公文正文": _Look("仿宋_GB2312", 16, WD_ALIGN_PARAGRAPH.JUSTIFY, 2),
    "落款": _Look("仿宋_GB2312", 16, WD_ALIGN_PARAGRAPH.RIGHT),
    "附件标题": _Look("黑体", 16, WD_ALIGN_PARAGRAPH.CENTER, keep=True, level=1),
    "表格文字": _Look("仿宋_GB2312", 10.5, WD_ALIGN_PARAGRAPH.CENTER),
}
LEAD: Final = "条目标题"
"""The style of the words that an item opens with."""


def dress(document: Any) -> None:
    """Give a document the styles and the page of an official one."""
    normal = document.styles["Normal"]
    _set_font(normal, "仿宋_GB2312", 16)
    _space(normal.paragraph_format, _LINE)
    for name, look in LOOKS.items():
        _add(document, name, look)
    lead = document.styles.add_style(LEAD, WD_STYLE_TYPE.CHARACTER)
    _set_font(lead, "楷体_GB2312", 16)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(26)
    document.settings.odd_and_even_pages_header_footer = True
    _page_number(section.footer, WD_ALIGN_PARAGRAPH.RIGHT)
    _page_number(section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)


def _add(document: Any, name: str, look: _Look) -> None:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles[look.base]
    style.quick_style = True
    _set_font(style, look.font, look.size)
    if look.align is not None:
        style.paragraph_format.alignment = look.align
    style.paragraph_format.keep_with_next = look.keep
    properties = style.element.get_or_add_pPr()
    if look.indent:
        indent = properties.get_or_add_ind()
        indent.set(qn("w:firstLineChars"), str(look.indent * 100))
        indent.set(qn("w:firstLine"), str(int(look.indent * look.size * 20)))
    if name == "表格文字":
        _space(style.paragraph_format, Pt(15))
    if look.level >= 0:
        level = OxmlElement("w:outlineLvl")
        level.set(qn("w:val"), str(look.level))
        properties.append(level)


def _set_font(style: Any, font: str, size: float) -> None:
    style.font.name = _LATIN
    style.font.size = Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), font)


def _space(form: Any, line: Any) -> None:
    form.line_spacing = line
    form.space_before = form.space_after = Pt(0)
    form.widow_control = True


def _page_number(footer: Any, align: Any) -> None:
    """Write — 1 — into a footer, the number as a field."""
    footer.is_linked_to_previous = False
    paragraph = footer.paragraphs[0]
    paragraph.alignment = align
    for kind, text in (("", "— "), ("begin", ""), ("code", " PAGE "), ("end", ""), ("", " —")):
        run = paragraph.add_run(text if not kind else "")
        run.font.size = Pt(14)
        run.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "宋体")
        if kind == "code":
            code = OxmlElement("w:instrText")
            code.set(qn("xml:space"), "preserve")
            code.text = text
            run.element.append(code)
        elif kind:
            field = OxmlElement("w:fldChar")
            field.set(qn("w:fldCharType"), kind)
            run.element.append(field)
