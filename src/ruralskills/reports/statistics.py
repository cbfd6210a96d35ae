"""The table of ``--statistics``: the number of findings of each rule."""

from __future__ import annotations

from collections.abc import Iterator

from ruralskills.model.outcome import Outcome
from ruralskills.reports.summary import summary
from ruralskills.text.width import padded, width


def lines(outcome: Outcome) -> Iterator[str]:
    """Yield a line for each rule, by nature and frequency, and the summary last."""
    firsts = {finding.code: finding for finding in reversed(outcome.findings)}
    counts = outcome.by_code()
    rows = [("条数", "规则", "性质", "问题")]
    for code in sorted(counts, key=lambda c: (firsts[c].nature.rank, -counts[c], c)):
        first = firsts[code]
        rows.append((str(counts[code]), code, first.nature.label, first.title))
    if counts:
        sizes = [max(width(row[column]) for row in rows) for column in range(4)]
        for row in rows:
            number, *texts = row
            filled = [padded(text, size) for text, size in zip(texts, sizes[1:], strict=True)]
            yield "  ".join([" " * (sizes[0] - width(number)) + number, *filled]).rstrip()
    yield summary(outcome)
