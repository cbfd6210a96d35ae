"""The check of an applicant by the rules of the ledger."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any, Final

from msgspec import Struct

from ruralskills.facts.ages import completed_years
from ruralskills.forms.applicant import LABELS, Applicant
from ruralskills.forms.applicant_table import FORM_FIELDS, GRID_FIELDS, is_blank, one_row, value_of
from ruralskills.forms.identity_kinds import IdentityKinds, read_kinds
from ruralskills.forms.problem import FormProblem
from ruralskills.ledgers import Application
from ruralskills.model.fields import field_specs
from ruralskills.model.findings import Finding, Severity
from ruralskills.model.table import Table
from ruralskills.validation.context import CheckContext
from ruralskills.validation.engine import run_on_table
from ruralskills.values import identity

MAY_BE_BLANK: Final = frozenset({"qq", "wechat", "identity_text", "loan_amount"})
"""Cells of the grid that may be empty without a word: 附件3 asks nobody for a QQ号."""


class CheckedApplicant(Struct):
    """An applicant with his row, his boxes, and all problems of his data."""

    applicant: Applicant
    table: Table
    kinds: IdentityKinds
    problems: list[FormProblem]

    @property
    def is_sound(self) -> bool:
        """True if his form may be written."""
        return not any(problem.stops for problem in self.problems)

    def value(self, name: str) -> Any:
        """Return the value of a field as the ledger reads it."""
        return value_of(self.table, name)

    def fields_in_doubt(self) -> frozenset[str]:
        """Return the fields of errors and warnings."""
        return frozenset(p.field for p in self.problems if p.severity is not Severity.INFO)


def check_applicant(
    applicant: Applicant,
    context: CheckContext,
    as_of: date | None,
    *,
    has_photo: bool,
    asked: Collection[str] = FORM_FIELDS,
) -> CheckedApplicant:
    """Complete an applicant's row, and run the rules of the ledger on it.

    ``as_of`` is the day of the form where the data give no 申报日期, ``asked`` are the fields that
    should be filled in.
    """
    codes = context.in_force.code_list("identity_kind")
    assert codes is not None  # the notice of the form has it
    given = applicant.given.get("identity_kind")
    kinds = read_kinds(given.texts if given else (), applicant.text("identity_text"), codes)
    texts = {name: each.text for name, each in applicant.given.items()}
    texts["identity_kind"], texts["identity_text"] = kinds.text, kinds.other
    if has_photo:
        texts["photo"] = "是"
    elif any(problem.field == "photo" for problem in applicant.problems):
        texts["photo"] = ""  # a file that is not there
    if as_of is not None and not texts.get("applied") and not texts.get("filled"):
        texts["filled"] = as_of.isoformat()
    derived = _derived(one_row(texts, applicant.file, context.in_force, asked))
    for name, text in derived.items():
        if not texts.get(name):
            texts[name] = text
    table = one_row(texts, applicant.file, context.in_force, asked)
    problems = [*applicant.problems, *_kind_problems(applicant, kinds)]
    said = {problem.field for problem in problems} & {"photo"}  # a file that is not there
    findings = run_on_table(table, context).findings
    problems += [_as_problem(applicant, each) for each in findings if each.field not in said]
    problems += _age_problem(applicant, table, derived.get("age", ""), problems)
    problems += _gaps(applicant, table, problems, asked)
    problems.sort(key=lambda problem: applicant.line_of(problem.field))
    return CheckedApplicant(applicant, table, kinds, problems)


def _derived(table: Table) -> dict[str, str]:
    """Return sex and age as they follow from the identity number."""
    number = value_of(table, "id_number")
    if number is None:
        return {}
    derived = {}
    male = identity.is_male(number)
    if male is not None:
        derived["sex"] = "男" if male else "女"
    born = identity.birth_date(number)
    day = value_of(table, "applied") or value_of(table, "filled")
    if born is not None and day is not None:
        ages = {completed_years(born, each) for each in (day.earliest, day.latest)}
        if len(ages) == 1:
            derived["age"] = str(ages.pop())
    return derived


def _kind_problems(applicant: Applicant, kinds: IdentityKinds) -> Iterator[FormProblem]:
    for word in kinds.unknown:
        message = f"“{word}”不在表上所列的身份里，已写在“其他”后面"
        yield applicant.problem(
            "identity_kind", message, Severity.WARNING, remedy="请核对，能归入所列身份的改填"
        )


def _as_problem(applicant: Applicant, finding: Finding) -> FormProblem:
    name = finding.field or ""
    spec = field_specs(Application).get(name)
    message = finding.message.removeprefix(f"“{spec.header}”") if spec else finding.message
    if finding.fix is not None and finding.fix.value:
        message += f"，可能是“{finding.fix.value}”"
    return applicant.problem(
        name, message, finding.severity, label=finding.nature.label, remedy=finding.remedy,
        code=finding.code,
    )  # fmt: skip


def _age_problem(
    applicant: Applicant, table: Table, derived: str, problems: list[FormProblem]
) -> Iterator[FormProblem]:
    """Yield the difference between a given age and that of the identity number."""
    given = value_of(table, "age")
    if not derived or given is None or str(given) == derived:
        return
    if not any(problem.field == "age" and problem.code for problem in problems):
        message = f"填{given}岁，按身份证号和申报日期为{derived}周岁"
        yield applicant.problem(
            "age", message, Severity.WARNING, remedy="请按周岁核对", code="P104"
        )


def _gaps(
    applicant: Applicant, table: Table, problems: list[FormProblem], asked: Collection[str]
) -> Iterator[FormProblem]:
    """Yield the empty cells that no rule has named."""
    named = {problem.field for problem in problems}
    for name in gaps_of(table):
        if name in asked and name not in named:
            yield applicant.problem(name, "没有填", Severity.INFO, label=LABELS[Severity.INFO])


def gaps_of(table: Table) -> list[str]:
    """Return the fields of the grid that are empty and should not be."""
    wants_loan = value_of(table, "wants_loan")
    return [
        name
        for name in GRID_FIELDS
        if is_blank(table, name)
        and (name not in MAY_BE_BLANK or (name == "loan_amount" and wants_loan))
    ]
