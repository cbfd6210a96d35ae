"""``rs ledgers``: which ledgers are known, and their columns."""

from __future__ import annotations

from typing import Annotated

import typer

from ruralskills.cli.options import Debug, Pages
from ruralskills.cli.show import PageFormat, show, unknown
from ruralskills.cli.stop import failing


def ledgers(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME]",
            help="台账的编号或名称，如 leader。 Id or title of a ledger.",
            show_default=False,
        ),
    ] = None,
    format_: Pages = PageFormat.CONSOLE,
    debug: Debug = False,
) -> None:
    """列出台账；写明名称的，列出它的各列。 List ledgers, or the columns of one."""
    with failing(debug):
        from ruralskills.catalogue.pages import ledgers_page
        from ruralskills.ledgers import LEDGERS

        if name is None:
            show(format_, ledgers_page.list_page(LEDGERS), ledgers_page.list_data(LEDGERS))
            return
        named = {word: each for each in LEDGERS for word in (each.info.id, each.info.title)}
        if name not in named:
            raise unknown("个台账", name, named, "rs ledgers")
        show(format_, ledgers_page.ledger_page(named[name]), ledgers_page.ledger_data(named[name]))
