"""Docstrings of rules: the reason, then captioned tables of examples.

The first paragraphs end in 。 and give the reason. Each line after them is a row of a table, a
caption or a remark, and nothing else is allowed. A caption is the title of a ledger, or a key and
a value such as ``通知：tongnan-2020``. The last column of a table is 应报: the headers of the
cells that are reported in a row. The tables after ``不应报：`` and a reason are checked apart, and
nothing in them is reported.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import takewhile
from typing import Final

from msgspec import Struct

from ruralskills.ledgers import LEDGERS
from ruralskills.model.ledger_set import Role
from ruralskills.model.rule import Rule
from ruralskills.text.lazy_regex import regex

REPORTED: Final = "应报"
"""The last column of each table."""
ROLES: Final[Mapping[str, Role]] = {
    "上期": "previous",
    "名册": "register",
    "排除名单": "excluded",
    "区划": "regions",
    "豁免": "waivers",
}
"""Roles of tables by the key before the ledger's title."""
APART: Final = "不应报"
"""The key of the line before tables that are checked apart and stand."""
_KEYS: Final = frozenset({"通知", "截至", "文件", "标题", "应报表头", APART, *ROLES})
_TITLES: Final = frozenset(ledger.info.title for ledger in LEDGERS)
_ROW: Final = regex(r"\|(.*)\|")
_RULE: Final = regex(r":?-+:?")


class DocstringError(ValueError):
    """A rule's docstring that cannot be read.

    The message begins with the rule's code.
    """


class Caption(Struct, frozen=True):
    """A line between tables.

    Without a key it is the title of a ledger, or a remark that ends in 。
    """

    text: str
    key: str = ""
    value: str = ""


class ExampleTable(Struct, frozen=True):
    """Rows of a ledger, in the last cell of each the headers of the cells to report."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class RuleDocstring(Struct, frozen=True):
    """The parts of a rule's docstring, in order."""

    reason: str
    examples: tuple[Caption | ExampleTable, ...]


def parse(rule: Rule) -> RuleDocstring:
    """Return the parts of a rule's docstring.

    Raises DocstringError for a line that is neither prose, caption nor row.
    """
    paragraphs = rule.doc.split("\n\n")
    reason = list(takewhile(lambda paragraph: paragraph.rstrip().endswith("。"), paragraphs))
    if not reason:
        raise DocstringError(
            f"{rule.code}: the first paragraph does not end in 。: {paragraphs[0]}"
        )
    text = "".join(line.strip() for paragraph in reason for line in paragraph.splitlines())
    examples = tuple(_examples(rule, "\n\n".join(paragraphs[len(reason) :])))
    if not any(isinstance(example, ExampleTable) for example in examples):
        raise DocstringError(f"{rule.code}: no table")
    return RuleDocstring(text, examples)


def _examples(rule: Rule, text: str) -> Iterator[Caption | ExampleTable]:
    rows: list[tuple[str, ...]] = []
    for line in map(str.strip, (*text.splitlines(), "")):
        if match := _ROW.fullmatch(line):
            rows.append(tuple(cell.strip() for cell in match[1].split("|")))
            continue
        if rows:
            yield _table(rule, rows)
            rows = []
        if line:
            yield _caption(rule, line)


def _table(rule: Rule, rows: list[tuple[str, ...]]) -> ExampleTable:
    header, *body = rows
    if header[-1] != REPORTED:
        raise DocstringError(f"{rule.code}: the last column is not {REPORTED}: {header}")
    if len(body) < 2 or not all(map(_RULE.fullmatch, body[0])):
        raise DocstringError(f"{rule.code}: no rows, or no line of dashes, below {header}")
    for row in body:
        if len(row) != len(header):
            raise DocstringError(f"{rule.code}: {len(row)} cells below {len(header)}: {row}")
    return ExampleTable(header, tuple(body[1:]))


def _caption(rule: Rule, line: str) -> Caption:
    key, colon, value = line.partition("：")
    if line in _TITLES or (line.endswith("。") and key not in _KEYS):
        return Caption(line)
    if not (colon and key in _KEYS and value) or (key in ROLES and value not in _TITLES):
        raise DocstringError(f"{rule.code}: neither a caption nor a row of a table: {line}")
    if key == "截至":
        try:
            date.fromisoformat(value)
        except ValueError as error:
            raise DocstringError(f"{rule.code}: {line}: {error}") from None
    return Caption(line, key, value)
