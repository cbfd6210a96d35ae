"""Runs of a Word document that are struck out or hidden, also by their style."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct, field

from ruralskills.readers.word_xml import attribute, child_of, is_on, value_of

if TYPE_CHECKING:
    from lxml import etree

_STRIKES: Final = ("strike", "dstrike")
_MOST_BASES: Final = 20


class _Style(Struct):
    """A style: if it strikes out and if it hides, None where it says nothing."""

    base: str = ""
    is_struck: bool | None = None
    is_hidden: bool | None = None


class Look(Struct):
    """The styles of a document, as far as they strike out or hide."""

    styles: dict[str, _Style] = field(default_factory=dict)

    def of_run(self, run: etree._Element, *, is_shown: bool) -> tuple[bool, bool]:
        """Return True for a run that is struck out, and for one that is hidden."""
        properties = child_of(run, "rPr")
        struck, hidden = _own(properties)
        style = child_of(properties, "rStyle")
        by_style = self._style(value_of(style)) if style is not None else _Style()
        is_struck = by_style.is_struck if struck is None else struck
        is_hidden = by_style.is_hidden if hidden is None else hidden
        return bool(is_struck), not is_shown if is_hidden is None else is_hidden

    def hides_paragraph(self, paragraph: etree._Element) -> bool:
        """Return True if the style of a paragraph hides or strikes out its text."""
        style = paragraph.find("{*}pPr/{*}pStyle")
        if style is None or not self.styles:
            return False
        found = self._style(value_of(style))
        return bool(found.is_hidden or found.is_struck)

    @staticmethod
    def font(run: etree._Element) -> str:
        """Return the font of a run's letters and signs in small letters."""
        fonts = run.find("{*}rPr/{*}rFonts")
        if fonts is None:
            return ""
        return (attribute(fonts, "ascii") or attribute(fonts, "hAnsi")).lower()

    def _style(self, name: str) -> _Style:
        """Return a style with what it inherits."""
        made = _Style()
        for _ in range(_MOST_BASES):
            style = self.styles.get(name)
            if style is None:
                break
            made.is_struck = style.is_struck if made.is_struck is None else made.is_struck
            made.is_hidden = style.is_hidden if made.is_hidden is None else made.is_hidden
            name = style.base
        return made


def look_of(root: etree._Element) -> Look:
    """Return the look that the part ``word/styles.xml`` describes."""
    look = Look()
    for style in root.iterfind("{*}style"):
        struck, hidden = _own(child_of(style, "rPr"))
        base = child_of(style, "basedOn")
        look.styles[attribute(style, "styleId")] = _Style(
            "" if base is None else value_of(base), struck, hidden
        )
    if all(s.is_struck is None and s.is_hidden is None for s in look.styles.values()):
        return Look()
    return look


def _own(properties: etree._Element | None) -> tuple[bool | None, bool | None]:
    """Return if the settings of a run strike out and hide, None for no setting."""
    if properties is None:
        return None, None
    strikes = [is_on(s) for name in _STRIKES if (s := child_of(properties, name)) is not None]
    hides = child_of(properties, "vanish")
    return any(strikes) if strikes else None, None if hides is None else is_on(hides)
