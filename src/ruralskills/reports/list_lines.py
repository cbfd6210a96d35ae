"""Lines of a list of problems: what a unit reads of a finding."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from pathlib import PurePath
from typing import Final

from msgspec import Struct

from ruralskills.model.cell import Cell
from ruralskills.model.clause import Clause
from ruralskills.model.findings import Finding, Party, Subject
from ruralskills.regions import UnitNames
from ruralskills.reports.grouping import unnamed_cells
from ruralskills.reports.units import unit_in, unit_of

_NAMES: Final = UnitNames()
_LONGEST_VALUE: Final = 100
_LONGEST_CELLS: Final = 200
"""The most characters of addresses that a line takes."""
_CIRCLED: Final = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


class ProblemLine(Struct, frozen=True):
    """A finding as one list tells it."""

    number: int
    """Its number in the list of the unit, from 1."""
    finding: Finding
    unit: str
    """The unit whose list it is."""
    subject: Subject
    cell: Cell | None
    problem: str
    overflow: tuple[str, ...] = ()
    """The addresses of the cells, where they are too many for the line."""

    @property
    def file(self) -> str:
        """The file in which its place is."""
        return self.cell.file if self.cell else self.finding.file

    @property
    def who(self) -> str:
        """The village and the person."""
        return "·".join(filter(None, (self.subject.village, self.subject.name)))

    @property
    def place(self) -> str:
        """The sheet and the address, without the file."""
        if self.cell:
            return f"{self.cell.sheet}!{self.cell.address}"
        if self.finding.sheet:
            return f"{self.finding.sheet}（全表）"
        return self.finding.header or "（整个文件）"


def problem_line(finding: Finding, party: Party | None = None) -> ProblemLine:
    """Return the line of a finding for its own unit, or for another that it concerns."""
    own = unit_of(finding)
    if party is None:
        told, overflow = _problem(finding)
        return ProblemLine(0, finding, own, finding.subject, finding.cell, told, overflow)
    unit = unit_of_party(party)
    here = f"（{finding.sheet}）" if finding.sheet and finding.sheet != party.cell.sheet else ""
    told = f"{own}{here}的一行涉及本行：{_without_others(finding, unit, own)}"
    return ProblemLine(0, finding, unit, party.subject, party.cell, told)


def unit_of_party(party: Party) -> str:
    """Return the unit that answers for a related row."""
    return unit_in(party.subject.unit, party.cell.file)


def other_townships(finding: Finding) -> Iterator[Party]:
    """Yield the first related row of each other township, where both are townships."""
    if not finding.parties:
        return
    told = {own := unit_of(finding)}
    if not _NAMES.township_in(own):
        return
    for party in finding.parties:
        unit = unit_of_party(party)
        if unit not in told and _NAMES.township_in(unit):
            told.add(unit)
            yield party


def _problem(finding: Finding) -> tuple[str, tuple[str, ...]]:
    """Return the problem in words, and the cells that are too many for them."""
    told = f"{_without_others(finding, unit_of(finding))}{_value_unsaid(finding)}"
    foreign = {party.cell for party in other_rows(finding)}
    cells = unnamed_cells(finding, without=foreign)
    listed = "、".join(cells)
    if not cells:
        return told, ()
    if len(listed) <= _LONGEST_CELLS:
        return f"{told}（有关单元格：{listed}）", ()
    count = len(finding.related) + 1
    return f"{told}（共{count}个单元格，列在“单元格明细”）", tuple(cells)


def other_rows(finding: Finding) -> Iterator[Party]:
    """Yield all related rows of other townships."""
    units = {unit_of_party(party) for party in other_townships(finding)}
    return (party for party in finding.parties if unit_of_party(party) in units)


def _without_others(finding: Finding, reader: str, own: str = "") -> str:
    """Return the message with rows of other townships named by the unit alone.

    ``reader`` is the unit that reads it, whose own rows keep their places; the reader of another
    unit's finding, which is ``own``, finds its row named as this one.
    """
    message = finding.message
    if finding.cell is None:
        return message
    here = finding.cell
    for party in sorted(other_rows(finding), key=lambda p: -len(str(p.cell))):
        unit = unit_of_party(party)
        word = "本行" if own and unit == reader else unit
        place = re.escape(party.cell.relative_to(here))
        message = word.join(re.split(rf"{place}(?![0-9])(?:（[^（）]*）)?", message))
        message = word.join(re.split(rf"{re.escape(word)}(?:、{re.escape(word)})+", message))
    return message


def says(message: str, value: str) -> bool:
    """Return True if a message has a value that is no part of a longer number.

    >>> says("带动贫困户1户，距要求的3户差2户", "1"), says("手机号码共10位，应为11位", "1")
    (True, False)
    """
    at = message.find(value)
    while at >= 0:  # a pattern for each value would take longer than the rest of a report
        before, after = message[max(at - 1, 0) : at], message[at + len(value) :][:2]
        is_whole = not (_is_sign(before) or before == "." or _is_sign(after[:1]))
        if is_whole and not (after[:1] == "." and after[1:].isdigit()):
            return True
        at = message.find(value, at + 1)
    return False


def _is_sign(character: str) -> bool:
    """Return True for a digit or Latin letter."""
    return character.isascii() and character.isalnum()


def _value_unsaid(finding: Finding) -> str:
    """Return what stands in the cell, where neither message nor subject says it."""
    value = (finding.value or "").strip()
    who = finding.subject
    if not value or says(finding.message, value) or value in (who.unit, who.village, who.name):
        return ""
    if who.id_tail and value.upper().endswith(who.id_tail):
        return ""
    shown = f"{value[:_LONGEST_VALUE]}…" if len(value) > _LONGEST_VALUE else value
    return f"（现填：{shown}）"


class Sources(Struct, frozen=True):
    """The documents that the lines of a list cite, each with its mark."""

    marks: dict[str, str]
    """By document, empty for the only one."""

    def basis(self, clause: Clause | None) -> str:
        """Return what a line cites: the clause, its document by its mark."""
        if clause is None:
            return ""
        if not clause.section:
            return clause.citation
        return f"{'参照' if clause.reference else ''}{self.marks[clause.document]}{clause.passage}"

    @property
    def legend(self) -> str:
        """The documents behind the marks, empty where none is cited by a clause."""
        if len(self.marks) == 1:
            return f"依据文号：所列条款均出自{next(iter(self.marks))}。"
        named = "；".join(f"{mark}{document}" for document, mark in self.marks.items())
        return f"依据文号：{named}。" if named else ""


def sources(lines: Collection[ProblemLine]) -> Sources:
    """Return the documents of lines in the order in which they are cited."""
    clauses = (line.finding.clause for line in lines)
    documents = list(dict.fromkeys(c.document for c in clauses if c is not None and c.section))
    if len(documents) == 1:
        return Sources({documents[0]: ""})
    return Sources({document: _mark(at) for at, document in enumerate(documents)})


def _mark(position: int) -> str:
    return _CIRCLED[position] if position < len(_CIRCLED) else f"（{position + 1}）"


def short_file_names(lines: Sequence[ProblemLine]) -> dict[str, str]:
    """Return what tells files apart in a list, nothing for the only one."""
    files = list(dict.fromkeys(line.file for line in lines))
    if len(files) < 2:
        return dict.fromkeys(files, "")
    units = {line.unit for line in lines}
    names: dict[str, str] = {}
    for file in files:
        stem = PurePath(file).stem
        short = next((stem.removeprefix(u) for u in units if u and stem.startswith(u)), stem)
        names[file] = f"{short or stem}\n"
    is_told = len(set(names.values())) == len(files)
    return names if is_told else {file: f"{PurePath(file).with_suffix('')}\n" for file in files}
