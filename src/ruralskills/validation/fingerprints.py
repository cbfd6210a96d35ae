"""Order, numbers and fingerprints of findings."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from ruralskills.model.findings import Finding
from ruralskills.model.layout import SheetStatus
from ruralskills.validation.mend_hints import MEND_CODES


def number_findings(
    findings: Iterable[Finding], sheets: Iterable[SheetStatus] = ()
) -> Iterator[Finding]:
    """Yield the findings in reading order, each with its number and fingerprint.

    Files and sheets keep the order of ``sheets``, in which they were read.  Hints about form come last,
    so that a copy in which nothing but the form was mended gives the others the same numbers.

    A fingerprint is made of the rule and the subject, never of the row, so that it survives
    inserted and moved rows.  The second of two alike takes an ordinal.  It holds no identity number.
    """
    sheet_order: dict[tuple[str, str], int] = {}
    for sheet in sheets:
        sheet_order.setdefault((sheet.file, sheet.sheet), len(sheet_order))
    last = len(sheet_order)
    ordered = sorted(
        findings,
        key=lambda f: (
            f.code in MEND_CODES,
            sheet_order.get((f.file, f.sheet or ""), last),
            f.reading_order,
        ),
    )
    ordinals: Counter[str] = Counter()
    for number, finding in enumerate(ordered, start=1):
        key = _key(finding)
        ordinals[key] += 1
        digest = hashlib.blake2b(f"{key}|{ordinals[key]}".encode(), digest_size=8).hexdigest()
        yield replace(finding, number=number, fingerprint=digest)


def _key(finding: Finding) -> str:
    """Return what two findings alike have in common: rule, field and subject or sheet.

    A unit that the workbook itself does not name is no part of it, for a copy that comes back may
    have another name and lie elsewhere.
    """
    subject = finding.subject
    is_about_somebody = subject.village or subject.name
    unit = "" if subject.is_unit_of_file else subject.unit
    rest = (subject.village, subject.name) if is_about_somebody else (finding.sheet or "",)
    return "|".join((finding.code, finding.field or "", unit, *rest))
