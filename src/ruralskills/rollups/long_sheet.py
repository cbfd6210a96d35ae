"""A sheet of many thousand rows of texts, which are written together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from xlsxwriter.format import Format  # type: ignore[import-untyped]  # it has types and no py.typed
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from ruralskills.text.addresses import column_letters


class LongSheet(Worksheet):  # type: ignore[misc]  # as above
    """A worksheet that ends in rows of texts in one format.

    XlsxWriter keeps an object for each cell and looks at it several times, which takes most of the
    time of a workbook with the sources of all figures.
    """

    def write_texts(self, first_row: int, rows: Iterable[Sequence[str]], form: Format) -> None:
        """Write rows of equal length below everything else, once for a sheet."""
        index = self.str_table._get_shared_string_index
        self._first, self._form = first_row, form
        self._texts = [[index(text) for text in row] for row in rows]
        if self._texts:
            self._check_dimensions(first_row + len(self._texts) - 1, len(self._texts[0]) - 1)

    def _write_rows(self) -> None:
        """Write the rows above as XlsxWriter does, then the texts."""
        if not self._texts:
            super()._write_rows()
            return
        last = self._first + len(self._texts) - 1
        self.dim_rowmax = self._first - 1
        super()._write_rows()
        self.dim_rowmax = last
        style = self._form._get_xf_index()
        cells = "".join(
            f'<c r="{column_letters(column)}{{0}}" s="{style}" t="s"><v>{{{column + 1}}}</v></c>'
            for column in range(len(self._texts[0]))
        )
        row = f'<row r="{{0}}">{cells}</row>'
        self.fh.write(
            "".join(
                row.format(number, *texts)
                for number, texts in enumerate(self._texts, start=self._first + 1)
            )
        )
