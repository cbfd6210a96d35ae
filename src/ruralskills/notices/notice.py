"""A notice with everything that it requires."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import field

from ruralskills.model.clause import Clause
from ruralskills.model.fields import FieldSpec
from ruralskills.notices.model import (
    CodeList,
    Cover,
    Duty,
    Expectation,
    Indicator,
    Limit,
    NoticeHeading,
    Ratio,
    Steps,
    Target,
    Where,
    WordPairs,
)
from ruralskills.notices.own_column import OwnColumn
from ruralskills.notices.requirement import Requirement


class Notice(NoticeHeading, frozen=True):
    """A notice with everything that it requires."""

    clauses: Mapping[str, Clause] = field(default_factory=dict)
    limits: Mapping[str, Limit] = field(default_factory=dict)
    lists: Mapping[str, CodeList] = field(default_factory=dict)
    targets: tuple[Target, ...] = ()
    expects: tuple[Expectation, ...] = ()
    covers: tuple[Cover, ...] = ()
    duties: tuple[Duty, ...] = ()
    steps: tuple[Steps, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    ratios: tuple[Ratio, ...] = ()
    pairs: tuple[WordPairs, ...] = ()
    headers: Mapping[str, Where] = field(default_factory=dict)
    """By ledger and field, the headers that offices here write."""
    severities: Mapping[str, str] = field(default_factory=dict)
    """By rule, the severity of its findings."""
    scopes: Mapping[str, Where] = field(default_factory=dict)
    """By rule, the rows that it is kept to."""
    requirements: tuple[Requirement, ...] = ()
    columns: Mapping[str, Mapping[str, OwnColumn]] = field(default_factory=dict)
    """By ledger and field, the columns that it adds."""
    off: Mapping[str, str] = field(default_factory=dict)
    """By rule, the reason why it does not run."""
    sha256: str = ""
    """The digest of the files of an office's own notice."""

    @property
    def deadlines(self) -> tuple[Target, ...]:
        """The targets that are to be reached by a day."""
        return tuple(target for target in self.targets if target.deadline)

    def own_fields(self, ledger: str) -> dict[str, FieldSpec]:
        """Return the fields that it adds to a ledger."""
        return {name: each.spec(name) for name, each in self.columns.get(ledger, {}).items()}

    @property
    def figures(self) -> tuple[Indicator | Ratio, ...]:
        """The indicators, and the ratios of them."""
        return (*self.indicators, *self.ratios)
