"""Read packs: a TOML file with a notice's own words and numbers, and a CSV of its targets."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Final

from ruralskills.diagnostic import Clause
from ruralskills.notice.model import (
    Ask,
    CodeList,
    Cover,
    Duty,
    Expect,
    Indicator,
    Limit,
    Notice,
    Side,
    Steps,
    Target,
    Where,
)

PACKS: Final = Path(__file__).parent.parent / "notices"


class NoticeError(ValueError):
    """A notice pack that is wrong in itself; the message names the file and the entry."""


def _ask(notice_id: str, document: str, row: dict[str, Any]) -> Ask:
    clause = Clause(
        id=row["id"],
        notice=notice_id,
        document=row.get("document", document),
        section=row.get("section", ""),
        phrase=row.get("phrase", ""),
        says=row["says"],
        basis=row.get("basis", "原文"),
    )
    return Ask(clause, row.get("severity", ""), tuple(row.get("rules", ())), row.get("by_hand", ""))


def _cited(row: Mapping[str, Any], asks: Mapping[str, Ask], entry: str = "clause") -> str:
    """The clause that an entry cites, which must be one of the pack's own."""
    return asks[row[entry]].clause.id


def _where(row: Mapping[str, Any], entry: str = "where") -> Where:
    return {name: tuple(words) for name, words in row.get(entry, {}).items()}


def _listed(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _expects(data: Mapping[str, Any], asks: Mapping[str, Ask]) -> Iterator[Expect]:
    """An entry may speak of several ledgers and fields at once."""
    for row in data.get("expects", ()):
        for ledger in _listed(row["ledger"]):
            for name in _listed(row["field"]):
                yield Expect(
                    ledger,
                    name,
                    _cited(row, asks),
                    tuple(row.get("values", ())),
                    _where(row, "when"),
                    row.get("column", False),
                )


def _side(row: Mapping[str, Any]) -> Side:
    return Side(row["ledger"], row["key"], _where(row), row.get("role", ""))


def _cover(row: Mapping[str, Any], asks: Mapping[str, Ask]) -> Cover:
    among = row["among"] if isinstance(row["among"], list) else [row["among"]]
    return Cover(_side(row["every"]), tuple(map(_side, among)), _cited(row, asks))


def _duty(row: Mapping[str, Any], asks: Mapping[str, Ask]) -> Duty:
    return Duty(
        row["what"],
        tuple(row.get("also", ())),
        row["every"],
        _cited(row, asks),
        tuple(row.get("units", ())),
        row.get("since", ""),
    )


def _steps(row: Mapping[str, Any], asks: Mapping[str, Ask]) -> Steps:
    missing = _cited(row, asks, "missing") if "missing" in row else ""
    return Steps(row["ledger"], tuple(row["fields"]), _cited(row, asks), missing)


def _indicator(name: str, row: Mapping[str, Any], asks: Mapping[str, Ask]) -> Indicator:
    return Indicator(
        id=name,
        title=row["title"],
        also=tuple(row.get("also", ())),
        ledger=row["ledger"],
        clause=_cited(row, asks),
        unit=row.get("unit", ""),
        sum=row.get("sum", ""),
        distinct=row.get("distinct", ""),
        period=row.get("period", ""),
        where=_where(row),
        kind=row.get("kind", "flow"),
    )


def _targets(path: Path) -> tuple[Target, ...]:
    if not path.exists():
        return ()
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return tuple(
            Target(
                unit=row["unit"],
                indicator=row["indicator"],
                year=int(row["year"]) if row["year"] else None,
                value=Decimal(row["value"]),
                measure=row["measure"],
                clause=row["clause"],
            )
            for row in csv.DictReader(stream)
        )


def load(path: Path) -> Notice:
    """Read one pack.

    Raises NoticeError when an entry is missing, or a limit cites a clause that the pack lacks.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        document = data["document"]
        asks = {row["id"]: _ask(data["id"], document, row) for row in data.get("clauses", ())}
        limits = {
            name: Limit(name, row.get("value"), row.get("unit", ""), asks[row["clause"]])
            for name, row in data.get("limits", {}).items()
        }
        lists = {
            name: CodeList(
                name,
                {
                    spelling: word
                    for word, others in row["words"].items()
                    for spelling in (word, *others)
                },
                row.get("open", False),
                asks.get(row.get("clause", "")),
            )
            for name, row in data.get("lists", {}).items()
        }
        years = data.get("years")
        return Notice(
            id=data["id"],
            title=data["title"],
            document=document,
            places=tuple(data.get("places", ())),
            years=(years[0], years[-1]) if years else None,
            everywhere=data.get("everywhere", False),
            asks=asks,
            limits=limits,
            lists=lists,
            targets=_targets(path.with_suffix(".csv")),
            expects=tuple(_expects(data, asks)),
            covers=tuple(_cover(row, asks) for row in data.get("covers", ())),
            duties=tuple(_duty(row, asks) for row in data.get("duties", ())),
            steps=tuple(_steps(row, asks) for row in data.get("steps", ())),
            indicators=tuple(
                _indicator(name, row, asks) for name, row in data.get("indicators", {}).items()
            ),
            extends=data.get("extends", ""),
        )
    except (KeyError, tomllib.TOMLDecodeError, ValueError) as error:
        raise NoticeError(f"{path.name}: {error}") from error


@cache
def packs(folder: Path = PACKS) -> Mapping[str, Notice]:
    """Return the packs of a folder by their ids."""
    return {notice.id: notice for notice in map(load, sorted(folder.glob("*.toml")))}
