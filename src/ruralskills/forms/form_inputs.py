"""The files in which filled forms are looked for, and the forms in each."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path, PurePath
from typing import Final

from msgspec import Struct, field

from ruralskills.errors import NO_RIGHT_TO_FOLDER, CannotRead
from ruralskills.forms.filled_form import FilledForm
from ruralskills.forms.form_grid import (
    FormGrid,
    grid_of_paragraphs,
    grid_of_sheet,
    grids_of_document,
)
from ruralskills.forms.form_reading import forms_in
from ruralskills.forms.old_formats import (
    LOST_MARKS,
    OLD_WORD,
    WORD,
    converted_files,
    has_overlaid,
    is_document,
)
from ruralskills.model.layout import FileStatus
from ruralskills.readers.content import content_of, digest
from ruralskills.readers.open import open_content
from ruralskills.readers.sheet_pictures import pictures_by_sheet
from ruralskills.readers.text_runs import left_by_sheet
from ruralskills.readers.word_document import WordDocument, WordParagraph
from ruralskills.text.readable_names import printable
from ruralskills.text.real_path import real_path
from ruralskills.validation.archives import is_archive_file, unpack
from ruralskills.validation.corrected_copies import corrected_copies
from ruralskills.validation.input_file import InputFile, Inputs, is_input_name
from ruralskills.validation.inputs import files_in

_MOST_ROWS: Final = 5000
_MOST_COLUMNS: Final = 300
"""A larger sheet is a list and no form."""
_TRACES: Final = ("~$", ".~", "._", ".")
_NO_FORM: Final = "没有认出申报表：要有“姓名”“身份证号”“身份类别”等栏目"

BLANK_FORM: Final = "是一份没有填的空表，没有读入"


class FormFile(Struct):
    """A file with the forms in it, or the reason why there are none."""

    status: FileStatus
    forms: list[FilledForm] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def is_form_name(name: str) -> bool:
    """Return True for the name of a file that may be a form, or an archive of them."""
    is_word = PurePath(name).suffix.lower() in (*WORD, *OLD_WORD)
    return is_input_name(name) or (is_word and not name.startswith(_TRACES))


def find_form_files(paths: Sequence[Path], scratch: Path, output: Path) -> Inputs:
    """Return the files of the paths, called by their path behind the argument.

    The roster ``output`` of an earlier run is passed over in a folder.
    """
    roster = real_path(output)
    inputs = Inputs()
    for path in paths:
        if os.path.isdir(path):
            closed: list[Path] = []
            files = [file for file in files_in(path, closed) if is_form_name(file.name)]
            for each in closed:
                shut = InputFile(each, printable(os.path.relpath(each, path.parent)))
                inputs.leave_out(shut, "unreadable", NO_RIGHT_TO_FOLDER)
            copies = corrected_copies({file: str(file) for file in files})
            found = [
                InputFile(file, printable(file.relative_to(path).as_posix()))
                for file in files
                if file not in copies and real_path(file) != roster
            ]
        else:
            found = [InputFile(path, printable(path.name))]
        for file in found:
            if is_archive_file(file.path):
                unpack(file, scratch / str(len(inputs.files)), inputs, is_form_name)
            else:
                inputs.files.append(file)
    return inputs


def read_form_files(
    files: Sequence[InputFile], password: str, tick: Callable[[], None]
) -> Iterator[FormFile]:
    """Yield each file with its forms.  ``tick`` is called as each is done."""
    documents = converted_files(files)
    for number, file in enumerate(files):
        yield _read(file, documents.get(number), password)
        tick()


def _read(file: InputFile, document: bytes | str | None, password: str) -> FormFile:
    try:
        if isinstance(document, str):
            raise CannotRead(document)
        content = document if document is not None else content_of(file.path)
        read = _read_content(content, file, password)
        if document is not None and has_overlaid(content_of(file.path)):
            read.remarks.append(f"{file.name}：{LOST_MARKS}")
    except CannotRead as error:
        return FormFile(FileStatus(file.name, "unreadable", str(error), location=str(file.path)))
    return read


def _read_content(content: bytes, file: InputFile, password: str) -> FormFile:
    remarks: list[str] = []
    if is_document(content):
        document = WordDocument(content)
        if document.has_changes:
            remarks.append(f"{file.name}：有没有处理的修订，按全部接受读取，请核对")
        if has_struck := document.has_struck:
            remarks.append(f"{file.name}：有划掉的字，没有读入，请核对")
        grids = _document_grids(document)
        forms = forms_in(grids) or forms_in([grid_of_paragraphs(document.blocks)])
    else:
        grids = list(_sheet_grids(content, file, password, remarks))
        has_struck = bool(remarks)
        forms = forms_in(grids)
    if not forms:
        raise CannotRead(_NO_FORM)
    for form in forms:
        form.has_struck = has_struck
    reason = BLANK_FORM if all(form.is_blank for form in forms) else ""
    status = FileStatus(file.name, "read", reason, digest(content), str(file.path))
    return FormFile(status, forms, remarks)


def _document_grids(document: WordDocument) -> list[FormGrid]:
    parts = {
        picture.part
        for block in document.blocks
        for picture in (
            block.pictures
            if isinstance(block, WordParagraph)
            else [picture for cell in block.cells for picture in cell.pictures]
        )
    }
    pictures = {part: content for part in parts if (content := document.picture(part))}
    return grids_of_document(document.blocks, pictures)


def _sheet_grids(
    content: bytes, file: InputFile, password: str, remarks: list[str]
) -> Iterator[FormGrid]:
    book = open_content(content, file.name, password)
    pictures, left = pictures_by_sheet(content), left_by_sheet(content)
    for name in book.names:
        grid = None if name in book.hidden else book.read(name)
        if grid is not None and grid.height <= _MOST_ROWS and grid.width <= _MOST_COLUMNS:
            if name in left:
                remarks.append(f"{file.name}!{name}：有划掉的字，没有读入，请核对")
            yield grid_of_sheet(grid, pictures.get(name, {}), left.get(name, {}))


__all__ = ["BLANK_FORM", "FormFile", "find_form_files", "is_form_name", "read_form_files"]
