"""The rules: a folder a subject, a module a topic."""

from ruralskills.rules.declared.requirements import declared_rules
from ruralskills.rules.rulebook import RETIRED, RuleError, all_rules, code_prefixes

__all__ = ["RETIRED", "RuleError", "all_rules", "code_prefixes", "declared_rules"]
