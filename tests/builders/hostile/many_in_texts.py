"""Texts with too many of one thing: tables, pages, settings, plans, data."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Final

from builders.hostile.kinds import (
    HEADERS,
    NAME,
    ROLLED_UP,
    Command,
    Kind,
    check,
    correct,
    read_as_ledger,
)

_LINE: Final = "张三,青龙村,贫困村,500199198506150017,138,2020.5.6,在库,3户,"
_TOP: Final = "带头人台账\n" + ",".join(HEADERS) + "\n"
Texts = dict[str, tuple[Callable[[int], str], int]]

_CSV: Final[Texts] = {
    "one line": (lambda n: "张," * n, 250_000),
    "one cell": (lambda n: '"' + "张三" * n, 160_000),
    "quotes": (lambda n: '"",' * n, 300_000),
    "short lines": (lambda n: "张,1\n" * n, 150_000),
    "rows": (lambda n: _TOP + "".join(f"{_LINE}{at}\n" for at in range(n)), 9_000),
    "numbers alone": (lambda n: _TOP + "".join(f"{at}\n" for at in range(n)), 140_000),
    "headers": (lambda n: _TOP * n, 5_000),
    "loose commas": (
        lambda n: _TOP + "".join(f"{_LINE}{at},,,多,{at}\n" for at in range(n)),
        8_000,
    ),
    "totals": (lambda n: _TOP + "".join(f"合计,,,,,,,{at},\n" for at in range(n)), 40_000),
    "tables": (lambda n: "".join(f"{_TOP}{_LINE}{at}\n\n" for at in range(n)), 4_000),
}
_PAGES: Final[Texts] = {
    "unclosed rows": (lambda n: "<table>" + "<tr><td>姓名" * n, 60_000),
    "unclosed tables": (lambda n: "<table><tr><td>" * n, 60_000),
    "unclosed cells": (lambda n: "<table><tr>" + "<td>张三" * n, 90_000),
    "spans": (lambda n: "<table>" + "<tr><td rowspan=60000 colspan=900>张" * n, 9_000),
    "divisions": (lambda n: "<div>" * n + "<table><tr><td>姓名", 160_000),
    "comments": (lambda n: "<table>" + "<!--" * n, 200_000),
    "attributes": (lambda n: "<table " + "a=1 " * n + ">", 200_000),
    "entities": (lambda n: "<table><tr><td>" + "&#x5f20;" * n, 90_000),
    "tables": (lambda n: "<table><tr><td>姓名<td>村<tr><td>张<td>青</table>" * n, 12_000),
    "bold words": (lambda n: "<table><tr><td>" + "<b>张</b>" * n, 90_000),
}
_SETTINGS: Final[Texts] = {
    "layouts": (lambda n: "[[layouts]]\nfile='*'\nsheet='*'\n" * n, 15_000),
    "waivers": (lambda n: '[[waivers]]\ncode="C101"\nreason="已核"\nfile="a"\n' * n, 12_000),
    "right waivers": (
        lambda n: "".join(
            f'[[waivers]]\ncode="C101"\nreason="{at}"\nname="a{at}"\n' for at in range(n)
        ),
        12_000,
    ),
    "one list": (lambda n: "previous = [" + "'a.xlsx'," * n + "]", 60_000),
    "keys": (lambda n: "".join(f"a{at} = 1\n" for at in range(n)), 60_000),
    "a key of keys": (lambda n: ".".join(["a"] * n) + " = 1", 250_000),
    "lists in lists": (lambda n: "previous = " + "[" * n, 400_000),
    "tables in tables": (lambda n: "previous = " + "{a=" * n, 200_000),
    "tables": (lambda n: "".join(f"[a{at}]\n" for at in range(n)), 80_000),
}
_FORMS: Final[Texts] = {
    "anchors": (
        lambda n: "a: &a [1]\n" + "".join(f"a{at}: &a{at} [*a, *a]\n" for at in range(n)),
        30_000,
    ),
    "laughs": (
        lambda n: (
            "a0: &a0 [x]\n"
            + "".join(f"a{at}: &a{at} [{','.join([f'*a{at - 1}'] * 9)}]\n" for at in range(1, n))
        ),
        40,
    ),
    "lists in lists": (lambda n: "a: " + "[" * n, 100_000),
    "indents": (lambda n: "".join(" " * at + "a:\n" for at in range(n)), 1_200),
    "kinds": (lambda n: "name: 张三\nidentity_kind: [" + "种养大户, " * n + "]\n", 60_000),
    "one text": (lambda n: "name: " + "张" * n + "\n", 300_000),
    "keys": (lambda n: "".join(f"k{at}: 1\n" for at in range(n)), 60_000),
    "merged keys": (
        lambda n: "a: &a {b: 1}\n" + "".join(f"c{at}:\n  <<: *a\n" for at in range(n)),
        30_000,
    ),
    "documents": (lambda n: "---\nname: 张三\n" * n, 40_000),
    "quotes": (lambda n: 'name: "' + "\\n" * n, 400_000),
    "dashes": (lambda n: "- " * n, 400_000),
}
_NOTICE: Final = 'id = "某县-2020"\ntitle = "通知"\ndocument = "某发1号"\nplaces = ["某县"]\nyears = [2020, 2021]\n'
_NOTICES: Final[Texts] = {
    "clauses": (
        lambda n: (
            _NOTICE
            + "".join(
                f'[[clauses]]\nid = "X-{at}"\nsection = "一"\nphrase = "词"\nsays = "说"\n'
                for at in range(n)
            )
        ),
        9_000,
    ),
    "wrong keys": (lambda n: _NOTICE + "".join(f"a{at} = 1\n" for at in range(n)), 50_000),
    "limits": (
        lambda n: (
            _NOTICE + "".join(f'[limits.a{at}]\nvalue = 1\nclause = "X"\n' for at in range(n))
        ),
        15_000,
    ),
    "words": (
        lambda n: (
            _NOTICE
            + '[lists.village_kind]\nclause = "X"\nwords = {'
            + ", ".join(f'"词{at}" = []' for at in range(n))
            + "}\n"
        ),
        40_000,
    ),
}
_STEP: Final = {
    "cell": {"file": NAME, "sheet": "台账", "row": 4, "column": 0, "address": "A4"},
    "field": "name", "old": "张", "new": "李", "code": "C801", "reason": "x", "header": "姓名",
}  # fmt: skip


def _plan(count: int) -> str:
    file = {
        "name": NAME,
        "location": NAME,
        "sha256": "0" * 64,
        "steps": [_STEP] * count,
        "marks": [],
    }
    return json.dumps({"version": 1, "files": [file]}, ensure_ascii=False)


_PLANS: Final[Texts] = {
    "steps": (_plan, 3_000),
    "lists in lists": (lambda n: "[" * n, 400_000),
    "numbers": (lambda n: "[" + "1e5," * n + "1]", 200_000),
    "keys": (lambda n: "{" + ",".join(f'"a{at}":1' for at in range(n)) + "}", 60_000),
    "long numbers": (lambda n: '{"version": ' + "9" * n + "}", 900_000),
}


def _kinds(
    about: str, texts: Texts, name: str, commands: tuple[Command, ...], around: str = "{}"
) -> list[Kind]:
    before, after = around.split("{}")
    return [
        Kind(
            f"{about} of {kind}",
            lambda count, make=make: {name: (before + make(count) + after).encode()},  # type: ignore[misc]  # mypy loses the type of a default
            count,
            commands,
        )
        for kind, (make, count) in texts.items()
    ]


_OF_SETTINGS: Final = (check(NAME), *ROLLED_UP)
_OF_FORMS: Final = (
    ("render-form", "人.yaml", "-o", "表.docx"),
    ("render-form", "人.yaml", "-o", "表.docx", "--draft"),
)
_OF_PLANS: Final = (
    ("correct", NAME, "--apply", "计划.json"),
    ("validate", NAME, "--baseline", "计划.json"),
    ("render-form", "计划.json", "-o", "表.docx"),
)
KINDS: Final = (
    *_kinds("csv", _CSV, "a.csv", read_as_ledger("a.csv")),
    *_kinds("page", _PAGES, "a.xls", (check("a.xls"), correct("a.xls")), "<html>{}"),
    *_kinds("settings", _SETTINGS, "rs.toml", _OF_SETTINGS),
    *_kinds("data", _FORMS, "人.yaml", _OF_FORMS),
    *_kinds("notice", _NOTICES, "某县.toml", (("notices", "--check", "某县.toml"),)),
    *_kinds("plan", _PLANS, "计划.json", _OF_PLANS),
)
