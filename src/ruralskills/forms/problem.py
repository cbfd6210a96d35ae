"""A problem of a form: its place in the data file, and the sentence about it."""

from __future__ import annotations

from msgspec import Struct

from ruralskills.model.findings import Severity


class FormProblem(Struct, frozen=True):
    """A finding about a field of a form, or about a row of a ledger."""

    place: str
    """``applicant.yaml:7``, or ``台账.xlsx!表!B7``."""
    path: str
    """The path in the data, such as ``[2].id_number``. Empty for a row."""
    header: str
    severity: Severity
    label: str
    """The kind of the finding in Chinese: 填错, 待核."""
    message: str
    remedy: str = ""
    code: str = ""
    field: str = ""

    @property
    def stops(self) -> bool:
        """True if the form must not be written because of it."""
        return self.severity is Severity.ERROR

    @property
    def line(self) -> str:
        """The problem as it is printed."""
        header = f"（{self.header}）" if self.header and self.path else self.header
        where = f"{self.path}{header}"
        text = (
            f"{self.place}: {where}：{self.message}" if where else f"{self.place}: {self.message}"
        )
        remedy = f"。{self.remedy}" if self.remedy else ""
        code = f" [{self.code}]" if self.code else ""
        label = f"{self.label}·必改" if self.stops else self.label
        return f"{text}{remedy}〔{label}〕{code}"
