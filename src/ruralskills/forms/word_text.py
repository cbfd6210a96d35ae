"""Text as the XML of a Word document, in which nothing of it means anything else.

Braces become references too: docxtpl looks for signs of its own in what it has filled in.
"""

from __future__ import annotations

from typing import Final

_REFERENCES: Final = str.maketrans(
    {
        "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;", "{": "&#123;",
        "}": "&#125;", "%": "&#37;", "#": "&#35;", "\t": "</w:t><w:tab/><w:t xml:space=\"preserve\">",
        "\n": '</w:t><w:br/><w:t xml:space="preserve">',
    }
)  # fmt: skip
_END: Final = "</w:t></w:r>"
_BEGIN: Final = '<w:r>{}<w:t xml:space="preserve">'


class WordText(str):
    """Text in the XML of a run, which a template takes as it is."""

    __slots__ = ()

    def __html__(self) -> str:
        """Return the text, for it is escaped already."""
        return str(self)


def word_text(text: str, size: float | None = None) -> WordText:
    r"""Return text for a run, in a size of its own if one is given in points.

    >>> word_text("a<b{{c}}")
    'a&lt;b&#123;&#123;c&#125;&#125;'
    """
    content = text.translate(_REFERENCES)
    if size is None:
        return WordText(content)
    half_points = round(size * 2)
    properties = f'<w:rPr><w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/></w:rPr>'
    return WordText(f"{_END}{_BEGIN.format(properties)}{content}{_END}{_BEGIN.format('')}")
