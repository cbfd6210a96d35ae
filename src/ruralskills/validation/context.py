"""The context of a check: the rules, the notices in force, and today."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property

from msgspec import Struct

from ruralskills.model.rule import Rule
from ruralskills.notices import InForce
from ruralskills.validation.bound_rule import BoundRule, bind


class CheckContext(Struct, frozen=True, dict=True):
    """The context that every rule of a check runs in."""

    rules: Mapping[str, Rule]
    in_force: InForce
    as_of: date

    @cached_property
    def bound(self) -> Mapping[str, BoundRule]:
        """The rules by code, each bound to the notices in force."""
        return {code: bind(rule, self.in_force) for code, rule in self.rules.items()}
