"""Filled forms found in grids by their labels: the texts of each field."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from msgspec import Struct, field

from ruralskills.forms.applicant_table import GRID_FIELDS, OPINION_FIELDS
from ruralskills.forms.form_grid import FormCell, FormGrid
from ruralskills.forms.form_labels import LabelPart, field_of, labels_in
from ruralskills.forms.form_marks import SEE_ANNEX, without_draft_marks
from ruralskills.text.normalise import normalised

_TELLING: Final = frozenset(
    {"identity_kind", "experience", "project", "project_place", "scale", "wants_loan", "loan_amount",
     "pledge", "leading_way", "prospects", "signature", "village_opinion", "township_opinion",
     "county_opinion"}
)  # fmt: skip
"""Labels that hardly another form has."""
_FEWEST_TELLING: Final = 3
_HEADER: Final = 4
"""So many labels side by side are the header of a list and no form."""
_ANNEX: Final = "附页"
_HEADS: Final = ("申报表", "草稿")
_MANY_BOXES: Final = 10
"""A number with one digit in each of so many cells is put together."""


class FilledForm(Struct):
    """A form as it stands: by field the texts of its cells, and what else is there."""

    texts: dict[str, list[str]] = field(default_factory=dict)
    """By field a text for each row of cells, those of one row parted by tabs."""
    labels: dict[str, str] = field(default_factory=dict)
    """The labels as they are written."""
    pictures: list[bytes] = field(default_factory=list)
    """Pictures above the opinions: the photograph."""
    signed: bool = False
    """True if a picture stands where the applicant signs."""
    extra: list[str] = field(default_factory=list)
    """Texts of cells that no label claims."""
    annex: dict[str, str] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """Return the text of a field, from the 附页 where the cell refers to it."""
        if name in self.annex:
            return self.annex[name]
        return "\n".join(self.texts.get(name, ())).strip()

    @property
    def is_blank(self) -> bool:
        """True if nothing that an applicant fills in stands in it."""
        names = {"name", "id_number", "phone", "address", "project", "prospects", "qq", "wechat"}
        return not any(without_draft_marks(self.text(name)) for name in names)


def forms_in(grids: Iterable[FormGrid]) -> list[FilledForm]:
    """Return the forms of a document or workbook, in reading order.

    A table that goes on with a form, as behind a page break, belongs to it.
    """
    forms: list[FilledForm] = []
    for grid in grids:
        reading = _GridReading(grid)
        found = reading.forms()
        if found and "name" not in found[0].texts and forms:
            _join(forms[-1], found.pop(0))
        forms += [form for form in found if "name" in form.texts]
        if forms and found:
            _read_annex(forms[-1], grid.after)
    return [form for form in forms if len(_TELLING & form.texts.keys()) >= _FEWEST_TELLING]


class _GridReading:
    """The forms of one grid, row by row."""

    def __init__(self, grid: FormGrid) -> None:
        self._grid = grid
        self._forms: list[FilledForm] = []
        self._open: tuple[str, FormCell] | None = None
        """The field and the label of a row with one label, which may go on below."""
        self._last_row = -1
        """The row of the last cell with which a field went on."""

    def forms(self) -> list[FilledForm]:
        rows = list(self._grid.rows())
        if any(_is_header(row) for row in rows):
            return []
        for row in rows:
            self._read_row(row)
        for form in self._forms[:1]:
            form.pictures += self._grid.loose_pictures
        return [form for form in self._forms if form.texts]

    def _form_for(self, name: str) -> FilledForm:
        is_next = name == "name" and self._forms and "name" in self._forms[-1].texts
        if not self._forms or is_next:
            self._forms.append(FilledForm())
        return self._forms[-1]

    def _read_row(self, row: Sequence[FormCell]) -> None:
        """Read a row: a cell behind a bare label is its value, whatever stands in it."""
        at = 0
        labels = 0
        while at < len(row):
            cell = row[at]
            parts = labels_in(cell.text)
            at += 1
            if not parts:
                self._read_rest(cell, is_first=not labels)
                continue
            labels += 1
            for part in parts:
                self._take(part, [])
            if parts[-1].value or (parts[-1].value is not None and not _is_free(row, at)):
                self._open = None
                self._take_pictures(parts[-1].field, [cell])
                continue
            end = at + 1
            while end < len(row) and not labels_in(row[end].text):
                end += 1
            self._take(LabelPart(parts[-1].field, parts[-1].text), row[at:end])
            self._take_pictures(parts[-1].field, [cell, *row[at:end]])
            self._open = (parts[-1].field, cell)
            at = end
        if labels > 1:
            self._open = None

    def _take(self, part: LabelPart, values: Sequence[FormCell]) -> None:
        form = self._form_for(part.field)
        lines = form.texts.setdefault(part.field, [])
        form.labels.setdefault(part.field, part.text)
        if part.value:
            lines.append(part.value)
        texts = [cell.text for cell in values if cell.text.strip()]
        if part.field in _NUMBERS:
            texts = [_unboxed(text) for text in texts]
        if not texts:
            return
        if part.field in _OF_SEVERAL_CELLS or _is_boxed(texts):
            lines.append(("" if _is_boxed(texts) else "\t").join(texts))
            return
        lines.append(texts[0])
        form.extra += texts[1:]

    def _read_rest(self, cell: FormCell, *, is_first: bool) -> None:
        """Read a cell that no label in its row claims.

        It goes on with the field above, if it stands beside that field's label or under its cells.
        """
        if not self._forms:
            return
        form = self._forms[-1]
        if self._open is not None and (cell.column > self._open[1].right):
            name = self._open[0]
            if cell.text.strip():
                self._go_on(form.texts[name], cell)
            self._take_pictures(name, [cell])
            return
        if cell.text.strip() and is_first:
            self._open = None
        if cell.text.strip():
            form.extra.append(cell.text.strip())
        self._take_pictures("", [cell])

    def _go_on(self, lines: list[str], cell: FormCell) -> None:
        """Add a cell to the lines of a field, to the last one if that is of the same row."""
        if self._last_row == cell.row and lines:
            lines[-1] += f"\t{cell.text}"
        else:
            lines.append(cell.text)
        self._last_row = cell.row

    def _take_pictures(self, name: str, cells: Sequence[FormCell]) -> None:
        form = self._forms[-1]
        for cell in cells:
            if name == "signature":
                form.signed |= bool(cell.pictures)
            elif name not in OPINION_FIELDS and "identity_kind" not in form.texts:
                form.pictures += cell.pictures


_NUMBERS: Final = frozenset({"id_number", "phone"})
"""Fields whose digits may stand each in a box of its own."""
_OF_SEVERAL_CELLS: Final = frozenset({"identity_kind", "experience", "wants_loan", *OPINION_FIELDS})
"""Fields whose boxes and lines may stand in several cells."""


def _is_header(row: Sequence[FormCell]) -> bool:
    """Return True if labels stand side by side, as over a list."""
    bare = [cell for cell in row if field_of(cell.text)]
    runs = 0
    for one, other in pairwise(bare):
        runs = runs + 1 if one.right + 1 == other.column else 0
        if runs + 1 >= _HEADER:
            return True
    return False


def _is_free(row: Sequence[FormCell], at: int) -> bool:
    """Return True if the next cell of a row is no label."""
    return at < len(row) and not labels_in(row[at].text)


def _is_boxed(texts: Sequence[str]) -> bool:
    return len(texts) >= _MANY_BOXES and all(len(text.strip()) == 1 for text in texts)


def _unboxed(text: str) -> str:
    """Return a number with each digit in a cell of a small table as one text."""
    lines = text.split()
    return "".join(lines) if _is_boxed(lines) else text


def _join(form: FilledForm, rest: FilledForm) -> None:
    for name, lines in rest.texts.items():
        form.texts.setdefault(name, []).extend(lines)
        form.labels.setdefault(name, rest.labels.get(name, ""))
    form.extra += rest.extra
    form.signed |= rest.signed


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
