"""The mark of a workbook: a custom document property.

Other programs keep it when they save.

The digest is taken over the checksums of all members, wherever sheets lie, and over the part with
the custom properties as it is without the digest.  WPS keeps properties of its own in that part,
so the mark is added to those that are there.
"""

from __future__ import annotations

import hashlib
import re
import zipfile
from io import BytesIO
from typing import Final

from ruralskills.errors import CannotRead
from ruralskills.outputs.owner import Ownership
from ruralskills.patching.package_parts import Parts
from ruralskills.patching.xml import insert_before_last, prefix_of, with_closing_tag
from ruralskills.text.lazy_regex import regex

_BLANK: Final = b"0" * 64
_PROPERTY: Final = regex(
    rb"<(?:[\w.-]+:)?property\s[^>]*\bname=[\"']ruralskills[\"'][^>]*>.*?</(?:[\w.-]+:)?property\s*>",
    re.DOTALL,
)
_DIGEST: Final = regex(rb"sha256:([0-9a-f]{64})")
_NUMBER: Final = regex(rb"\bpid=[\"'](\d+)[\"']")
_CONTENT_TYPE: Final = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_USUAL: Final = "docProps/custom.xml"
_KINDS: Final = ("custom-properties", "customProperties")
"""The relation's name in the transitional and in the strict dialect."""
_TYPES: Final = b"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_TYPES_STRICT: Final = b"http://purl.oclc.org/ooxml/officeDocument/docPropsVTypes"
_EMPTY: Final = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties">'
    b"</Properties>"
)
_EMPTY_STRICT: Final = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://purl.oclc.org/ooxml/officeDocument/customProperties"></Properties>'
)


def marked_package(content: bytes) -> bytes:
    """Return a package with its mark.  Raises CannotRead for what is no package."""
    parts = Parts(content)
    name = _custom_part(parts)
    if not name:
        name = parts.free_name("docProps/custom{}.xml") if _USUAL in parts else _USUAL
        parts.declare(name, _CONTENT_TYPE)
        parts.relate("", _KINDS[parts.is_strict], name)
    present = name in parts
    before = parts.read(name) if present else _EMPTY_STRICT if parts.is_strict else _EMPTY
    blank = _with_property(_PROPERTY.sub(b"", before), parts.is_strict)
    parts.set(name, blank)
    digest = _digest(_written(parts), parts.own_name(name))
    parts.set(name, blank.replace(b"sha256:" + _BLANK, b"sha256:" + digest, 1))
    return _written(parts)


def unmarked_package(content: bytes) -> bytes:
    """Return a package without our mark, or the very same bytes if it has none."""
    parts = Parts(content)
    name = _custom_part(parts)
    if not name or name not in parts or not _PROPERTY.search(before := parts.read(name)):
        return content
    left = _PROPERTY.sub(b"", before)
    if left in (_EMPTY, _EMPTY_STRICT):  # nobody else has a property
        relation = next(r for r in parts.relations("") if r.target == name)
        parts.unrelate("", relation.id)
        parts.remove(name)
    else:
        parts.set(name, left)
    return _written(parts)


def package_owner(content: bytes) -> Ownership:
    """Return the owner of a package."""
    try:
        parts = Parts(content)
        name = _custom_part(parts)
        if not name or name not in parts or not (found := _PROPERTY.search(parts.read(name))):
            return Ownership.FOREIGN
        digest = _DIGEST.search(found[0])
        fits = digest is not None and digest[1] == _digest(content, parts.own_name(name))
    except CannotRead:
        return Ownership.FOREIGN
    return Ownership.OURS if fits else Ownership.EDITED


def _custom_part(parts: Parts) -> str:
    """Return the part with the custom properties, or an empty text."""
    return next((r.target for r in parts.relations("") if r.kind in _KINDS), "")


def _with_property(part: bytes, is_strict: bool) -> bytes:
    prefix = prefix_of(part, b"Properties")
    part = with_closing_tag(part, prefix + b"Properties")
    number = max((int(pid) for pid in _NUMBER.findall(part)), default=1) + 1
    mark = (
        b'<%sproperty fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="%d" name="ruralskills">'
        b'<vt:lpwstr xmlns:vt="%s">sha256:%s</vt:lpwstr></%sproperty>'
    ) % (prefix, number, _TYPES_STRICT if is_strict else _TYPES, _BLANK, prefix)
    return insert_before_last(part, b"</" + prefix + b"Properties>", mark)


def _written(parts: Parts) -> bytes:
    target = BytesIO()
    parts.write(target)
    return target.getvalue()


def _digest(content: bytes, custom: str) -> bytes:
    """The digest of a package whose custom properties lie in a part of this name."""
    total = hashlib.sha256()
    with zipfile.ZipFile(BytesIO(content)) as archive:
        for info in sorted(archive.infolist(), key=lambda info: info.filename):
            if info.filename == custom:
                total.update(_DIGEST.sub(b"sha256:" + _BLANK, archive.read(info)))
            else:
                total.update(f"{info.filename}\n{info.CRC} {info.file_size}\n".encode())
    return total.hexdigest().encode()
