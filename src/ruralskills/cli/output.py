"""Output of a command: to the screen, to a pipe, or to a file."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ruralskills.cli.exit import CommandError
from ruralskills.outputs import output_file


@contextmanager
def writing(output: Path) -> Iterator[None]:
    """Turn an OSError into a CommandError that names the file and the reason."""
    try:
        yield
    except OSError as error:
        raise CommandError(f"{output}：写不进去（{output_file.reason(error)}）") from error


def name_kept(kept: Path | None) -> None:
    """Print the new name of a replaced file in which a person had worked."""
    if kept is not None:
        print(f"原有的文件有人填过或改过，没有丢掉，另存为“{kept.name}”", file=sys.stderr)


def print_bytes(text: str) -> None:
    """Print UTF-8 with line ends as they are, whatever the encoding of the console."""
    if sys.stdout.isatty():
        sys.stdout.write(text.removeprefix("\ufeff"))
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode("utf-8", errors="replace"))


def print_schema(schema: Mapping[str, Any]) -> None:
    """Print a JSON schema."""
    import json

    print(json.dumps(schema, ensure_ascii=False, indent=2))
