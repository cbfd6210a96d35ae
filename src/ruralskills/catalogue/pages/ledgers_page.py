"""Pages of the ledgers and their columns: headers, synonyms, kinds of value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final

from ruralskills.catalogue.pages.page import Block, PageHeading, PageTable, Paragraph
from ruralskills.model.fields import FieldSpec, field_specs
from ruralskills.model.table import Ledger

_NONE: Final[Mapping[str, FieldSpec]] = MappingProxyType({})


def list_data(ledgers: Iterable[type[Ledger]]) -> list[dict[str, Any]]:
    """Return the list of ledgers, for programs."""
    return [
        {
            "id": ledger.info.id,
            "title": ledger.info.title,
            "also": list(ledger.info.also),
            "kind": ledger.info.kind,
            "note": ledger.info.note,
            "columns": len(field_specs(ledger)),
        }
        for ledger in ledgers
    ]


def list_page(ledgers: Iterable[type[Ledger]]) -> Iterator[Block]:
    """Yield the list of ledgers, for people."""
    yield PageHeading("台账", 1)
    yield PageTable(
        ("编号", "台账", "列", "又名"),
        tuple(
            (
                ledger.info.id,
                ledger.info.title,
                f"{len(field_specs(ledger))}列",
                "、".join(ledger.info.also),
            )
            for ledger in ledgers
        ),
    )


def ledger_data(ledger: type[Ledger], own: Mapping[str, FieldSpec] = _NONE) -> dict[str, Any]:
    """Return a ledger with its columns and those that an office adds, for programs."""
    [data] = list_data([ledger])
    return data | {
        "columns": [
            {
                "field": spec.field,
                "header": spec.header,
                "also": list(spec.headers[1:]),
                "kind": spec.reads.name,
                "required": spec.required,
                "unit": spec.unit or None,
                "codes": spec.codes or None,
            }
            for spec in (*field_specs(ledger).values(), *own.values())
        ]
    }


def ledger_page(
    ledger: type[Ledger], level: int = 1, own: Mapping[str, FieldSpec] = _NONE
) -> Iterator[Block]:
    """Yield a ledger with its columns and those that an office adds, for people."""
    name = ledger.info
    yield PageHeading(name.title, level)
    about = [f"编号：{name.id}", "按年度登记" if name.kind == "event" else "登记现有的全部"]
    if name.also:
        about.append(f"又名：{'、'.join(name.also)}")
    if name.note:
        about.append(name.note)
    yield Paragraph("；".join(about))
    yield PageTable(
        ("字段", "表头", "填法", "必填", "选项", "也认这些表头"),
        tuple(
            (
                spec.field,
                spec.header,
                spec.reads.title + (f"（{spec.unit}）" if spec.unit else ""),
                _required(ledger, spec),
                spec.codes,
                "、".join(spec.headers[1:]),
            )
            for spec in (*field_specs(ledger).values(), *own.values())
        ),
    )
    if own:
        yield Paragraph(f"本单位的通知增加的列：{'、'.join(spec.header for spec in own.values())}")
    if relations := list(_relations(ledger)):
        yield Paragraph("；".join(relations))


def _required(ledger: type[Ledger], spec: FieldSpec) -> str:
    """Return in words whether a column must be there."""
    heads = "、".join(field_specs(ledger)[name].header for name in spec.unless)
    words = f"必填；有{heads}之一的，可以没有这一列" if heads else "必填"
    return words if spec.required else ""


def _relations(ledger: type[Ledger]) -> Iterator[str]:
    """Yield the words for what a ledger declares of its fields."""
    relations = ledger.relations
    heads = {name: spec.header for name, spec in field_specs(ledger).items()}
    if (people := relations.people) is not None:
        fields = "、".join(heads[field] for field in people.apart_by)
        yield f"同一人按{fields}各一行" if fields else "同一人只一行"
    for order in relations.orders:
        name = "日期一般的先后" if order.customary else "日期先后"
        yield f"{name}：{'→'.join(heads[field] for field in order.steps)}"
    for pair in relations.parts:
        name = "一般不大于" if pair.customary else "不大于"
        yield f"{heads[pair.part]}{name}{heads[pair.whole]}"
    for rate in relations.rates:
        yield f"{heads[rate.rate]}＝{heads[rate.part]}÷{'或'.join(heads[n] for n in rate.wholes)}"
    for one in relations.products:
        yield f"{heads[one.result]}可能等于{'×'.join(heads[name] for name in one.factors)}"
