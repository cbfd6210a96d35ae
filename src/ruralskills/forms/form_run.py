"""The options and the result of a run that writes forms."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from msgspec import Struct, field

from ruralskills.errors import CannotRead, OfficeError
from ruralskills.forms.problem import FormProblem

FormProgress = Callable[[int, int], None]


class FormError(OfficeError):
    """Forms that cannot be written as asked. The message says why."""


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Name the file in the message of what cannot be read.  Raises FormError."""
    try:
        yield
    except CannotRead as error:
        raise FormError(f"{path.name}：{error}") from None


class FormOptions(Struct, frozen=True):
    """The options by which forms are checked and written."""

    output: Path | None = None
    notices: Sequence[str] = ()
    as_of: date | None = None
    photo_dir: Path | None = None
    draft: bool = False
    merged: bool = False
    pdf: bool = False
    template: Path | None = None
    """The office's own template, else the form of 附件3."""
    ids: Sequence[str] = ()
    names: Sequence[str] = ()
    password: str = ""
    progress: FormProgress | None = None


class FormRun(Struct):
    """The result of a run: files written and kept, and problems."""

    problems: list[FormProblem] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    written: list[Path] = field(default_factory=list)
    kept: list[Path] = field(default_factory=list)
    refused: int = 0
    """Forms that were not written because of an error."""
    held_back: int = 0
    """Sound forms not written because another one of their file has an error."""
    failure: str = ""
    """The reason why a part of what was asked for could not be done."""
