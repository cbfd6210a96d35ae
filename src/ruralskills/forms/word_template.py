"""Word templates filled in by docxtpl, which no other module imports."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from io import BytesIO
from typing import Any, Final

from docx.oxml import OxmlElement
from docx.shared import Mm
from docxtpl import DocxTemplate  # type: ignore[import-untyped]  # it brings no types
from lxml import etree

from ruralskills.forms.photo import HEIGHT, WIDTH, Photo
from ruralskills.forms.template_sandbox import FormEnvironment
from ruralskills.forms.word_text import WordText

_DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"


class _Template(DocxTemplate):  # type: ignore[misc]  # it brings no types
    """A template whose preparation is remembered: many forms are filled from one."""

    def patch_xml(self, src_xml: str) -> str:
        return _patched(src_xml)

    def original_patch(self, src_xml: str) -> str:
        return str(super().patch_xml(src_xml))


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
    """A docx that is filled in again and again.  ``name`` stands in messages."""

    def __init__(self, content: bytes, name: str) -> None:
        self._content, self._name = content, name
        self._environment = FormEnvironment()
        self._document: Any = None

    def fill(self, values: Mapping[str, Any]) -> bytes:
        """Return the document filled in.  Raises TemplateError."""
        self._document = _Template(BytesIO(self._content))
        self._environment.start()
        self._document.render(dict(values), self._environment, autoescape=True)
        target = BytesIO()
        self._document.save(target)
        return target.getvalue()

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
