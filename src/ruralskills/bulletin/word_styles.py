"""The styles of an official document: GB/T 9704, fonts by name, no text boxes."""

from __future__ import annotations

from typing import Any, Final

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from msgspec import Struct

from ruralskills.bulletin.word_numbering import annex_numbering

_LINE: Final = Pt(28.95)
"""22 lines on a page."""
_LATIN: Final = "Times New Roman"
_SONG, _FANG, _HEI, _KAI = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"
_LEFT, _CENTRE = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER
_SIZE: Final = 16
"""Points of 三号."""
_WIDTH: Final = 156
"""Millimetres between the margins."""
_CLOSER: Final = -5
"""Twentieths of a point between characters of 三号, so that 28 of them are a line."""


class _Look(Struct, frozen=True):
    font: str = _FANG
    size: float = _SIZE
    align: Any = _LEFT
    indent: int = 0
    """First-line indent, in characters."""
    keep: bool = False
    level: int = -1
    """The outline level, from 0."""
    before: float = 0
    """Lines of space before it."""
    after: float = 0
    line: Any = _LINE


TITLE: Final = "Title"
HEADING: Final = "Heading 1"
"""Word's own style, which its list of headings and table of contents know."""
DRAFT, DOCUMENT_NUMBER, TO, BODY = "送审稿", "发文字号", "主送机关", "公文正文"
SENDER, DATE = "发文机关署名", "成文日期"
ANNEX_FIRST, ANNEX_NEXT = "附件说明", "附件说明续"
ANNEX_NUMBER, ANNEX_TITLE, CELL, HEAD_CELL, NOTE = (
    "附件序号", "附件标题", "表格文字", "表头文字", "表注",
)  # fmt: skip
LEAD: Final = "条目标题"
"""The style of the words that an item opens with."""
LOOKS: Final = {
    TITLE: _Look(_SONG, 22, _CENTRE, before=0.5, after=0.5, level=0),
    DRAFT: _Look(_HEI),
    TO: _Look(),
    HEADING: _Look(_HEI, indent=2, keep=True, level=0),
    BODY: _Look(align=WD_ALIGN_PARAGRAPH.JUSTIFY, indent=2),
    ANNEX_FIRST: _Look(before=1),
    ANNEX_NEXT: _Look(),
    SENDER: _Look(align=WD_ALIGN_PARAGRAPH.RIGHT, before=1),
    DATE: _Look(align=WD_ALIGN_PARAGRAPH.RIGHT),
    ANNEX_NUMBER: _Look(_HEI, keep=True),
    ANNEX_TITLE: _Look(_SONG, 22, _CENTRE, keep=True, level=1, before=0.5, after=0.5),
    CELL: _Look(size=10.5, align=_CENTRE, line=Pt(16)),
    HEAD_CELL: _Look(_HEI, 10.5, _CENTRE, line=Pt(16)),
    NOTE: _Look(size=12, line=Pt(20), before=0.2),
}


def dress(document: Any) -> None:
    """Give a document the styles and the page of an official one."""
    normal = document.styles["Normal"]
    _set_font(normal, _FANG, _SIZE)
    _space(normal.paragraph_format, _LINE)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-US")
    language.set(qn("w:eastAsia"), "zh-CN")
    for old in document.styles.element.iter(qn("w:lang")):
        old.set(qn("w:eastAsia"), "zh-CN")
    normal.element.get_or_add_rPr().append(language)
    for name, look in LOOKS.items():
        _add(document, name, look)
    annex_numbering(document, document.styles[ANNEX_FIRST], document.styles[ANNEX_NEXT])
    document.styles[DRAFT].paragraph_format.tab_stops.add_tab_stop(
        Mm(_WIDTH / 2), WD_TAB_ALIGNMENT.CENTER
    )
    for name, font in ((LEAD, _KAI), (DOCUMENT_NUMBER, _FANG)):
        _set_font(document.styles.add_style(name, WD_STYLE_TYPE.CHARACTER), font, _SIZE)
    _set_page(document)


def indent_right(paragraph: Any, characters: float) -> None:
    """Keep a paragraph so many characters away from the right margin."""
    _indent(paragraph._p.get_or_add_pPr(), "right", characters)


def _set_page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(23)
    document.settings.odd_and_even_pages_header_footer = True
    _page_number(section.footer, WD_ALIGN_PARAGRAPH.RIGHT)
    _page_number(section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)


def _add(document: Any, name: str, look: _Look) -> None:
    styles = document.styles
    known = {each.name for each in styles}
    style = styles[name] if name in known else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = styles["Normal"]
    style.quick_style = True
    _clear(style)
    _set_font(style, look.font, look.size)
    form = style.paragraph_format
    _space(form, look.line)
    form.alignment = look.align
    form.keep_with_next = look.keep
    form.space_before = Pt(look.before * _LINE.pt)
    form.space_after = Pt(look.after * _LINE.pt)
    properties = style.element.get_or_add_pPr()
    if look.indent:
        _indent(properties, "firstLine", look.indent, look.size)
    if look.size == _SIZE:
        closer = OxmlElement("w:spacing")
        closer.set(qn("w:val"), str(_CLOSER))
        style.element.get_or_add_rPr().insert_element_before(
            closer, "w:w", "w:kern", "w:position", "w:sz", "w:szCs", "w:lang"
        )
    if look.level >= 0:
        level = OxmlElement("w:outlineLvl")
        level.set(qn("w:val"), str(look.level))
        properties.append(level)


def _clear(style: Any) -> None:
    """Take from a style of Word's what an official document does not have."""
    style.font.bold = style.font.italic = False
    style.font.color.rgb = RGBColor(0, 0, 0)
    properties = style.element.get_or_add_pPr()
    for name in ("w:pBdr", "w:outlineLvl", "w:contextualSpacing"):
        for found in properties.findall(qn(name)):
            properties.remove(found)
    for name in ("w:spacing", "w:kern"):
        for found in style.element.get_or_add_rPr().findall(qn(name)):
            style.element.rPr.remove(found)


def _indent(properties: Any, side: str, characters: float, size: float = _SIZE) -> None:
    indent = properties.get_or_add_ind()
    indent.set(qn(f"w:{side}Chars"), str(round(characters * 100)))
    indent.set(qn(f"w:{side}"), str(round(characters * size * 20)))


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
    """Write — 1 — into a footer, the number as a field, one character from the margin."""
    footer.is_linked_to_previous = False
    paragraph = footer.paragraphs[0]
    paragraph.alignment = align
    side = "right" if align == WD_ALIGN_PARAGRAPH.RIGHT else "left"
    _indent(paragraph._p.get_or_add_pPr(), side, 1, 14)
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
