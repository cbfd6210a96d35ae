"""Elements of a Word document, whatever prefix their namespaces have."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree


def name_of(element: etree._Element) -> str:
    """Return the name of an element without its namespace, empty for a comment."""
    tag = str(element.tag)  # that of a comment is a function
    return tag.rpartition("}")[2] if not tag.startswith("<") else ""


def child_of(parent: etree._Element | None, name: str) -> etree._Element | None:
    """Return the first child of a name, None without one."""
    return None if parent is None else parent.find(f"{{*}}{name}")


def attribute(element: etree._Element, name: str) -> str:
    """Return an attribute, whatever its namespace."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return ""


def value_of(element: etree._Element) -> str:
    """Return the attribute ``w:val`` of a setting."""
    return attribute(element, "val")


def number_of(element: etree._Element | None, default: int) -> int:
    """Return a small number that is the value of a setting."""
    text = "" if element is None else value_of(element)
    return int(text) if text.isdigit() and len(text) < 5 else default


def is_on(element: etree._Element) -> bool:
    """Return True if a setting is on, as it is when it stands without a value."""
    return value_of(element).lower() in ("", "1", "true", "on")
