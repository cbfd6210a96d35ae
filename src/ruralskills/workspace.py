"""The workspace: a folder with ``rs.toml``, where an office says once what every check needs."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ruralskills.workbook.hint import Hint

FILE_NAME = "rs.toml"


class WorkspaceError(ValueError):
    """Settings that cannot be read; the message names the file and the entry."""


class Layout(BaseModel):
    """How a sheet is laid out, told by hand."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    file: str = "*"
    sheet: str = "*"
    ledger: str = ""
    header_rows: tuple[int, ...] = ()
    columns: dict[str, str] = Field(default_factory=dict)
    skip: bool = False

    def hint(self) -> Hint:
        """The same for the reader of workbooks."""
        return Hint(self.file, self.sheet, self.ledger, self.header_rows, self.columns, self.skip)


class Settings(BaseModel):
    """What ``rs.toml`` may say."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    notices: tuple[str, ...] = ()
    unit: str = ""
    villages: str = ""
    """A workbook with the list of villages, relative to the workspace."""
    layouts: tuple[Layout, ...] = ()
    folder: Path | None = Field(default=None, exclude=True)

    @property
    def hints(self) -> tuple[Hint, ...]:
        """The layouts told by hand."""
        return tuple(layout.hint() for layout in self.layouts)


def find(paths: Sequence[str | os.PathLike[str]]) -> Settings:
    """Return the settings of the workspace in which the paths lie, or the empty settings.

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
            return load(folder / FILE_NAME)
    return Settings()


def load(path: Path) -> Settings:
    """Read the settings.  Raises WorkspaceError with the file, the entry and the way out."""
    try:
        data: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        return Settings(**data, folder=path.parent)
    except tomllib.TOMLDecodeError as error:
        raise WorkspaceError(f"{path}：不是正确的TOML格式（{error}），请对照样例修改") from error
    except UnicodeDecodeError as error:
        raise WorkspaceError(f"{path}：不是UTF-8编码，请另存为UTF-8后再试") from error
    except ValidationError as error:
        first = error.errors()[0]
        entry = ".".join(str(part) for part in first["loc"])
        raise WorkspaceError(f"{path}：设置项“{entry}”写得不对或没有这一项，请核对") from error
