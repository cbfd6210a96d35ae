"""Files of old formats as docx and xlsx, by the LibreOffice of the computer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path, PurePath
from typing import Final

from ruralskills.errors import CannotRead
from ruralskills.forms.libreoffice import NoPdf, converted_ones
from ruralskills.readers.content import content_of
from ruralskills.validation.input_file import InputFile

WORD: Final = (".docx", ".docm", ".dotx")
OLD_WORD: Final = (".doc", ".dot", ".wps", ".rtf", ".odt")
_OLD_SHEETS: Final = (".xls", ".xlt", ".et", ".ett", ".ods")
_OLE: Final = b"\xd0\xcf\x11\xe0"
_RTF: Final = b"{\\rtf"
_ZIP: Final = b"PK"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_OPEN_TEXT: Final = b"opendocument.text"
_OVERLAID: Final = tuple(
    mark.encode(code) for mark in (r"eq \o", r"EQ \o", r"Eq \o") for code in ("ascii", "utf-16-le")
)
"""The field by which Word lays a tick over a box."""
LOST_MARKS: Final = (
    "有带圈字符，由LibreOffice转换后看不出圈了哪个、勾了哪个，请核对，或用Word另存为docx"
)
_HEAD: Final = 200
_SAVE: Final = "请用Word或WPS打开后另存为“.docx”"


def is_document(content: bytes) -> bool:
    """Return True for a docx, which the reader of workbooks would refuse."""
    return content.startswith(_ZIP) and b"word/document.xml" in content


def converted_files(files: Sequence[InputFile]) -> dict[int, bytes | str]:
    """Return files of old formats in a new one by number, or the reason why not.

    The content decides and not the name: a doc may be called docx. A sheet that cannot be converted
    is left out and read as it is, without its pictures.
    """
    words: dict[int, tuple[str, bytes]] = {}
    sheets: dict[int, tuple[str, bytes]] = {}
    found: dict[int, bytes | str] = {}
    for number, file in enumerate(files):
        suffix = PurePath(file.name).suffix.lower()
        is_word = suffix in (*WORD, *OLD_WORD)
        if not is_word and suffix not in _OLD_SHEETS:
            continue
        try:
            if is_word and _is_new(file.path):
                continue
            content = content_of(file.path)
        except CannotRead as error:
            found[number] = str(error)
            continue
        if is_word and (kind := _kind_of_word(content, suffix)):
            words[number] = kind, content
        elif not is_word:
            sheets[number] = suffix, content
    return found | _converted(words, ".docx", _SAVE) | _converted(sheets, ".xlsx", "")


def has_overlaid(content: bytes) -> bool:
    """Return True if a document of an old format lays characters over one another.

    LibreOffice leaves them out.
    """
    return any(mark in content for mark in _OVERLAID)


def _is_new(path: Path) -> bool:
    """Return True for a zip archive that is no OpenDocument text."""
    try:
        if not path.is_file():
            return False  # a pipe would be waited for
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
    except OSError:
        return False
    return head.startswith(_ZIP) and _OPEN_TEXT not in head


def _kind_of_word(content: bytes, suffix: str) -> str:
    """Return the suffix by which a document is converted, empty if it is not."""
    if content.startswith(_OLE):
        return "" if _ENCRYPTED in content else ".doc"
    if content.startswith(_RTF):
        return ".rtf"
    if content.startswith(_ZIP):
        return ".odt"
    return suffix if suffix in OLD_WORD and suffix != ".wps" else ""


def _converted(
    contents: Mapping[int, tuple[str, bytes]], suffix: str, remedy: str
) -> dict[int, bytes | str]:
    """Return converted contents by number, and for the rest the remedy if any."""
    if not contents:
        return {}
    named = {f"{number}{kind}": content for number, (kind, content) in contents.items()}
    why = f"LibreOffice没有转换成功，{remedy}"
    try:
        made = converted_ones(named, suffix)
    except NoPdf as error:
        made, why = {}, f"{error.bare}。{remedy}"
    done: dict[int, bytes | str] = {
        int(name.partition(".")[0]): content for name, content in made.items()
    }
    return {number: done.get(number, why) for number in contents if remedy or number in done}


__all__ = ["LOST_MARKS", "OLD_WORD", "WORD", "converted_files", "has_overlaid", "is_document"]
