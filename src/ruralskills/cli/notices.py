"""``rs notices``: list the notices, explain the clauses of one, proofread one."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ruralskills.cli.completion_values import notice_ids
from ruralskills.cli.exit import CommandError, exit_on_error
from ruralskills.cli.options import Debug, Pages
from ruralskills.cli.pages import PageFormat, print_page, unknown_name
from ruralskills.cli.panels import CHOOSE, READ

if TYPE_CHECKING:
    from ruralskills.notices import NoticeLibrary


def notices(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME]",
            help="通知的编号，如 tongnan-2020。 Id of a notice.",
            show_default=False,
            rich_help_panel=CHOOSE,
            autocompletion=notice_ids,
        ),
    ] = None,
    check: Annotated[
        Path | None,
        typer.Option(
            "--check",
            metavar="FILE",
            help="检查自己写的通知文件。 Check a notice file of your own.",
            show_default=False,
            rich_help_panel=READ,
        ),
    ] = None,
    format_: Pages = PageFormat.CONSOLE,
    debug: Debug = False,
) -> None:
    """列出通知；写明编号的，列出各条款怎样核查。 List notices, or the clauses of one."""
    with exit_on_error(debug):
        if check is not None:
            if not _proofread(check, format_):
                raise typer.Exit(1)
            return
        from ruralskills.catalogue.pages import notices_page
        from ruralskills.notices.library import nearest_notice

        known = load_notices()
        if name is None:
            print_page(format_, notices_page.list_page(known), notices_page.list_data(known))
        elif name in known:
            print_page(
                format_,
                notices_page.notice_page(known[name]),
                notices_page.notice_data(known[name]),
            )
        else:
            meant = nearest_notice(name, known.headings)
            raise unknown_name("个通知", name, known, "rs notices", meant)


def load_notices() -> NoticeLibrary:
    """Return the notices of the program and of the current workspace."""
    from ruralskills.catalogue import available_notices
    from ruralskills.workspace.settings import find_settings

    return available_notices.load(find_settings([Path.cwd()]).folder)


def _proofread(path: Path, format_: PageFormat) -> bool:
    """Print what is wrong in a notice file, and return True if nothing is."""
    from ruralskills.catalogue import available_notices
    from ruralskills.catalogue.pages import proofread_page
    from ruralskills.catalogue.proofread.target_sums import find_sums

    if not os.path.isfile(path):
        raise CommandError(f"没有“{path}”这个文件，请核对路径")
    notice, problems = available_notices.proofread(path)
    problems = [each.masked() for each in problems]
    found = find_sums(notice.targets) if notice else []
    print_page(
        format_,
        proofread_page.result_page(notice, problems, found),
        proofread_page.result_data(problems, found),
    )
    return not problems and all(each.is_correct for each in found)
