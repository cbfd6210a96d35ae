"""Packages without the hour at which they were written."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Final

from ruralskills.text.lazy_regex import regex

_HOUR: Final = (1980, 1, 1, 0, 0, 0)
_CORE: Final = "docProps/core.xml"
_WRITTEN: Final = regex(
    rb"(<dcterms:(created|modified)[^<>]*>)[^<]*(</dcterms:(?:created|modified)>)"
)


def with_fixed_times(package: bytes) -> bytes:
    """Return a package of the same parts in the same order, the same bytes each time."""
    target = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(package)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as settled,
    ):
        for name in source.namelist():
            content = source.read(name)
            if name == _CORE:
                content = _WRITTEN.sub(rb"\g<1>2020-01-01T00:00:00Z\g<3>", content)
            member = zipfile.ZipInfo(name, _HOUR)
            member.compress_type = zipfile.ZIP_DEFLATED
            settled.writestr(member, content)
    return target.getvalue()
