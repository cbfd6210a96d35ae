"""The examples of own notices: short to say, found as planted, and clean twins without a finding."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import openpyxl
import pytest

from builders.command_line import rs
from builders.county import lines_of
from builders.own_notices import EXAMPLES, OwnNotice, checked, write
from ruralskills.catalogue import available_notices
from ruralskills.ledgers import by_id
from ruralskills.model.fields import field_specs
from ruralskills.readers.open import open_file

FOLDER = Path(__file__).resolve().parents[2] / "examples" / "own-notices"
AGAIN = "run: PYTHONPATH=src:tests python -m builders.own_notices examples/own-notices"
LONGEST = 8

each_example = pytest.mark.parametrize("example", EXAMPLES, ids=[one.name for one in EXAMPLES])


def pack(example: OwnNotice) -> Path:
    return FOLDER / example.name / "notices" / f"{example.name}.toml"


@each_example
def test_the_notice_is_sound_and_says_where_its_words_come_from(example: OwnNotice) -> None:
    notice, problems = available_notices.proofread(pack(example))
    assert problems == []
    assert notice is not None
    assert {clause.source for clause in notice.clauses.values()} == {"据公开报道整理，非原文"}
    assert {clause.phrase for clause in notice.clauses.values()} == {""}


@each_example
def test_each_requirement_takes_few_lines_beside_its_samples(example: OwnNotice) -> None:
    text = pack(example).read_text(encoding="utf-8")
    entries = re.findall(r"^\[\[requirements\]\]\n(?:(?!\[|#|\n).*\n)+", text, re.MULTILINE)
    assert entries
    for entry in entries:
        lines = [line for line in entry.splitlines() if not re.match("hit|miss", line)]
        assert len(lines) <= LONGEST
        assert re.search("^hit = ", entry, re.MULTILINE)
        assert re.search("^miss = ", entry, re.MULTILINE)


@each_example
def test_what_is_planted_is_found_and_nothing_else(example: OwnNotice) -> None:
    found = list(lines_of(checked(FOLDER / example.name, example).findings))
    listed = (FOLDER / f"{example.name}.findings.txt").read_text(encoding="utf-8").splitlines()
    assert found == listed, AGAIN
    assert {line.split("\t")[1][:2] for line in found} <= {"NP", "Q6"}
    assert checked(FOLDER / f"{example.name}-clean", example).findings == ()


@each_example
@pytest.mark.parametrize("planted", [True, False])
def test_the_workbooks_are_those_that_the_builder_writes(
    example: OwnNotice, planted: bool, tmp_path: Path
) -> None:
    write(example, tmp_path, planted=planted)
    folder = FOLDER / (example.name if planted else f"{example.name}-clean")
    assert {path.name for path in folder.glob("*.xlsx")} == set(example.clean)
    for name in example.clean:
        ours, theirs = (open_file(home / name, name)[1] for home in (tmp_path, folder))
        for sheet in ours.names:
            grids = ours.read(sheet), theirs.read(sheet)
            assert [[*grids[0].row(n)] for n in range(grids[0].height)] == [
                [*grids[1].row(n)] for n in range(grids[1].height)
            ], AGAIN


def test_a_missing_target_is_dated(tmp_path: Path) -> None:
    [hunan, _] = EXAMPLES
    [finding] = [
        each for each in checked(FOLDER / hunan.name, hunan).findings if each.code == "Q606"
    ]
    assert finding.message == "完成7210人，2022-01-31前应完成7270人，差60人"
    assert finding.severity.value == "error"
    assert finding.clause is not None
    assert finding.clause.citation.endswith("（据公开报道整理，非原文）")


def test_a_roll_up_reads_ledgers_with_own_columns(tmp_path: Path) -> None:
    office = tmp_path / "office"
    shutil.copytree(FOLDER / "镇平-高素质农民-clean", office)
    (office / "收件" / "2023Q2" / "城关镇").mkdir(parents=True)
    shutil.move(office / "学员花名册.xlsx", office / "收件" / "2023Q2" / "城关镇")
    result = rs("rollup", "--year", "2023", "--quarter", "2", str(office / "收件"))
    assert result.exit_code in (0, 1)
    assert "程序出错" not in result.stderr


@each_example
def test_a_blank_has_the_columns_of_the_notice(
    example: OwnNotice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notice, _ = available_notices.proofread(pack(example))
    assert notice is not None
    office = tmp_path / "office"
    shutil.copytree(FOLDER / f"{example.name}-clean", office)
    for ledger in {each.ledger for each in notice.requirements}:
        blank = office / f"{ledger}.xlsx"
        monkeypatch.chdir(office)
        made = rs("template", ledger, "-o", blank, "--notice", notice.id)
        assert made.exit_code == 0, made.output
        specs = {**field_specs(by_id(ledger)), **notice.own_fields(ledger)}
        read = {each: specs[each].header for each in notice.own_fields(ledger)}
        read |= {n: specs[n].header for each in notice.requirements for n in each.fields}
        sheets = openpyxl.load_workbook(blank)
        heads = [str(cell.value) for cell in sheets.worksheets[0][3]]
        assert {header for header in read.values() if not _has(heads, header)} == set()
        assert heads[-1] == "备注"
        told = {
            str(row[0].value): str(row[2].value or "") for row in sheets["填表说明"].iter_rows()
        }
        for requirement in notice.requirements:
            for name in requirement.fields:
                lines = [text for head, text in told.items() if _has([head], specs[name].header)]
                assert any(requirement.title in text for text in lines), (name, lines)


def _has(heads: list[str], header: str) -> bool:
    return any(re.fullmatch(rf"{re.escape(header)}(\(.+\))?(（必填）)?", head) for head in heads)
