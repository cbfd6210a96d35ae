"""``rs notices``: which notices there are, what becomes of each clause, whether one is sound."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ruralskills.cli.options import Debug, Pages
from ruralskills.cli.show import PageFormat, show, unknown
from ruralskills.cli.stop import Stop, failing

if TYPE_CHECKING:
    from ruralskills.notices import Shelf


def notices(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME]",
            help="通知的编号，如 tongnan-2020。 Id of a notice.",
            show_default=False,
        ),
    ] = None,
    check: Annotated[
        Path | None,
        typer.Option(
            "--check",
            metavar="FILE",
            help="检查自己写的通知文件。 Check a notice file of your own.",
            show_default=False,
        ),
    ] = None,
    format_: Pages = PageFormat.CONSOLE,
    debug: Debug = False,
) -> None:
    """列出通知；写明编号的，列出各条款怎样核查。 List notices, or the clauses of one."""
    with failing(debug):
        if check is not None:
            if not _proofread(check, format_):
                raise typer.Exit(1)
            return
        from ruralskills.catalogue.pages import notices_page

        known = at_hand()
        if name is None:
            show(format_, notices_page.all_as_page(known), notices_page.all_as_data(known))
        elif name in known:
            show(format_, notices_page.as_page(known[name]), notices_page.as_data(known[name]))
        else:
            raise unknown("个通知", name, known, "rs notices")


def at_hand() -> Shelf:
    """The notices of the program, and those of the workspace in which one stands."""
    from ruralskills.catalogue import available_notices
    from ruralskills.workspace import settings

    return available_notices.at_hand(settings.find([Path.cwd()]).folder)


def _proofread(path: Path, format_: PageFormat) -> bool:
    """Print what is wrong in a pack; whether nothing is."""
    from ruralskills.catalogue import available_notices
    from ruralskills.catalogue.pages import proofread_page
    from ruralskills.catalogue.proofread.target_sums import sums

    if not path.is_file():
        raise Stop(f"没有“{path}”这个文件，请核对路径")
    notice, mistakes = available_notices.proofread(path)
    found = sums(notice.targets) if notice else []
    show(
        format_,
        proofread_page.as_page(notice, mistakes, found),
        proofread_page.as_data(mistakes, found),
    )
    return not mistakes and all(each.fits for each in found)
