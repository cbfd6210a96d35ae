"""Changes to somebody else's workbook that lose nothing.

An xlsx is a package of parts.  Values, fills and comments go into the parts that hold them, as bytes;
every other part is copied as it lies in the file, compressed as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property, partial
from io import BytesIO
from typing import Final

from ruralskills.patching import workbook_part
from ruralskills.patching.cells import change_cells, restyle_cells
from ruralskills.patching.comment_shapes import IdBlocks
from ruralskills.patching.comments import Comments
from ruralskills.patching.edits import Edit, LeftAlone, style_after, untouchable
from ruralskills.patching.formula_results import formula_cells, resting_on, without_results
from ruralskills.patching.new_sheets import NewSheet, append_sheet
from ruralskills.patching.package_parts import Parts
from ruralskills.patching.rich_text import rich_items
from ruralskills.patching.sheet_xml import cells_of, rows_of
from ruralskills.patching.styles import NO_STYLES, Styles
from ruralskills.patching.verify import ExpectedSheet, verify
from ruralskills.patching.xml import attributes
from ruralskills.text.addresses import Address

_SIGNATURES: Final = "_xmlsignatures/"


@dataclass
class Patch:
    """A workbook that is being changed."""

    content: bytes
    left_alone: list[LeftAlone] = field(init=False, default_factory=list)
    recomputes: bool = field(init=False, default=False)
    """True if there are formulas that may rest on what was changed."""
    _parts: Parts = field(init=False)
    _styles: Styles = field(init=False)
    _style_part: str = field(init=False)
    _source_sheets: dict[str, str] = field(init=False)
    _before: dict[str, bytes] = field(init=False, default_factory=dict)
    """XML of the sheets that change, as it was."""
    _new_values: dict[str, dict[Address, str | int | Decimal | None]] = field(
        init=False, default_factory=dict
    )
    """By sheet part, the values that were set, None for a result taken out."""
    _changed_rows: dict[str, set[int]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._parts = Parts(self.content)
        relations = self._parts.relations(self._parts.workbook)
        self._style_part = next((r.target for r in relations if r.kind == "styles"), "")
        has_styles = self._style_part in self._parts
        main = workbook_part.main_namespace(self._parts)
        self._styles = Styles(
            self._parts.read(self._style_part) if has_styles else NO_STYLES % main
        )
        self._source_sheets = workbook_part.worksheet_parts(self._parts)
        self._blocks = IdBlocks(self._parts)

    @property
    def is_signed(self) -> bool:
        """True if somebody has signed the workbook, which a change makes void."""
        return any(name.lower().startswith(_SIGNATURES) for name in self._parts.names)

    @property
    def sheets(self) -> list[str]:
        """Worksheets, in the workbook's order."""
        return list(workbook_part.worksheet_parts(self._parts))

    @property
    def suffix(self) -> str:
        """Ending that the name of the workbook must have: Excel opens no other."""
        return self._parts.suffix

    @property
    def appended_sheets(self) -> list[str]:
        """Sheets that an earlier run appended, whatever they are called by now."""
        sheets = workbook_part.worksheet_parts(self._parts)
        return [n for n, part in sheets.items() if workbook_part.is_appended(self._parts, part)]

    @property
    def changed(self) -> list[str]:
        """Parts that were changed, added or removed."""
        return self._parts.changed

    @property
    def is_1904(self) -> bool:
        """True if days are counted from 1904, as on an old Macintosh."""
        workbook = self._parts.read(self._parts.workbook)
        return re.search(rb"""date1904\s*=\s*["'](?:1|true)""", workbook) is not None

    def clean(self, colours: frozenset[str]) -> None:
        """Remove our marks, comments and sheets, and nothing else."""
        marks = self._styles.marks(colours)
        appended = self.appended_sheets
        for name, part in workbook_part.worksheet_parts(self._parts).items():
            if name in appended:
                workbook_part.remove_sheet(self._parts, name)
                del self._source_sheets[name]
                continue
            Comments(self._parts, part, self._blocks).remove_ours()
            if marks:
                self._parts.set(part, restyle_cells(self._remembered(part), marks))
        self._store_styles()

    def edit(self, edits: Mapping[str, Mapping[Address, Edit]]) -> None:
        """Change cells, sheet by sheet."""
        parts = workbook_part.worksheet_parts(self._parts)
        has_new_values = False
        for name, sheet_edits in edits.items():
            if sheet_edits:
                applied = self._edit_sheet(name, parts[name], sheet_edits)
                has_new_values |= any(edit.value is not None for edit in applied.values())
        if has_new_values and workbook_part.has_formulas(self._parts):
            workbook_part.request_calculation(self._parts)
            self.recomputes = True
        self._store_styles()

    def formula_cells(self, sheet: str) -> set[Address]:
        """Return the cells of a sheet that hold formulas."""
        part = workbook_part.worksheet_parts(self._parts)[sheet]
        return set(formula_cells(self._parts.read(part)))

    def percent_cells(self, sheet: str) -> set[Address]:
        """Return the cells of a sheet that show 0.5 as 50%."""
        part = self._parts.read(workbook_part.worksheet_parts(self._parts)[sheet])
        styles = {
            (row, column): int(attributes(cell[: cell.index(b">") + 1]).get(b"s", b"0"))
            for row, xml in rows_of(part)
            for column, cell in cells_of(xml)
        }
        percent = {style for style in set(styles.values()) if self._styles.shows_percent(style)}
        return {address for address, style in styles.items() if style in percent}

    def forget_results(self) -> None:
        """Take the results out of formulas that rest on cells whose values were set."""
        parts = workbook_part.worksheet_parts(self._parts)
        formulas = {name: formula_cells(self._parts.read(part)) for name, part in parts.items()}
        changed = {
            (name, address)
            for name, part in parts.items()
            for address in self._new_values.get(self._parts.own_name(part), ())
        }
        for name, addresses in resting_on(formulas, changed).items():
            if changed and addresses:
                part = parts[name]
                own_name = self._parts.own_name(part)
                self._parts.set(part, without_results(self._remembered(part), addresses))
                self._new_values.setdefault(own_name, {}).update(dict.fromkeys(addresses))
                self._changed_rows.setdefault(own_name, set()).update(row for row, _ in addresses)

    def append(self, sheet: NewSheet) -> None:
        """Append a sheet."""
        append_sheet(self._parts, self._styles, sheet)
        self._store_styles()

    def to_bytes(self) -> bytes:
        """Return the workbook, proved to be the source but for what was meant to change.

        Raises NotProved, and then nothing may be handed out.
        """
        target = BytesIO()
        self._parts.write(target)
        result = target.getvalue()
        if result != self.content:
            removed = self._parts.removed
            verify(self.content, result, self.changed, removed, self._expected_sheets())
        return result

    def _edit_sheet(
        self, name: str, part: str, edits: Mapping[Address, Edit]
    ) -> dict[Address, Edit]:
        """Change one sheet and return the edits that were made."""
        comments = Comments(self._parts, part, self._blocks)
        before = self._remembered(part)
        reasons = untouchable(before, edits.keys(), comments.threaded)
        allowed = {address: edit for address, edit in edits.items() if address not in reasons}
        result = change_cells(before, allowed, partial(style_after, self._styles), self._rich_texts)
        reasons |= result.left_alone
        self._parts.set(part, result.part)
        own_name = self._parts.own_name(part)
        self._changed_rows.setdefault(own_name, set()).update(row for row, _ in allowed)
        applied = {address: edit for address, edit in allowed.items() if address not in reasons}
        self._new_values.setdefault(own_name, {}).update(
            (address, edit.value) for address, edit in applied.items() if edit.value is not None
        )
        comments.add({address: edit.note for address, edit in applied.items() if edit.note})
        self.left_alone += [LeftAlone(name, a, reason) for a, reason in sorted(reasons.items())]
        return applied

    @cached_property
    def _rich_texts(self) -> dict[int, bytes]:
        """Shared strings that have several looks or are read aloud, by number."""
        shared = workbook_part.shared_strings(self._parts)
        return rich_items(self._parts.read(shared)) if shared else {}

    def _remembered(self, part: str) -> bytes:
        """Return a sheet, remembered as it was before its first change."""
        xml = self._parts.read(part)
        self._before.setdefault(self._parts.own_name(part), xml)
        return xml

    def _expected_sheets(self) -> dict[str, ExpectedSheet]:
        """Return the changed sheets of the source, by part."""
        names = {self._parts.own_name(part): name for name, part in self._source_sheets.items()}
        return {
            part: ExpectedSheet(
                names.get(part, ""),
                before,
                self._parts.read(part),
                self._new_values.get(part, {}),
                self._changed_rows.get(part, set()),
            )
            for part, before in self._before.items()
            if part in self._parts.changed
        }

    def _store_styles(self) -> None:
        part = self._styles.to_part()
        if self._style_part in self._parts:
            self._parts.set(self._style_part, part)
        elif part != self._styles.part:  # a workbook that had none gets some when a cell needs one
            self._style_part = workbook_part.add_styles(self._parts, part)
