"""A page as a screen of 80 columns shows it, and as Markdown."""

from __future__ import annotations

import pytest

from ruralskills import notices, rules
from ruralskills.catalogue.clause_coverage import coverages_by_rule
from ruralskills.catalogue.pages import ledgers_page, notices_page, rules_page
from ruralskills.catalogue.pages.page import (
    Block,
    PageHeading,
    PageTable,
    Paragraph,
    markdown,
    screen,
)
from ruralskills.ledgers import LEDGERS
from ruralskills.text.width import width

PACKS = notices.shipped_notices()
CITED = coverages_by_rule(PACKS.values())
PAGES: dict[str, list[Block]] = {
    "notices": list(notices_page.list_page(PACKS)),
    "rules": list(rules_page.list_page(rules.all_rules().values())),
    "ledgers": list(ledgers_page.list_page(LEDGERS)),
    **{name: list(notices_page.notice_page(pack)) for name, pack in PACKS.items()},
    **{ledger.info.id: list(ledgers_page.ledger_page(ledger)) for ledger in LEDGERS},
    **{
        code: list(rules_page.rule_page(rule, CITED.get(code, ())))
        for code, rule in rules.all_rules().items()
    },
}


@pytest.mark.parametrize("name", PAGES)
def test_every_page_fits_the_screen(name: str) -> None:
    for line in screen(PAGES[name]):
        assert width(line) <= 80, line
        assert not line.lstrip().startswith(("、", "，", "。", "；"))


@pytest.mark.parametrize("name", PAGES)
def test_tables_of_every_page_are_whole(name: str) -> None:
    for block in PAGES[name]:
        if isinstance(block, PageTable):
            assert {len(row) for row in block.rows} <= {len(block.header)}


def test_narrow_table_stands_in_columns_and_a_wide_one_as_cards() -> None:
    narrow = PageTable(("编号", "问题"), (("L201", "带动户不足"), ("P1", "")))
    assert list(screen([narrow])) == ["编号  问题", "L201  带动户不足", "P1"]
    wide = PageTable(("条款", "章节", "要求", "限额"), (("CQ-18", "三", "带" * 40, ""),))
    assert list(screen([wide])) == ["CQ-18  三", "    要求：" + "带" * 35, "    " + "带" * 5]


def test_markdown() -> None:
    page: list[Block] = [
        PageHeading("规则", 1),
        Paragraph("说明"),
        PageTable(("甲", "乙"), (("1|2", "3"),)),
    ]
    assert markdown(page) == ("# 规则\n\n说明\n\n| 甲 | 乙 |\n| --- | --- |\n| 1&#124;2 | 3 |\n")


def test_a_layout_that_rests_on_an_annex_nobody_has_says_so() -> None:
    noted = [each for each in LEDGERS if each.info.note]
    assert {"task_list", "indicator_definition"} <= {each.info.id for each in noted}
    for each in noted:
        assert "以本单位印发表样为准" in markdown(list(ledgers_page.ledger_page(each)))
