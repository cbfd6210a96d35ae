"""How many findings each rule made, for ``--statistics``."""

from __future__ import annotations

from collections.abc import Iterator

from ruralskills.model.outcome import Outcome
from ruralskills.reports.summary import summary
from ruralskills.text.width import padded, width


def lines(outcome: Outcome) -> Iterator[str]:
    """Yield a line a rule, in the order of the natures and the most frequent first; the sum last."""
    firsts = {finding.code: finding for finding in reversed(outcome.findings)}
    counts = outcome.by_code()
    rows = [("条数", "规则", "性质", "问题")]
    for code in sorted(counts, key=lambda c: (firsts[c].nature.rank, -counts[c], c)):
        first = firsts[code]
        rows.append((str(counts[code]), code, first.nature.label, first.title))
    if counts:
        sizes = [max(width(row[column]) for row in rows) for column in range(4)]
        for row in rows:
            number, *words = row
            filled = [padded(word, size) for word, size in zip(words, sizes[1:], strict=True)]
            yield "  ".join([" " * (sizes[0] - width(number)) + number, *filled]).rstrip()
    yield summary(outcome)
