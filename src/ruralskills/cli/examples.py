"""Examples of each command, which stand at the end of its help."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

EXAMPLES: Final[Mapping[str, tuple[str, ...]]] = {
    "validate": (
        "rs validate 桂林街道台账.xlsx",
        "rs validate 收件/2020Q2 --previous 收件/2020Q1 -o 问题清单.xlsx",
    ),
    "correct": (
        "rs correct 桂林街道台账.xlsx --diff",
        "rs correct 收件/2020Q2 --marks-only -o 退回",
    ),
    "recheck": (
        "rs recheck 台账.校正.xlsx 台账（改）.xlsx",
        "rs recheck 退回 报回 -o 核对.xlsx",
    ),
    "render-form": (
        "rs render-form 张三.yaml -o 申报表.docx",
        "rs render-form --from-ledger 名册.xlsx --merged",
    ),
    "collect-forms": (
        "rs collect-forms 申报表",
        "rs collect-forms 申报表.zip -o 名册.xlsx",
    ),
    "template": (
        "rs template leader -o 带头人台账.xlsx",
        "rs template --all -o 空白台账 --notice tongnan-2020",
    ),
    "rollup": (
        "rs rollup --year 2020 --quarter 2 -o 汇总表.xlsx",
        "rs rollup --year 2020 --explain 桂林街道/新增带头人",
    ),
    "summarize": (
        "rs summarize --quarter 2021Q2",
        "rs summarize --closed quarter --catch-up --to docx,html",
    ),
    "schedule": (
        "rs schedule --quarterly",
        'rs schedule --monthly --at "3 17:30" --install',
    ),
    "notices": ("rs notices tongnan-2020", "rs notices --check notices/本县-2021.toml"),
    "rules": ("rs rules L", "rs rules --ledger 致富带头人台账"),
    "rule": ("rs rule L201", "rs rule 带动户数不足"),
    "ledgers": ("rs ledgers", "rs ledgers 致富带头人台账"),
    "init": ("rs init", "rs init 2021年台账"),
    "clean": ("rs clean --personal", "rs clean 2021年台账 --personal"),
    "completion": (
        'eval "$(rs completion bash)"',
        "rs completion powershell | Out-String | Invoke-Expression",
    ),
    "help": ("rs help", "rs help validate"),
    "version": ("rs version", "rs --version"),
}
