"""The numbers of the list of annexes, written by Word itself."""

from __future__ import annotations

from typing import Any, Final

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

_LABEL: Final = "附件："
_CHARACTER: Final = 320
"""Twentieths of a point of a character of 三号."""
_INDENT: Final = 2
"""Characters in front of the label."""


def annex_numbering(document: Any, first: Any, following: Any) -> None:
    """Number the annexes: the first behind the label, the following below it."""
    numbering = document.part.numbering_part.element
    known = numbering.findall(qn("w:abstractNum"))
    free = max((int(each.get(qn("w:abstractNumId"))) for each in known), default=-1) + 1
    label = len(_LABEL)
    _number(numbering, free, first, f"{_LABEL}%1.", 1, _INDENT, label + 1)
    _number(numbering, free + 1, following, "%1.", 2, _INDENT + label, 1)


def _number(
    numbering: Any, number: int, style: Any, text: str, start: int, left: int, hanging: int
) -> None:
    """Add a list of one level, and let a style have its numbers."""
    abstract = _element("abstractNum", abstractNumId=number)
    abstract.append(_element("multiLevelType", val="singleLevel"))
    level = _element("lvl", ilvl=0)
    for name, value in (
        ("start", start), ("numFmt", "decimal"), ("suff", "nothing"), ("lvlText", text),
        ("lvlJc", "left"),
    ):  # fmt: skip
        level.append(_element(name, val=value))
    properties = OxmlElement("w:pPr")
    indent = _element("ind", left=(left + hanging) * _CHARACTER, hanging=hanging * _CHARACTER)
    properties.append(indent)
    level.append(properties)
    abstract.append(level)
    # Word wants all definitions before the first list.
    numbering.insert(len(numbering.findall(qn("w:abstractNum"))), abstract)
    added = numbering.add_num(number)
    listed = style.element.get_or_add_pPr().get_or_add_numPr()
    listed.get_or_add_numId().val = added.numId


def _element(name: str, **attributes: Any) -> Any:
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    return made
