"""The outcome of a check: findings, files and tables read, rules run and not run."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from html import escape
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from ruralskills.model.cell import Cell
from ruralskills.model.findings import Finding, Nature, Severity, Subject
from ruralskills.model.layout import FileStatus, SheetStatus, TableLayout
from ruralskills.model.masking import mask_name, mask_text

if TYPE_CHECKING:
    import pandas as pd


class NoticeInForce(Struct, frozen=True):
    """A notice applied in the check, and the reason why it was chosen."""

    id: str
    title: str
    chosen_by: str
    sha256: str = ""
    """The digest of an office's own notice, "" for one that comes with the program."""

    def masked(self) -> NoticeInForce:
        """Return the notice with personal numbers hidden in what chose it."""
        return replace(self, chosen_by=mask_text(self.chosen_by))


def quoted_headers(missing: Sequence[str]) -> str:
    """Return headers in quotes, an entry of alternatives set apart from the others.

    >>> quoted_headers(["姓名", "性别"]), quoted_headers(["年龄", "申报日期”或“认定时间"])
    ('“姓名”“性别”', '“年龄”、“申报日期”或“认定时间”')
    """
    has_alternatives = any("”或“" in headers for headers in missing)
    return ("、" if has_alternatives else "").join(f"“{headers}”" for headers in missing)


class ReplyTerms(Struct, frozen=True):
    """The day by which units answer their lists of problems, and whom they may ask."""

    deadline: str = ""
    contact: str = ""


class RuleStatus(Struct, frozen=True):
    """A rule that did not run or that failed, with the reason."""

    code: str
    reason: str
    missing: tuple[str, ...] = ()
    """The headers of the columns that a table lacks and the rule needs."""
    table: str = ""
    """The table that lacks them, as reports name it."""
    ledger: str = ""
    """The title of its ledger."""
    is_gap: bool = False
    """False where a rule looks for faults of a column that a ledger may do without."""

    is_off: bool = False
    """True if the office, or a requirement that stands for it, has switched it off."""

    @property
    def is_column_missing(self) -> bool:
        """True if a table was read but lacks a column that the rule needs."""
        return bool(self.missing)

    def masked(self) -> RuleStatus:
        """Return the status with personal numbers hidden."""
        return replace(self, reason=mask_text(self.reason), table=mask_name(self.table))


class ColumnGap(Struct, frozen=True):
    """Columns that tables of a ledger lack, and the rules that did not run for it."""

    ledger: str
    """The title of the ledger."""
    missing: tuple[str, ...]
    """The headers of the columns."""
    tables: tuple[str, ...]
    codes: tuple[str, ...]

    def masked(self) -> ColumnGap:
        """Return the gap with personal numbers in names hidden."""
        return replace(self, tables=tuple(map(mask_name, self.tables)))


class Normalisation(Struct, frozen=True):
    """A cell that can be rewritten in the proper form without changing its meaning."""

    cell: Cell
    header: str
    field: str
    old: str
    new: str | int | Decimal | date
    reason: str
    subject: Subject = Subject()


class Outcome(Struct, frozen=True):
    """The result of one check: findings, what was read, which rules ran."""

    findings: tuple[Finding, ...] = ()
    files: tuple[FileStatus, ...] = ()
    sheets: tuple[SheetStatus, ...] = ()
    tables: tuple[TableLayout, ...] = ()
    notices: tuple[NoticeInForce, ...] = ()
    remarks: tuple[str, ...] = ()
    waived: tuple[Finding, ...] = ()
    """Findings that are not counted: waived by the office, or known from a baseline."""
    rules_ran: tuple[str, ...] = ()
    """Codes of the rules that ran on at least one table."""
    rules_skipped: tuple[RuleStatus, ...] = ()
    """Rules that ran on no table."""
    column_gaps: tuple[ColumnGap, ...] = ()
    """Columns for want of which rules did not run on a table.

    They may have run on others.
    """
    rules_broken: tuple[RuleStatus, ...] = ()
    """Rules that raised an exception."""
    as_of: date = date.min
    """The day of the check, by which terms and periods are judged."""
    seconds: float = 0.0
    """The time that the check took."""
    normalisations: tuple[Normalisation, ...] = ()
    """Empty unless the caller asked for them."""
    private: Mapping[str, str] = field(default_factory=dict)
    """Fields that hold personal numbers, each with its kind for masking."""

    reply_terms: ReplyTerms = ReplyTerms()
    """As the office's settings have them."""

    own_titles: Mapping[str, str] = field(default_factory=dict)
    """The titles of the rules that the office's own notices declare, by code."""

    @property
    def rows(self) -> int:
        """The number of data rows in all tables."""
        return sum(table.rows for table in self.tables)

    @property
    def rows_with_errors(self) -> int:
        """The number of rows with at least one error."""
        return len(
            {
                (cell.file, cell.sheet, cell.row)
                for finding in self.findings
                if finding.severity is Severity.ERROR
                for cell in ((finding.cell,) if finding.cell else ())
            }
        )

    @property
    def waived_by_office(self) -> tuple[Finding, ...]:
        """The waived findings without those known from a baseline."""
        return tuple(finding for finding in self.waived if finding.waiver is not None)

    def __repr__(self) -> str:
        numbers = self.by_nature()
        found = ", ".join(f"{n.label} {numbers[n.value]}" for n in Nature if numbers[n.value])
        files = sum(status.status == "read" for status in self.files)
        extent = f"files={files} tables={len(self.tables)} rows={self.rows}"
        return f"<Outcome {extent}: {found or 'no findings'}>"

    def _repr_html_(self) -> str:
        """Return the numbers of findings by unit, as notebooks show it."""
        units: dict[str, Counter[Nature]] = defaultdict(Counter)
        for finding in self.findings:
            units[mask_name(finding.subject.unit) or "（单位不明）"][finding.nature] += 1
        total = Counter(finding.nature for finding in self.findings)
        rows = [(unit, counts) for unit, counts in sorted(units.items())] + [("合计", total)]
        head = "".join(f"<th>{nature.label}</th>" for nature in Nature)
        body = "".join(
            f"<tr><th>{escape(unit)}</th>"
            + "".join(f"<td>{counts[nature]}</td>" for nature in Nature)
            + "</tr>"
            for unit, counts in rows
        )
        return f"<table><thead><tr><th>单位</th>{head}</tr></thead><tbody>{body}</tbody></table>"

    def count(self, severity: Severity) -> int:
        """Return the number of findings of a severity."""
        return sum(finding.severity is severity for finding in self.findings)

    def by_nature(self) -> dict[str, int]:
        """Return the number of findings of each of the four natures."""
        counts = Counter(finding.nature for finding in self.findings)
        return {nature.value: counts[nature] for nature in Nature}

    def by_code(self) -> dict[str, int]:
        """Return the number of findings of each rule, by code."""
        return dict(sorted(Counter(finding.code for finding in self.findings).items()))

    def masked(self) -> Outcome:
        """Return the outcome with personal numbers hidden, for reports that are passed on.

        People name files after persons and write telephones into titles, so names are masked too.
        """

        def masked(finding: Finding) -> Finding:
            return finding.masked(self.private.get(finding.field or "", ""))

        return replace(
            self,
            findings=tuple(map(masked, self.findings)),
            waived=tuple(map(masked, self.waived)),
            files=tuple(status.masked() for status in self.files),
            sheets=tuple(status.masked() for status in self.sheets),
            tables=tuple(table.masked() for table in self.tables),
            remarks=tuple(map(mask_text, self.remarks)),
            notices=tuple(notice.masked() for notice in self.notices),
            rules_skipped=tuple(status.masked() for status in self.rules_skipped),
            column_gaps=tuple(gap.masked() for gap in self.column_gaps),
            rules_broken=tuple(status.masked() for status in self.rules_broken),
        )

    def to_pandas(self) -> pd.DataFrame:
        """Return the findings as a data frame, one a row, personal numbers unmasked."""
        import pandas as pd

        rows = [
            {
                "number": f.number,
                "code": f.code,
                "name": f.name,
                "title": f.title,
                "severity": f.severity.value,
                "nature": f.nature.value,
                "file": f.file,
                "sheet": f.sheet,
                "cell": f.cell.address if f.cell else None,
                "row": f.cell.row if f.cell else None,
                "header": f.header,
                "field": f.field,
                "value": f.value,
                "message": f.message,
                "remedy": f.remedy,
                "unit": f.subject.unit,
                "village": f.subject.village,
                "person": f.subject.name,
                "clause": f.clause.id if f.clause else None,
            }
            for f in self.findings
        ]
        return pd.DataFrame(rows)
