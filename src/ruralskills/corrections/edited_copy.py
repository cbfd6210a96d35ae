"""Whether somebody has worked in a copy that a new one would take the place of."""

from __future__ import annotations

import zipfile
from io import BytesIO


def worked_in(copy: bytes, new: bytes, source: bytes) -> bool:
    """Whether a sheet of the source's stands otherwise in the old copy than in the new one.

    So it does when the copy was made of another source, and when another program has saved it,
    since that writes every sheet anew.  Packages all; a copy that is none counts as worked in.
    """
    try:
        there, here = _sheets(copy), _sheets(new)
    except zipfile.BadZipFile:
        return True
    return any(there.get(name) != here.get(name) for name in _sheets(source))


def _sheets(package: bytes) -> dict[str, tuple[int, int]]:
    """Checksum and size of each sheet, as the package lists them."""
    with zipfile.ZipFile(BytesIO(package)) as archive:
        return {
            info.filename: (info.CRC, info.file_size)
            for info in archive.infolist()
            if info.filename.startswith("xl/worksheets/") and info.filename.endswith(".xml")
        }
