"""The problems that the 问题清单 of a sent workbook lists, as the county saw them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from ruralskills.corrections.previous_run import Row, previous_run
from ruralskills.corrections.sheets import PROBLEM_HEADERS
from ruralskills.model.masking import mask_name, mask_text
from ruralskills.readers.grid import Grid


class ListedProblem(Struct, frozen=True):
    """A line of the list: its number, place, nature, text, fingerprint and code."""

    number: str
    name: str
    sheet: str
    address: str
    nature: str
    says: str
    fingerprint: str
    code: str

    def masked(self) -> ListedProblem:
        """Return the line with personal numbers hidden."""
        return replace(
            self,
            name=mask_name(self.name),
            sheet=mask_name(self.sheet),
            says=mask_text(self.says),
        )


def listed_problems(sheets: Iterable[Grid]) -> list[ListedProblem]:
    """Return the problems of the list among a workbook's appended sheets."""
    return [_problem(row) for row in previous_run(sheets).problems]


def _problem(row: Row) -> ListedProblem:
    texts: Sequence[str] = (*row, *[""] * len(PROBLEM_HEADERS))
    return ListedProblem(
        **{field: texts[PROBLEM_HEADERS.index(header)] for field, header in _HEADERS.items()}
    )


_HEADERS = {
    "number": "编号", "name": "姓名", "sheet": "表名", "address": "位置", "nature": "性质",
    "says": "存在问题", "fingerprint": "核对码", "code": "代码",
}  # fmt: skip
