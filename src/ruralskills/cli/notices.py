"""``rs notices``: which notices there are, what becomes of each clause, whether one is sound."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ruralskills.cli.options import Debug, Pages
from ruralskills.cli.show import PageFormat, show, unknown
from ruralskills.cli.stop import Stop, failing

if TYPE_CHECKING:
    from ruralskills.notice import Shelf


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
        from ruralskills.pages import notices as pages

        known = at_hand()
        if name is None:
            show(format_, pages.all_as_page(known), pages.all_as_data(known))
        elif name in known:
            show(format_, pages.as_page(known[name]), pages.as_data(known[name]))
        else:
            raise unknown("个通知", name, known, "rs notices")


def at_hand() -> Shelf:
    """The notices of the program, and those of the workspace in which one stands."""
    from ruralskills import packs, workspace

    return packs.at_hand(workspace.find([Path.cwd()]).folder)


def _proofread(path: Path, format_: PageFormat) -> bool:
    """Print what is wrong in a pack; whether nothing is."""
    from ruralskills import packs
    from ruralskills.packs.sums import sums
    from ruralskills.pages import proof

    if not path.is_file():
        raise Stop(f"没有“{path}”这个文件，请核对路径")
    notice, mistakes = packs.proofread(path)
    found = sums(notice.targets) if notice else []
    show(format_, proof.as_page(notice, mistakes, found), proof.as_data(mistakes, found))
    return not mistakes and all(each.fits for each in found)
