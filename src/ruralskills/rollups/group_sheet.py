"""One sheet of the official workbook: a group of indicators by unit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from msgspec import Struct, field

from ruralskills.rollups.book_formats import SIGNATURES, BookFormats, Format, Worksheet
from ruralskills.rollups.entries import Amount, Span
from ruralskills.rollups.indicator_groups import IndicatorColumns, IndicatorGroup, Role
from ruralskills.rollups.periods import percent
from ruralskills.text.addresses import cell_address
from ruralskills.text.width import lines

TOTAL: Final = "合计"
ONCE: Final = "不重复"
_HEAD: Final = 2
"""The first of the three rows of heads."""
_FIRST_ROW: Final = 5
_LABELS: Final[dict[Role, str]] = {
    "target": "任务", "current": "当期", "reported": "报送数", "confirmed": "核定数", "pending": "待核数",
    "rate": "完成率%", "scheduled": "序时进度%", "gap": "与序时相差", "rank": "排名", "previous": "上期",
}  # fmt: skip
_COUNTED: Final[frozenset[Role]] = frozenset({"reported", "confirmed", "pending"})
_RATES: Final[frozenset[Role]] = frozenset({"rate", "scheduled"})
_LINKED: Final[frozenset[Role]] = frozenset({"current", "confirmed"})
"""The columns whose figures lead to their rows in 来源."""
_ROW_HEIGHT: Final = 20
_UNIT_WIDTH, _WIDTH = 18, 8.5
_MOST_TERMS: Final = 200
"""Terms of one SUM. Excel takes 255."""

LinkTo = Callable[[tuple[str, Span, str]], str]
"""Returns the link to the rows behind a figure."""


class GroupSheet(Struct):
    """A sheet that is written, and where its figures stand on it."""

    formats: BookFormats
    sheet: Worksheet
    group: IndicatorGroup
    order: Sequence[str]
    """The units, each before those below it."""
    below: Mapping[str, Sequence[str]]
    link: LinkTo
    rows: dict[str, int] = field(default_factory=dict)
    """By unit, its row."""
    places: dict[tuple[str, Span, Role], int] = field(default_factory=dict)
    """By indicator, span and role, its column."""

    @property
    def total(self) -> str:
        """The unit whose figures are the 合计, empty for none."""
        has_one_top = bool(self.order) and len(self.order) > 1 and bool(self.below[self.order[0]])
        return self.order[0] if has_one_top else ""

    def write(self, title: str, line: str) -> None:
        """Write everything from the title to the signatures."""
        self._set_places()
        width = 1 + sum(len(each.roles) for each in self.group.columns)
        self.formats.write_title(self.sheet, title, line, width)
        self._write_heads()
        indents = self._indents()
        for unit in self.order:
            self._write_unit(unit, "　" * max(0, indents[unit]))
        last = max(self.rows.values(), default=_FIRST_ROW)
        if self.total:
            last += 1
            self._write_once(last)
        for text in (*self._notes(), SIGNATURES):
            last += 1
            self.formats.write_line(self.sheet, last, text, width)
            self.sheet.set_row(last, 14 * lines(text, _UNIT_WIDTH + _WIDTH * (width - 1)) + 8)
        self.sheet.set_column(0, 0, _UNIT_WIDTH)
        self.sheet.set_column(1, width - 1, _WIDTH)
        self.formats.set_up_pages(self.sheet, _FIRST_ROW - 1)

    def reference(self, columns: IndicatorColumns, role: Role, unit: str) -> str:
        """Return the reference to a figure from another sheet."""
        place = _address(self.rows[unit], self._column(columns, role))
        return f"='{self.sheet.get_name()}'!{place}"

    def _set_places(self) -> None:
        column = 0
        for each in self.group.columns:
            for role in each.roles:
                column += 1
                self.places[each.indicator.id, each.span, role] = column
        names = [unit for unit in self.order if unit != self.total]
        names += [self.total] if self.total else []
        self.rows = {name: _FIRST_ROW + number for number, name in enumerate(names)}

    def _column(self, columns: IndicatorColumns, role: Role) -> int:
        return self.places[columns.indicator.id, columns.span, role]

    def _write_heads(self) -> None:
        head = self.formats.head
        self.sheet.merge_range(_HEAD, 0, _HEAD + 2, 0, "单位", head)
        needed = max(lines(c.title, _WIDTH * len(c.roles) - 1) for c in self.group.columns)
        self.sheet.set_row(_HEAD, 14 * needed + 8)
        self.sheet.set_row(_HEAD + 1, _ROW_HEIGHT)
        self.sheet.set_row(_HEAD + 2, _ROW_HEIGHT)
        for each in self.group.columns:
            first = self._column(each, each.roles[0])
            self.sheet.merge_range(
                _HEAD, first, _HEAD, first + len(each.roles) - 1, each.title, head
            )
            counted = self._column(each, "reported")
            word = "累计" if each.indicator.kind == "flow" else "现有"
            self.sheet.merge_range(_HEAD + 1, counted, _HEAD + 1, counted + 2, word, head)
            for role in each.roles:
                column, label = self._column(each, role), _LABELS[role]
                if role in _COUNTED:
                    self.sheet.write_string(_HEAD + 2, column, label, head)
                else:
                    self.sheet.merge_range(_HEAD + 1, column, _HEAD + 2, column, label, head)

    def _write_unit(self, unit: str, indent: str) -> None:
        row = self.rows[unit]
        below = self.below.get(unit, ())
        label = TOTAL if unit == self.total else f"{indent}{unit}"
        self.sheet.set_row(row, _ROW_HEIGHT)
        self.sheet.write_string(row, 0, label, self.formats.text)
        for each in self.group.columns:
            link = self.link((each.indicator.id, each.span, unit))
            for role in each.roles:
                self._write_figure(each, role, unit, below, link if role in _LINKED else "")

    def _indents(self) -> dict[str, int]:
        """Return by unit the number of units above it, but for that of the 合计."""
        depths: dict[str, int] = {}
        for unit in self.order:
            own = depths.setdefault(unit, -1 if unit == self.total else 0)
            depths |= dict.fromkeys(self.below.get(unit, ()), own + 1)
        return depths

    def _write_figure(
        self, each: IndicatorColumns, role: Role, unit: str, below: Sequence[str], link: str
    ) -> None:
        row, column = self.rows[unit], self._column(each, role)
        value = each.value(unit, role)
        form = self._format(role, is_total=bool(below), is_linked=bool(link))
        formula = self._formula(each, role, unit, below)
        if link:
            self.sheet.write_url(row, column, link, form, string=" ", tip="点击查看来源")
        if formula:
            known: Amount | str = "" if value is None else value
            if role == "rate" and each.value(unit, "target") is None:
                known = "/"
            self.sheet.write_formula(row, column, formula, form, known)
        elif value is not None:
            self.sheet.write_number(row, column, value, form)
        elif role == "target" and unit in each.figures:
            self.sheet.write_string(row, column, "/", form)
        else:
            self.sheet.write_blank(row, column, None, form)

    def _format(self, role: Role, *, is_total: bool, is_linked: bool) -> Format:
        if role == "gap":
            return self.formats.gap
        if role in _RATES:
            return self.formats.total_rate if is_total else self.formats.rate
        if is_linked:
            return self.formats.linked_total if is_total else self.formats.linked
        return self.formats.total if is_total else self.formats.number

    def _formula(self, each: IndicatorColumns, role: Role, unit: str, below: Sequence[str]) -> str:
        """Return the formula of a sum or a rate, empty for a plain number."""
        row = self.rows[unit]
        if unit in each.figures and role == "rate":
            return _rate(self._cell(each, "confirmed", row), self._cell(each, "target", row))
        if unit in each.figures and role == "gap":
            rate, scheduled = (self._cell(each, name, row) for name in ("rate", "scheduled"))
            return (
                f'=IF(AND(ISNUMBER({rate}),ISNUMBER({scheduled})),ROUND({rate}-{scheduled},2),"")'
            )
        if not each.is_sum(unit, below, role):
            return ""
        rows = sorted(self.rows[name] for name in below)
        column = self._column(each, role)
        values = [each.value(name, role) for name in below]
        return _sum(_ranges(rows, column), is_whole=all(not isinstance(v, float) for v in values))

    def _cell(self, each: IndicatorColumns, role: Role, row: int) -> str:
        return _address(row, self._column(each, role))

    def _write_once(self, row: int) -> None:
        """Write the line of the figures in which each person counts once."""
        self.sheet.write_string(row, 0, ONCE, self.formats.text)
        self.sheet.set_row(row, _ROW_HEIGHT)
        above = self.rows[self.total]
        for each in self.group.columns:
            figure = each.figures.get(self.total)
            for role in each.roles:
                self.sheet.write_blank(row, self._column(each, role), None, self.formats.number)
            if figure is None or figure.cumulative is None or figure.repeats is None:
                continue
            once = figure.cumulative - figure.repeats
            confirmed = self._column(each, "confirmed")
            formula = f"={_address(above, confirmed)}-{figure.repeats}"
            self.sheet.write_formula(row, confirmed, formula, self.formats.total, once)
            if figure.target and "rate" in each.roles:
                rate = percent(Decimal(str(once)), Decimal(str(figure.target)))
                formula = _rate(
                    self._cell(each, "confirmed", row), self._cell(each, "target", above)
                )
                self.sheet.write_formula(
                    row, self._column(each, "rate"), formula, self.formats.total_rate, rate
                )

    def _notes(self) -> Iterator[str]:
        """Yield the lines under the table: what repeats, and who has not reported."""
        repeats, lacking = [], []
        for each in self.group.columns:
            figure = each.figures.get(self.total)
            if figure is None:
                continue
            if figure.repeats:
                repeats.append(f"{each.title}{figure.repeats}")
            if figure.lacking:
                lacking.append(f"{each.title}缺{figure.lacking}个单位")
        if repeats:
            yield f"在几个单位重复的：{'，'.join(repeats)}。合计各单位都计，“{ONCE}”一行只计一次。"
        if lacking:
            yield f"没有数的单位，合计不含：{'，'.join(lacking)}。原因见“未计入”。"


def _rate(part: str, whole: str) -> str:
    return f'=IF(N({whole})=0,"/",IF(ISNUMBER({part}),ROUND({part}*100/{whole},2),""))'


def _ranges(rows: Iterable[int], column: int) -> Iterator[str]:
    """Yield the ranges of a column that rows make."""
    first = last = -1
    for row in rows:
        if first >= 0 and row == last + 1:
            last = row
            continue
        if first >= 0:
            yield _range(first, last, column)
        first = last = row
    yield _range(first, last, column)


def _range(first: int, last: int, column: int) -> str:
    start = _address(first, column)
    return start if first == last else f"{start}:{_address(last, column)}"


def _sum(ranges: Iterable[str], *, is_whole: bool) -> str:
    terms = list(ranges)
    sums = "+".join(
        f"SUM({','.join(terms[at : at + _MOST_TERMS])})" for at in range(0, len(terms), _MOST_TERMS)
    )
    return f"={sums}" if is_whole else f"=ROUND({sums},6)"


def _address(row: int, column: int) -> str:
    return cell_address(row + 1, column)
