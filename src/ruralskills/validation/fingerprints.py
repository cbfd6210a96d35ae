"""Put findings in the order of reading, number them, and give each what survives a moved row."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from ruralskills.model.findings import Finding
from ruralskills.model.layout import SheetStatus


def numbered(findings: Iterable[Finding], sheets: Iterable[SheetStatus] = ()) -> Iterator[Finding]:
    """Yield the findings in reading order, file by file and sheet by sheet as they were read.

    Each gets its number and its fingerprint.

    A fingerprint is made of the rule and of whom it concerns, never of the row, so it survives
    inserted and moved rows; the second of two alike takes an ordinal.  It holds no identity number.
    """
    seen: Counter[str] = Counter()
    order: dict[tuple[str, str], int] = {}
    for sheet in sheets:
        order.setdefault((sheet.file, sheet.sheet), len(order))
    last = len(order)
    ordered = sorted(
        findings, key=lambda f: (order.get((f.file, f.sheet or ""), last), f.reading_order)
    )
    for number, finding in enumerate(ordered, start=1):
        who = finding.subject
        base = "|".join(
            (finding.code, finding.field or "", who.unit, who.village, who.name)
            if who.village or who.name
            else (finding.code, finding.field or "", who.unit, finding.sheet or "")
        )
        seen[base] += 1
        digest = hashlib.blake2b(f"{base}|{seen[base]}".encode(), digest_size=8).hexdigest()
        yield replace(finding, number=number, fingerprint=digest)
