"""The cells of a form as its template takes them, and the texts of its 附页."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from ruralskills.forms.applicant_table import GRID_FIELDS, is_blank, is_unreadable
from ruralskills.forms.cell_room import ROOMS, SIZES, fitting_size
from ruralskills.forms.form_check import CheckedApplicant, gaps_of
from ruralskills.forms.form_marks import DOUBT, EMPTY_BOX, GAP, SEE_ANNEX, TICK
from ruralskills.forms.identity_kinds import KINDS_ON_FORM
from ruralskills.forms.word_text import word_text
from ruralskills.ledgers import Application
from ruralskills.model.fields import field_specs
from ruralskills.text.numbers import format_number

DEPARTMENT: Final = "县级扶贫部门"
"""The county's department as the notice calls it."""


def form_cells(
    checked: CheckedApplicant, photo: Any, *, draft: bool, department: str = ""
) -> dict[str, Any]:
    """Return the values of one form by the names of the template."""
    marks = _marks(checked) if draft else {}
    annex: list[dict[str, Any]] = []
    cells: dict[str, Any] = {
        name: _cell(name, shown_text(checked, name) + marks.get(name, ""), annex)
        for name in GRID_FIELDS
        if name not in ("identity_kind", "identity_text", "experience")
    }
    other = checked.kinds.other
    experience = checked.value("experience")
    return cells | {
        "kinds": {k: _box(k in checked.kinds.ticked) for k in KINDS_ON_FORM},
        "kinds_mark": word_text(marks.get("identity_kind", "")),
        "other": _cell("identity_text", f" {other} ", annex) if other else word_text("_____"),
        "experience": {"yes": _box(experience is True), "no": _box(experience is False)},
        "experience_mark": word_text(_experience_mark(checked, marks)),
        "photo": photo,
        "draft": draft,
        "annex": annex,
        "county_department": word_text(department or DEPARTMENT),
    }


def shown_text(checked: CheckedApplicant, name: str) -> str:
    """Return what stands in the cell of a field."""
    value = checked.value(name)
    column = checked.table.columns.get(name)
    given = str(column.raws[0]).strip() if column else ""
    if value is None:
        return given
    if name == "wants_loan":
        return "是" if value else "否"
    if name == "loan_amount":
        return f"{format_number(value)}万元"
    if name == "age":
        return format_number(value)
    return value if name == "id_number" else given


def _box(is_ticked: bool) -> str:
    return TICK if is_ticked else EMPTY_BOX


def _cell(name: str, text: str, annex: list[dict[str, Any]]) -> Any:
    """Return a text for its cell, or the reference to the 附页, to which it is added."""
    size = fitting_size(text, ROOMS[name])
    if size is None:
        label = field_specs(Application)[name].header
        annex.append({"label": label, "text": word_text(text.strip())})
        return word_text(SEE_ANNEX)
    return word_text(text, None if size == SIZES[0] else size)


def _marks(checked: CheckedApplicant) -> Mapping[str, str]:
    """Return the marks of a draft by field."""
    doubts = checked.fields_in_doubt()
    marks = {  # a blank before it, or programs break the number that it stands behind
        name: f" {DOUBT}"
        for name in GRID_FIELDS
        if name in doubts and not is_blank(checked.table, name)
    }
    return marks | dict.fromkeys(gaps_of(checked.table), GAP)


def _experience_mark(checked: CheckedApplicant, marks: Mapping[str, str]) -> str:
    """Return the mark behind the two boxes, with what could not be read as yes or no."""
    if marks and is_unreadable(checked.table, "experience"):
        return f"（{checked.applicant.text('experience')}）{DOUBT}"
    return marks.get("experience", "")
