"""Change somebody else's workbook and lose nothing: only the parts that change are written anew.

An xlsx is a package of parts.  Values, fills and notes go into the parts that hold them, as bytes;
every other part is copied as it lies in the file, compressed as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from io import BytesIO
from typing import Final, Literal

from msgspec import Struct

from ruralskills.patching import cells, new_sheets, ranges, workbook_part
from ruralskills.patching.cells import KEEP, Change, Place, Restyle
from ruralskills.patching.comments import AUTHOR, MARK, Notes
from ruralskills.patching.new_sheets import NewSheet, StyledText
from ruralskills.patching.package_parts import Parts
from ruralskills.patching.styles import NO_STYLES, Styles
from ruralskills.patching.verify import Intended, NotProved, prove

__all__ = [
    "AUTHOR",
    "MARK",
    "Edit",
    "LeftAlone",
    "NewSheet",
    "NotProved",
    "Patch",
    "Place",
    "StyledText",
]

_SIGNATURES: Final = "_xmlsignatures/"


class Edit(Struct, frozen=True):
    """What is to become of a cell."""

    value: str | int | Decimal | None = None
    """None keeps the value."""
    format: str = ""
    """The number format that goes with the value: ``number`` for the cell's own unless that is text;
    empty keeps the cell's own."""
    colour: str = ""
    """RRGGBB of the mark; empty for none."""
    note: str = ""


class LeftAlone(Struct, frozen=True):
    """A cell that was not touched, and why."""

    sheet: str
    place: Place
    why: Literal["formula", "threaded", "merged"]


@dataclass(slots=True)
class Patch:
    """A workbook being changed."""

    content: bytes
    left_alone: list[LeftAlone] = field(init=False, default_factory=list)
    recomputes: bool = field(init=False, default=False)
    """Whether there are formulas that may rest on what was changed."""
    _parts: Parts = field(init=False)
    _styles: Styles = field(init=False)
    _style_part: str = field(init=False)
    _source_sheets: dict[str, str] = field(init=False)
    _before: dict[str, bytes] = field(init=False, default_factory=dict)
    """The sheets that change, as they were."""
    _touched: dict[str, set[Place]] = field(init=False, default_factory=dict)
    """By sheet part, the cells whose values were set."""
    _rows: dict[str, set[int]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._parts = Parts(self.content)
        relations = self._parts.relations(self._parts.workbook)
        self._style_part = next((r.target for r in relations if r.kind == "styles"), "")
        has_styles = self._style_part in self._parts
        main = workbook_part.main_namespace(self._parts)
        self._styles = Styles(
            self._parts.read(self._style_part) if has_styles else NO_STYLES % main
        )
        self._source_sheets = workbook_part.sheets_of(self._parts)

    @property
    def is_signed(self) -> bool:
        """Whether somebody has signed the workbook: what is changed no longer bears the signature."""
        return any(name.lower().startswith(_SIGNATURES) for name in self._parts.names)

    @property
    def sheets(self) -> list[str]:
        """The sheets, in the workbook's order."""
        return list(workbook_part.sheets_of(self._parts))

    @property
    def suffix(self) -> str:
        """What the name of such a workbook must end with: Excel opens no other."""
        return self._parts.suffix

    @property
    def own_sheets(self) -> list[str]:
        """The sheets that an earlier run has appended, whatever they are called by now."""
        found = workbook_part.sheets_of(self._parts)
        return [name for name, part in found.items() if workbook_part.is_ours(self._parts, part)]

    @property
    def changed(self) -> list[str]:
        """The parts that are not as they were."""
        return self._parts.changed

    @property
    def gone(self) -> list[str]:
        """The parts that were taken away."""
        return self._parts.gone

    @property
    def is_1904(self) -> bool:
        """Whether days are counted from 1904, as on an old Macintosh."""
        workbook = self._parts.read(self._parts.workbook)
        return re.search(rb"""date1904\s*=\s*["'](?:1|true)""", workbook) is not None

    def clean(self, colours: frozenset[str]) -> None:
        """Take our marks, notes and sheets off again, and nothing else."""
        found = workbook_part.sheets_of(self._parts)
        marks = self._styles.marks(colours)
        own = self.own_sheets
        for name, part in found.items():
            if name in own:
                workbook_part.remove(self._parts, name)
                del self._source_sheets[name]
                continue
            Notes(self._parts, part).take_off()
            if marks:
                self._parts.set(part, cells.restyled(self._sheet_before(part), marks))
        self._keep_styles()

    def edit(self, edits: Mapping[str, Mapping[Place, Edit]]) -> None:
        """Change cells, sheet by sheet."""
        found = workbook_part.sheets_of(self._parts)
        computed = False
        for name, wanted in edits.items():
            if wanted:
                kept = self._kept(name, found[name], wanted)
                computed = computed or any(e.value is not None for e in kept.values())
        if computed and workbook_part.has_formulas(self._parts):
            workbook_part.recalculated(self._parts)
            self.recomputes = True
        self._keep_styles()

    def _kept(self, name: str, part: str, wanted: Mapping[Place, Edit]) -> dict[Place, Edit]:
        """Change one sheet and return the edits that were really made."""
        notes = Notes(self._parts, part)
        now = self._parts.read(part)
        refused = dict.fromkeys(ranges.computed(now, wanted), "formula")
        refused |= dict.fromkeys(notes.threaded & wanted.keys(), "threaded")
        refused |= dict.fromkeys(ranges.covered(now, wanted), "merged")
        left = {place: edit for place, edit in wanted.items() if place not in refused}
        changes = {place: self._change(edit) for place, edit in left.items()}
        before = self._sheet_before(part)
        done = cells.changed(before, changes)
        refused |= dict.fromkeys(done.formulas, "formula")
        self._parts.set(part, done.part)
        own = self._parts.own_name(part)
        self._rows.setdefault(own, set()).update(row for row, _ in changes)
        self._touched.setdefault(own, set()).update(
            place for place, edit in left.items() if edit.value is not None
        )
        made = {place: edit for place, edit in left.items() if place not in refused}
        notes.put({place: edit.note for place, edit in made.items() if edit.note})
        self.left_alone += [LeftAlone(name, p, why) for p, why in sorted(refused.items())]  # type: ignore[arg-type]  # the words are the three of the literal
        return made

    def _sheet_before(self, part: str) -> bytes:
        """A sheet as it is now, kept for the proof when it is changed for the first time."""
        now = self._parts.read(part)
        self._before.setdefault(self._parts.own_name(part), now)
        return now

    def intended(self) -> dict[str, Intended]:
        """What was to happen in the sheets of the source."""
        names = {self._parts.own_name(part): name for name, part in self._source_sheets.items()}
        return {
            own: Intended(
                names.get(own, ""),
                before,
                self._parts.read(own),
                self._touched.get(own, set()),
                self._rows.get(own, set()),
            )
            for own, before in self._before.items()
            if own in self._parts.changed
        }

    def _change(self, edit: Edit) -> Change:
        return Change(KEEP if edit.value is None else edit.value, self._restyle(edit))

    def _restyle(self, edit: Edit) -> Restyle | None:
        if not (edit.format or edit.colour):
            return None

        def restyle(style: int) -> int:
            if edit.format == "number":
                style = self._styles.for_number(style)
            elif edit.format:
                style = self._styles.formatted(style, edit.format)
            return self._styles.marked(style, edit.colour) if edit.colour else style

        return restyle

    def append(self, sheet: NewSheet) -> None:
        """Append a sheet."""
        new_sheets.append(self._parts, self._styles, sheet)
        self._keep_styles()

    def _keep_styles(self) -> None:
        now = self._styles.written()
        if self._style_part in self._parts:
            self._parts.set(self._style_part, now)
        elif now != self._styles.part:  # a workbook that had none gets some when a cell needs one
            self._style_part = workbook_part.add_styles(self._parts, now)

    def written(self) -> bytes:
        """The changed workbook, proved to be the source but for what was meant to change.

        Raises NotProved, and then nothing may be handed out.
        """
        target = BytesIO()
        self._parts.write(target)
        made = target.getvalue()
        if made != self.content:
            prove(self.content, made, self.changed, self.gone, self.intended())
        return made
