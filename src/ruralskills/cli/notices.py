"""``rs notices``: which notices there are, and what becomes of each clause."""

from __future__ import annotations

from typing import Annotated

import typer

from ruralskills.cli.show import PageFormat, show, unknown
from ruralskills.cli.stop import failing


def notices(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME]",
            help="通知的编号，如 tongnan-2020。 Id of a notice.",
            show_default=False,
        ),
    ] = None,
    format_: Annotated[
        PageFormat, typer.Option("--format", help="格式。 Format.")
    ] = PageFormat.CONSOLE,
    debug: Annotated[
        bool, typer.Option("--debug", help="出错时显示详情。 Show a traceback.", hidden=True)
    ] = False,
) -> None:
    """列出通知；写明编号的，列出各条款怎样核查。 List notices, or the clauses of one."""
    with failing(debug):
        from ruralskills import notice
        from ruralskills.pages import notices as pages

        known = notice.packs()
        if name is None:
            show(format_, pages.all_as_page(known), pages.all_as_data(known))
        elif name in known:
            show(format_, pages.as_page(known[name]), pages.as_data(known[name]))
        else:
            raise unknown("个通知", name, known, "rs notices")
