"""Word templates filled in by docxtpl, which no other module imports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from io import BytesIO
from typing import Any, Final

from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import OxmlElement
from docx.shared import Mm
from docxtpl import DocxTemplate  # type: ignore[import-untyped]  # it brings no types
from jinja2 import TemplateError as JinjaError
from jinja2 import TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError
from lxml import etree

from ruralskills.errors import CannotRead
from ruralskills.forms.photo import HEIGHT, WIDTH, Photo
from ruralskills.forms.template_budget import TemplateError
from ruralskills.forms.template_fields import variables
from ruralskills.forms.template_sandbox import FormEnvironment
from ruralskills.forms.word_text import WordText
from ruralskills.readers.package import Package
from ruralskills.text.lazy_regex import regex

_LARGEST: Final = 1 << 26
"""Bytes that a template may unpack to."""
_PARAGRAPH: Final = regex(r"(?=<w:p[ >])")
_TAGS: Final = regex(r"<[^<>]*>")
_SIGNS: Final = regex(r"\{\{(?:(?!\{\{).)*?\}\}|\{%(?:(?!\{%).)*?%\}")
_NO_SUCH: Final = regex(r"^No (?:filter|test) named '([^']+)'")
_UNDEFINED: Final = regex(r"^'([^']+)' is undefined|attribute '([^']+)'")
_TABLE: Final = regex(r"<w:tbl[ />]")
_WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"


class _Template(DocxTemplate):  # type: ignore[misc]  # it brings no types
    """A template whose preparation is remembered: many forms are filled from one."""

    def patch_xml(self, src_xml: str) -> str:
        return _patched(src_xml)

    def resolve_listing(self, xml: str) -> str:
        return xml  # breaks and tabs are elements before they come here

    def original_patch(self, src_xml: str) -> str:
        return str(super().patch_xml(src_xml))

    def fix_tables(self, xml: str) -> Any:
        return super().fix_tables(_with_grids(xml))


def _with_grids(xml: str) -> str:
    """Return a document each of whose tables lists its columns, as Word writes them.

    Other programs leave that out, and Word opens their documents all the same.
    """
    if len(_TABLE.findall(xml)) == xml.count("<w:tblGrid"):
        return xml
    tree = etree.fromstring(xml, etree.XMLParser(recover=True, resolve_entities=False))
    for table in tree.iter(f"{_WORD}tbl"):
        if table.find(f"{_WORD}tblGrid") is None:
            has_look = len(table) and table[0].tag == f"{_WORD}tblPr"
            table.insert(int(bool(has_look)), etree.Element(f"{_WORD}tblGrid"))
    return str(etree.tostring(tree, encoding="unicode"))


@lru_cache(maxsize=64)
def _patched(source: str) -> str:
    return _Template(BytesIO()).original_patch(source)


class Picture:
    """A photograph in a template, cropped to the frame of the form."""

    def __init__(self, template: WordTemplate, photo: Photo) -> None:
        self._template, self._photo = template, photo

    def __html__(self) -> str:
        """Return the drawing as a part of the run that it stands in."""
        return self._template.drawing(self._photo)


class WordTemplate:
    """A docx that is filled in again and again.  ``name`` stands in messages.

    Raises TemplateError for what is no Word document.
    """

    def __init__(self, content: bytes, name: str) -> None:
        self._content, self._name = content, name
        self._environment = FormEnvironment()
        self._document = self._opened()

    def _opened(self) -> Any:
        document = _Template(BytesIO(self._content))
        try:
            package = Package(self._content)
            if sum(package.size(part) for part in package.names) > _LARGEST:
                raise TemplateError(f"{self._name}：展开后太大，不是模板")
            for part in package.names:
                package.refuse_entities(part)
            document.init_docx()
        except (CannotRead, KeyError, ValueError, PackageNotFoundError, etree.LxmlError) as error:
            if isinstance(error, TemplateError):
                raise
            raise TemplateError(f"{self._name}：不是Word文档，请用Word或WPS另存为“.docx”") from None
        return document

    def fill(self, values: Mapping[str, Any]) -> bytes:
        """Return the document filled in.  Raises TemplateError."""
        self._document = self._opened()
        self._environment.start()
        try:
            self._document.render(dict(values), self._environment, autoescape=True)
        except TemplateError as error:
            raise type(error)(f"{self._name}：{error}") from None
        except JinjaError as error:
            raise TemplateError(f"{self._name}：{self._explained(error)}") from None
        except (RecursionError, MemoryError):
            raise TemplateError(f"{self._name}：模板自己套用自己，没有尽头，已经停下") from None
        except (TypeError, ValueError, LookupError, ArithmeticError) as error:
            raise TemplateError(f"{self._name}：模板算不出来（{error}）") from None
        target = BytesIO()
        self._document.save(target)
        return target.getvalue()

    def fields(self) -> list[tuple[str, str]]:
        """Return the variables in the order of the document, each with its paragraph.

        Raises TemplateError.
        """
        try:
            found = [name for source in self._sources() for name in self._variables(source)]
        except TemplateError as error:
            raise TemplateError(f"{self._name}：{error}") from None
        except JinjaError as error:
            raise TemplateError(f"{self._name}：{self._explained(error)}") from None
        except RecursionError:
            raise TemplateError(f"{self._name}：括号或循环套得太深，不是模板") from None
        return [(name, self._paragraph_with(name)) for name in dict.fromkeys(found)]

    def _variables(self, source: str) -> list[str]:
        return variables(source, self._environment)

    def _sources(self) -> Iterator[str]:
        """Yield the texts of headers, body and footers as jinja2 reads them."""
        document = self._document
        document.init_docx()
        headers = document.get_headers_footers(document.HEADER_URI)
        footers = document.get_headers_footers(document.FOOTER_URI)
        for _, part in headers:
            yield document.patch_xml(document.get_part_xml(part))
        yield document.patch_xml(document.get_xml())
        for _, part in footers:
            yield document.patch_xml(document.get_part_xml(part))

    def _paragraphs(self) -> list[str]:
        texts = (
            _TAGS.sub("", piece) for source in self._sources() for piece in _PARAGRAPH.split(source)
        )
        return [text for text in map(str.strip, texts) if text]

    def _paragraph_with(self, name: str) -> str:
        """Return the first paragraph in whose signs a variable stands."""
        word = name.rpartition(".")[2].removesuffix("[]")
        for text in self._paragraphs():
            if any(word in sign for sign in _SIGNS.findall(text)):
                return text
        return ""

    def _explained(self, error: JinjaError) -> str:
        """Return the error of a template with its paragraph, in Chinese."""
        message = str(error.message or error)
        if isinstance(error, UndefinedError):
            found = _UNDEFINED.search(message)
            name = (found[1] or found[2]) if found else message
            where = self._paragraph_with(name)
            return f"“{where}”里的“{name}”没有数据，需要哪些内容见 rs render-form --fields {self._name}"
        if isinstance(error, TemplateSyntaxError):
            lines = [_TAGS.sub("", line) for line in getattr(error, "docx_context", ())]
            here = next((line for line in reversed(lines[:4]) if line.strip()), "")
            if word := _NO_SUCH.search(message):
                here = self._paragraph_with(word[1])
            return f"“{here.strip() or message}”附近的标记写得不对（{message}）"
        if isinstance(error, SecurityError):
            return f"模板里有不允许的写法（{message}）"
        return f"模板算不出来（{message}）"

    def picture(self, photo: Photo | None) -> Picture | None:
        """Return a value that puts a photograph where it stands in the template."""
        return None if photo is None else Picture(self, photo)

    def drawing(self, photo: Photo) -> WordText:
        """Return the XML of a photograph in the part that is being filled in."""
        part = self._document.current_rendering_part
        size = (
            (Mm(WIDTH), Mm(HEIGHT)) if photo.rotation not in (90, 270) else (Mm(HEIGHT), Mm(WIDTH))
        )
        inline = part.new_pic_inline(BytesIO(photo.content), *size)
        for side in ("distT", "distB", "distL", "distR"):
            inline.set(side, "0")  # programs take another distance where none is given
        _crop(inline, photo)
        xml = etree.tostring(inline, encoding="unicode")
        return WordText(f'</w:t><w:drawing>{xml}</w:drawing><w:t xml:space="preserve">')


def _crop(inline: Any, photo: Photo) -> None:
    sides, ends = photo.crop
    if photo.rotation in (90, 270):
        sides, ends = ends, sides
    crop = OxmlElement("a:srcRect")
    for name, share in (("l", sides), ("t", ends), ("r", sides), ("b", ends)):
        crop.set(name, str(round(share * 100_000)))
    fill = inline.graphic.graphicData.pic.blipFill
    fill.insert(1, crop)
    if photo.rotation:
        inline.graphic.graphicData.pic.spPr.find(f"{{{_DRAWING}}}xfrm").set(
            "rot", str(photo.rotation * 60_000)
        )
