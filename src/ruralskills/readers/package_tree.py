"""Parts of a package as trees, and the relations between them."""

from __future__ import annotations

import posixpath
from typing import Final

from lxml import etree

from ruralskills.errors import CannotRead
from ruralskills.readers.package import Package

LARGEST: Final = 1 << 26
"""Bytes of XML in one part. A form has some ten thousand."""


def tree(package: Package, part: str) -> etree._Element:
    """Return a part as a tree. Raises CannotRead where it is damaged."""
    package.refuse_entities(part)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        return etree.fromstring(package.read(part), parser)
    except etree.XMLSyntaxError:
        raise CannotRead("文件已损坏") from None


def relations(package: Package, part: str) -> dict[str, str]:
    """Return the targets of a part's relations by id."""
    folder, name = posixpath.split(part)
    described = f"{folder}/_rels/{name}.rels"
    if described not in package.names:
        return {}
    return {
        each.get("Id", ""): posixpath.normpath(
            posixpath.join("/" + folder, each.get("Target", "").replace("\\", "/"))
        ).lstrip("/")
        for each in tree(package, described).iterfind("{*}Relationship")
    }


def relation(element: etree._Element, name: str) -> str:
    """Return the id of a relation that an element refers to."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name and "relationships" in str(key).lower():
            return str(value)
    return ""
