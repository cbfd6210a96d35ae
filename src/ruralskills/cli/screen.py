"""All printing of commands: lines for people, documents for programs."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from contextlib import nullcontext, suppress
from typing import Any

from ruralskills.model.masking import mask_text
from ruralskills.text.terminal import terminal_line


def say(line: str, *, error: bool = False, mask: bool = True) -> None:
    """Print a line as a terminal may show it, with personal numbers hidden."""
    shown = terminal_line(mask_text(line) if mask else line)
    with suppress(OSError) if error else nullcontext():  # what cannot be told is no error itself
        print(shown, file=sys.stderr if error else sys.stdout)


def print_bytes(text: str) -> None:
    """Print UTF-8 with line ends as they are, whatever the encoding of the console.

    On a terminal it is printed line by line as ``say`` does.
    """
    if sys.stdout.isatty():
        for line in text.removesuffix("\n").split("\n"):
            say(line, mask=False)
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode("utf-8", errors="replace"))


def print_schema(schema: Mapping[str, Any]) -> None:
    """Print a JSON schema."""
    import json

    print_bytes(json.dumps(schema, ensure_ascii=False, indent=2) + "\n")
