"""Values that a shell offers for an option or argument: codes, notices, ledgers."""

from __future__ import annotations

from collections.abc import Iterator

from ruralskills.errors import OfficeError

Offered = tuple[str, str]
"""A value and the words that explain it."""


def notice_ids(incomplete: str) -> Iterator[Offered]:
    """Yield the notices whose ids begin so, those of the workspace among them."""
    from ruralskills.catalogue import available_notices
    from ruralskills.workspace.settings import find_settings

    try:
        library = available_notices.load(find_settings(["."]).folder)
    except OfficeError:  # a command will tell what is wrong there
        library = available_notices.load(None)
    for name, heading in library.headings.items():
        if name.startswith(incomplete):
            yield name, heading.title


def rule_codes(incomplete: str) -> Iterator[Offered]:
    """Yield the rules whose codes begin so."""
    from ruralskills.rules import all_rules

    for code, rule in all_rules().items():
        if code.startswith(incomplete):
            yield code, rule.title


def proposing_codes(incomplete: str) -> Iterator[Offered]:
    """Yield the rules that propose values and whose codes begin so."""
    from ruralskills.rules import proposing_rules

    for code, title in proposing_rules().items():
        if code.startswith(incomplete):
            yield code, title


def ledger_ids(incomplete: str) -> Iterator[Offered]:
    """Yield the ledgers whose ids begin so."""
    from ruralskills.ledgers import LEDGERS

    for ledger in LEDGERS:
        if ledger.info.id.startswith(incomplete):
            yield ledger.info.id, ledger.info.title
