"""``rs rules`` and ``rs rule``: list the rules, explain one."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from ruralskills.cli.completion_values import ledger_ids, rule_codes
from ruralskills.cli.exit import CommandError, exit_on_error
from ruralskills.cli.ledgers import ledger_named
from ruralskills.cli.notices import load_notices
from ruralskills.cli.options import Debug, Pages
from ruralskills.cli.pages import PageFormat, print_page, unknown_name
from ruralskills.cli.panels import CHOOSE

if TYPE_CHECKING:
    from ruralskills.model.rule import Rule
    from ruralskills.notices import NoticeLibrary


def rules(
    prefix: Annotated[
        str,
        typer.Argument(
            metavar="[PREFIX]",
            help="只列编号这样开头的，如 L 或 C2。 Only codes with this prefix.",
            show_default=False,
            rich_help_panel=CHOOSE,
            autocompletion=rule_codes,
        ),
    ] = "",
    ledger: Annotated[
        str,
        typer.Option(
            "--ledger",
            help="只列适用于这一台账的，写编号或名称。 Only those for this ledger, by id or title.",
            show_default=False,
            metavar="LEDGER",
            rich_help_panel=CHOOSE,
            autocompletion=ledger_ids,
        ),
    ] = "",
    format_: Pages = PageFormat.CONSOLE,
    debug: Debug = False,
) -> None:
    """列出规则。 List the rules."""
    with exit_on_error(debug):
        from ruralskills.catalogue.pages import rules_page
        from ruralskills.model.rule import begins_with
        from ruralskills.rules import RETIRED

        start = prefix.upper()
        retired = {} if ledger else {c: s for c, s in RETIRED.items() if begins_with(c, start)}
        is_chosen = partial(begins_with, prefix=start) if start else bool
        chosen = [r for code, r in _known_rules(load_notices()).items() if is_chosen(code)]
        if ledger:
            model = ledger_named(ledger)
            chosen = [r for r in chosen if r.scope == "cell" or r.applies_to(model)]
        if not chosen:
            raise CommandError(f"没有编号以“{prefix}”开头的规则。全部列在 rs rules")
        print_page(format_, rules_page.list_page(chosen, retired), rules_page.list_data(chosen))


def rule(
    name: Annotated[
        str,
        typer.Argument(
            metavar="CODE",
            help="规则的编号，如 L201；也可以写名称或英文名。 Code, title or English name of a rule.",
            rich_help_panel=CHOOSE,
            autocompletion=rule_codes,
        ),
    ],
    format_: Pages = PageFormat.CONSOLE,
    debug: Debug = False,
) -> None:
    """说明一条规则：查什么、为什么、依据、示例、怎样改。 Explain one rule."""
    with exit_on_error(debug):
        from ruralskills.catalogue.clause_coverage import coverages_by_rule
        from ruralskills.catalogue.pages import rules_page

        notices = load_notices()
        chosen = _rule_of(name, _known_rules(notices))
        cited = coverages_by_rule(notices.values()).get(chosen.code, ())
        print_page(
            format_, rules_page.rule_page(chosen, cited), rules_page.rule_data(chosen, cited)
        )


def _known_rules(notices: NoticeLibrary) -> Mapping[str, Rule]:
    """Return the rules of the program and those of the office's own notices."""
    from ruralskills.rules import all_rules, declared_rules

    return {**all_rules(), **declared_rules(notices.own)}


def _rule_of(name: str, known: Mapping[str, Rule]) -> Rule:
    """Return the rule of a code, title or English name.  Raises CommandError."""
    from ruralskills.rules import RETIRED

    code = name.upper()
    if code in RETIRED:
        raise CommandError(f"规则{code}已停用，由{RETIRED[code]}接替，请看 rs rule {RETIRED[code]}")
    rules_by_name = {
        text: each for each in known.values() for text in (each.code, each.title, each.name)
    }
    for text in (code, name, name.lower()):
        if text in rules_by_name:
            return rules_by_name[text]
    raise unknown_name("条规则", name, rules_by_name, "rs rules")
