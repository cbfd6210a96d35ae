"""``rs ledgers``: list the ledgers, or the columns of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ruralskills.cli.completion_values import ledger_ids
from ruralskills.cli.exit import exit_on_error
from ruralskills.cli.notices import load_notices
from ruralskills.cli.options import Debug, Pages
from ruralskills.cli.pages import PageFormat, print_page, unknown_name
from ruralskills.cli.panels import CHOOSE

if TYPE_CHECKING:
    from ruralskills.model.fields import FieldSpec
    from ruralskills.model.table import Ledger


def ledgers(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME]",
            help="台账的编号或名称，如 leader。 Id or title of a ledger.",
            show_default=False,
            rich_help_panel=CHOOSE,
            autocompletion=ledger_ids,
        ),
    ] = None,
    format_: Pages = PageFormat.CONSOLE,
    debug: Debug = False,
) -> None:
    """列出台账；写明名称的，列出它的各列。 List ledgers, or the columns of one."""
    with exit_on_error(debug):
        from ruralskills.catalogue.pages import ledgers_page
        from ruralskills.ledgers import LEDGERS

        if name is None:
            print_page(format_, ledgers_page.list_page(LEDGERS), ledgers_page.list_data(LEDGERS))
            return
        chosen = ledger_named(name)
        own: dict[str, FieldSpec] = {}
        for notice in reversed(load_notices().own):
            own |= notice.own_fields(chosen.info.id)
        print_page(
            format_,
            ledgers_page.ledger_page(chosen, own=own),
            ledgers_page.ledger_data(chosen, own),
        )


def ledger_named(name: str) -> type[Ledger]:
    """Return the ledger of an id or title.  Raises CommandError with the nearest."""
    from ruralskills.ledgers import LEDGERS

    named = {word: each for each in LEDGERS for word in (each.info.id, each.info.title)}
    if name not in named:
        raise unknown_name("个台账", name, named, "rs ledgers")
    return named[name]
