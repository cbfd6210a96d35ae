"""``rs rules`` and ``rs rule``: what is checked, and why."""

from __future__ import annotations

from typing import Annotated

import typer

from ruralskills.cli.notices import at_hand
from ruralskills.cli.options import Debug, Pages
from ruralskills.cli.show import PageFormat, show, unknown
from ruralskills.cli.stop import Stop, failing


def rules(
    prefix: Annotated[
        str,
        typer.Argument(
            metavar="[PREFIX]",
            help="只列编号这样开头的，如 L 或 C2。 Only codes with this prefix.",
            show_default=False,
        ),
    ] = "",
    ledger: Annotated[
        str,
        typer.Option(
            "--ledger",
            help="只列适用于这一台账的。 Only those that apply to this ledger.",
            show_default=False,
        ),
    ] = "",
    format_: Pages = PageFormat.CONSOLE,
    debug: Debug = False,
) -> None:
    """列出规则。 List the rules."""
    with failing(debug):
        from ruralskills.catalogue.pages import rules_page
        from ruralskills.ledgers import LEDGERS
        from ruralskills.rules import RETIRED, all_rules

        retired = (
            {} if ledger else {c: s for c, s in RETIRED.items() if c.startswith(prefix.upper())}
        )
        chosen = [r for code, r in all_rules().items() if code.startswith(prefix.upper())]
        if ledger:
            named = {each.info.id: each for each in LEDGERS}
            if ledger not in named:
                raise unknown("个台账", ledger, named, "rs ledgers")
            chosen = [r for r in chosen if r.scope == "cell" or r.applies_to(named[ledger])]
        if not chosen:
            raise Stop(f"没有编号以“{prefix}”开头的规则。全部列在 rs rules")
        show(format_, rules_page.all_as_page(chosen, retired), rules_page.all_as_data(chosen))


def rule(
    code: Annotated[
        str, typer.Argument(metavar="CODE", help="规则编号，如 L201。 Code of a rule.")
    ],
    format_: Pages = PageFormat.CONSOLE,
    debug: Debug = False,
) -> None:
    """说明一条规则：查什么、为什么、依据、示例、怎样改。 Explain one rule."""
    with failing(debug):
        from ruralskills.catalogue.clause_coverage import coverages_by_rule
        from ruralskills.catalogue.pages import rules_page
        from ruralskills.rules import RETIRED, all_rules

        known, wanted = all_rules(), code.upper()
        if wanted in RETIRED:
            raise Stop(
                f"规则{wanted}已停用，由{RETIRED[wanted]}接替，请看 rs rule {RETIRED[wanted]}"
            )
        if wanted not in known:
            raise unknown("条规则", code, known, "rs rules")
        cited = coverages_by_rule(at_hand().values()).get(wanted, ())
        show(
            format_,
            rules_page.as_page(known[wanted], cited),
            rules_page.as_data(known[wanted], cited),
        )
