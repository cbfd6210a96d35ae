"""A rule's docstring is read strictly: what cannot be read fails, and says of which rule."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from ruralskills.catalogue.pages import rules_page
from ruralskills.rules import all_rules
from ruralskills.rules.docstring import Caption, DocstringError, ExampleTable, parse

TABLE = "| 姓名 | 应报 |\n| ---- | ---- |\n| 张三 | 姓名 |"
RULE = all_rules()["L201"]


@pytest.mark.parametrize("code", all_rules())
def test_every_docstring_gives_a_reason_and_a_table(code: str) -> None:
    docstring = parse(all_rules()[code])
    assert docstring.reason.endswith("。")
    assert any(isinstance(example, ExampleTable) for example in docstring.examples)


def test_parts() -> None:
    doc = f"不得重复，\n以免重计。\n\n上期：学员花名册\n\n{TABLE}\n\n只列待核。"
    docstring = parse(replace(RULE, doc=doc))
    assert docstring.reason == "不得重复，以免重计。"
    assert docstring.examples == (
        Caption("上期：学员花名册", "上期", "学员花名册"),
        ExampleTable(("姓名", "应报"), (("张三", "姓名"),)),
        Caption("只列待核。"),
    )


@pytest.mark.parametrize(
    "doc",
    [
        f"不得重复\n\n{TABLE}",
        f"Must not repeat.\n\n{TABLE}",
        f"{TABLE}",
        "不得重复。",
        f"不得重复。\n\n通知tongnan-2020\n\n{TABLE}",
        f"不得重复。\n\n通告：tongnan-2020\n\n{TABLE}",
        f"不得重复。\n\n通知：\n\n{TABLE}",
        f"不得重复。\n\n学员名册\n\n{TABLE}",
        f"不得重复。\n\n上期：学员名册\n\n{TABLE}",
        f"不得重复。\n\n截至：2020年\n\n{TABLE}",
        f"不得重复。\n\n{TABLE} 李四",
        f"不得重复。\n\n{TABLE}\n| 李四 |",
        f"不得重复。\n\n{TABLE.replace('应报', '报')}",
        "不得重复。\n\n| 姓名 | 应报 |\n| 张三 | 姓名 |",
        "不得重复。\n\n| 姓名 | 应报 |\n| ---- | ---- |",
    ],
)
def test_what_cannot_be_read_fails_with_the_code(doc: str) -> None:
    rule = replace(RULE, doc=doc)
    with pytest.raises(DocstringError, match=r"^L201: "):
        parse(rule)
    with pytest.raises(DocstringError, match=r"^L201: "):
        list(rules_page.rule_page(rule, ()))
