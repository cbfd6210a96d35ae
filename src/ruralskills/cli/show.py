"""How an explaining command prints its page: for the screen, as Markdown, or as json."""

from __future__ import annotations

import difflib
import json
import sys
from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from ruralskills.cli.stop import Stop

if TYPE_CHECKING:
    from ruralskills.catalogue.pages.page import Block


class PageFormat(StrEnum):
    """How a page is written."""

    CONSOLE = "console"
    JSON = "json"
    MARKDOWN = "markdown"


def show(format_: PageFormat, page: Iterable[Block], data: Any) -> None:
    """Print a page, or the same as data."""
    from ruralskills.catalogue.pages.page import markdown, screen

    if format_ is PageFormat.CONSOLE:
        print("\n".join(screen(list(page))))
        return
    if format_ is PageFormat.JSON:
        text = json.dumps(data, ensure_ascii=False, indent=2, default=str) + "\n"
    else:
        text = markdown(list(page))
    sys.stdout.flush()
    if sys.stdout.isatty():
        sys.stdout.write(text)
    else:  # who reads this must not guess the console's encoding
        sys.stdout.buffer.write(text.encode("utf-8", errors="replace"))


def unknown(what: str, name: str, known: Iterable[str], command: str) -> Stop:
    """What to say of a name that nobody knows: the nearest one, and where all are listed."""
    near = difflib.get_close_matches(name, list(known), 1, 0.5)
    meant = f"；是不是“{near[0]}”？" if near else "。"
    return Stop(f"没有“{name}”这{what}{meant}全部列在 {command}")
