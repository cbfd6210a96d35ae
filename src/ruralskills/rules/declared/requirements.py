"""NP: requirements that a notice declares itself, each as a rule of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from ruralskills.facts.proportions import proportion_missed
from ruralskills.facts.shortfall import Cells, Shortfall, is_about, shortfalls
from ruralskills.ledgers import by_id
from ruralskills.model.fields import FieldSpec, field_specs
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.rule import Answer, Rule, Says
from ruralskills.model.table import Ledger, Table
from ruralskills.model.typed_column import NO_VALUES
from ruralskills.notices import Notice
from ruralskills.notices.requirement import Proportion, Requirement, samples
from ruralskills.values.field_type import Absent

_REMEDY: Final = "请先核对所填内容；填写无误的，按通知要求落实"


def declared_rules(notices: Iterable[Notice]) -> dict[str, Rule]:
    """Return the rules of the requirements that notices declare, by code."""
    return {each.code: rule_of(each, notice) for notice in notices for each in notice.requirements}


def rule_of(requirement: Requirement, notice: Notice) -> Rule:
    """Return the rule that carries out a requirement of a notice."""
    ledger = by_id(requirement.ledger)
    own = notice.own_fields(requirement.ledger)
    specs = {**field_specs(ledger), **own}
    clause = notice.clauses.get(requirement.clause)
    return Rule(
        code=requirement.code,
        title=requirement.title,
        severity=Severity.ERROR,
        nature=Nature.SHORTFALL,
        remedy=requirement.remedy or _REMEDY,
        name=f"{notice.id}-{requirement.code.lower()}",
        doc=_page(requirement, ledger, specs, clause.says if clause else requirement.title),
        scope="table",
        check=_check_of(requirement, specs),
        ledgers=(ledger,),
        at=next(iter(requirement.fields), ""),
        fields=(),
        needs=requirement.needs,
        parts=requirement.parts,
        supplied=frozenset(),
        declared_by=notice.id,
        own_fields=own,
    )


def _check_of(
    requirement: Requirement, specs: Mapping[str, FieldSpec]
) -> Callable[[Table], Iterator[Answer]]:
    def check(table: Table) -> Iterator[Answer]:
        if requirement.ratio is not None:
            yield from _of_table(requirement, requirement.ratio, table, specs)
        else:
            yield from _of_rows(requirement, table, specs)

    return check


def _of_rows(
    requirement: Requirement, table: Table, specs: Mapping[str, FieldSpec]
) -> Iterator[Answer]:
    """Yield the rows that fall short, worked out once for each combination of cells."""
    names = [name for name in requirement.fields if name in table.columns]
    columns = [table.columns[name] for name in names]
    known: dict[tuple[int, ...], tuple[Shortfall, ...]] = {}
    for index, codes in enumerate(zip(*(column.codes for column in columns), strict=True)):
        if codes not in known:
            values = (c.values[code] for c, code in zip(columns, codes, strict=True))
            cells = Cells(dict(zip(names, values, strict=True)), specs)
            known[codes] = shortfalls(requirement, cells)
        if found := known[codes]:
            words = "；".join(each.words for each in found)
            yield table.at_field(index, found[0].field), Says(words, clause=requirement.clause)


def _of_table(
    requirement: Requirement, ratio: Proportion, table: Table, specs: Mapping[str, FieldSpec]
) -> Iterator[Answer]:
    """Yield the header of a column whose words stand in another proportion."""
    column = table.columns[ratio.field]
    indexes = _rows_in_question(requirement, table, specs)
    values = Counter(column.values[column.codes[index]] for index in indexes)
    counts = {word: values[word] for word in ratio.words}
    unknown = sum(n for value, n in values.items() if _may_be_any(value))
    if words := proportion_missed(ratio, counts, unknown):
        yield table.at_header(ratio.field), Says(words, clause=requirement.clause)


def _may_be_any(value: Any) -> bool:
    return isinstance(value, NO_VALUES) and value is not Absent.NONE


def _rows_in_question(
    requirement: Requirement, table: Table, specs: Mapping[str, FieldSpec]
) -> Iterable[int]:
    """Return the indexes of the rows that a requirement is about."""
    if not requirement.when:
        return range(len(table))
    names = [name for name in requirement.when if name in table.columns]
    return [
        index
        for index in range(len(table))
        if is_about(
            requirement.when, Cells({name: table.columns[name][index] for name in names}, specs)
        )
    ]


def _page(
    requirement: Requirement, ledger: type[Ledger], specs: Mapping[str, FieldSpec], says: str
) -> str:
    """Return the page of a requirement: reason, then a table of its hits and misses."""
    if requirement.ratio is not None:
        return _page_of_proportion(requirement, ledger, says)
    hits, misses = samples(requirement.hit), samples(requirement.miss)
    names = tuple(dict.fromkeys(name for row in (*hits, *misses) for name in row))
    heads = [specs[name].header if name in specs else name for name in names]
    judged = [name for _, group in requirement.groups for name in group]
    rows = [
        (
            *(_cell(row.get(name, "")) for name in names),
            _reported(row, judged, specs) if row in hits else "",
        )
        for row in (*hits, *misses)
    ]
    return "\n".join((f"{says.rstrip('。')}。", "", ledger.info.title, "", *_grid(heads, rows)))


def _reported(row: Mapping[str, Any], judged: Iterable[str], specs: Mapping[str, FieldSpec]) -> str:
    """Return the header of the first field of a hit that a condition is about."""
    name = next((name for name in judged if name in row), next(iter(judged), ""))
    return specs[name].header if name in specs else ""


def _page_of_proportion(requirement: Requirement, ledger: type[Ledger], says: str) -> str:
    hits, misses = samples(requirement.hit), samples(requirement.miss)
    words = [str(word) for word in requirement.ratio.words] if requirement.ratio else []
    rows = [
        (*(_cell(row.get(word, 0)) for word in words), "行数" if row in hits else "")
        for row in (*hits, *misses)
    ]
    about = f"下表是各填多少行的{ledger.info.title}。"
    return "\n".join((f"{says.rstrip('。')}。", "", about, "", *_grid(words, rows)))


def _cell(value: Any) -> str:
    return str(value).replace("|", "／")


def _grid(heads: list[str], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join((*heads, '应报'))} |"
    yield f"|{'---|' * (len(heads) + 1)}"
    yield from (f"| {' | '.join(row)} |" for row in rows)
