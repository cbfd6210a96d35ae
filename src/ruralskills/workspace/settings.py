"""The settings of a workspace: a folder with an ``rs.toml``."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, ClassVar, Final

from ruralskills.detection.hints import Hint
from ruralskills.errors import OfficeError
from ruralskills.model.ledger_set import Role

FILE_NAME = "rs.toml"


class WorkspaceError(OfficeError):
    """Settings that cannot be read.  The message names the file and the entry."""


_STRICT: Final = {"extra": "forbid"}
"""Configuration for pydantic: an unknown entry is an error, being a mistyped one."""


@dataclass(frozen=True)
class Layout:
    """The layout of a sheet, given by hand where recognition fails."""

    __pydantic_config__: ClassVar = _STRICT

    file: str = "*"
    sheet: str = "*"
    ledger: str = ""
    header_rows: tuple[int, ...] = ()
    columns: dict[str, str] = field(default_factory=dict)
    skip: bool = False

    def hint(self) -> Hint:
        """Return the layout as a hint for detection."""
        return Hint(self.file, self.sheet, self.ledger, self.header_rows, self.columns, self.skip)


@dataclass(frozen=True)
class Waiver:
    """An office's decision that a finding may stand: rule, subject, reason, last day."""

    __pydantic_config__: ClassVar = _STRICT

    code: str = ""
    fingerprint: str = ""
    unit: str = ""
    village: str = ""
    name: str = ""
    reason: str = ""
    until: date | None = None
    by: str = ""


@dataclass(frozen=True)
class FormSettings:
    """The names that forms of the office bear."""

    __pydantic_config__: ClassVar = _STRICT

    county_department: str = ""
    """The present name of the county's department, where the notice has a former one."""

    def __bool__(self) -> bool:
        return bool(self.county_department)


@dataclass(frozen=True)
class BulletinSettings:
    """The bulletin of the office: to whom it goes, and what is done with it."""

    __pydantic_config__: ClassVar = _STRICT

    addressees: str = ""
    contact: str = ""
    on_finish: tuple[str, ...] = ()
    """A command and its arguments, run when the bulletin is written, without a shell."""
    sentences: dict[str, str] = field(default_factory=dict)
    """By situation, the sentence under what is to be done next."""

    def __bool__(self) -> bool:
        return any((self.addressees, self.contact, self.on_finish, self.sentences))


@dataclass(frozen=True)
class Settings:
    """The entries of ``rs.toml``.  Paths are relative to the workspace."""

    __pydantic_config__: ClassVar = _STRICT

    notices: tuple[str, ...] = ()
    unit: str = ""
    villages: str = ""
    """A workbook with the list of villages."""
    previous: tuple[str, ...] = ()
    """Ledgers of the last period."""
    register: tuple[str, ...] = ()
    """Exports of the national system, or lists made from them."""
    exclude: tuple[str, ...] = ()
    """Lists of people not eligible for a subsidy."""
    regions: str = ""
    """The list of townships and villages."""
    regions_complete: bool = False
    """True if that list names every township and village of the area."""
    marks_only: bool = False
    """True if corrections only mark: a county must not alter a township's figures."""
    waivers: tuple[Waiver, ...] | str = ()
    """The waivers, or the name of a workbook with a list of them."""
    off: dict[str, str] = field(default_factory=dict)
    """By rule, the reason for which it does not run."""
    layouts: tuple[Layout, ...] = ()
    forms: FormSettings = FormSettings()
    bulletin: BulletinSettings = BulletinSettings()
    inbox: str = "收件"
    """The folder with what units sent, a folder for each period in it."""
    deadlines: dict[str, datetime] = field(default_factory=dict)
    """By the folder of a period, the time up to which submissions are not late."""
    tasks: tuple[str, ...] = ()
    """Workbooks with the tasks of units, beside those among the submissions."""
    folder: Path | None = None
    """The workspace itself, None without one."""

    @property
    def hints(self) -> tuple[Hint, ...]:
        """The layouts given by hand, as detection takes them."""
        return tuple(layout.hint() for layout in self.layouts)

    @property
    def reference(self) -> dict[Role, list[Path]]:
        """The paths of the reference data, by role."""
        home = self.folder or Path()
        named: dict[Role, tuple[str, ...]] = {
            "previous": self.previous,
            "register": self.register,
            "excluded": self.exclude,
            "regions": (self.regions,) if self.regions else (),
            "waivers": (self.waivers,) if self.waivers and isinstance(self.waivers, str) else (),
        }
        return {role: [home / path for path in paths] for role, paths in named.items()}


def find_settings(paths: Sequence[str | os.PathLike[str]]) -> Settings:
    """Return the settings of the workspace around the paths, or the empty settings.

    The workspace is the nearest folder, from the paths' common one upwards, with an ``rs.toml``.
    """
    folders = [p if (p := Path(os.path.realpath(path))).is_dir() else p.parent for path in paths]
    if not folders:
        return Settings()
    try:
        common = Path(os.path.commonpath(folders))
    except ValueError:  # different drives have nothing in common
        return Settings()
    for folder in (common, *common.parents):
        if (folder / FILE_NAME).is_file():
            return load_settings(folder / FILE_NAME)
    return Settings()


def load_settings(path: Path) -> Settings:
    """Read the settings of a file.  Raises WorkspaceError."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise WorkspaceError(f"{path}：不是UTF-8编码，请另存为UTF-8后再试") from error
    return parse_settings(text, path)


def parse_settings(text: str, path: Path) -> Settings:
    """Return the settings in the text of a file.  Raises WorkspaceError."""
    try:
        data: dict[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise WorkspaceError(f"{path}：不是正确的TOML格式（{error}），请对照样例修改") from error
    from pydantic import TypeAdapter, ValidationError  # not needed without a workspace

    try:
        settings = TypeAdapter(Settings).validate_python({"folder": None, **data})
        if settings.folder is None:
            return replace(settings, folder=path.parent)
        entry = "folder"
    except ValidationError as error:
        parts = map(str, error.errors()[0]["loc"])
        entry = ".".join(part for part in parts if part.isidentifier() or part.isdigit())
    raise WorkspaceError(f"{path}：设置项“{entry}”写得不对或没有这一项，请核对")
