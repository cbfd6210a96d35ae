"""Parts of a package that is being changed: contents, relations, content types."""

from __future__ import annotations

import posixpath
import re
from functools import cached_property
from typing import BinaryIO, Final

from msgspec import Struct

from ruralskills.errors import SAVE_AS, CannotRead
from ruralskills.patching.xml import (
    attributes,
    insert_before_last,
    prefix_of,
    start_tag,
    with_closing_tag,
)
from ruralskills.patching.zip_rewrite import Archive
from ruralskills.readers.package import Package, in_utf8

_STRICT: Final = b"http://purl.oclc.org/ooxml/"
_RELATIONS: Final = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_RELATIONS: Final = b"http://purl.oclc.org/ooxml/officeDocument/relationships"
_LARGE: Final = 1 << 20
"""Bytes of a part that is kept rather than unpacked again."""
_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
_TYPES: Final = "[Content_Types].xml"
_NO_RELATIONS: Final = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b"</Relationships>"
)


class Relation(Struct, frozen=True):
    """A relation of a part: its id, the last word of its type, and its target."""

    id: str
    kind: str
    target: str


class Parts:
    """Parts of a package. Changed ones keep their place and new ones come last."""

    def __init__(self, content: bytes) -> None:
        self._package = Package(content)
        self._archive = Archive(content)
        self._new: dict[str, bytes | None] = {}
        self._last_large = "", b""
        """Name and content of the large part that was read last."""
        self._names = {name.replace("\\", "/").lower(): name for name in self._archive.names}
        self._next_numbers: dict[str, int] = {}
        """By pattern of a name, a number below which none is free."""

    def __contains__(self, name: str) -> bool:
        own = self.own_name(name)
        return (own in self._new and self._new[own] is not None) or (
            own not in self._new and name.lower() in self._names
        )

    @property
    def removed(self) -> list[str]:
        """Parts that were removed."""
        return [name for name, new in self._new.items() if new is None]

    def own_name(self, name: str) -> str:
        """Return the package's own name of a part, which may differ in case and slashes."""
        return self._names.get(name.lower(), name)

    @property
    def names(self) -> list[str]:
        """Names of all parts, added ones last."""
        known = dict.fromkeys((*self._archive.names, *self._new))
        return [name for name in known if self._new.get(name, b"") is not None]

    def read(self, name: str) -> bytes:
        """Return a part as it is now, in UTF-8.  Raises CannotRead when there is none."""
        own = self.own_name(name)
        new = self._new.get(own)
        if new is not None:
            return new
        if own in self._new or name.lower() not in self._names:
            raise CannotRead(f"文件缺少必要的部分，已损坏。{SAVE_AS}")
        if self._last_large[0] == own:
            return self._last_large[1]
        path = own.replace("\\", "/")
        self._package.refuse_entities(path)
        try:
            part = in_utf8(self._package.read(path)).removeprefix(_BYTE_ORDER_MARK)
        except (UnicodeError, LookupError):
            raise CannotRead(f"文件缺少必要的部分，已损坏。{SAVE_AS}") from None
        if len(part) > _LARGE:  # it is read several times, with small ones between
            self._last_large = own, part
        return part

    def set(self, name: str, part: bytes) -> None:
        """Set the content of a part, or add the part.

        A part with the same content counts as unchanged.
        """
        own = self.own_name(name)
        if own in self._new or name.lower() not in self._names or self.read(name) != part:
            self._new[own] = part

    def remove(self, name: str) -> None:
        """Remove a part and its content type."""
        self._new[self.own_name(name)] = None
        types = self.read(_TYPES)
        override = re.compile(
            rb"""<(?:[\w.-]+:)?Override\s[^>]*PartName=["']/""" + re.escape(name).encode()
            + rb"""["'][^>]*/>"""
        )  # fmt: skip
        self.set(_TYPES, override.sub(b"", types))

    def free_name(self, pattern: str) -> str:
        """Return the next free name of a pattern such as ``xl/comments{}.xml``."""
        number = self._next_numbers.get(pattern, 1)
        while (name := pattern.format(number)) in self:
            number += 1
        self._next_numbers[pattern] = number
        return name

    def relations(self, name: str) -> list[Relation]:
        """Return the relations of a part to others of the package."""
        path = relations_of(name)
        if path not in self:
            return []
        relations: list[Relation] = []
        for tag in re.findall(rb"<(?:[\w.-]+:)?Relationship\s[^>]*>", self.read(path)):
            values = {key.decode(): value.decode() for key, value in attributes(tag).items()}
            if values.get("TargetMode") != "External":
                target = _resolved(name, values.get("Target", "").replace("\\", "/"))
                kind = values.get("Type", "").rpartition("/")[2]
                relations.append(Relation(values.get("Id", ""), kind, target))
        return relations

    def relate(self, name: str, kind: str, target: str) -> str:
        """Add a relation from the part ``name`` to another and return its id."""
        path = relations_of(name)
        part = self.read(path) if path in self else _NO_RELATIONS
        used = {relation.id for relation in self.relations(name)}
        number = len(used) + 1
        while f"rId{number}" in used or f'"rId{number}"'.encode() in part:
            number += 1
        prefix = prefix_of(part, b"Relationships")
        family = _STRICT_RELATIONS if self.is_strict else _RELATIONS
        inside = posixpath.relpath(target, posixpath.dirname(name) or ".")
        tag = start_tag(
            prefix + b"Relationship",
            {b"Id": b"rId%d" % number, b"Type": family + b"/" + kind.encode(),
             b"Target": inside.encode()},
            b"/>",
        )  # fmt: skip
        part = with_closing_tag(part, prefix + b"Relationships")
        self.set(path, insert_before_last(part, b"</" + prefix + b"Relationships>", tag))
        return f"rId{number}"

    def unrelate(self, name: str, identifier: str) -> None:
        """Remove a relation."""
        path = relations_of(name)
        tag = re.compile(
            rb"<(?:[\w.-]+:)?Relationship\s[^>]*?\bId=[\"']" + re.escape(identifier).encode()
            + rb"[\"'][^>]*/>"
        )  # fmt: skip
        self.set(path, tag.sub(b"", self.read(path)))

    def declare(self, name: str, content_type: str) -> None:
        """Add the content type of a new part."""
        types = self.read(_TYPES)
        prefix = prefix_of(types, b"Types")
        values = {b"PartName": b"/" + name.encode(), b"ContentType": content_type.encode()}
        tag = start_tag(prefix + b"Override", values, b"/>")
        self.set(_TYPES, insert_before_last(types, b"</" + prefix + b"Types>", tag))

    def declare_extension(self, extension: str, content_type: str) -> None:
        """Add the content type of files with an extension, if there is none."""
        types = self.read(_TYPES)
        if re.search(rb"""(?i)Extension=["']""" + extension.encode() + rb"""["']""", types):
            return
        prefix = prefix_of(types, b"Types")
        values = {b"Extension": extension.encode(), b"ContentType": content_type.encode()}
        root = re.search(rb"<" + prefix + rb"Types\b[^>]*>", types)
        assert root is not None  # the prefix was read from it
        tag = start_tag(prefix + b"Default", values, b"/>")
        self.set(_TYPES, types[: root.end()] + tag + types[root.end() :])

    @cached_property
    def workbook(self) -> str:
        """Name of the workbook's own part."""
        for relation in self.relations(""):
            if relation.kind == "officeDocument":
                return relation.target
        return "xl/workbook.xml"

    @property
    def is_strict(self) -> bool:
        """True if the workbook is written in the strict dialect of the standard."""
        return _STRICT in self.read(self.workbook)[:2000]

    @property
    def suffix(self) -> str:
        """Ending that the name of such a package must have."""
        types = self.read(_TYPES)
        macros, template = b"macroEnabled" in types, b"template" in types
        return (".xltm" if macros else ".xltx") if template else (".xlsm" if macros else ".xlsx")

    @property
    def changed(self) -> list[str]:
        """Parts that were changed, added or removed, by the package's own names."""
        return list(self._new)

    def write(self, target: BinaryIO) -> None:
        """Write the package."""
        self._archive.write(target, self._new)


def relations_of(name: str) -> str:
    """Return the name of the part that holds the relations of another.

    >>> relations_of("xl/worksheets/sheet1.xml"), relations_of("")
    ('xl/worksheets/_rels/sheet1.xml.rels', '_rels/.rels')
    """
    folder, _, file = name.rpartition("/")
    return posixpath.join(folder, "_rels", f"{file}.rels")


def _resolved(name: str, target: str) -> str:
    """Return the part that a target means, as seen from the part ``name``."""
    if target.startswith("/"):
        return posixpath.normpath(target.lstrip("/"))
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), target))
