"""The format of what is written: as asked for, else as the name of the file says."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from ruralskills.cli.exit import CommandError

Format = TypeVar("Format", bound=StrEnum)


def refuse_other_suffix(output: Path | None, *suffixes: str) -> None:
    """Raise CommandError where the name of a file says that it is of another format."""
    suffix = output.suffix.lower() if output else ""
    if suffix and suffix not in suffixes:
        raise CommandError(f"{output}：不会写{suffix}文件，可以写{'、'.join(suffixes)}")


def output_format(
    asked: Format | None,
    output: Path | None,
    suffixes: Mapping[str, Format],
    default: Format,
    also: Mapping[str, tuple[Format, ...]] | None = None,
) -> Format:
    """Return the format asked for, else that of the file's suffix, else the default.

    ``also`` are further formats that a suffix does not contradict.  Raises CommandError where the
    suffix stands for another format than the one asked for, and for a suffix that stands for none.
    """
    suffix = output.suffix.lower() if output else ""
    told = suffixes.get(suffix)
    if asked is None:
        if suffix and told is None:
            raise CommandError(f"{output}：不会写{suffix}文件，可以写{'、'.join(suffixes)}")
        return told or default
    if told is None or asked is told or asked in (also or {}).get(suffix, ()):
        return asked
    raise CommandError(
        f"--format {asked} 与文件名“{output}”不一致：{suffix}是{told}格式，请改其中一个"
    )
