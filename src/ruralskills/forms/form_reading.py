"""Filled forms found in grids by their labels: the texts of each field."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from ruralskills.forms.applicant_table import GRID_FIELDS
from ruralskills.forms.filled_form import TELLING, FilledForm
from ruralskills.forms.form_grid import FormGrid
from ruralskills.forms.form_labels import field_of
from ruralskills.forms.form_marks import SEE_ANNEX
from ruralskills.forms.grid_reading import GridReading, goes_on
from ruralskills.text.normalise import normalised

_FEWEST_TELLING: Final = 3
_ANNEX: Final = "附页"
_HEADS: Final = ("申报表", "草稿")


def forms_in(grids: Iterable[FormGrid]) -> list[FilledForm]:
    """Return the forms of a document or workbook, in reading order.

    A table that goes on with a form, as behind a page break, belongs to it.
    """
    forms: list[FilledForm] = []
    for grid in grids:
        reading = GridReading(grid)
        found = reading.forms()
        if found and "name" not in found[0].texts and forms:
            _join(forms[-1], found.pop(0))
        forms += [form for form in found if "name" in form.texts]
        if forms and found:
            _read_annex(forms[-1], grid.after)
    return [form for form in forms if len(TELLING & form.texts.keys()) >= _FEWEST_TELLING]


def _join(form: FilledForm, rest: FilledForm) -> None:
    """Add what stands in a later table. A field that has a value keeps it."""
    for name, lines in rest.texts.items():
        if form.texts.get(name) and not goes_on(form, name, rest.labels.get(name, "")):
            form.extra += [rest.labels.get(name, ""), *lines]
            continue
        form.texts.setdefault(name, []).extend(lines)
        form.labels.setdefault(name, rest.labels.get(name, ""))
    form.extra += rest.extra
    form.signed |= rest.signed
    form.pictures = form.pictures or rest.pictures


def _read_annex(form: FilledForm, paragraphs: Sequence[str]) -> None:
    """Read the texts to which cells of the form refer, each behind its label."""
    texts = [normalised(paragraph) for paragraph in paragraphs]
    if _ANNEX not in texts:
        return
    rest = list(paragraphs[texts.index(_ANNEX) + 1 :])
    while rest and (not rest[-1].strip() or any(h in normalised(rest[-1]) for h in _HEADS)):
        rest.pop()
    expected = [
        name
        for name in GRID_FIELDS
        if normalised(form.text(name)) == SEE_ANNEX
        or (name == "identity_text" and SEE_ANNEX in form.text("identity_kind"))
    ]
    name = ""
    for paragraph in rest:
        found = field_of(paragraph)
        if found in expected and found not in form.annex:
            name = found
            form.annex[name] = ""
        elif name:
            form.annex[name] = "\n".join(filter(None, (form.annex[name], paragraph)))
