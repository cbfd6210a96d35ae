"""The findings as csv: UTF-8 with a BOM as Excel wants it, CRLF, one a row.

A text that a spreadsheet would take for a formula gets an apostrophe before it: it begins, after
any blanks, with ``=``, ``+``, ``-``, ``@`` or their full-width forms, or with a tab or a line
break.  A plain signed number such as ``-3`` stays as it is: it is no danger, and whoever compares
现填 with the ledger must find the number that stands there.
"""

from __future__ import annotations

import csv
import io
from typing import Final

from ruralskills.model.findings import Finding, Severity
from ruralskills.model.outcome import Outcome
from ruralskills.model.own_reports import FINDINGS, WAIVED
from ruralskills.text.lazy_regex import regex
from ruralskills.text.terminal import without_hidden

BOM: Final = "\ufeff"

_SEVERITIES: Final = {
    Severity.ERROR: "必须处理",
    Severity.WARNING: "应当处理",
    Severity.INFO: "供参考",
}
"""The words for what a severity decides, none of them the label of a nature."""
_LIKE_A_FORMULA: Final = regex(r"[\t\r\n]|\s*[=+\-@＝＋－＠]")
_NUMBER: Final = regex(r"[+-]?\d+(\.\d+)?")


def escape_formula(text: str) -> str:
    """Return text that no spreadsheet takes for a formula.

    >>> [escape_formula(text) for text in ("=1+1", "-3", "-3+cmd", "＠SUM(A1)", "张三")]
    ["'=1+1", '-3', "'-3+cmd", "'＠SUM(A1)", '张三']
    """
    dangerous = _LIKE_A_FORMULA.match(text) and not _NUMBER.fullmatch(text)
    shown = without_hidden(text)
    return f"'{shown}" if dangerous else shown


def text(outcome: Outcome) -> str:
    """Return the findings as csv.

    Waived findings come last, with the waiver in one column more.
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    waived = outcome.waived_by_office
    writer.writerow((*FINDINGS, WAIVED) if waived else FINDINGS)
    for finding in (*outcome.findings, *waived):
        more = (str(finding.waiver or ""),) if waived else ()
        writer.writerow([escape_formula(value) for value in (*_row(finding), *more)])
    return BOM + stream.getvalue()


def _row(finding: Finding) -> tuple[str, ...]:
    cell, who = finding.cell, finding.subject
    return (
        str(finding.number),
        finding.nature.label,
        _SEVERITIES[finding.severity],
        finding.code,
        finding.title,
        finding.file,
        finding.sheet or "",
        cell.address if cell else "",
        str(cell.row) if cell else "",
        finding.header or "",
        who.unit,
        who.village,
        who.name,
        finding.value or "",
        finding.message,
        finding.remedy,
        finding.clause.citation if finding.clause else "",
        finding.place,
    )
