"""The forms of one grid, read row by row by their labels."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Final

from ruralskills.forms.applicant_table import OPINION_FIELDS
from ruralskills.forms.filled_form import TELLING, FilledForm
from ruralskills.forms.form_grid import FormCell, FormGrid
from ruralskills.forms.form_labels import LabelPart, stacked_label
from ruralskills.forms.grid_layout import headings_in, is_list
from ruralskills.forms.ticked_boxes import is_mark
from ruralskills.text.normalise import normalised

_FEWEST_TELLING: Final = 3
_MANY_BOXES: Final = 10
"""A number with one digit in each of so many cells is put together."""
_NUMBERS: Final = frozenset({"id_number", "phone"})
"""Fields whose digits may stand each in a box of its own."""
_CHOICES: Final = frozenset(
    {"identity_kind", "experience", "wants_loan", "sex", "political", "education"}
)
"""Fields whose boxes may stand in several cells."""
_SPREAD: Final = frozenset({"address", *OPINION_FIELDS})
"""Fields whose text may be spread over the cells of a row."""
_GROWING: Final = frozenset({"identity_kind", "prospects", "leading_way", "photo", *OPINION_FIELDS})
"""Fields whose label may be written again, as behind a page break."""


class GridReading:
    """The forms of one grid, row by row."""

    def __init__(self, grid: FormGrid) -> None:
        self._grid = grid
        self._rows = list(grid.rows())
        self._headings = headings_in(self._rows)
        self._forms: list[FilledForm] = []
        self._open: tuple[str, FormCell] | None = None
        """The field and the label of a row with one label, which may go on below."""
        self._last_row = -1
        """The row of the last cell with which a field went on."""
        self._at = 0
        """The row that is read."""

    def forms(self) -> list[FilledForm]:
        """Return the forms, none of a list of persons."""
        if is_list(self._rows, self._headings):
            return []
        for at, row in enumerate(self._rows):
            self._at = at
            if at - 1 in self._headings:
                continue
            if at in self._headings:
                self._read_heading(row)
            else:
                self._read_row(row)
        for form in self._forms:
            form.texts = {n: _with_boxes(n, lines) for n, lines in form.texts.items()}
        for form in self._forms[:1]:
            form.pictures += self._grid.loose_pictures
        return [form for form in self._forms if form.texts]

    def _form_for(self, name: str) -> FilledForm:
        """Return the form of a label, a new one where its first labels come again."""
        form = self._forms[-1] if self._forms else None
        if form is None or (name in form.texts and self._is_next(form, name)):
            form = FilledForm()
            self._forms.append(form)
        return form

    def _is_next(self, form: FilledForm, name: str) -> bool:
        """Return True if another form begins: labels that hardly a list has come again."""
        if name not in ("name", next(iter(form.texts))):
            return False
        rest = {field for field, row in self._last_rows.items() if row >= self._at}
        return len(rest & TELLING & form.texts.keys()) >= _FEWEST_TELLING

    @cached_property
    def _last_rows(self) -> dict[str, int]:
        """The last row in which each field has a label."""
        return {
            part.field: at
            for at, row in enumerate(self._rows)
            for cell in row
            for part in cell.labels
        }

    def _read_heading(self, row: Sequence[FormCell]) -> None:
        """Read a row of labels with their values below."""
        below = {(cell.column, cell.right): cell for cell in self._headings[self._at]}
        for cell in row:
            value = below.get((cell.column, cell.right))
            if value is not None and (name := cell.field):
                self._take(LabelPart(name, cell.text.strip()), [value])
                self._take_pictures(name, [value])
            else:
                self._read_rest(cell, is_first=False)
        self._open = None

    def _read_row(self, row: Sequence[FormCell]) -> None:
        """Read a row: a cell behind a bare label is its value, whatever stands in it."""
        at = 0
        labels = 0
        while at < len(row):
            cell = row[at]
            at += 1
            parts = cell.labels or self._stacked(cell, row[at : at + 1])
            if not parts:
                self._read_rest(cell, is_first=not labels)
                continue
            labels += 1
            for part in parts[:-1]:
                self._take(part, [])
            end = self._end_of_values(parts[-1], cell, row, at)
            self._take(parts[-1], row[at:end])
            self._take_pictures(parts[-1].field, [cell, *row[at:end]])
            is_own = parts[-1].value is not None and not self._grid.is_text
            self._open = (parts[-1].field, cell) if end > at or not is_own else None
            at = end
        if labels > 1:
            self._open = None

    def _end_of_values(
        self, part: LabelPart, cell: FormCell, row: Sequence[FormCell], at: int
    ) -> int:
        """Return the end of the cells that hold the value of a label.

        None do where it stands behind a colon, or where the next label has its own behind one.
        """
        is_closed = part.value is not None or cell.text.rstrip().endswith((":", "："))
        if part.value or (is_closed and at < len(row) and row[at].labels):
            return at
        end = at + 1
        while end < len(row) and not row[end].labels:
            end += 1
        return min(end, len(row))

    def _stacked(self, cell: FormCell, after: Sequence[FormCell]) -> list[LabelPart]:
        """Return a label with its value in one cell, where no value can stand behind it."""
        goes_on = self._open is not None and cell.column > self._open[1].right
        if goes_on or (after and not after[0].labels and not stacked_label(after[0].text)):
            return []
        part = stacked_label(cell.text)
        return [part] if part else []

    def _take(self, part: LabelPart, values: Sequence[FormCell]) -> None:
        """Take a label with its values. What has a value keeps it."""
        name = part.field
        form = self._form_for(name)
        texts = [cell.text for cell in values if cell.text.strip()]
        for cell in values:
            form.extra += cell.beside
        if form.texts.get(name) and not goes_on(form, name, part.text):
            form.extra += [part.text, *([part.value] if part.value else []), *texts]
            return
        lines = form.texts.setdefault(name, [])
        form.labels.setdefault(name, part.text)
        if part.value:
            lines.append(part.value)
        if name in _NUMBERS:
            texts = [_unboxed(text) for text in texts]
        if name in _CHOICES:
            lines += ["\t".join(cell.text for cell in values)] if texts else []
        elif _is_boxed(texts) or name in _SPREAD:
            between = "" if _is_boxed(texts) or name == "address" else "\t"
            lines += [between.join(texts)] if texts else []
        else:
            lines += texts[:1]
            form.extra += texts[1:]

    def _read_rest(self, cell: FormCell, *, is_first: bool) -> None:
        """Read a cell that no label in its row claims.

        It goes on with the field above, if it stands beside that field's label or under its cells.
        """
        if not self._forms:
            return
        form = self._forms[-1]
        form.extra += cell.beside
        if self._open is not None and (cell.column > self._open[1].right):
            name = self._open[0]
            if cell.text.strip() or name in _CHOICES:
                self._go_on(form.texts[name], cell)
            self._take_pictures(name, [cell])
            return
        if cell.text.strip() and is_first:
            self._open = None
        if cell.text.strip():
            form.extra.append(cell.text.strip())
        self._take_pictures("", [cell])

    def _go_on(self, lines: list[str], cell: FormCell) -> None:
        """Add a cell to the lines of a field, to the last if it is of the same row."""
        if self._last_row == cell.row and lines:
            lines[-1] += f"\t{cell.text}"
        else:
            lines.append(cell.text)
        self._last_row = cell.row

    def _take_pictures(self, name: str, cells: Sequence[FormCell]) -> None:
        """Take pictures, of which one in its frame or at the top is the photograph."""
        form = self._forms[-1]
        for cell in cells:
            if name == "signature":
                form.signed |= bool(cell.pictures)
            elif name == "photo" or not TELLING & form.texts.keys():
                form.pictures += cell.pictures


def goes_on(form: FilledForm, name: str, label: str) -> bool:
    """Return True if a label is written again, as behind a page break.

    In other words it is another one: 村党支部意见 below 村委会意见.
    """
    return name in _GROWING and normalised(label) == normalised(form.labels.get(name, ""))


def _with_boxes(name: str, lines: Sequence[str]) -> list[str]:
    """Return the lines of a choice, empty cells as boxes where ticks have own cells."""
    if name not in _CHOICES:
        return list(lines)
    rows = [line.split("\t") for line in lines]
    has_own = any(is_mark(piece) for row in rows for piece in row)
    drawn = [[piece if piece.strip() else "□" * has_own for piece in row] for row in rows]
    for row in drawn:
        if has_own and len(row) > 1 and not is_mark(row[0]) and not is_mark(row[-1]):
            row.append("□")  # the last one is empty in all rows, where a sheet ends sooner
    return [text for row in drawn if (text := "\t".join(filter(None, row)))]


def _is_boxed(texts: Sequence[str]) -> bool:
    return len(texts) >= _MANY_BOXES and all(len(text.strip()) == 1 for text in texts)


def _unboxed(text: str) -> str:
    """Return a number with each digit in a cell of a small table as one text."""
    lines = text.split()
    return "".join(lines) if _is_boxed(lines) else text
