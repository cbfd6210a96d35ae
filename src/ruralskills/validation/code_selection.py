"""The rule codes whose findings a check reports."""

from __future__ import annotations

from msgspec import Struct

from ruralskills.model.findings import Finding
from ruralskills.model.rule import begins_with
from ruralskills.text.version_names import fits


class CodeSelection(Struct, frozen=True):
    """Prefixes of the codes to report and of those to leave out."""

    select: tuple[str, ...] = ()
    """Empty for all."""
    ignore: tuple[str, ...] = ()
    per_file: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Patterns of file names, each with prefixes that are left out in these files."""

    def has(self, code: str) -> bool:
        """Return True if findings of a code are reported. The longer prefix wins.

        >>> CodeSelection(("L",), ("L2",)).has("L101"), CodeSelection(("L",), ("L2",)).has("L201")
        (True, False)
        """
        selected = _longest_prefix(code, self.select)
        ignored = _longest_prefix(code, self.ignore)
        return 0 < selected >= ignored if self.select else not ignored

    def reports(self, finding: Finding) -> bool:
        """Return True if a finding is reported."""
        return self.has(finding.code) and not any(
            _longest_prefix(finding.code, prefixes) and fits(pattern, finding.file)
            for pattern, prefixes in self.per_file
        )


def _longest_prefix(code: str, prefixes: tuple[str, ...]) -> int:
    """Return the length of the longest prefix that a code has, 0 for none."""
    return max((len(prefix) for prefix in prefixes if begins_with(code, prefix)), default=0)
