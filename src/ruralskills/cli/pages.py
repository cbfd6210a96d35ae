"""Pages that explain rules, notices and ledgers, as text, Markdown or json."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from ruralskills.cli.exit import CommandError
from ruralskills.cli.screen import print_bytes, say

if TYPE_CHECKING:
    from ruralskills.catalogue.pages.page import Block


class PageFormat(StrEnum):
    """The format of a page."""

    CONSOLE = "console"
    JSON = "json"
    MARKDOWN = "markdown"


def print_page(format_: PageFormat, page: Iterable[Block], data: Any) -> None:
    """Print a page.  ``data`` is its content for the json format."""
    from ruralskills.catalogue.pages.page import markdown, screen

    if format_ is PageFormat.CONSOLE:
        for line in screen(list(page)):
            say(line, mask=False)  # samples in rules have numbers that are nobody's
    elif format_ is PageFormat.JSON:
        import json

        print_bytes(json.dumps(data, ensure_ascii=False, indent=2, default=str) + "\n")
    else:
        print_bytes(markdown(list(page)))


def unknown_name(
    kind: str, name: str, known: Iterable[str], command: str, meant: str = ""
) -> CommandError:
    """Return the error for an unknown name: ``meant``, else the nearest known one."""
    import difflib

    near = [meant] if meant else difflib.get_close_matches(name, list(known), 1, 0.5)
    suggestion = f"；是不是“{near[0]}”？" if near else "。"
    return CommandError(f"没有“{name}”这{kind}{suggestion}全部列在 {command}")
