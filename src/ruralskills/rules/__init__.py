"""The rules: a folder a subject, a module a topic."""

from ruralskills.rules.declared.requirements import declared_rules
from ruralskills.rules.rulebook import (
    RETIRED,
    RuleError,
    accepted_prefixes,
    all_rules,
    code_prefixes,
    proposing_rules,
)

__all__ = [
    "RETIRED", "RuleError", "accepted_prefixes", "all_rules", "code_prefixes", "declared_rules",
    "proposing_rules",
]  # fmt: skip
