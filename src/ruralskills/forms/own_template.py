"""Documents from an office's own templates, such as certificates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from msgspec import Struct

from ruralskills.forms.data_file import read_data
from ruralskills.forms.data_tree import DataNode, Entries, Items
from ruralskills.forms.form_files import (
    Document,
    folder_targets,
    single_target,
    write_documents,
)
from ruralskills.forms.form_run import FormError, FormOptions, FormRun, naming
from ruralskills.forms.problem import FormProblem
from ruralskills.forms.roster import RosterRow, Wanted, read_roster
from ruralskills.forms.template_fields import ROWS
from ruralskills.forms.word_template import WordTemplate
from ruralskills.model.findings import Finding
from ruralskills.model.ledger_set import LedgerSet
from ruralskills.readers.content import content_of
from ruralskills.text.lazy_regex import regex
from ruralskills.validation.engine import run_on_book, run_on_table
from ruralskills.values import identity
from ruralskills.workspace.settings import find_settings

_NO_NAME: Final = regex(r"[^\w]+")
"""Characters that no variable of a template can have."""


class NamedValues:
    """Values by name, which a template reaches as attributes."""

    __slots__ = ("_values",)

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = dict(values)

    def __getitem__(self, name: str) -> Any:
        return self._values[name]


class _Page(Struct, frozen=True):
    """A document to be made: number and name of its person, and the values."""

    number: int
    name: str
    values: Mapping[str, Any]


def own_template(path: Path) -> WordTemplate:
    """Return the template of a file.  Raises TemplateError, FormError."""
    with naming(path):
        content = content_of(path)
    return WordTemplate(content, path.name)


def render_own_data(path: Path, template_path: Path, options: FormOptions) -> FormRun:
    """Fill an office's template from a data file, whose keys are the variables."""
    template = own_template(template_path)
    mappings = [_plain(entries) for entries in read_data(path)]
    if _is_over_rows(template) and not any(ROWS in mapping for mapping in mappings):
        pages = [_Page(1, path.stem, {ROWS: [NamedValues(mapping) for mapping in mappings]})]
    else:
        pages = [
            _Page(number, _name_in(mapping) or path.stem, mapping)
            for number, mapping in enumerate(mappings, start=1)
        ]
    run = FormRun()
    if len(pages) == 1:
        targets = [single_target(path, options, ".docx")]
    else:
        targets = _folder(path, template_path, options, pages, len(pages))
    _write(run, template, pages, targets, options, [path, template_path])
    return run


def render_own_ledger(path: Path, template_path: Path, options: FormOptions) -> FormRun:
    """Fill an office's template from the sound rows of a ledger.

    A template over ``rows`` makes one document of all of them, another one a document each.
    """
    run = FormRun()
    template = own_template(template_path)
    roster = read_roster(path, find_settings([path]), options)
    findings = [f for table in roster.tables for f in run_on_table(table, roster.context).findings]
    findings += run_on_book(LedgerSet(list(roster.tables), {}), roster.context).findings
    wanted = _wanted(roster.rows, options, run)
    refused = _refused(wanted, findings, run)
    rows = [row for row in wanted if options.draft or row not in refused]
    run.refused = len(wanted) - len(rows)
    if not rows:
        return run
    table = roster.tables[0]
    common = {"title": table.layout.title, "unit": table.layout.unit}
    common |= {"标题": common["title"], "单位": common["unit"]}
    if _is_over_rows(template):
        records = [NamedValues(_values(row, n)) for n, row in enumerate(rows, start=1)]
        pages = [_Page(1, path.stem, {**common, ROWS: records})]
        targets = [single_target(path, options, f".{template_path.stem}.docx")]
    else:
        pages = [
            _Page(row.number, _person(row)[1], {**common, **_values(row, row.number)})
            for row in rows
        ]
        targets = _folder(path, template_path, options, pages, roster.rows[-1].number)
    _write(run, template, pages, targets, options, [path, template_path])
    return run


def _folder(
    path: Path, template: Path, options: FormOptions, pages: Sequence[_Page], of: int
) -> list[Path]:
    if options.merged:
        raise FormError("--merged 只能用于申报表；自己的模板要合成一个文件，请在模板里用 rows 循环")
    people = [(page.number, page.name) for page in pages]
    return folder_targets(path, options, f".{template.stem}", people, of)


def _write(
    run: FormRun,
    template: WordTemplate,
    pages: Sequence[_Page],
    targets: Sequence[Path],
    options: FormOptions,
    inputs: Sequence[Path],
) -> None:
    documents = [  # all of them first: a template that fails on a later row writes nothing
        Document(target, template.fill(page.values))
        for page, target in zip(pages, targets, strict=True)
    ]
    write_documents(documents, len(pages), options, run, inputs)


def _is_over_rows(template: WordTemplate) -> bool:
    return any(name.partition("[")[0].partition(".")[0] == ROWS for name, _ in template.fields())


def _plain(node: DataNode) -> Any:
    """Return data as a template takes them: texts, lists, and values by name."""
    if isinstance(node, Entries):
        return {
            key: NamedValues(value) if isinstance(value, dict) else value
            for key, value in ((entry.key, _plain(entry.value)) for entry in node.entries)
        }
    if isinstance(node, Items):
        items = map(_plain, node.items)
        return [NamedValues(item) if isinstance(item, dict) else item for item in items]
    return (node.text or "").strip()


def _name_in(mapping: Mapping[str, Any]) -> str:
    found = (mapping[key] for key in ("姓名", "name") if isinstance(mapping.get(key), str))
    return next(found, "")


def _person(row: RosterRow) -> tuple[str, str]:
    info = row.table.ledger.info
    return row.text(info.id_field), row.text(info.name)


def _wanted(rows: Sequence[RosterRow], options: FormOptions, run: FormRun) -> list[RosterRow]:
    wanted = Wanted(options.ids, options.names)
    people = [_person(row) for row in rows]
    run.remarks += wanted.check(people)
    return [row for row, who in zip(rows, people, strict=True) if wanted.is_wanted(*who)]


def _refused(
    rows: Sequence[RosterRow], findings: Sequence[Finding], run: FormRun
) -> list[RosterRow]:
    """Return the rows with an error, and add the findings about the rows to the run."""
    places = {
        (row.table.sheet, row.table.row_numbers[row.index]): row for row in rows
    }  # fmt: skip
    refused = []
    for finding in findings:
        key = (finding.sheet or "", finding.cell.row if finding.cell else 0)
        row = places.get(key)
        if row is None and finding.cell is not None:
            continue
        problem = FormProblem(
            finding.place, "", finding.header or "", finding.severity, finding.nature.label,
            finding.message, finding.remedy, finding.code, finding.field or "",
        )  # fmt: skip
        run.problems.append(problem)
        if row is not None and problem.stops:
            refused.append(row)
    return refused


def _values(row: RosterRow, number: int) -> dict[str, Any]:
    """Return the values of a row by field, by official header and by the sheet's own."""
    values: dict[str, Any] = {"number": str(number), "序号": str(number)}
    values |= dict(_named(row))
    id_number = row.table.value(row.index, row.table.ledger.info.id_field)
    male = identity.is_male(id_number) if isinstance(id_number, str) else None
    if male is not None:
        derived = "男" if male else "女"
        values = {"sex": derived, "性别": derived} | values
    return values


def _named(row: RosterRow) -> Iterator[tuple[str, str]]:
    for name, column in row.table.columns.items():
        text = row.text(name)
        yield name, text
        for header in (column.spec.header, column.header):
            yield _NO_NAME.sub("", header.rpartition("/")[2]), text
