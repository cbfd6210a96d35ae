"""On every feature that offices' workbooks have: what was meant to change changes, and nothing else."""

from __future__ import annotations

import shutil
import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

import ruralskills as rs
from builders import libreoffice
from builders.features import FEATURES, Feature
from builders.features.draft import AFTER, UNTIDY
from builders.lxml_view import Looked
from builders.workbook_fixture import TODAY
from ruralskills.corrections.correct import Corrected, apply_plans
from ruralskills.corrections.corrected_copy import WrittenCopy
from ruralskills.corrections.plan import plans
from ruralskills.model.outcome import Outcome
from ruralskills.outputs.package_mark import unmarked_package
from ruralskills.reports.problem_list import CHANGED, COLOURS
from ruralskills.validation.mend_hints import MEND_CODES
from ruralskills.workspace.settings import Settings

FILLED = {name: f for name, f in FEATURES.items() if not f.refused}
ORDER = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", *AFTER[:-3],
    "AlternateContent", *AFTER[-3:],
)  # fmt: skip
MAY_CHANGE = (
    "[Content_Types].xml",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/styles.xml",
)
OF_THE_MARK = ("_rels/.rels", "docProps/custom.xml")
"""Parts that change by the mark of our outputs, and by nothing else."""


def checked(path: Path) -> Outcome:
    return rs.validate(path, notices=["common"], as_of=TODAY, normalise=True, settings=Settings())


def corrected(path: Path) -> Corrected:
    return rs.correct(path, notices=["common"], as_of=TODAY, settings=Settings())


@dataclass
class Case:
    """A workbook with a feature, and its corrected copy."""

    feature: Feature
    source: Path
    written: WrittenCopy

    @property
    def copy(self) -> Path:
        assert self.written.output is not None
        return self.written.output

    @cached_property
    def before(self) -> Looked:
        return Looked(self.source.read_bytes())

    @cached_property
    def after(self) -> Looked:
        return Looked(self.copy.read_bytes())

    @cached_property
    def found(self) -> Outcome:
        return checked(self.source)

    @property
    def part(self) -> str:
        """The part of the ledger's sheet."""
        return next(iter(self.before.sheets().values()))

    @property
    def to_write(self) -> dict[str, str]:
        """The cells that get another value."""
        zero = (
            date(1904, 1, 1)
            if self.feature.name == "days_as_a_macintosh_counts_them"
            else date(1899, 12, 30)
        )
        proper = {
            t.cell.address: str((t.new - zero).days if isinstance(t.new, date) else t.new)
            for t in self.found.normalisations
        }
        return {place: new for place, new in proper.items() if place not in self.feature.alone}

    @property
    def to_mark(self) -> set[str]:
        places = {
            f.cell.address for f in self.found.findings if f.cell and f.code not in MEND_CODES
        }
        return places - self.feature.alone.keys()


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Case]:
    folder = tmp_path_factory.mktemp("features")
    made = {}
    for name, feature in FILLED.items():
        source = folder / f"{name}.{feature.suffix}"
        source.write_bytes(feature.content())
        done = corrected(source)
        assert not done.failed, (name, done.failed)
        made[name] = Case(feature, source, done.written[0])
        assert source.read_bytes() == feature.content(), name
    return made


@pytest.fixture(params=FILLED)
def case(request: pytest.FixtureRequest, cases: dict[str, Case]) -> Case:
    return cases[request.param]


def test_what_need_not_change_lies_in_the_file_as_it_did(case: Case) -> None:
    before, after = case.before, case.after
    assert list(after.members)[: len(before.members)] == list(before.members)
    related = case.before.related(case.part).values()
    of_notes = {part for kind, part in related if kind in ("comments", "vmlDrawing")}
    folder, _, file = case.part.rpartition("/")
    allowed = {*MAY_CHANGE, *OF_THE_MARK, case.part, f"{folder}/_rels/{file}.rels", *of_notes}
    changed = {
        name.replace("\\", "/").lower()
        for name, packed in before.packed.items()
        if after.packed[name] != packed
    }
    assert changed <= {name.lower() for name in allowed}
    new = [n for n in after.members if n not in before.members]
    assert all(n.endswith((".xml", ".vml", ".rels")) for n in new)
    unmarked = Looked(unmarked_package(case.copy.read_bytes()))
    for name in before.members.keys() & OF_THE_MARK:
        assert unmarked.members[name].decode() == before.members[name].decode("utf-8-sig")


def test_cells_are_as_they_were_but_for_those_that_were_meant(case: Case) -> None:
    before, after = case.before.cells(case.part), case.after.cells(case.part)
    assert before.keys() == after.keys()
    write, mark = case.to_write, case.to_mark
    for place, was in before.items():
        now = after[place]
        assert now["value"] == write.get(place, was["value"]), place
        assert now["formula"] == was["formula"], place
        if place in mark - case.feature.unfilled:
            assert any(colour in now["fill"] for colour in COLOURS.values()), place
        elif place in write.keys() - case.feature.unfilled:
            assert CHANGED in now["fill"], place
        else:
            assert now["fill"] == was["fill"], place
        if place not in write:
            assert (now["other"], now["figure"]) == (was["other"], was["figure"]), place


def test_the_safe_mends_are_of_the_right_kind(case: Case) -> None:
    cells = case.after.cells(case.part)
    assert cells["H5"]["figure"]
    assert cells["H5"]["value"] == "4"
    if "C4" not in case.feature.alone:
        assert cells["C4"]["value"] == "李四"


def test_the_sheet_is_as_it_was_beside_its_cells(case: Case) -> None:
    before, after = case.before, case.after
    assert after.beside_cells(case.part) == before.beside_cells(case.part)
    assert after.rows(case.part) == before.rows(case.part)
    root, was = after.tree(case.part), before.tree(case.part)
    assert (root.attrib, root.nsmap) == (was.attrib, was.nsmap)
    for part in after.sheets().values():
        order = [ORDER.index(name) for name in after.order(part)]
        assert order == sorted(order), part


def test_notes_stay_and_ours_are_added(case: Case) -> None:
    before, after = case.before.notes(case.part), case.after.notes(case.part)
    for place, text in before.items():
        assert after[place].startswith(text)
        assert place in case.to_mark or after[place] == text
    assert after.keys() - before.keys() == case.to_mark - before.keys()
    assert all("〔填错〕" in after[place] for place in case.to_mark)


def test_shapes_of_notes_have_numbers_of_their_own(case: Case) -> None:
    for name, content in case.after.members.items():
        if not name.endswith(".vml"):
            continue
        tree = Looked(case.copy.read_bytes()).tree(name)
        shapes = tree.xpath("//*[local-name()='shape']")
        numbers = [str(shape.get("id")) for shape in shapes]
        assert len(set(numbers)) == len(numbers)
        types = {f"#{t.get('id')}" for t in tree.xpath("//*[local-name()='shapetype']")}
        ours = [s for s in shapes if s.xpath(".//*[@ObjectType='Note']")]
        assert {str(s.get("type")) for s in ours} <= types, content


def test_every_relation_leads_somewhere_and_every_part_has_a_type(case: Case) -> None:
    after = case.after
    names = {name.replace("\\", "/").lower() for name in after.members}
    types = after.tree("[Content_Types].xml")
    declared = [str(t.get("PartName")).lstrip("/").lower() for t in types.iterfind("{*}Override")]
    assert len(declared) == len(set(declared))
    assert set(declared) <= names
    for owner in ["", *after.members]:
        for kind, target in after.related(owner.replace("\\", "/")).values():
            outside = kind in ("hyperlink", "externalLinkPath")
            assert outside or target.lower() in names, (owner, target)


def test_openpyxl_opens_the_copy_if_it_opened_the_source(case: Case) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            before = openpyxl.load_workbook(case.source)
        except Exception:
            pytest.skip("openpyxl does not open the source either")
        after = openpyxl.load_workbook(case.copy)
    if not before.sheetnames:
        pytest.skip("openpyxl finds no sheets in the source either")
    assert after.sheetnames[: len(before.sheetnames)] == before.sheetnames
    assert after.sheetnames[len(before.sheetnames)] == "修改记录"


def test_checked_again_the_safe_ones_are_gone_and_nothing_is_new(case: Case) -> None:
    again = checked(case.copy)
    assert {t.cell.address for t in again.normalisations} == case.feature.alone.keys() & {
        t.cell.address for t in case.found.normalisations
    }
    assert [(f.code, f.cell and f.cell.address, f.message) for f in again.findings] == [
        (f.code, f.cell and f.cell.address, f.message)
        for f in case.found.findings
        if f.code not in MEND_CODES
    ]


def test_the_safe_mends_are_named_as_hints(case: Case) -> None:
    hints = [f for f in case.found.findings if f.code in MEND_CODES]
    named = [cell.address for f in hints for cell in (f.cell, *f.related) if cell]
    assert sorted(named) == sorted(case.to_write)


def test_what_is_left_alone_is_told(case: Case) -> None:
    cells = case.after.cells(case.after.sheets()["修改记录"])
    told = {
        str(cells[f"D{n}"]["value"]): str(cells[f"I{n}"]["value"])
        for n in range(4, 12)
        if f"D{n}" in cells
    }
    for place, word in case.feature.alone.items():
        if place == UNTIDY:  # what a formula makes is not even proposed
            assert place not in told
        else:
            assert word in told[place]
    if case.feature.said:
        assert any(case.feature.said in remark for remark in case.written.remarks)
    else:
        assert not case.written.remarks


def test_a_second_run_changes_nothing(case: Case, tmp_path: Path) -> None:
    again = tmp_path / case.copy.name
    shutil.copy(case.copy, again)
    done = corrected(again)
    assert not done.failed
    assert done.written[0].output is None
    assert [p.name for p in tmp_path.iterdir()] == [again.name]


def test_clean_gives_back_what_was_there(case: Case, tmp_path: Path) -> None:
    outcome = checked(case.copy)
    [bare] = apply_plans(outcome, plans(outcome), tmp_path, clean=True).written
    assert bare.output is not None
    plain = Looked(bare.output.read_bytes())
    before, after = case.before, plain
    assert list(after.sheets()) == list(before.sheets())
    assert before.members.keys() <= after.members.keys()
    assert after.notes(case.part) == before.notes(case.part)
    was, now = before.cells(case.part), after.cells(case.part)
    for place, cell in was.items():
        assert now[place]["fill"].partition("<bgColor")[0] == cell["fill"].partition("<bgColor")[0]
        assert now[place]["value"] == case.to_write.get(place, cell["value"])
        if place not in case.to_write and place not in case.to_mark:
            assert now[place]["style"] == cell["style"], place


def test_clean_gives_back_the_boxes_of_notes(case: Case, tmp_path: Path) -> None:
    outcome = checked(case.copy)
    [bare] = apply_plans(outcome, plans(outcome), tmp_path, clean=True).written
    assert bare.output is not None
    plain = Looked(bare.output.read_bytes())
    for name in case.before.members:
        if name.endswith(".vml"):
            assert _boxes(plain, name) == _boxes(case.before, name)


def _boxes(book: Looked, name: str) -> list[str]:
    return [
        str(box.text) for box in book.tree(name).xpath("//*[local-name()='Anchor']")
    ]  # fmt: skip


@pytest.mark.parametrize("name", [n for n, f in FEATURES.items() if f.refused])
def test_what_cannot_be_read_is_refused_in_a_line(name: str, tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    path.write_bytes(FEATURES[name].content())
    done = corrected(path)
    assert not done.written
    [status] = done.outcome.files
    assert FEATURES[name].refused in status.reason
    assert [p.name for p in tmp_path.iterdir()] == ["台账.xlsx"]


def opened(paths: Iterable[Path], folder: Path) -> dict[str, str]:
    """By name: the first sheet of each workbook as LibreOffice reads it, all in one run."""
    libreoffice.convert(paths, "csv:Text - txt - csv (StarCalc):44,34,76,1", folder)
    return {p.name.partition(".")[0]: p.read_text("utf-8") for p in folder.glob("*.csv")}


def test_libreoffice_opens_every_copy_whose_source_it_opens(
    cases: dict[str, Case], tmp_path: Path
) -> None:
    texts = opened((case.copy for case in cases.values()), tmp_path / "copies")
    closed = [name for name in cases if "致富带头人台账" not in texts.get(name, "")]
    for name in cases.keys() - closed:
        assert ("李四" in texts[name]) == ("C4" not in cases[name].feature.alone), name
    assert closed == ["backslashes", "names_in_other_cases"]
    sources = opened((cases[name].source for name in closed), tmp_path / "sources")
    assert not any("致富带头人台账" in text for text in sources.values())


def test_the_suite_is_not_empty() -> None:
    assert len(FILLED) > 60
    assert BytesIO(FEATURES["image"].content()).getbuffer().nbytes
