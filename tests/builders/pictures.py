"""Small pictures: PNG files of one colour, and the frame of a JPEG."""

from __future__ import annotations

import struct
import zipfile
import zlib
from pathlib import Path
from typing import Final

_SPACES: Final = (
    'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:etc="http://www.wps.cn/officeDocument/2017/etCustomData"'
)
_PICTURE: Final = (
    '<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" name="{}"/></xdr:nvPicPr>'
    '<xdr:blipFill><a:blip r:embed="rId1"/></xdr:blipFill></xdr:pic>'
)
_RELATIONS: Final = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/{}" Target="{}"/></Relationships>'
)


def draw_on_sheet(path: Path, picture: bytes, row: int, column: int) -> None:
    """Put a picture on the first sheet of a workbook, at a cell counted from 0."""
    with zipfile.ZipFile(path, "a") as archive:
        sheet = "xl/worksheets/_rels/sheet1.xml.rels"
        archive.writestr(sheet, _RELATIONS.format("drawing", "../drawings/drawing1.xml"))
        archive.writestr(
            "xl/drawings/drawing1.xml",
            f"<xdr:wsDr {_SPACES}><xdr:oneCellAnchor><xdr:from><xdr:col>{column}</xdr:col>"
            f"<xdr:row>{row}</xdr:row></xdr:from>{_PICTURE.format('p')}</xdr:oneCellAnchor></xdr:wsDr>",
        )
        drawing = "xl/drawings/_rels/drawing1.xml.rels"
        archive.writestr(drawing, _RELATIONS.format("image", "../media/image1.png"))
        archive.writestr("xl/media/image1.png", picture)


def keep_in_cell(path: Path, picture: bytes, name: str) -> None:
    """Keep a picture as WPS does, for cells with ``=DISPIMG("name",1)``."""
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(
            "xl/cellimages.xml",
            f"<etc:cellImages {_SPACES}><etc:cellImage>{_PICTURE.format(name)}</etc:cellImage>"
            "</etc:cellImages>",
        )
        archive.writestr(
            "xl/_rels/cellimages.xml.rels", _RELATIONS.format("image", "media/image1.png")
        )
        archive.writestr("xl/media/image1.png", picture)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, grey: int = 128) -> bytes:
    """Return a PNG in one shade of grey."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = (b"\0" + bytes([grey]) * width) * height
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", head)
        + _chunk(b"IDAT", zlib.compress(rows))
        + _chunk(b"IEND", b"")
    )


def jpeg(width: int, height: int, orientation: int = 1) -> bytes:
    """Return what a JPEG has around its data: size, orientation, beginning and end."""
    tiff = (
        b"II*\0\x08\0\0\0\x01\0" + struct.pack("<HHIHH", 0x0112, 3, 1, orientation, 0) + b"\0" * 4
    )
    exif = b"Exif\0\0" + tiff
    frame = struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\0"
    return (
        b"\xff\xd8"
        + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif
        + b"\xff\xc0" + struct.pack(">H", len(frame) + 2) + frame
        + b"\xff\xda\0\x08\x01\x01\0\0\x3f\0" + b"\x12\x34" * 20
        + b"\xff\xd9"
    )  # fmt: skip
